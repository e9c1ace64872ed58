import type { Attachment, Case } from '../../shared/domain/case'
import type { AttachmentId, CaseId } from '../../shared/domain/identifiers'
import type { ReportFileState, ReportFileTold } from '../../shared/bridge/reportFiles'
import type { CaseCache } from './cache/caseCache'
import type { JournalClient } from './journal/journalClient'

/** How many cases one message names. */
const mostNamed = 10_000

/** The files of cases, as main keeps them: what a file must be is told by the case in the cache, never by the page. */
export class ReportFileDesk {
  constructor(
    private readonly cache: CaseCache,
    private readonly journal: JournalClient,
  ) {}

  async open(caseId: CaseId, attachmentId: AttachmentId): Promise<ReportFileState> {
    const subject = await this.cache.caseById(caseId)
    const attachment = subject && attachmentsOf(subject).find(({ id }) => id === attachmentId)
    if (!attachment) return { state: 'absent' }
    return await this.journal.request('fetchReportFile', { caseId, attachment })
  }

  async states(caseId: CaseId): Promise<readonly ReportFileTold[]> {
    const subject = await this.cache.caseById(caseId)
    const attachmentIds = subject ? attachmentsOf(subject).map(({ id }) => id) : []
    if (attachmentIds.length === 0) return []
    return (await this.journal.request('reportFileStates', { attachmentIds })).states
  }

  /** What one may not see any more is not kept (SECURITY.md 20). That it failed is made good by `keepOnly`. */
  async casesLeft(caseIds: readonly CaseId[]): Promise<void> {
    for (let start = 0; start < caseIds.length; start += mostNamed) {
      const named = caseIds.slice(start, start + mostNamed)
      await this.journal.request('forgetReportFiles', { caseIds: named }).catch(() => undefined)
    }
  }

  /** Once all that is in scope has come: files of cases that left while nobody was told. */
  async keepOnly(isHeld: (caseId: CaseId) => boolean): Promise<void> {
    const kept = await this.journal.request('reportFileCases', {}).catch(() => ({ caseIds: [] }))
    await this.casesLeft(kept.caseIds.filter((caseId) => !isHeld(caseId)))
  }
}

function attachmentsOf({ attachments, events }: Case): readonly Attachment[] {
  return [...attachments, ...events.flatMap((event) => event.attachments ?? [])]
}
