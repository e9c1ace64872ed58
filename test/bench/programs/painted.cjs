// Says when the first rows, or the empty window, are painted, and from when on how many cases are listed by the engine,
// not by what was kept of the list before. It is loaded before the page's own scripts, beside them in a world of its own, so that nothing of the program knows of it.
const { ipcRenderer } = require('electron')

const wanted = '[data-testid=inbox-row], [data-empty-window]'
let painted = false
let listed = null

const now = () => performance.timeOrigin + performance.now()
// The frame after this one has what is in the document now.
const whenPainted = (tell) => requestAnimationFrame(() => setTimeout(tell))

function look() {
  if (!painted && document.querySelector(wanted)) {
    painted = true
    whenPainted(() => ipcRenderer.send('bench', { kind: 'painted', at: now() }))
  }
  const fromBefore = document.querySelector('[role=listbox][aria-busy=true]') !== null
  const count = fromBefore
    ? null
    : (document.querySelector('[data-testid=inbox-count]')?.getAttribute('data-count') ?? null)
  if (count !== null && count !== listed) {
    listed = count
    whenPainted(() => ipcRenderer.send('bench', { kind: 'listed', count: Number(count), at: now() }))
  }
}

new MutationObserver(look).observe(document, {
  subtree: true,
  childList: true,
  attributes: true,
  attributeFilter: ['data-count', 'aria-busy'],
})
