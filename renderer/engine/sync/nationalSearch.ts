import type { Case } from '../../../shared/domain/case'
import type { CaseId } from '../../../shared/domain/identifiers'
import type { CaseView } from '../api'
import type { NationalAnswer, NationalCaseAnswer, NationalReport } from '../findingApi'
import type { ReferenceView } from '../referenceView'
import type { NationalClient } from './nationalClient'
import { failureOf, patience } from './nationalFailure'

/** As many as anybody reads; who needs more writes more words. */
const mostReports = 50

export interface NationalSearchParts {
  readonly national: NationalClient
  readonly references: () => ReferenceView
  readonly holds: (caseId: CaseId) => boolean
  readonly viewOf: (shown: Case) => CaseView
}

/**
 * Looks for reports that are not on this desk (PROTOCOL.md 4.7). What is found is shown and forgotten: it never
 * becomes a held case.
 */
export class NationalSearch {
  constructor(private readonly parts: NationalSearchParts) {}

  async search(words: string): Promise<NationalAnswer> {
    if (words === '') return { outcome: 'no-words' }
    const reply = await this.parts.national.search(words, mostReports + 1, patience())
    if (reply.kind === 'fault') return failureOf(reply.fault)
    const reports = reply.value.slice(0, mostReports).map((found) => this.report(found))
    if (reports.length === 0) return { outcome: 'none' }
    return { outcome: 'found', reports, complete: reply.value.length <= mostReports }
  }

  async caseView(caseId: CaseId): Promise<NationalCaseAnswer> {
    const reply = await this.parts.national.caseById(caseId, patience())
    if (reply.kind === 'done') return { outcome: 'found', view: this.parts.viewOf(reply.value) }
    const { fault } = reply
    return fault.kind === 'refused' && fault.status === 404 ? { outcome: 'not-found' } : failureOf(fault)
  }

  private report(found: Case): NationalReport {
    const names = this.parts.references()
    return {
      caseId: found.id,
      trackingId: found.trackingId,
      title: found.title,
      reporterName: found.reporter?.name ?? null,
      anonymous: found.anonymous,
      confidential: found.confidential,
      unitName: names.unitName(found.unitId),
      categoryName: names.categoryName(found.categoryId),
      status: found.status,
      receivedAt: found.receivedAt,
      held: this.parts.holds(found.id),
    }
  }
}
