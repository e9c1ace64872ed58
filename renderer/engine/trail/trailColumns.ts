import type { CaseEvent, CaseEventType, Visibility } from '../../../shared/domain/case'
import { foreignEventTypes } from '../../../shared/domain/case'
import { actionTypes } from '../../../shared/domain/action'
import type { TimelineState } from '../api'
import { Interned } from '../rows/interned'
import type { OverlaidEvent } from '../overlay/overlay'

export const trailTypes: readonly CaseEventType[] = [...actionTypes, ...foreignEventTypes]
const states: readonly TimelineState[] = ['server', 'held', 'saved', 'sending', 'needs-you']
const internalBit = 8
const closesBit = 16
const firstCapacity = 1024
/** No unit, officer or case has it. */
const noDetail = -1

/** One event as a row of the columns holds it. */
export interface TrailValues {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly slot: number
  readonly type: CaseEventType
  /** Null for the national system. */
  readonly officerId: string | null
  readonly actorName: string
  readonly data: CaseEvent['data']
  readonly visibility: Visibility
  readonly state: TimelineState
}

/** Whether an event belongs to the trail: reporters' do not. */
export function isInTrail({ event }: OverlaidEvent): boolean {
  return event.actor.kind !== 'reporter'
}

/** What officers and the national system did, by column: 24 bytes for an event. */
export class TrailColumns {
  length = 0
  at = new Float64Array(firstCapacity)
  /** The row of its case; -1 for an event that is there no more. */
  slot = new Int32Array(firstCapacity)
  /** The place of the same case's event before it; -1 for its first. */
  previous = new Int32Array(firstCapacity)
  type = new Uint8Array(firstCapacity)
  /** By its number in `actors`. */
  actor = new Uint16Array(firstCapacity)
  private flags = new Uint8Array(firstCapacity)
  private detail = new Int32Array(firstCapacity)
  /** Officers by their ids; what the national system is called by a name that no id has, with a space. */
  readonly actors = new Interned<string>()
  private readonly actorNames: string[] = []
  private readonly details = new Interned<string>()

  /** Gives its place. */
  add(slot: number, { event, state }: OverlaidEvent): number {
    this.reserve(this.length + 1)
    const place = this.length++
    this.at[place] = Date.parse(event.at)
    this.slot[place] = slot
    this.type[place] = trailTypes.indexOf(event.type)
    this.actor[place] = this.actorOf(event)
    this.detail[place] = this.detailOf(event)
    this.flags[place] = flagsOf(event, state)
    return place
  }

  /** Whether the event at that place is this one still. */
  holds(place: number, { event, state }: OverlaidEvent): boolean {
    return (
      this.at[place] === Date.parse(event.at) &&
      this.type[place] === trailTypes.indexOf(event.type) &&
      this.actor[place] === this.actorOf(event) &&
      this.detail[place] === this.detailOf(event) &&
      this.flags[place] === flagsOf(event, state)
    )
  }

  read(place: number): TrailValues {
    const flags = this.flags[place] ?? 0
    const actor = this.actor[place] ?? 0
    const type = trailTypes[this.type[place] ?? 0] ?? 'note'
    const key = this.actors.valueOf(actor) ?? ''
    return {
      at: this.at[place] ?? 0,
      slot: this.slot[place] ?? -1,
      type,
      officerId: key.startsWith(' ') ? null : key,
      actorName: this.actorNames[actor] ?? '',
      data: dataOf(type, this.details.valueOf(this.detail[place] ?? noDetail), (flags & closesBit) !== 0),
      visibility: (flags & internalBit) !== 0 ? 'internal' : 'public',
      state: states[flags & 7] ?? 'server',
    }
  }

  /** Moves an event to another place, over what stood there; `previous` is left to who knows where that one went. */
  move(from: number, to: number): void {
    for (const column of [this.at, this.slot, this.type, this.actor, this.flags, this.detail]) {
      column[to] = column[from] ?? 0
    }
  }

  /** By who did it: the columns hold a number for a name. */
  private actorOf({ actor }: CaseEvent): number {
    const key = actor.kind === 'officer' ? (actor.id ?? ` ${actor.name}`) : ` ${actor.kind}`
    const number = this.actors.numberOf(key)
    // Whoever is called otherwise now is called so everywhere.
    this.actorNames[number] = actor.name
    return number
  }

  private detailOf({ type, data }: CaseEvent): number {
    const field = detailFields[type]
    const value = field && data?.[field]
    return typeof value === 'string' ? this.details.numberOf(value) : noDetail
  }

  private reserve(needed: number): void {
    if (needed <= this.at.length) return
    const capacity = Math.max(needed, Math.ceil(this.at.length * 1.5))
    this.at = grown(this.at, new Float64Array(capacity))
    this.previous = grown(this.previous, new Int32Array(capacity))
    this.slot = grown(this.slot, new Int32Array(capacity))
    this.type = grown(this.type, new Uint8Array(capacity))
    this.actor = grown(this.actor, new Uint16Array(capacity))
    this.flags = grown(this.flags, new Uint8Array(capacity))
    this.detail = grown(this.detail, new Int32Array(capacity))
  }
}

/** What of an event's data says where something went, or to whom. */
const detailFields: Partial<Record<CaseEventType, string>> = {
  dispositioned: 'unitId',
  forward: 'unitId',
  assign: 'assigneeId',
}

function dataOf(type: CaseEventType, detail: string | null, closes: boolean): CaseEvent['data'] {
  if (closes) return { close: true }
  const field = detailFields[type]
  return field && detail !== null ? { [field]: detail } : undefined
}

function flagsOf({ type, visibility, data }: CaseEvent, state: TimelineState): number {
  const closes = type === 'respond' && data?.['close'] === true
  return states.indexOf(state) | (visibility === 'internal' ? internalBit : 0) | (closes ? closesBit : 0)
}

function grown<Column extends { set(from: Column): void }>(from: Column, into: Column): Column {
  into.set(from)
  return into
}
