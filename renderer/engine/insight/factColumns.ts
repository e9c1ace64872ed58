import type { Case } from '../../../shared/domain/case'
import { factsOf, type CaseFacts } from '../../../shared/domain/figures/caseFacts'
import { isFollowedUp, resolutionOf } from '../../../shared/domain/figures/figures'
import { districtOf } from '../../../shared/domain/figures/report'
import { millisecondsOf } from '../../../shared/domain/identifiers'
import { archiveReasonCodes } from '../../../shared/domain/reference'
import { Interned } from '../rows/interned'

const firstCapacity = 1024

/** In the column of what nobody has: no area; so have the row's columns it for no officer. */
export const nothing = -1

/** In `resolutionLimit`: what no moment can change any more. */
const decided = { inside: NaN, outside: -Infinity, undecided: Infinity } as const

/**
 * What the figures ask of each case (`CaseFacts`) beyond what its row has, in the slots of the row index: 24 bytes for
 * a case, and nothing about any citizen. So the figures of any period are one pass over columns.
 */
export class FactColumns {
  /** 1: it is in the slot. */
  held = new Uint8Array(firstCapacity)
  /** Milliseconds since 1970; NaN: none. */
  firstResponse = new Float64Array(firstCapacity)
  /** Past it the resolution is outside its deadline, until then undecided; NaN: it is inside. */
  resolutionLimit = new Float64Array(firstCapacity)
  area = new Int32Array(firstCapacity)
  followedUp = new Uint8Array(firstCapacity)
  /** One more than the place among `archiveReasonCodes`; 0: it is not in the archive, or nobody knows why. */
  archiveReason = new Uint8Array(firstCapacity)
  /** 0: none was given. */
  satisfaction = new Uint8Array(firstCapacity)
  /** Districts. */
  readonly areas = new Interned<string>()

  write(slot: number, subject: Case): void {
    const facts = factsOf(subject)
    this.reserve(slot + 1)
    this.held[slot] = 1
    this.firstResponse[slot] = facts.firstResponseAt === null ? NaN : millisecondsOf(facts.firstResponseAt)
    this.resolutionLimit[slot] = resolutionLimit(facts)
    this.area[slot] = facts.areaCode === null ? nothing : this.areas.numberOf(districtOf(facts.areaCode))
    this.followedUp[slot] = isFollowedUp(facts) ? 1 : 0
    this.archiveReason[slot] =
      facts.archiveReason === null ? 0 : archiveReasonCodes.indexOf(facts.archiveReason) + 1
    this.satisfaction[slot] = facts.satisfaction ?? 0
  }

  clear(slot: number): void {
    if (slot < this.held.length) this.held[slot] = 0
  }

  clearAll(): void {
    this.held.fill(0)
  }

  private reserve(needed: number): void {
    if (needed <= this.held.length) return
    const capacity = Math.max(needed, this.held.length * 2)
    this.held = grown(this.held, new Uint8Array(capacity))
    this.firstResponse = grown(this.firstResponse, new Float64Array(capacity))
    this.resolutionLimit = grown(this.resolutionLimit, new Float64Array(capacity))
    this.area = grown(this.area, new Int32Array(capacity))
    this.followedUp = grown(this.followedUp, new Uint8Array(capacity))
    this.archiveReason = grown(this.archiveReason, new Uint8Array(capacity))
    this.satisfaction = grown(this.satisfaction, new Uint8Array(capacity))
  }
}

/** A clock that runs is decided by the time alone; all others are decided, or not, here and now. */
function resolutionLimit({ status, resolution, dispositionedAt }: CaseFacts): number {
  const runs = resolution && resolution.metAt === null && resolution.pausedAt === null
  if (runs && status !== 'returned') return millisecondsOf(resolution.dueAt)
  return decided[resolutionOf(status, resolution, dispositionedAt)]
}

function grown<Column extends { set(from: Column): void }>(from: Column, into: Column): Column {
  into.set(from)
  return into
}
