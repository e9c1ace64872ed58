import {
  caseStatuses,
  channels,
  classifications,
  deadlineKinds,
  type CaseStatus,
  type Channel,
  type DeadlineKind,
} from '../../../shared/domain/case'
import { instantFrom, type CaseId, type Instant } from '../../../shared/domain/identifiers'
import type { CategoryId, OfficerId, TrackingId, UnitId } from '../../../shared/domain/identifiers'
import type { DutyMarks } from '../../../shared/domain/duty'
import type { CaseSummary } from './caseSummary'
import { marksOfBits, type DutyTimes } from './dutyTimes'
import { fingerprintOf } from '../cache/caseForm'
import { Interned } from './interned'
import { fold, nameWords } from './fold'

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
  readonly channel: Channel
  /** The code of the smallest area that is known (idn-area-data); null for none. */
  readonly areaCode: string | null
  readonly unsent: UnsentMark
  /** As if the case were not done yet; its status says whether they count. */
  readonly duty: DutyMarks
  /** Milliseconds since 1970, as all that follow. */
  readonly receivedAt: number
  readonly dispositionedAt: number
  /** When somebody else than the officer did something last; -Infinity for never. */
  readonly othersAt: number
}

const flagBits = { anonymous: 1, confidential: 2, oversight: 4, firstResponded: 8 } as const
type Flag = keyof typeof flagBits
const firstCapacity = 1024

/**
 * The rows of all held cases, by column: a row is a slot, the same one as long as the case is held. Columns of
 * 100,000 cases take 17 MB where the cases themselves take 500 (ARCHITECTURE.md).
 */
export class Columns {
  readonly caseIds: (CaseId | null)[] = []
  /** Number and title, folded. */
  readonly searchTexts: string[] = []
  /** By their numbers in `tagNames`; null for none, as most have. */
  readonly tags: (readonly number[] | null)[] = []
  status = new Uint8Array(firstCapacity)
  unit = new Int32Array(firstCapacity)
  category = new Int32Array(firstCapacity)
  /** -1 for nobody. */
  assignee = new Int32Array(firstCapacity)
  /** Milliseconds; infinite where nothing is due, so that it sorts last. */
  due = new Float64Array(firstCapacity)
  received = new Float64Array(firstCapacity)
  updated = new Float64Array(firstCapacity)
  channel = new Uint8Array(firstCapacity)
  dispositioned = new Float64Array(firstCapacity)
  private others = new Float64Array(firstCapacity)
  unsent = new Uint8Array(firstCapacity)
  classification = new Uint8Array(firstCapacity)
  /** Bits of `dutyTimes`; none before the reference data came. */
  duty = new Uint8Array(firstCapacity)
  private dutyTimes: DutyTimes | null = null
  private dueKind = new Uint8Array(firstCapacity)
  private flags = new Uint8Array(firstCapacity)
  /** -1 for none. */
  private area = new Int32Array(firstCapacity)
  /** Of the reporter's id: with the name it tells reporters apart, and takes a tenth of the ids' memory. */
  private reporter = new Uint32Array(firstCapacity)
  private readonly trackingIds: TrackingId[] = []
  private readonly titles: string[] = []
  readonly reporterNames: (string | null)[] = []
  private readonly reporterWords: (string | null)[] = []
  readonly units = new Interned<UnitId>()
  readonly categories = new Interned<CategoryId>()
  readonly officers = new Interned<OfficerId>()
  private readonly areas = new Interned<string>()
  /** Folded. */
  readonly tagNames = new Interned<string>()

  /** One more than the highest slot ever used. */
  get length(): number {
    return this.caseIds.length
  }

  /** `othersAt` is that of `RowValues`. */
  write(slot: number, subject: CaseSummary, unsent: UnsentMark, othersAt: number): void {
    this.reserve(slot + 1)
    this.caseIds[slot] = subject.id
    this.trackingIds[slot] = subject.trackingId
    this.titles[slot] = subject.title
    this.searchTexts[slot] = fold(`${subject.trackingId}\n${subject.title}`)
    this.reporterNames[slot] = subject.reporterName
    this.reporterWords[slot] = null
    this.tags[slot] =
      subject.tags.length === 0 ? null : subject.tags.map((tag) => this.tagNames.numberOf(fold(tag)))
    this.channel[slot] = channels.indexOf(subject.channel)
    this.classification[slot] = classifications.indexOf(subject.classification)
    this.status[slot] = caseStatuses.indexOf(subject.status)
    this.unit[slot] = this.units.numberOf(subject.unitId)
    this.category[slot] = this.categories.numberOf(subject.categoryId)
    this.assignee[slot] = subject.assigneeId === null ? -1 : this.officers.numberOf(subject.assigneeId)
    this.due[slot] = subject.due ?? Infinity
    this.dueKind[slot] =
      subject.dueKind === null ? deadlineKinds.length : deadlineKinds.indexOf(subject.dueKind)
    this.received[slot] = subject.received
    this.updated[slot] = subject.updated
    this.dispositioned[slot] = subject.dispositioned
    this.others[slot] = othersAt
    this.flags[slot] = flagsOf(subject)
    this.area[slot] = subject.areaCode === null ? -1 : this.areas.numberOf(subject.areaCode)
    this.reporter[slot] = fingerprintOf(subject.reporterId ?? '')
    this.unsent[slot] = unsentMarks.indexOf(unsent)
    this.writeDuty(slot)
  }

  /** Holidays or the time zone are others now: all rows are marked anew. */
  markDuty(dutyTimes: DutyTimes | null): void {
    this.dutyTimes = dutyTimes
    for (let slot = 0; slot < this.length; slot += 1) this.writeDuty(slot)
  }

  private writeDuty(slot: number): void {
    this.duty[slot] = this.dutyTimes?.bitsOf(this.dispositioned[slot] ?? 0, this.due[slot] ?? Infinity) ?? 0
  }

  /** Nothing of a case that left stays in memory. */
  clear(slot: number): void {
    this.caseIds[slot] = null
    this.titles[slot] = ''
    this.searchTexts[slot] = ''
    this.reporterNames[slot] = null
    this.reporterWords[slot] = null
    this.tags[slot] = null
    this.area[slot] = -1
    this.reporter[slot] = 0
  }

  hasFlag(slot: number, flag: Flag): boolean {
    return ((this.flags[slot] ?? 0) & flagBits[flag]) !== 0
  }

  /** The words of the reporter's name, folded, a space before each; made when first asked for. */
  reporterWordsOf(slot: number): string {
    return (this.reporterWords[slot] ??= spacedWords(this.reporterNames[slot] ?? ''))
  }

  isOfReporter(slot: number, { id, name }: { readonly id: string; readonly name: string }): boolean {
    return this.reporterNames[slot] === name && this.reporter[slot] === fingerprintOf(id)
  }

  trackingIdOf(slot: number): TrackingId | null {
    return this.trackingIds[slot] ?? null
  }

  read(slot: number): RowValues | null {
    const caseId = this.caseIds[slot]
    const trackingId = this.trackingIds[slot]
    const status = caseStatuses[this.status[slot] ?? -1]
    const unitId = this.units.valueOf(this.unit[slot] ?? -1)
    const categoryId = this.categories.valueOf(this.category[slot] ?? -1)
    if (!caseId || !trackingId || !status || !unitId || !categoryId) return null
    const due = this.due[slot] ?? Infinity
    return {
      caseId,
      trackingId,
      status,
      unitId,
      categoryId,
      title: this.titles[slot] ?? '',
      reporterName: this.reporterNames[slot] ?? null,
      anonymous: this.hasFlag(slot, 'anonymous'),
      confidential: this.hasFlag(slot, 'confidential'),
      assigneeId: this.officers.valueOf(this.assignee[slot] ?? -1),
      dueAt: due === Infinity ? null : instantFrom(due),
      dueKind: deadlineKinds[this.dueKind[slot] ?? -1] ?? null,
      channel: channels[this.channel[slot] ?? 0] ?? 'web',
      areaCode: this.areas.valueOf(this.area[slot] ?? -1),
      unsent: unsentMarks[this.unsent[slot] ?? 0] ?? null,
      duty: marksOfBits(this.duty[slot] ?? 0),
      receivedAt: this.received[slot] ?? 0,
      dispositionedAt: this.dispositioned[slot] ?? -Infinity,
      othersAt: this.others[slot] ?? -Infinity,
    }
  }

  foldedTitleAt(slot: number): string {
    return fold(this.titles[slot] ?? '')
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
    this.updated = grown(this.updated, new Float64Array(capacity))
    this.dispositioned = grown(this.dispositioned, new Float64Array(capacity))
    this.others = grown(this.others, new Float64Array(capacity))
    this.channel = grown(this.channel, new Uint8Array(capacity))
    this.unsent = grown(this.unsent, new Uint8Array(capacity))
    this.duty = grown(this.duty, new Uint8Array(capacity))
    this.classification = grown(this.classification, new Uint8Array(capacity))
    this.dueKind = grown(this.dueKind, new Uint8Array(capacity))
    this.flags = grown(this.flags, new Uint8Array(capacity))
    this.area = grown(this.area, new Int32Array(capacity))
    this.reporter = grown(this.reporter, new Uint32Array(capacity))
  }
}

function flagsOf({ anonymous, confidential, oversight, firstResponded }: CaseSummary): number {
  return (
    (anonymous ? flagBits.anonymous : 0) |
    (confidential ? flagBits.confidential : 0) |
    (oversight ? flagBits.oversight : 0) |
    (firstResponded ? flagBits.firstResponded : 0)
  )
}

function spacedWords(name: string): string {
  // Nearly all names need no folding, which costs ten times as much.
  if (/^[\w .]*$/.test(name)) return ` ${name.toLowerCase().replace(/[_.]/g, ' ')}`
  return nameWords(name)
    .map((word) => ` ${word}`)
    .join('')
}

function grown<Column extends { set(from: Column): void }>(from: Column, into: Column): Column {
  into.set(from)
  return into
}
