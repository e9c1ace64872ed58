import {
  caseStatuses,
  deadlineKinds,
  type Case,
  type CaseStatus,
  type DeadlineKind,
} from '../../../shared/domain/case'
import { instantFrom, millisecondsOf, type CaseId, type Instant } from '../../../shared/domain/identifiers'
import type { CategoryId, OfficerId, TrackingId, UnitId } from '../../../shared/domain/identifiers'
import { Interned } from './interned'
import { fold } from './fold'

/** The worst standing among a case's unsent actions, best first: its place is what the column holds. */
export const unsentMarks = [null, 'saved', 'sending', 'held', 'needs-you'] as const
export type UnsentMark = (typeof unsentMarks)[number]

/** What the list shows of a case. */
export interface RowValues {
  readonly caseId: CaseId
  readonly trackingId: TrackingId
  readonly title: string
  readonly reporterName: string | null
  readonly anonymous: boolean
  readonly confidential: boolean
  readonly status: CaseStatus
  readonly unitId: UnitId
  readonly categoryId: CategoryId
  readonly assigneeId: OfficerId | null
  readonly dueAt: Instant | null
  readonly dueKind: DeadlineKind | null
  readonly unsent: UnsentMark
}

const anonymousFlag = 1
const confidentialFlag = 2
const firstCapacity = 1024

/**
 * The rows of all held cases, by column: a row is a slot, the same one as long as the case is held. Columns of
 * 100,000 cases take 17 MB where the cases themselves take 500 (ARCHITECTURE.md).
 */
export class Columns {
  readonly caseIds: (CaseId | null)[] = []
  readonly searchTexts: string[] = []
  status = new Uint8Array(firstCapacity)
  unit = new Int32Array(firstCapacity)
  category = new Int32Array(firstCapacity)
  /** -1 for nobody. */
  assignee = new Int32Array(firstCapacity)
  /** Milliseconds; infinite where nothing is due, so that it sorts last. */
  due = new Float64Array(firstCapacity)
  received = new Float64Array(firstCapacity)
  unsent = new Uint8Array(firstCapacity)
  private dueKind = new Uint8Array(firstCapacity)
  private flags = new Uint8Array(firstCapacity)
  private readonly trackingIds: TrackingId[] = []
  private readonly titles: string[] = []
  private readonly reporterNames: (string | null)[] = []
  readonly units = new Interned<UnitId>()
  readonly categories = new Interned<CategoryId>()
  readonly officers = new Interned<OfficerId>()

  /** One more than the highest slot ever used. */
  get length(): number {
    return this.caseIds.length
  }

  write(slot: number, subject: Case, unsent: UnsentMark): void {
    this.reserve(slot + 1)
    this.caseIds[slot] = subject.id
    this.trackingIds[slot] = subject.trackingId
    this.titles[slot] = subject.title
    this.searchTexts[slot] = fold(`${subject.trackingId}\n${subject.title}`)
    this.reporterNames[slot] = subject.reporter?.name ?? null
    this.status[slot] = caseStatuses.indexOf(subject.status)
    this.unit[slot] = this.units.numberOf(subject.unitId)
    this.category[slot] = this.categories.numberOf(subject.categoryId)
    this.assignee[slot] = subject.assigneeId === null ? -1 : this.officers.numberOf(subject.assigneeId)
    this.due[slot] = subject.dueAt === null ? Infinity : millisecondsOf(subject.dueAt)
    this.dueKind[slot] =
      subject.dueKind === null ? deadlineKinds.length : deadlineKinds.indexOf(subject.dueKind)
    this.received[slot] = millisecondsOf(subject.receivedAt)
    this.flags[slot] = (subject.anonymous ? anonymousFlag : 0) | (subject.confidential ? confidentialFlag : 0)
    this.unsent[slot] = unsentMarks.indexOf(unsent)
  }

  /** Nothing of a case that left stays in memory. */
  clear(slot: number): void {
    this.caseIds[slot] = null
    this.titles[slot] = ''
    this.searchTexts[slot] = ''
    this.reporterNames[slot] = null
  }

  read(slot: number): RowValues | null {
    const caseId = this.caseIds[slot]
    const trackingId = this.trackingIds[slot]
    const status = caseStatuses[this.status[slot] ?? -1]
    const unitId = this.units.valueOf(this.unit[slot] ?? -1)
    const categoryId = this.categories.valueOf(this.category[slot] ?? -1)
    if (!caseId || !trackingId || !status || !unitId || !categoryId) return null
    const due = this.due[slot] ?? Infinity
    const flags = this.flags[slot] ?? 0
    return {
      caseId,
      trackingId,
      status,
      unitId,
      categoryId,
      title: this.titles[slot] ?? '',
      reporterName: this.reporterNames[slot] ?? null,
      anonymous: (flags & anonymousFlag) !== 0,
      confidential: (flags & confidentialFlag) !== 0,
      assigneeId: this.officers.valueOf(this.assignee[slot] ?? -1),
      dueAt: due === Infinity ? null : instantFrom(due),
      dueKind: deadlineKinds[this.dueKind[slot] ?? -1] ?? null,
      unsent: unsentMarks[this.unsent[slot] ?? 0] ?? null,
    }
  }

  private reserve(needed: number): void {
    if (needed <= this.status.length) return
    const capacity = Math.max(needed, this.status.length * 2)
    this.status = grown(this.status, new Uint8Array(capacity))
    this.unit = grown(this.unit, new Int32Array(capacity))
    this.category = grown(this.category, new Int32Array(capacity))
    this.assignee = grown(this.assignee, new Int32Array(capacity))
    this.due = grown(this.due, new Float64Array(capacity))
    this.received = grown(this.received, new Float64Array(capacity))
    this.unsent = grown(this.unsent, new Uint8Array(capacity))
    this.dueKind = grown(this.dueKind, new Uint8Array(capacity))
    this.flags = grown(this.flags, new Uint8Array(capacity))
  }
}

function grown<Column extends { set(from: Column): void }>(from: Column, into: Column): Column {
  into.set(from)
  return into
}
