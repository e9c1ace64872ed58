import { assertNever } from '../../../shared/domain/assertNever'
import type { Remaining, Urgency } from '../../../shared/domain/remaining'
import type { MessageKey } from '../../i18n/words'

/** The sentence for what is left until a deadline, and the number in it. */
export interface RemainingText {
  readonly key: MessageKey
  readonly count: number | null
}

/** Deadlines as people say them (DESIGN, *Words*). */
export function remainingText(remaining: Remaining): RemainingText {
  switch (remaining.kind) {
    case 'late-days':
      return { key: 'remaining.lateDays', count: remaining.days }
    case 'late-hours':
      return remaining.hours === 0
        ? { key: 'remaining.lateMinutes', count: null }
        : { key: 'remaining.lateHours', count: remaining.hours }
    case 'today':
      return remaining.hours === 0
        ? { key: 'remaining.todaySoon', count: null }
        : { key: 'remaining.todayHours', count: remaining.hours }
    case 'tomorrow':
      return { key: 'remaining.tomorrow', count: null }
    case 'days':
      return {
        key: remaining.calendar === 'working_days' ? 'remaining.workingDays' : 'remaining.days',
        count: remaining.days,
      }
    default:
      return assertNever(remaining, 'remaining time')
  }
}

/** How pressing it is, for colour and icon: at risk with one counted day or less left (DOMAIN.md, *Deadlines*). */
export function urgencyOf(remaining: Remaining): Urgency {
  switch (remaining.kind) {
    case 'late-days':
    case 'late-hours':
      return 'late'
    case 'today':
    case 'tomorrow':
      return 'at_risk'
    case 'days':
      return remaining.days <= 1 ? 'at_risk' : 'calm'
    default:
      return assertNever(remaining, 'remaining time')
  }
}
