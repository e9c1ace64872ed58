import { caseStatuses, isOpen, type Case } from '../../shared/domain/case'
import type { CaseId } from '../../shared/domain/identifiers'
import type { PossiblePrimary } from './actingApi'
import type { Row, RowPage, RowQuery } from './api'

/** As many as can be read at a glance. */
const most = 8

export interface PrimariesParts {
  readonly page: (query: RowQuery, from: number, to: number) => RowPage
  readonly caseView: (caseId: CaseId) => Promise<{ readonly case: Case } | null>
}

/** Cases that another may be a duplicate of (DOMAIN.md, *Actions*, row `link_duplicate`). */
export class Primaries {
  constructor(private readonly parts: PrimariesParts) {}

  async of(caseId: CaseId, typed: string): Promise<readonly PossiblePrimary[]> {
    const search = typed.trim().replace(/^#/, '')
    const open = this.rows({ statuses: caseStatuses.filter(isOpen), search })
    const named = search === '' ? [] : this.rows({ statuses: null, search })
    const byNumber = named.filter(({ trackingId }) => trackingId.toLowerCase() === search.toLowerCase())
    const found = [
      ...byNumber,
      ...open.filter((row) => !byNumber.some((other) => other.caseId === row.caseId)),
    ]
    return await Promise.all(found.slice(0, most).map((row) => this.primary(row, caseId)))
  }

  private rows({ statuses, search }: Pick<RowQuery, 'statuses' | 'search'>): readonly Row[] {
    // One more than are shown: the case itself may be among them.
    return this.parts.page({ view: 'all', statuses, mine: false, search }, 0, most + 1).rows
  }

  private async primary(row: Row, caseId: CaseId): Promise<PossiblePrimary> {
    const { trackingId, title, status, unitName } = row
    const named = { caseId: row.caseId, trackingId, title, status, unitName }
    if (row.caseId === caseId) return { ...named, why: 'itself' }
    const view = await this.parts.caseView(row.caseId)
    return { ...named, why: view && view.case.duplicateOf !== null ? 'is-a-duplicate' : null }
  }
}
