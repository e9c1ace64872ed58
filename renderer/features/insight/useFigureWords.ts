import { channels } from '../../../shared/domain/case'
import type { Comparison } from '../../../shared/domain/figures/report'
import type { CalendarDate } from '../../../shared/domain/identifiers'
import type { NamedGroup } from '../../engine/figuresApi'
import { localeTag, useWords } from '../../i18n/words'
import { dayAndMonth } from '../../ui/moments'
import type { ValueKind } from './measures'

/** Figures, months and groups as people read them. */
export function useFigureWords() {
  const words = useWords()
  const { t, number, language } = words

  function decimals(value: number, most: number): string {
    return value.toLocaleString(localeTag(language()), { maximumFractionDigits: most })
  }
  /** With what it is a number of. */
  function value(kind: ValueKind, amount: number | null): string {
    if (amount === null) return t('figures.none')
    switch (kind) {
      case 'count':
        return number(amount)
      case 'share':
        return amount.toLocaleString(localeTag(language()), { style: 'percent', maximumFractionDigits: 1 })
      case 'days':
        return t('figures.days', { n: decimals(amount, 1) }, amount)
      case 'mean':
        return t('figures.ofFive', { n: decimals(amount, 2) })
    }
  }
  /** Beside a bar or in a table, where the heading says what it is a number of. */
  function shortValue(kind: ValueKind, amount: number | null): string {
    if (amount === null) return '–'
    if (kind === 'count' || kind === 'share') return value(kind, amount)
    return decimals(amount, kind === 'days' ? 1 : 2)
  }
  /** Nov 2026 */
  function month(key: string): string {
    const at = new Date(`${key}-01T00:00:00.000Z`)
    return at.toLocaleDateString(localeTag(language()), { timeZone: 'UTC', month: 'short', year: 'numeric' })
  }
  /** 9 Nov 2026: a day of the calendar, whatever the zone. */
  function day(date: CalendarDate): string {
    // With the year in any case: periods are compared over years.
    return dayAndMonth(new Date(date), 'UTC', language(), new Date(0))
  }
  function group({ key, name }: Pick<NamedGroup, 'key' | 'name'>, by: Comparison): string {
    if (key === null) return t(`figures.withoutKey.${by}`)
    if (by === 'tag') return `#${key}`
    const channel = by === 'channel' && channels.find((known) => known === key)
    if (channel) return t(`channel.${channel}`)
    return name ?? t('figures.unknownName', { key })
  }
  return { ...words, value, shortValue, month, day, group }
}
