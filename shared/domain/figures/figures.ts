import { countingOf, type Counting } from '../calendar'
import { isOpen, type CaseStatus } from '../case'
import type { Instant, UnitId } from '../identifiers'
import { archiveReasonCodes, type ArchiveReasonCode, type Reference } from '../reference'
import type { CaseFacts } from './caseFacts'
import { LocalDays, monthOf, type Period } from './localDays'

/**
 * What the figures that agencies report mean (DOMAIN.md, *Figures that agencies report*). Each is defined here and
 * nowhere else. All but `received` are about the cases that were dispositioned to the agency in the period, as they
 * stand now: so parts add up, and no share is above 1.
 */

/** Days of the calendar since the day of the disposition, from the youngest. */
export const ageBands = ['upTo7', 'upTo14', 'upTo30', 'upTo60', 'over60'] as const
export type AgeBand = (typeof ageBands)[number]

const longestAge: Readonly<Record<Exclude<AgeBand, 'over60'>, number>> = {
  upTo7: 7,
  upTo14: 14,
  upTo30: 30,
  upTo60: 60,
}

export interface Figures {
  /** Cases whose report was received in the period, whenever they were dispositioned. */
  readonly received: number
  /** Cases dispositioned to the agency in the period. The figures below are about these. */
  readonly dispositioned: number
  /** Of these, by `isFollowedUp`. */
  readonly followedUp: number
  /** `followedUp` / `dispositioned`, 0 to 1; null when none was dispositioned. */
  readonly followUpRate: number | null
  /**
   * From the disposition to the first `respond` or `request_info`, in counted days of the unit's calendar: 0 on the
   * same day. Of those that have one; the median of none is null.
   */
  readonly firstResponse: { readonly cases: number; readonly medianDays: number | null }
  /**
   * Of the last resolution clock: inside when it was met by its deadline. Decided are those that were met, and
   * those that were not and are past their deadline; one that runs, or stands still, decides nothing yet, nor does
   * a case that was returned.
   */
  readonly deadline: {
    readonly decided: number
    readonly inside: number
    /** `inside` / `decided`; null when none is decided. */
    readonly insideShare: number | null
  }
  /** Neither closed, archived nor returned. */
  readonly open: { readonly cases: number; readonly byAge: Readonly<Record<AgeBand, number>> }
  /** Handed back to the national system and not come back to this agency since. */
  readonly returned: number
  /** In the archive now. */
  readonly archived: {
    readonly cases: number
    readonly byReason: Readonly<Record<ArchiveReasonCode, number>>
  }
  /** What reporters gave, 1 to 5; the mean of none is null. */
  readonly satisfaction: { readonly ratings: number; readonly mean: number | null }
}

/**
 * The follow-up rate of the whole country in May 2018, 339 of 375 thousand: the one national figure that is published
 * (DOMAIN.md, *Figures that agencies report*).
 */
export const nationalFollowUpRate = { year: 2018, month: 5, rate: 0.904 } as const

/** What the figures of a case depend on besides the case. */
export interface FigureRules {
  readonly now: Instant
  readonly timeZone: string
  readonly countingOf: (unitId: UnitId) => Counting
}

export function figureRulesOf(
  reference: Pick<Reference, 'agency' | 'units' | 'holidays'>,
  now: Instant,
): FigureRules {
  const known = new Map<UnitId, Counting>()
  return {
    now,
    timeZone: reference.agency.timeZone,
    countingOf: (unitId) => {
      const counting = known.get(unitId) ?? countingOf(reference, unitId)
      known.set(unitId, counting)
      return counting
    },
  }
}

/** The share of a part in a whole, 0 to 1; null when there is nothing to have a share in. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

/** The one in the middle, or the mean of the two in the middle; null of none. */
export function median(values: readonly number[]): number | null {
  return medianOfSorted(values.toSorted((one, other) => one - other))
}

/** As `median`, of values that are in their order already. */
export function medianOfSorted(sorted: ArrayLike<number>): number | null {
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2
}

/** One case with what the figures need of it, worked out once however many groups it counts in. */
export interface Measured {
  readonly facts: CaseFacts
  /** The month, such as `2026-06`, in which its report was received; null when that was not in the period. */
  readonly receivedIn: string | null
  /** The month in which it was dispositioned; null when that was not in the period. */
  readonly dispositionedIn: string | null
  readonly isFollowedUp: boolean
  readonly responseDays: number | null
  readonly resolution: 'inside' | 'outside' | 'undecided'
  /** Null when the case is not open. */
  readonly age: AgeBand | null
}

/** Answered, or data asked for, at least once, or archived at least once. */
export function isFollowedUp({ firstResponseAt, wasArchived }: CaseFacts): boolean {
  return firstResponseAt !== null || wasArchived
}

/** Measures cases by the same rules, one after the other. */
export function measuring(period: Period, rules: FigureRules): (facts: CaseFacts) => Measured {
  const days = new LocalDays(rules.timeZone)
  const today = days.dateOf(rules.now)
  return (facts) => {
    const dispositioned = days.dateOf(facts.dispositionedAt)
    return {
      facts,
      receivedIn: monthOf(days.dateOf(facts.receivedAt), period),
      dispositionedIn: monthOf(dispositioned, period),
      isFollowedUp: isFollowedUp(facts),
      responseDays: facts.firstResponseAt
        ? days.counted(dispositioned, days.dateOf(facts.firstResponseAt), rules.countingOf(facts.unitId))
        : null,
      resolution: resolutionOf(facts.status, facts.resolution, rules.now),
      age: isOpen(facts.status) ? ageBand(days.between(dispositioned, today)) : null,
    }
  }
}

/** What the last resolution clock has decided by `now`; see `Figures.deadline`. */
export function resolutionOf(
  status: CaseStatus,
  clock: CaseFacts['resolution'],
  now: Instant,
): Measured['resolution'] {
  if (!clock || status === 'returned') return 'undecided'
  // A clock that stands still was late only if it was so when it was stopped.
  const until = clock.metAt ?? clock.pausedAt ?? now
  if (until > clock.dueAt) return 'outside'
  return clock.metAt ? 'inside' : 'undecided'
}

/** `days`: of the calendar, since the day of the disposition. */
export function ageBand(days: number): AgeBand {
  return ageBands.find((band) => band !== 'over60' && days <= longestAge[band]) ?? 'over60'
}

/** `received`: how many were received in the period. `own`: those that were dispositioned in it. */
export function figuresOf(received: number, own: readonly Measured[]): Figures {
  const followedUp = own.filter((one) => one.isFollowedUp).length
  return {
    received,
    dispositioned: own.length,
    followedUp,
    followUpRate: share(followedUp, own.length),
    firstResponse: firstResponseOf(own),
    deadline: deadlineOf(own),
    open: openOf(own),
    returned: own.filter(({ facts }) => facts.status === 'returned').length,
    archived: archivedOf(own),
    satisfaction: satisfactionOf(own),
  }
}

function firstResponseOf(own: readonly Measured[]): Figures['firstResponse'] {
  const days = own.flatMap(({ responseDays }) => (responseDays === null ? [] : [responseDays]))
  return { cases: days.length, medianDays: median(days) }
}

function deadlineOf(own: readonly Measured[]): Figures['deadline'] {
  const inside = own.filter(({ resolution }) => resolution === 'inside').length
  const decided = own.filter(({ resolution }) => resolution !== 'undecided').length
  return { decided, inside, insideShare: share(inside, decided) }
}

function openOf(own: readonly Measured[]): Figures['open'] {
  const byAge: Record<AgeBand, number> = { upTo7: 0, upTo14: 0, upTo30: 0, upTo60: 0, over60: 0 }
  let cases = 0
  for (const { age } of own) {
    if (age === null) continue
    byAge[age] += 1
    cases += 1
  }
  return { cases, byAge }
}

function archivedOf(own: readonly Measured[]): Figures['archived'] {
  const archived = own.filter(({ facts }) => facts.status === 'archived')
  const countOf = (code: ArchiveReasonCode) =>
    archived.filter(({ facts }) => facts.archiveReason === code).length
  return {
    cases: archived.length,
    // Every reason of the list has its number, also when that is 0: the cast says what fromEntries cannot.
    byReason: Object.fromEntries(archiveReasonCodes.map((code) => [code, countOf(code)])) as Record<
      ArchiveReasonCode,
      number
    >,
  }
}

function satisfactionOf(own: readonly Measured[]): Figures['satisfaction'] {
  const given = own.flatMap(({ facts }) => (facts.satisfaction === null ? [] : [facts.satisfaction]))
  const sum = given.reduce<number>((total, one) => total + one, 0)
  return { ratings: given.length, mean: share(sum, given.length) }
}
