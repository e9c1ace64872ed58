import {
  addDays,
  countedDaysLeft,
  countingOf,
  deadlineAfter,
  isCounted,
  localDate,
  type Counting,
} from './calendar'
import type { Case, CaseEvent, Deadline, DeadlineKind } from './case'
import { resolutionDays } from './deadlines'
import type { CalendarDate, Instant, UnitId } from './identifiers'
import type { Calendar, Holiday, Reference } from './reference'

/** Where a clock stands at a moment. */
export type DeadlineStanding =
  | 'running'
  /** It waits for the reporter. */
  | 'paused'
  | 'met'
  /** Met, after it was past. */
  | 'met-late'
  | 'past'

/** A stretch of days in which a clock ran, by one calendar. */
export interface CountedStretch {
  /** Its day is not counted itself. */
  readonly from: CalendarDate
  /** The last day that may count: the deadline's, or the one on which the clock was stopped. */
  readonly until: CalendarDate
  readonly calendar: Calendar
  /** Days that counted. */
  readonly counted: number
  /** Saturdays and Sundays in between, which did not count. */
  readonly weekendDays: number
  /** Weekdays in between that did not count, with their names. */
  readonly holidays: readonly Holiday[]
}

/** From when to when the clock stood still because the reporter was asked; null while it still does. */
export interface CountedWait {
  readonly from: CalendarDate
  readonly until: CalendarDate | null
}

export interface DeadlineExplanation {
  readonly kind: DeadlineKind
  readonly standing: DeadlineStanding
  readonly startedAt: Instant
  readonly dueAt: Instant
  readonly metAt: Instant | null
  /** Counted days that the rule gives. */
  readonly days: number
  /** Counted days that were left when it was stopped for the last time and not let go on; null for one that runs. */
  readonly daysWaiting: number | null
  /** In order; one more than `waits` unless the clock was not let go on after the last. */
  readonly stretches: readonly CountedStretch[]
  readonly waits: readonly CountedWait[]
  /**
   * Whether counting by the rules comes to this deadline. The server's stands anyway (PROTOCOL.md 6.4); then only its
   * first and last day are known for certain.
   */
  readonly agrees: boolean
}

type Counted = Pick<Case, 'classification' | 'oversight' | 'unitId' | 'events'>
type CountingReference = Pick<Reference, 'agency' | 'units' | 'holidays' | 'deadlineRules'>

/**
 * How a deadline was counted (DOMAIN.md, *Deadlines*): the days of the rule, those that did not count, and the waits
 * for the reporter. The waits are read from the case's events, since a deadline tells only of the one that lasts.
 */
export function explainDeadline(
  deadline: Deadline,
  subject: Counted,
  reference: CountingReference,
  now: Instant,
): DeadlineExplanation {
  const run = replayThatAgrees(deadline, subject, reference)
  const named = namedHolidays(reference.holidays)
  const { kind, startedAt, dueAt, metAt } = deadline
  const agrees = comesTo(run, deadline)
  const whole = { from: startedAt, until: dueAt, counting: countingAt(startedAt, subject, reference) }
  return {
    kind,
    standing: standingOf(deadline, now),
    startedAt,
    dueAt,
    metAt,
    days: run.days,
    daysWaiting: agrees && run.waitingSince !== null ? run.daysWaiting : null,
    stretches: (agrees ? run.runs : [whole]).map((stretch) => stretchOf(stretch, named)),
    waits: agrees ? run.waits : [],
    agrees,
  }
}

interface Run {
  readonly from: Instant
  readonly until: Instant
  readonly counting: Counting
}

interface Replay {
  readonly days: number
  readonly runs: readonly Run[]
  readonly waits: readonly CountedWait[]
  readonly waitingSince: Instant | null
  readonly daysWaiting: number
  readonly dueAt: Instant
}

/**
 * An edit starts the count anew only where it changed the days (DOMAIN.md, *Deadlines*), and its event does not say
 * what held before; a clock that was met before an edit keeps the days that it had. So what may have been is tried,
 * and what comes to the server's deadline is what happened.
 */
function replayThatAgrees(deadline: Deadline, subject: Counted, reference: CountingReference): Replay {
  const [likeliest, ...others] = possibleDays(deadline.kind, subject, reference)
  const first = new Replaying(deadline, subject, reference, likeliest).through(() => false)
  if (comesTo(first, deadline)) return first
  for (const days of [likeliest, ...others]) {
    for (const startsAnew of [mayChangeDays, () => false]) {
      const replay = new Replaying(deadline, subject, reference, days).through(startsAnew)
      if (comesTo(replay, deadline)) return replay
    }
  }
  return first
}

/** Counted days that the rules give to a kind, those for what the case is now first. */
function possibleDays(
  kind: DeadlineKind,
  subject: Counted,
  { deadlineRules }: CountingReference,
): readonly [number, ...number[]] {
  if (kind !== 'resolution') return [deadlineRules[kind]]
  const now = resolutionDays(subject, deadlineRules)
  if (!subject.events.some(mayChangeDays)) return [now]
  return [now, ...new Set(Object.values(deadlineRules.resolution))]
}

function comesTo({ dueAt, waitingSince }: Replay, { dueAt: told, metAt, pausedAt }: Deadline): boolean {
  // A clock that is met does not stand still any more, also when it was met while it did.
  return dueAt === told && (metAt !== null || (waitingSince !== null) === (pausedAt !== null))
}

/** Goes through what happened since a clock started, as the rules did then. */
class Replaying {
  private current: Run
  private runs: Run[] = []
  private waits: CountedWait[] = []
  private waitingSince: Instant | null = null

  constructor(
    private readonly deadline: Deadline,
    private readonly subject: Counted,
    private readonly reference: CountingReference,
    private readonly days: number,
  ) {
    this.current = this.fromStart(deadline.startedAt)
  }

  through(startsAnew: (event: CaseEvent) => boolean): Replay {
    if (this.deadline.kind === 'resolution') {
      for (const event of eventsDuring(this.deadline, this.subject.events)) {
        if (startsAnew(event)) this.countAnew(event.at)
        else if (event.type === 'request_info') this.waitingSince ??= event.at
        else if (event.type === 'reporter_replied' || event.type === 'forward') this.goOn(event.at)
      }
    }
    return this.end()
  }

  private fromStart(at: Instant): Run {
    const { startedAt } = this.deadline
    const counting = this.countingAt(at)
    return { from: startedAt, until: deadlineAfter(startedAt, this.days, counting), counting }
  }

  /** What waits had added is lost, by the rule itself. */
  private countAnew(at: Instant): void {
    this.current = this.fromStart(at)
    this.runs = []
    this.waits = []
  }

  private goOn(at: Instant): void {
    const since = this.waitingSince
    this.waitingSince = null
    // One that was past already stays where it was.
    if (since === null || since > this.current.until) return
    const left = countedDaysLeft(since, this.current.until, this.countingAt(since))
    const counting = this.countingAt(at)
    this.runs.push({ ...this.current, until: since })
    this.waits.push({ from: this.dayOf(since), until: this.dayOf(at) })
    this.current = { from: at, until: deadlineAfter(at, left, counting), counting }
  }

  private end(): Replay {
    const { current, days, runs, waits, waitingSince } = this
    const { metAt } = this.deadline
    const dueAt = current.until
    if (waitingSince === null)
      return { days, runs: [...runs, current], waits, waitingSince, daysWaiting: 0, dueAt }
    const stopped = waitingSince < dueAt ? waitingSince : dueAt
    return {
      days,
      runs: [...runs, { ...current, until: stopped }],
      waits: [...waits, { from: this.dayOf(waitingSince), until: metAt && this.dayOf(metAt) }],
      waitingSince,
      daysWaiting: countedDaysLeft(waitingSince, dueAt, this.countingAt(waitingSince)),
      dueAt,
    }
  }

  private countingAt(at: Instant): Counting {
    return countingAt(at, this.subject, this.reference)
  }

  private dayOf(at: Instant): CalendarDate {
    return localDate(at, this.reference.agency.timeZone)
  }
}

/** After it started and before it was met; what happened at the very moment of its start started it. */
function eventsDuring({ startedAt, metAt }: Deadline, events: readonly CaseEvent[]): readonly CaseEvent[] {
  return events.filter(({ at }) => at > startedAt && (metAt === null || at < metAt))
}

function mayChangeDays({ type, data }: CaseEvent): boolean {
  return type === 'edit' && (data?.['classification'] !== undefined || data?.['oversight'] !== undefined)
}

/** By which calendar clocks counted that started at a moment: that of the unit in which the case lay. */
function countingAt(at: Instant, subject: Counted, reference: CountingReference): Counting {
  return countingOf(reference, unitAt(at, subject))
}

function unitAt(at: Instant, { events, unitId }: Counted): UnitId {
  let then: UnitId | null = null
  let known = false
  for (const event of events) {
    if (event.type !== 'dispositioned' && event.type !== 'forward') continue
    const named = event.data?.['unitId']
    if (typeof named !== 'string') continue
    known = true
    // An event's data are as the server gave them; the cast only adds the brand of what this field holds.
    if (event.at <= at) then = named as UnitId
  }
  return known && then !== null ? then : unitId
}

function standingOf({ dueAt, metAt, pausedAt }: Deadline, now: Instant): DeadlineStanding {
  if (metAt !== null) return metAt <= dueAt ? 'met' : 'met-late'
  if (pausedAt !== null) return 'paused'
  return now > dueAt ? 'past' : 'running'
}

function namedHolidays(holidays: readonly Holiday[]): ReadonlyMap<CalendarDate, Holiday> {
  return new Map(holidays.map((holiday) => [holiday.date, holiday]))
}

function stretchOf(
  { from, until, counting }: Run,
  named: ReadonlyMap<CalendarDate, Holiday>,
): CountedStretch {
  const first = localDate(from, counting.timeZone)
  const last = localDate(until, counting.timeZone)
  const holidays: Holiday[] = []
  let counted = 0
  let weekendDays = 0
  for (let date = addDays(first, 1); date <= last; date = addDays(date, 1)) {
    const holiday = named.get(date)
    if (isCounted(date, counting)) counted += 1
    else if (isWeekend(date)) weekendDays += 1
    else if (holiday) holidays.push(holiday)
  }
  return { from: first, until: last, calendar: counting.calendar, counted, weekendDays, holidays }
}

function isWeekend(date: CalendarDate): boolean {
  const weekday = new Date(Date.parse(date)).getUTCDay()
  return weekday === 0 || weekday === 6
}
