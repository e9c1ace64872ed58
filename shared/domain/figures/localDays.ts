import { addDays, endOfDay, isCounted, type Counting } from '../calendar'
import type { CalendarDate, Instant } from '../identifiers'

/** From the first to the last day, both included, in the agency's own time zone. */
export interface Period {
  readonly from: CalendarDate
  readonly to: CalendarDate
}

/** The period as moments, which compare as texts: later than `after`, and not later than `last`. */
export function boundsOf(
  { from, to }: Period,
  timeZone: string,
): { readonly after: Instant; readonly last: Instant } {
  return { after: endOfDay(addDays(from, -1), timeZone), last: endOfDay(to, timeZone) }
}

/** The month of a day, such as `2026-06`; null when the day is not in the period. */
export function monthOf(date: CalendarDate, { from, to }: Period): string | null {
  return from <= date && date <= to ? date.slice(0, 7) : null
}

/** The months that a period touches, in their order. */
export function monthsOf({ from, to }: Period): string[] {
  const months: string[] = []
  let month = from.slice(0, 7)
  while (month <= to) {
    months.push(month)
    const [year = 0, number = 1] = month.split('-').map(Number)
    month = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7)
  }
  return months
}

const dayMilliseconds = 86_400_000

/** Where one day of UTC is cut by the days of a zone: each of these dates ends there. */
type Cut = readonly (readonly [date: CalendarDate, end: Instant])[]

/**
 * The days of one time zone for a hundred thousand moments: the same as `localDate` and `countedDaysLeft`, but the
 * time zone is asked once for each day, and not for each moment.
 */
export class LocalDays {
  private readonly cuts = new Map<string, Cut>()
  private readonly counts = new Map<Counting, Map<string, number>>()

  constructor(private readonly timeZone: string) {}

  dateOf(at: Instant): CalendarDate {
    const utc = at.slice(0, 10)
    const cut = this.cuts.get(utc) ?? this.cutOf(utc)
    const found = cut.find(([, end]) => at <= end)
    if (!found) throw new RangeError(`No day of ${this.timeZone} holds ${at}`)
    return found[0]
  }

  /** Days of the calendar from the one to the other. */
  between(from: CalendarDate, to: CalendarDate): number {
    return (Date.parse(to) - Date.parse(from)) / dayMilliseconds
  }

  /** Counted days after `from` up to and including `to` (DOMAIN.md, *Deadlines*). */
  counted(from: CalendarDate, to: CalendarDate, counting: Counting): number {
    const known = this.counts.get(counting) ?? new Map<string, number>()
    this.counts.set(counting, known)
    const key = `${from}${to}`
    const count = known.get(key) ?? countDays(from, to, counting)
    known.set(key, count)
    return count
  }

  /** No zone is more than a day away from UTC. */
  private cutOf(utc: string): Cut {
    // The first ten characters of a moment are a day; the cast only adds the brand.
    const date = utc as CalendarDate
    const dates = [addDays(date, -1), date, addDays(date, 1)]
    const cut = dates.map((one) => [one, endOfDay(one, this.timeZone)] as const)
    this.cuts.set(utc, cut)
    return cut
  }
}

function countDays(from: CalendarDate, to: CalendarDate, counting: Counting): number {
  let count = 0
  for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) {
    if (isCounted(date, counting)) count += 1
  }
  return count
}
