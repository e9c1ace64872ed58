import { listStep } from '../inbox/listKeys'
import { useOutboxStore } from './outboxStore'

/** The keys that walk *Kotak keluar*; what is done with an action is among the commands (features/commands). */
export function useOutboxKeys(rowsOnScreen: () => number): (event: KeyboardEvent) => void {
  const outbox = useOutboxStore()

  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const active = outbox.activeIndex
    const target = listStep(event.key, {
      active,
      total: outbox.lines.length,
      pageOf: rowsOnScreen(),
      step: (by) => active + by,
    })
    if (target === null) return
    outbox.goTo(target, target < active ? -1 : 1)
    event.preventDefault()
    event.stopPropagation()
  }
}
