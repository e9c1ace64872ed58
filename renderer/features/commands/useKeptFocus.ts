import { onScopeDispose } from 'vue'
import { focusPane, paneOf, type PaneName } from './panes'

/**
 * The focus is never lost: when what had it goes away (a dialog closes, a row leaves, a button can be pressed no more),
 * it returns to where it was before, else to the pane that it was in, else to the list.
 */
export function useKeptFocus(): void {
  let last: HTMLElement | null = null
  let lastPane: PaneName = 'list'
  let asked = false

  function remember(event: FocusEvent): void {
    if (!(event.target instanceof HTMLElement)) return
    // Dialogs and menus come and go; what matters is what was there before them.
    if (event.target.closest('[role=dialog], [role=alertdialog], [role=menu]')) return
    last = event.target
    lastPane = paneOf(last) ?? lastPane
  }
  function isLost(): boolean {
    return document.activeElement === null || document.activeElement === document.body
  }
  function recover(): void {
    asked = false
    if (!last || !isLost() || !document.hasFocus()) return
    if (document.querySelector('[role=dialog], [role=alertdialog], [role=menu]')) return
    if (last.isConnected) last.focus()
    if (isLost() && !focusPane(lastPane)) focusPane('list')
  }
  /** After the browser has taken the focus from what can no longer have it, which it does with the next frame. */
  function look(): void {
    if (asked || !last) return
    if (!isLost() && last.isConnected && !last.matches(':disabled')) return
    asked = true
    requestAnimationFrame(() => requestAnimationFrame(recover))
  }
  // Pressing the mouse where nothing is focusable takes the focus on purpose.
  const observer = new MutationObserver(look)
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['disabled', 'style', 'hidden'],
  })
  document.addEventListener('focusin', remember)
  onScopeDispose(() => {
    observer.disconnect()
    document.removeEventListener('focusin', remember)
  })
}
