import { listStep } from './listKeys'
import { useInboxStore } from './inboxStore'
import { useSelectionStore } from './selectionStore'

/**
 * The keys of the list. Arrows lead to a report and open it; with Shift they select up to it, with Ctrl they only go
 * there. Space selects one or takes it back, Ctrl+A all that match, Esc none.
 */
export function useListKeys(ways: {
  rowsOnScreen: () => number
  go: (index: number) => void
  /** To the report itself, where it stands in another pane. */
  enter: (index: number) => void
  menu: (index: number) => void
}): (event: KeyboardEvent) => void {
  const inbox = useInboxStore()
  const selection = useSelectionStore()

  function ownKey(event: KeyboardEvent): boolean {
    const withControl = event.ctrlKey || event.metaKey
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      ways.menu(Math.max(0, inbox.activeIndex))
      return true
    }
    if (withControl && !event.altKey && event.key.toLowerCase() === 'a') {
      void selection.all()
      return true
    }
    if (event.key === ' ' && !event.altKey) {
      if (event.shiftKey) void selection.extendTo(Math.max(0, inbox.activeIndex))
      else selection.toggle(inbox.activeIndex)
      return true
    }
    if (event.key === 'Escape' && selection.count > 0) {
      selection.clear()
      return true
    }
    return false
  }

  async function moveTo(target: number, event: KeyboardEvent): Promise<void> {
    if (!event.shiftKey && !event.ctrlKey) {
      if (event.key === 'Enter') ways.enter(target)
      else ways.go(target)
      return
    }
    const from = inbox.activeIndex
    if (event.shiftKey) selection.beginRange(from < 0 ? target : from)
    else if (selection.count === 0 && from >= 0) selection.toggle(from)
    await inbox.activate(target)
    if (event.shiftKey) await selection.extendTo(target)
  }

  return (event) => {
    if (ownKey(event)) {
      event.preventDefault()
      event.stopPropagation()
      return
    }
    const target = listStep(event.key, {
      active: inbox.activeIndex,
      total: inbox.total ?? 0,
      pageOf: ways.rowsOnScreen(),
      step: inbox.step,
    })
    if (target === null || event.altKey || event.metaKey) return
    event.preventDefault()
    void moveTo(target, event)
  }
}
