import { knownActionTypes, type KnownActionType } from '../../shared/domain/action'
import { instantFrom, type CaseId } from '../../shared/domain/identifiers'
import type { Officer } from '../../shared/domain/officer'
import { permissionFor, type Permission } from '../../shared/domain/permission'
import type { JournalEntry } from '../../shared/bridge/journalPort'
import type {
  CaseView,
  InboxCounts,
  NeedsYouItem,
  Refusal,
  Row,
  RowPage,
  RowQuery,
  TimelineItem,
} from './api'
import type { Clock } from './clock'
import type { UnsentWork } from './journal/unsentWork'
import type { CaseRows } from './overlay/caseRows'
import type { OverlaidEvent } from './overlay/overlay'
import type { ReferenceView } from './referenceView'
import type { RowValues } from './rows/columns'
import { riskLimits } from './rows/riskLimits'
import type { RowCircumstances, RowIndex } from './rows/rowIndex'
import type { SinceMarks } from './sinceMarks'

export interface CaseReadingParts {
  readonly clock: Clock
  readonly officer: Officer
  readonly rows: RowIndex
  readonly caseRows: CaseRows
  readonly unsentWork: UnsentWork
  readonly sinceMarks: SinceMarks
  readonly references: () => ReferenceView
  readonly onShown: (base: CaseView['case']) => void
}

/** What the page is shown: rows, counts, a case, what needs the officer. Nothing here waits for the network. */
export class CaseReading {
  constructor(private readonly parts: CaseReadingParts) {}

  counts(): InboxCounts {
    return this.parts.rows.counts(this.circumstances())
  }

  page(query: RowQuery, from: number, to: number): RowPage {
    const page = this.parts.rows.page(query, this.circumstances(), from, to)
    return { total: page.total, rows: page.rows.map((values) => this.row(values)) }
  }

  async caseView(caseId: CaseId): Promise<CaseView | null> {
    const { caseRows, clock, officer, references, onShown } = this.parts
    const view = await caseRows.view(caseId)
    if (!view) return null
    onShown(view.base)
    const names = references()
    const shown = view.overlay.case
    return {
      case: shown,
      timeline: view.overlay.events.map((overlaid) => this.timelineItem(overlaid)),
      categoryName: names.categoryName(shown.categoryId),
      unitName: names.unitName(shown.unitId),
      assigneeName: names.officerName(shown.assigneeId),
      agencyTimeZone: names.timeZone,
      remaining: names.remaining(shown.dueAt, instantFrom(clock.now()), shown.unitId),
      permissions: permissionsFor(shown, officer),
    }
  }

  async needsYou(): Promise<readonly NeedsYouItem[]> {
    const entries = this.parts.unsentWork.all().filter((entry) => entry.standing.state === 'needs-you')
    return await Promise.all(entries.map((entry) => this.needsYouItem(entry)))
  }

  private circumstances(): RowCircumstances {
    const { clock, officer, references } = this.parts
    const now = clock.now()
    const names = references()
    const riskLimitOf = riskLimits(now, (unitId) => names.countingFor(unitId))
    return { now, officerId: officer.id, riskLimitOf }
  }

  private row({ unitId, categoryId, ...values }: RowValues): Row {
    const names = this.parts.references()
    return {
      ...values,
      categoryName: names.categoryName(categoryId),
      unitName: names.unitName(unitId),
      assigneeName: names.officerName(values.assigneeId),
      remaining: names.remaining(values.dueAt, instantFrom(this.parts.clock.now()), unitId),
    }
  }

  private timelineItem({ event, state, entry }: OverlaidEvent): TimelineItem {
    if (!entry || state === 'server') return { event, state, unsent: null }
    const { actionId } = entry.action
    const unsent = {
      actionId,
      canUndo: state === 'held',
      canDiscard: state === 'saved' || state === 'needs-you',
      releasedInMilliseconds: this.parts.unsentWork.releasedInMilliseconds(actionId),
      refusal: refusalOf(entry),
    }
    return { event, state, unsent }
  }

  private async needsYouItem(entry: JournalEntry): Promise<NeedsYouItem> {
    const { caseRows, officer, sinceMarks } = this.parts
    const { action } = entry
    const refusal = refusalOf(entry) ?? { outcome: 'rejected', code: null, detail: null }
    const base = (await caseRows.view(action.caseId))?.base ?? null
    const showsOthers = base !== null && refusal.outcome === 'conflict'
    return {
      actionId: action.actionId,
      caseId: action.caseId,
      trackingId: base?.trackingId ?? null,
      caseTitle: base?.title ?? null,
      type: action.type,
      text: action.type === 'accept' ? null : action.payload.text,
      createdAt: action.createdAt,
      refusal,
      othersSince: showsOthers ? await sinceMarks.othersSince(entry, base, officer.id) : [],
    }
  }
}

function refusalOf({ standing }: JournalEntry): Refusal | null {
  if (standing.state !== 'needs-you') return null
  const { outcome, code, detail } = standing
  return { outcome, code, detail }
}

function permissionsFor(
  shown: CaseView['case'],
  officer: Officer,
): Readonly<Record<KnownActionType, Permission>> {
  const pairs = knownActionTypes.map((type) => [type, permissionFor(type, shown, officer)] as const)
  // Made of every known type, which is what the record says.
  return Object.fromEntries(pairs) as Record<KnownActionType, Permission>
}
