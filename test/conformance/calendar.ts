/**
 * The days of DOMAIN.md, *Deadlines*, counted once more from its words alone, so that a server's deadlines are not
 * held against the rules by which they were made.
 */

export interface CalendarRules {
  /** An IANA name such as `Asia/Makassar`. */
  readonly timeZone: string
  readonly calendar: 'working_days' | 'continuous'
  /** National holidays and collective leave, as `2026-12-25`. */
  readonly holidays: readonly string[]
}

const dayMilliseconds = 86_400_000

/** The date that the wall calendar shows. */
export function dayOf(instant: string, timeZone: string): string {
  // Sweden writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(instant))
}

/** Minutes by which a zone is ahead of UTC at a moment. */
function minutesAhead(milliseconds: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' })
  const name = format.formatToParts(milliseconds).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? []
  const size = Number(hours) * 60 + Number(minutes)
  return sign === '-' ? -size : size
}

/** 23:59:59.999 of a day in a zone. */
export function endOf(day: string, timeZone: string): string {
  const written = Date.parse(`${day}T23:59:59.999Z`)
  // The offset at about that moment, then the one at the moment found: they differ on two nights of the year only.
  const about = written - minutesAhead(written, timeZone) * 60_000
  return new Date(written - minutesAhead(about, timeZone) * 60_000).toISOString()
}

export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(day) + days * dayMilliseconds).toISOString().slice(0, 10)
}

export function counts(day: string, { calendar, holidays }: CalendarRules): boolean {
  if (calendar === 'continuous') return true
  const weekday = new Date(day).getUTCDay()
  return weekday >= 1 && weekday <= 5 && !holidays.includes(day)
}

/** The end of the Nth counted day after the day of `start`. */
export function dueAfter(start: string, days: number, rules: CalendarRules): string {
  let day = dayOf(start, rules.timeZone)
  for (let counted = 0; counted < days;) {
    day = dayAfter(day)
    if (counts(day, rules)) counted += 1
  }
  return endOf(day, rules.timeZone)
}

/** Counted days after the day of `now` up to the day of `due`. */
export function daysLeft(now: string, due: string, rules: CalendarRules): number {
  const last = dayOf(due, rules.timeZone)
  let left = 0
  for (let day = dayAfter(dayOf(now, rules.timeZone)); day <= last; day = dayAfter(day)) {
    if (counts(day, rules)) left += 1
  }
  return left
}
