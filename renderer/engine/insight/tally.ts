import { ageBands, medianOfSorted, share, type Figures } from '../../../shared/domain/figures/figures'
import { archiveReasonCodes } from '../../../shared/domain/reference'

/** The places of what is counted, in the numbers of one group. */
export const counted = {
  received: 0,
  dispositioned: 1,
  followedUp: 2,
  responses: 3,
  inside: 4,
  decided: 5,
  returned: 6,
  archived: 7,
  ratings: 8,
  ratingSum: 9,
  ages: 10,
  reasons: 10 + ageBands.length,
} as const
const width = counted.reasons + archiveReasonCodes.length

/** Counts for many groups side by side, and the days to the first response of each for their medians. */
export class Tally {
  private readonly counts: Uint32Array
  private days = new Int32Array(0)
  /** Where the days of each group begin. */
  private readonly begins: Uint32Array
  private readonly filled: Uint32Array

  constructor(readonly groups: number) {
    this.counts = new Uint32Array(groups * width)
    this.begins = new Uint32Array(groups + 1)
    this.filled = new Uint32Array(groups)
  }

  add(group: number, place: number, by = 1): void {
    const at = group * width + place
    this.counts[at] = (this.counts[at] ?? 0) + by
  }

  /** All groups as one. `byDays`: the places of all responses, from the fewest days to the most. */
  static whole(parts: Tally, byDays: Uint32Array, days: Int32Array): Tally {
    const whole = new Tally(1)
    for (let at = 0; at < parts.counts.length; at += 1) whole.add(0, at % width, parts.counts[at])
    whole.makeRoom()
    for (let at = 0; at < byDays.length; at += 1) whole.addDays(0, days[byDays[at] ?? 0] ?? 0)
    return whole
  }

  /** After all is counted and before the days come: each group has room for as many as it has responses. */
  makeRoom(): void {
    let place = 0
    for (let group = 0; group < this.groups; group += 1) {
      this.begins[group] = place
      place += this.count(group, counted.responses)
    }
    this.begins[this.groups] = place
    this.days = new Int32Array(place)
  }

  /** From the fewest days to the most. */
  addDays(group: number, days: number): void {
    const filled = this.filled[group] ?? 0
    this.days[(this.begins[group] ?? 0) + filled] = days
    this.filled[group] = filled + 1
  }

  isEmpty(group: number): boolean {
    return this.count(group, counted.received) + this.count(group, counted.dispositioned) === 0
  }

  /** As `figuresOf` of shared/domain gives them. */
  figures(group: number): Figures {
    const of = (place: number): number => this.count(group, place)
    const record = <Name extends string>(names: readonly Name[], first: number) =>
      // Made of every name, which is what the record says.
      Object.fromEntries(names.map((name, place) => [name, of(first + place)])) as Record<Name, number>
    const byAge = record(ageBands, counted.ages)
    const days = this.days.subarray(this.begins[group], this.begins[group + 1])
    return {
      received: of(counted.received),
      dispositioned: of(counted.dispositioned),
      followedUp: of(counted.followedUp),
      followUpRate: share(of(counted.followedUp), of(counted.dispositioned)),
      firstResponse: { cases: of(counted.responses), medianDays: medianOfSorted(days) },
      deadline: {
        decided: of(counted.decided),
        inside: of(counted.inside),
        insideShare: share(of(counted.inside), of(counted.decided)),
      },
      open: { cases: Object.values(byAge).reduce((sum, cases) => sum + cases, 0), byAge },
      returned: of(counted.returned),
      archived: { cases: of(counted.archived), byReason: record(archiveReasonCodes, counted.reasons) },
      satisfaction: {
        ratings: of(counted.ratings),
        mean: share(of(counted.ratingSum), of(counted.ratings)),
      },
    }
  }

  private count(group: number, place: number): number {
    return this.counts[group * width + place] ?? 0
  }
}
