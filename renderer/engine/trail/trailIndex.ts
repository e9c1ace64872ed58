import type { OverlaidEvent } from '../overlay/overlay'
import { isInTrail, TrailColumns, type TrailValues } from './trailColumns'

/** Which events are wanted; bounds in milliseconds since 1970, both included. */
export interface TrailWish {
  readonly officerId: string | null
  /** Places in `trailTypes`; null for all. */
  readonly types: ReadonlySet<number> | null
  readonly from: number
  readonly to: number
}

export type NumberedEvent = TrailValues & { readonly place: number }

/**
 * The events of all cases held, ready to be asked for by time, officer and kind. Whoever writes a row writes its
 * events; the order is brought up to date from what changed when somebody asks, never made anew from all cases.
 */
export class TrailIndex {
  readonly columns = new TrailColumns()
  /** By the slot of a case: the place of its last event, from which the others follow; -1 for none. */
  private last = new Int32Array(firstSlots).fill(-1)
  /** Places, the oldest event first; of equal times the earlier written one. */
  private ordered = new Uint32Array(0)
  /** Written since and not in the order yet. */
  private added: number[] = []
  private gone = 0
  /** Rises with every change. */
  private revision = 0
  private asked: { readonly wish: string; readonly revision: number; readonly places: Uint32Array } | null =
    null

  /** The case in that slot has these events now. */
  written(slot: number, events: readonly OverlaidEvent[]): void {
    const wanted = events.filter(isInTrail)
    const held = this.placesOf(slot)
    let same = 0
    // Nearly always a case has one event more than before, or none.
    while (same < held.length && same < wanted.length && this.isHeld(held[same], wanted[same])) same += 1
    if (same === held.length && same === wanted.length) return
    for (const place of held.slice(same)) this.drop(place)
    let last = held[same - 1] ?? -1
    for (const event of wanted.slice(same)) {
      const place = this.columns.add(slot, event)
      this.columns.previous[place] = last
      this.added.push(place)
      last = place
    }
    this.setLast(slot, last)
    this.revision += 1
  }

  /** The case of that slot is held no more. */
  removed(slot: number): void {
    for (const place of this.placesOf(slot)) this.drop(place)
    this.setLast(slot, -1)
    this.revision += 1
  }

  clear(): void {
    this.last = new Int32Array(firstSlots).fill(-1)
    this.columns.length = 0
    this.ordered = new Uint32Array(0)
    this.added = []
    this.gone = 0
    this.revision += 1
  }

  /** How many match, and those from `from` to `to` of them, the newest first. */
  find(
    wish: TrailWish,
    from: number,
    to: number,
  ): { readonly total: number; readonly events: NumberedEvent[] } {
    const places = this.matching(wish)
    const total = places.length
    const events: NumberedEvent[] = []
    for (let index = Math.max(0, from); index < Math.min(total, to); index += 1) {
      const place = places[total - 1 - index] ?? 0
      events.push({ place, ...this.columns.read(place) })
    }
    return { total, events }
  }

  /** The oldest first; the same answer again as long as nothing changed, so that scrolling costs nothing. */
  private matching(wish: TrailWish): Uint32Array {
    const key = JSON.stringify([wish.officerId, wish.types && [...wish.types], wish.from, wish.to])
    if (this.asked?.wish === key && this.asked.revision === this.revision) return this.asked.places
    this.bringToOrder()
    const places = this.isEverything(wish) ? this.ordered : this.filtered(wish)
    this.asked = { wish: key, revision: this.revision, places }
    return places
  }

  private isEverything({ officerId, types, from, to }: TrailWish): boolean {
    return officerId === null && types === null && from === -Infinity && to === Infinity
  }

  private filtered({ officerId, types, from, to }: TrailWish): Uint32Array {
    const { at, actor, actors, type } = this.columns
    const wanted = officerId === null ? null : actors.knownNumberOf(officerId)
    const found = new Uint32Array(this.ordered.length)
    let length = 0
    for (const place of this.ordered) {
      const time = at[place] ?? 0
      if (time < from || time > to) continue
      if (wanted !== null && actor[place] !== wanted) continue
      if (types !== null && !types.has(type[place] ?? -1)) continue
      found[length++] = place
    }
    return found.slice(0, length)
  }

  /** The places of a case's events, in their order. */
  private placesOf(slot: number): number[] {
    const places: number[] = []
    for (let place = this.last[slot] ?? -1; place !== -1; place = this.columns.previous[place] ?? -1) {
      places.push(place)
    }
    return places.reverse()
  }

  private setLast(slot: number, place: number): void {
    if (slot >= this.last.length) {
      const longer = new Int32Array(Math.max(slot + 1, Math.ceil(this.last.length * 1.5))).fill(-1)
      longer.set(this.last)
      this.last = longer
    }
    this.last[slot] = place
  }

  private isHeld(place: number | undefined, event: OverlaidEvent | undefined): boolean {
    return place !== undefined && event !== undefined && this.columns.holds(place, event)
  }

  private drop(place: number): void {
    this.columns.slot[place] = -1
    this.gone += 1
  }

  /** The order without those that are gone and with those that came, in one pass. */
  private bringToOrder(): void {
    if (this.added.length === 0 && this.gone === 0) return
    const { at, slot } = this.columns
    const added = sortByTime(this.added, this.columns)
    const merged = new Uint32Array(this.ordered.length + added.length)
    let length = 0
    let next = 0
    for (const place of this.ordered) {
      if (slot[place] === -1) continue
      for (let came = added[next]; came !== undefined && isEarlier(came, place, at); came = added[++next]) {
        merged[length++] = came
      }
      merged[length++] = place
    }
    for (const came of added.subarray(next)) merged[length++] = came
    this.ordered = merged.slice(0, length)
    this.added = []
    this.gone = 0
    if (this.columns.length > 2 * length + leastCompacted) this.compact()
  }

  /** Places of events that are gone are given back. */
  private compact(): void {
    const { columns } = this
    const newPlaces = new Uint32Array(columns.length)
    let length = 0
    for (let place = 0; place < columns.length; place += 1) {
      if (columns.slot[place] === -1) continue
      // The one before stands before, so it has its new place already.
      const previous = columns.previous[place] ?? -1
      columns.move(place, length)
      columns.previous[length] = previous === -1 ? -1 : (newPlaces[previous] ?? -1)
      newPlaces[place] = length++
    }
    columns.length = length
    const moved = (place: number): number => (place === -1 ? -1 : (newPlaces[place] ?? -1))
    this.ordered = this.ordered.map(moved)
    this.last = this.last.map(moved)
    this.revision += 1
  }
}

const firstSlots = 1024
/** Fewer are not worth the moving. */
const leastCompacted = 10_000

/** A place is less than this: more events than forty times the cases of the largest desk. */
const mostPlaces = 2 ** 22

/** To the second, within it in the order in which they were written. */
function isEarlier(one: number, other: number, at: Float64Array): boolean {
  const [first, second] = [secondOf(at[one]), secondOf(at[other])]
  return first === second ? one < other : first < second
}

function secondOf(milliseconds = 0): number {
  return Math.floor(milliseconds / 1000)
}

/** Those that are there still, by time and place in one number, which is sorted far faster than by asking for each pair. */
function sortByTime(places: readonly number[], { at, slot }: TrailColumns): Uint32Array {
  const keys = new Float64Array(places.length)
  let length = 0
  for (const place of places) {
    if (slot[place] !== -1) keys[length++] = secondOf(at[place]) * mostPlaces + place
  }
  const sorted = keys.subarray(0, length).sort()
  const ordered = new Uint32Array(length)
  for (let index = 0; index < length; index += 1) ordered[index] = (sorted[index] ?? 0) % mostPlaces
  return ordered
}
