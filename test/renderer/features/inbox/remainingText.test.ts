import { describe, expect, it } from 'vitest'
import type { Remaining } from '../../../../shared/domain/remaining'
import { remainingText, urgencyOf } from '../../../../renderer/features/inbox/remainingText'
import { createWords } from '../../../../renderer/i18n/words'

function said(remaining: Remaining, language: 'id' | 'en'): string {
  const { key, count } = remainingText(remaining)
  const { t } = createWords(language).global
  return count === null ? t(key) : t(key, { n: String(count) }, count)
}

describe('what is left until a deadline', () => {
  const cases: readonly [Remaining, string, string, string][] = [
    [{ kind: 'late-days', days: 2 }, 'Terlambat 2 hari', '2 days late', 'late'],
    [{ kind: 'late-days', days: 1 }, 'Terlambat 1 hari', '1 day late', 'late'],
    [{ kind: 'late-hours', hours: 4 }, 'Terlambat 4 jam', '4 hours late', 'late'],
    [{ kind: 'late-hours', hours: 0 }, 'Baru saja terlambat', 'Late just now', 'late'],
    [{ kind: 'today', hours: 5 }, 'Hari ini, 5 jam lagi', 'Today, 5 hours left', 'at_risk'],
    [{ kind: 'today', hours: 0 }, 'Kurang dari satu jam lagi', 'Less than an hour left', 'at_risk'],
    [{ kind: 'tomorrow' }, 'Besok', 'Tomorrow', 'at_risk'],
    [{ kind: 'days', days: 1, calendar: 'working_days' }, '1 hari kerja', '1 working day', 'at_risk'],
    [{ kind: 'days', days: 3, calendar: 'working_days' }, '3 hari kerja', '3 working days', 'calm'],
    [{ kind: 'days', days: 4, calendar: 'continuous' }, '4 hari', '4 days', 'calm'],
  ]
  it.each(cases)('%o is said as people say it', (remaining, indonesian, english, urgency) => {
    expect(said(remaining, 'id')).toBe(indonesian)
    expect(said(remaining, 'en')).toBe(english)
    expect(urgencyOf(remaining)).toBe(urgency)
  })
})
