/** The parts of the window among which the focus is moved, in their order on screen. */
export const paneNames = ['views', 'list', 'case', 'composer', 'status'] as const
export type PaneName = (typeof paneNames)[number]

/*
 * A pane is marked in its template with `data-pane`, and the part of it that takes the focus with `data-pane-focus`;
 * without that mark the first part that can have it does. So a pane needs to know nothing of the others.
 */

const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), [tabindex]:not([tabindex="-1"])'

function isSeen(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true })
}

function firstSeen(root: ParentNode, selector: string): HTMLElement | null {
  return [...root.querySelectorAll<HTMLElement>(selector)].find(isSeen) ?? null
}

/** The pane's part that takes the focus; null when the pane is not there or has nothing to focus. */
function targetIn(name: PaneName): HTMLElement | null {
  const pane = firstSeen(document, `[data-pane=${name}]`)
  if (!pane) return null
  if (pane.matches('[data-pane-focus]')) return pane
  return firstSeen(pane, '[data-pane-focus]') ?? firstSeen(pane, focusable)
}

/** Whether something took the focus. */
export function focusPane(name: PaneName): boolean {
  const target = targetIn(name)
  target?.focus()
  return target !== null && document.activeElement === target
}

export function paneOf(element: Element | null): PaneName | null {
  const name = element?.closest<HTMLElement>('[data-pane]')?.dataset['pane']
  return paneNames.find((known) => known === name) ?? null
}

/** The next pane in that direction which takes the focus, round about. */
export function stepPane(by: 1 | -1): void {
  const from = paneNames.indexOf(paneOf(document.activeElement) ?? 'list')
  for (let step = 1; step <= paneNames.length; step += 1) {
    const name = paneNames[(from + by * step + paneNames.length * step) % paneNames.length]
    if (name && focusPane(name)) return
  }
}
