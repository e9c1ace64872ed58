import { onScopeDispose } from 'vue'

/** Whether a key belongs to what is focused: text being typed, a menu or a dialog. */
function isTaken(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable], [role=menu], [role=dialog]') !== null
  )
}

/**
 * The keys that work anywhere on the desk: Ctrl+K and / go to the search, J and K to the next and the previous
 * report. Keys pressed while typing are never taken.
 */
export function useDeskKeys(keys: { search: () => void; step: (by: 1 | -1) => void }): void {
  function pressed(event: KeyboardEvent): void {
    const withControl = event.ctrlKey || event.metaKey
    if (withControl && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      return keys.search()
    }
    if (withControl || event.altKey || isTaken(event.target)) return
    if (event.key === '/') keys.search()
    else if (event.key === 'j') keys.step(1)
    else if (event.key === 'k') keys.step(-1)
    else return
    event.preventDefault()
  }
  window.addEventListener('keydown', pressed)
  onScopeDispose(() => window.removeEventListener('keydown', pressed))
}
