import { onScopeDispose } from 'vue'
import { permissionFor } from '../../../shared/domain/permission'
import type { CaseId } from '../../../shared/domain/identifiers'
import type { Row } from '../../engine/api'
import { useWords } from '../../i18n/words'
import { useSelectionStore } from '../inbox/selectionStore'
import { useSessionStore } from '../session/sessionStore'
import { useReassignDragStore } from './reassignDragStore'

const letGo = { type: 'assign', payload: { assigneeId: null, reason: '' } } as const

/** Rows are dragged to whom they are to go; the dialog is the way for everybody who does not drag. */
export function useReassignDrag() {
  const drag = useReassignDragStore()
  const selection = useSelectionStore()
  const session = useSessionStore()
  const { counted } = useWords()

  /** Whoever may let a case go may give it to somebody (DOMAIN.md, *Roles*). */
  function mayDrag(row: Row): boolean {
    return session.officer !== null && permissionFor(letGo, row, session.officer).allowed
  }

  function started(row: Row, event: DragEvent): void {
    if (!event.dataTransfer || !mayDrag(row)) return
    const dragged: readonly CaseId[] =
      selection.several && selection.isSelected(row.caseId) ? [...selection.selected] : [row.caseId]
    event.dataTransfer.effectAllowed = 'move'
    event.dataTransfer.setData('text/plain', row.trackingId)
    showCount(event.dataTransfer, counted('reassign.drag.image', dragged.length))
    // What is added to the page while the drag begins would end it.
    setTimeout(() => void drag.begin(dragged))
  }

  // A row that leaves the list while it is dragged never tells its end; the pointer moves again only after it.
  const end = (): void => {
    if (drag.caseIds) drag.end()
  }
  for (const kind of ['dragend', 'drop', 'pointermove'] as const) window.addEventListener(kind, end)
  onScopeDispose(() => {
    for (const kind of ['dragend', 'drop', 'pointermove'] as const) window.removeEventListener(kind, end)
  })

  return { mayDrag, started }
}

/** A small sign at the pointer in the place of the picture of a row. */
function showCount(transfer: DataTransfer, words: string): void {
  const image = document.createElement('div')
  image.className =
    'fixed -top-20 left-0 rounded-md bg-inverted px-3 py-1.5 text-sm font-medium text-inverted'
  image.textContent = words
  image.ariaHidden = 'true'
  document.body.append(image)
  transfer.setDragImage(image, -8, -8)
  // The browser has taken its picture by then.
  setTimeout(() => image.remove())
}
