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

/** 09.41 */
export function hourAndMinute(at: Date, timeZone: string, language: Language): string {
  return formatter(localeTag(language), timeZone, time).format(at)
}

/** Whole days from one moment's date to another's, as the zone has them. */
export function daysBetween(from: Date, to: Date, timeZone: string): number {
  const dayOf = (at: Date): number => {
    const parts = formatter('en-GB', timeZone, { year: 'numeric', month: 'numeric', day: 'numeric' })
    const [day = 1, month = 1, year = 1970] = parts.format(at).split('/').map(Number)
    return Date.UTC(year, month - 1, day) / 86_400_000
  }
  return dayOf(to) - dayOf(from)
}

/** 09.41 WITA */
export function clockTime(at: Date, timeZone: string, language: Language): string {
  return `${hourAndMinute(at, timeZone, language)} ${zoneWord(at, timeZone)}`
}

/** 9 Nov; with the year when it is another than this one. */
export function dayAndMonth(at: Date, timeZone: string, language: Language, now = new Date()): string {
  const tag = localeTag(language)
  const year = formatter(tag, timeZone, { year: 'numeric' })
  const sameYear = year.format(at) === year.format(now)
  return formatter(tag, timeZone, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at)
}

/** Senin, 9 Nov: a day of the calendar, whatever the zone; with the year when it is another than this one. */
export function calendarDay(date: string, language: Language, now = new Date()): string {
  const at = new Date(date)
  const weekday = formatter(localeTag(language), 'UTC', { weekday: 'long' }).format(at)
  return `${weekday}, ${dayAndMonth(at, 'UTC', language, now)}`
}

/** Whether this computer's own clock shows another time for that moment than the zone has. */
function isOtherHere(at: Date, timeZone: string): boolean {
  const there = formatter('en-GB', timeZone, { day: 'numeric', hour: 'numeric', minute: 'numeric' })
  const [day, hour, minute] = (there.format(at).match(/\d+/g) ?? []).map(Number)
  return day !== at.getDate() || hour !== at.getHours() || minute !== at.getMinutes()
}

/**
 * 9 Nov, 10.12; with the year when it is another than this one, and with the zone where the computer's clock shows
 * another time, so that nobody takes it for that.
 */
export function shortMoment(at: Date, timeZone: string, language: Language, now = new Date()): string {
  const time = isOtherHere(at, timeZone)
    ? clockTime(at, timeZone, language)
    : hourAndMinute(at, timeZone, language)
  return `${dayAndMonth(at, timeZone, language, now)}, ${time}`
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

/** 9 November 2026 */
export function longDate(at: Date, timeZone: string, language: Language): string {
  return formatter(localeTag(language), timeZone, { day: 'numeric', month: 'long', year: 'numeric' }).format(
    at,
  )
}
