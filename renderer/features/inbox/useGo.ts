import type { CaseId } from '../../../shared/domain/identifiers'
import { useCaseStore } from '../case/caseStore'
import { useLayoutStore } from '../layout/layoutStore'
import { useInboxStore } from './inboxStore'

/** From report to report: the row in the list and the report beside it together. */
export function useGo() {
  const inbox = useInboxStore()
  const subject = useCaseStore()
  const layout = useLayoutStore()

  async function go(index: number): Promise<void> {
    const caseId = await inbox.activate(index)
    if (caseId) await subject.open(caseId)
  }
  /** To the report itself: brings it to the front where only one pane is seen. */
  async function enter(index: number): Promise<void> {
    layout.showCase()
    await go(index)
  }
  /** The report alone in the window. */
  async function openWide(index: number): Promise<void> {
    layout.widen()
    await go(index)
  }
  /** Opens a report wherever it stands, also when the list does not show it. */
  async function goToCase(caseId: CaseId): Promise<void> {
    layout.showCase()
    inbox.standAt(caseId)
    await subject.open(caseId)
  }
  return { go, enter, openWide, goToCase }
}
