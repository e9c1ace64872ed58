import { actionTypes, writtenText, type ActionType } from '../../shared/domain/action'
import { dutyMarks, dutyStatuses, noDuty } from '../../shared/domain/duty'
import { instantFrom, type CaseId, type Instant, type UnitId } from '../../shared/domain/identifiers'
import type { Officer } from '../../shared/domain/officer'
import { permissionFor, type Permission } from '../../shared/domain/permission'
import type { Remaining } from '../../shared/domain/remaining'
import type { JournalEntry } from '../../shared/bridge/journalPort'
import type { CaseView, InboxCounts, Row, RowPage, RowQuery, TimelineItem } from './api'
import type { UnsentWork } from './journal/unsentWork'
import type { CaseRows } from './overlay/caseRows'
import { overlay, type OverlaidEvent, type Overlay } from './overlay/overlay'
import type { ReferenceView } from './referenceView'
import type { RowValues } from './rows/columns'
import type { RowCircumstances, RowIndex } from './rows/rowIndex'
import type { ServerClock } from './serverClock'
import { decisionOf } from './decisionOf'
import type { NeedsYouItem, Refusal } from './outboxApi'
import type { Finding } from './finding/finding'
import type { SeenMarks } from './seenMarks'
import type { SinceMarks } from './sinceMarks'
import { viewCircumstances } from './viewCircumstances'

export interface CaseReadingParts {
  readonly serverClock: ServerClock
  readonly officer: Officer
  readonly rows: RowIndex
  readonly caseRows: CaseRows
  readonly unsentWork: UnsentWork
  readonly sinceMarks: SinceMarks
  readonly seen: SeenMarks
  readonly references: () => ReferenceView
  readonly finding: Finding
  readonly onShown: (base: CaseView['case']) => void
}

/** What the page is shown: rows, counts, a case, what needs the officer. Nothing here waits for the network. */
export class CaseReading {
  constructor(private readonly parts: CaseReadingParts) {}

  counts(): InboxCounts {
    return this.parts.rows.counts(this.circumstances())
  }

  page(query: RowQuery, from: number, to: number): RowPage {
    const { rows, finding } = this.parts
    const page = rows.page(query, this.circumstances(), from, to, finding.find(query.search))
    return {
      total: page.total,
      rows: page.rows.map((values) => this.row(values, query.search)),
      search: finding.standing(query.search),
    }
  }

  caseIdsOf(query: RowQuery, from = 0, to = Infinity): readonly CaseId[] {
    const { rows, finding } = this.parts
    return rows.caseIdsOf(query, this.circumstances(), from, to, finding.find(query.search))
  }

  async caseView(caseId: CaseId): Promise<CaseView | null> {
    const view = await this.parts.caseRows.view(caseId)
    if (!view) return null
    this.parts.onShown(view.base)
    return this.view(view.overlay)
  }

  /** Of a case that is not on this desk: as the national system gave it, with no unsent work over it. */
  foreignView(foreign: CaseView['case']): CaseView {
    const { officer, references } = this.parts
    return this.view(overlay(foreign, [], { actor: officer, reference: references().reference }))
  }

  private view({ case: shown, events }: Overlay): CaseView {
    const { officer, references, seen } = this.parts
    const names = references()
    return {
      case: shown,
      timeline: events.map((overlaid) => this.timelineItem(overlaid)),
      categoryName: names.categoryName(shown.categoryId),
      unitName: names.unitName(shown.unitId),
      assigneeName: names.officerName(shown.assigneeId),
      agencyTimeZone: names.timeZone,
      remaining: this.remaining(shown.dueAt, shown.unitId),
      duty: names.dutyCalendar ? dutyMarks(shown, names.dutyCalendar) : noDuty,
      permissions: permissionsFor(shown, officer),
      seenUntil: seen.seenUntil(shown.id),
    }
  }

  async needsYou(): Promise<readonly NeedsYouItem[]> {
    const entries = this.parts.unsentWork.all().filter((entry) => entry.standing.state === 'needs-you')
    return await Promise.all(entries.map((entry) => this.needsYouItem(entry)))
  }

  private circumstances(): RowCircumstances {
    const { serverClock, officer, references } = this.parts
    const names = references()
    return { ...viewCircumstances(serverClock.now(), officer, names), names }
  }

  private row(row: RowValues, search: string): Row {
    const { unitId, categoryId, dispositionedAt, othersAt, ...values } = row
    const names = this.parts.references()
    const { caseId, status } = values
    return {
      ...values,
      duty: dutyStatuses.includes(status) ? values.duty : noDuty,
      seen: this.parts.seen.seenOf({ caseId, status, dispositionedAt, othersAt }),
      categoryName: names.categoryName(categoryId),
      unitName: names.unitName(unitId),
      assigneeName: names.officerName(values.assigneeId),
      remaining: this.remaining(values.dueAt, unitId),
      highlights: this.parts.finding.highlights(search, row),
    }
  }

  /** A clock that is known to be wrong counts nothing: the date is shown instead (DOMAIN.md, *Deadlines*). */
  private remaining(dueAt: Instant | null, unitId: UnitId): Remaining | null {
    const { references, serverClock } = this.parts
    if (serverClock.wrong()) return null
    return references().remaining(dueAt, instantFrom(serverClock.now()), unitId)
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
      files: entry.files,
    }
    return { event, state, unsent }
  }

  private async needsYouItem(entry: JournalEntry): Promise<NeedsYouItem> {
    const { caseRows, officer, sinceMarks, unsentWork } = this.parts
    const { action } = entry
    const refusal = refusalOf(entry) ?? { outcome: 'rejected', code: null, detail: null }
    const present = (await caseRows.view(action.caseId))?.base ?? null
    const showsOthers = present !== null && refusal.outcome === 'conflict'
    return {
      actionId: action.actionId,
      caseId: action.caseId,
      trackingId: present?.trackingId ?? null,
      caseTitle: present?.title ?? null,
      type: action.type,
      decision: decisionOf(action),
      text: writtenText(action)?.text || null,
      createdAt: action.createdAt,
      files: entry.files,
      refusal,
      othersSince: showsOthers ? await sinceMarks.othersSince(entry, present, officer.id) : [],
      seenUntil: present && (await sinceMarks.seenUntil(action.actionId, present)),
      present,
      sendOnTop: present && permissionFor(action, present, officer),
      waitingBehind: unsentWork.ofCase(action.caseId).filter(({ sequence }) => sequence > entry.sequence)
        .length,
    }
  }
}

/** Null for all that does not need the officer. */
export function refusalOf({ standing }: JournalEntry): Refusal | null {
  if (standing.state !== 'needs-you') return null
  const { outcome, code, detail } = standing
  return { outcome, code, detail }
}

function permissionsFor(shown: CaseView['case'], officer: Officer): Readonly<Record<ActionType, Permission>> {
  const pairs = actionTypes.map((type) => [type, permissionFor(type, shown, officer)] as const)
  // Made of every type, which is what the record says.
  return Object.fromEntries(pairs) as Record<ActionType, Permission>
}
