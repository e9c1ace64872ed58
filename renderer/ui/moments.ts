import { localeTag } from '../i18n/words'
import type { Language } from '../../shared/bridge/desk'

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs far more than using one, so each is made once. */
function formatter(tag: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([tag, timeZone, options])
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(tag, { ...options, timeZone, hourCycle: 'h23' })
  formatters.set(key, made)
  return made
}

const time = { hour: '2-digit', minute: '2-digit' } as const

/** WIB, WITA or WIT, by which Indonesian offices say their time; other zones as `Intl` names them. */
export function zoneWord(at: Date, timeZone: string): string {
  const parts = formatter('id-ID', timeZone, { timeZoneName: 'short' }).formatToParts(at)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone
}

/** 09.41 WITA */
export function clockTime(at: Date, timeZone: string, language: Language): string {
  return `${formatter(localeTag(language), timeZone, time).format(at)} ${zoneWord(at, timeZone)}`
}

/** 9 Nov, 10.12; with the year when it is another than this one. */
export function shortMoment(at: Date, timeZone: string, language: Language, now = new Date()): string {
  const tag = localeTag(language)
  const year = formatter(tag, timeZone, { year: 'numeric' })
  const sameYear = year.format(at) === year.format(now)
  const date = formatter(tag, timeZone, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at)
  return `${date}, ${formatter(tag, timeZone, time).format(at)}`
}

/** Senin, 9 November 2026, 10.12 WITA */
export function exactMoment(at: Date, timeZone: string, language: Language): string {
  const date = formatter(localeTag(language), timeZone, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(at)
  return `${date}, ${clockTime(at, timeZone, language)}`
}
