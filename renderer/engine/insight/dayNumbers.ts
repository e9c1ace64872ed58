import { endOfDay, isCounted, type Counting } from '../../../shared/domain/calendar'
import type { CalendarDate } from '../../../shared/domain/identifiers'
import { millisecondsOf } from '../../../shared/domain/identifiers'
import type { Calendar } from '../../../shared/domain/reference'

const dayMilliseconds = 86_400_000
/** In days, so that it grows seldom. */
const room = 400

/**
 * The days of one time zone as numbers, since 1970: the same as `LocalDays` in shared/domain/figures, for columns of
 * moments. The zone is asked once for each day.
 */
export class DayNumbers {
  /** The first millisecond of each day from `firstDay` on; NaN where the zone was not asked yet. */
  private beginnings = new Float64Array(0)
  private firstDay = 0

  constructor(readonly timeZone: string) {}

  /** The day on the wall calendar at a moment in milliseconds since 1970. */
  dayOf(at: number): number {
    const utc = Math.floor(at / dayMilliseconds)
    if (at < this.beginningOf(utc)) return utc - 1
    return at >= this.beginningOf(utc + 1) ? utc + 1 : utc
  }

  /** The first millisecond of a day. */
  beginningOf(day: number): number {
    const known = this.beginnings[day - this.firstDay] ?? NaN
    if (!Number.isNaN(known)) return known
    const beginning = millisecondsOf(endOfDay(dateNumbered(day - 1), this.timeZone)) + 1
    this.reach(day)
    this.beginnings[day - this.firstDay] = beginning
    return beginning
  }

  private reach(day: number): void {
    const end = this.firstDay + this.beginnings.length
    if (this.beginnings.length > 0 && day >= this.firstDay && day < end) return
    const isFirst = this.beginnings.length === 0
    const first = isFirst ? day - room : Math.min(this.firstDay, day - room)
    const last = isFirst ? day + room : Math.max(end, day + room)
    const grown = new Float64Array(last - first).fill(NaN)
    if (!isFirst) grown.set(this.beginnings, this.firstDay - first)
    this.beginnings = grown
    this.firstDay = first
  }
}

export function dayNumberOf(date: CalendarDate): number {
  return Date.parse(date) / dayMilliseconds
}

function dateNumbered(day: number): CalendarDate {
  // The first ten characters of an ISO time are the day; the cast only adds the brand.
  return new Date(day * dayMilliseconds).toISOString().slice(0, 10) as CalendarDate
}

/** How many counted days lie between two days: sums from a first day on, one row of them for each calendar. */
export class CountedDays {
  private readonly sums = new Map<Calendar, Int32Array>()

  /** `first` to `last`: all days that will be asked about. */
  constructor(
    private readonly first: number,
    private readonly last: number,
  ) {}

  /** Counted days after `from` up to and including `to` (DOMAIN.md, *Deadlines*); 0 when `to` is not after it. */
  between(from: number, to: number, counting: Counting): number {
    const known = this.sums.get(counting.calendar)
    const sums = known ?? this.sumsOf(counting)
    if (!known) this.sums.set(counting.calendar, sums)
    return Math.max(0, (sums[to - this.first] ?? 0) - (sums[from - this.first] ?? 0))
  }

  private sumsOf(counting: Counting): Int32Array {
    const sums = new Int32Array(this.last - this.first + 1)
    for (let place = 1; place < sums.length; place += 1) {
      const counts = isCounted(dateNumbered(this.first + place), counting) ? 1 : 0
      sums[place] = (sums[place - 1] ?? 0) + counts
    }
    return sums
  }
}
