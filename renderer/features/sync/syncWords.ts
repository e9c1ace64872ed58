import type { Language } from '../../../shared/bridge/desk'
import type { AnnouncedMaintenance } from '../../engine/progress'
import type { MessageKey } from '../../i18n/words'
import { dayAndMonth, daysBetween, hourAndMinute } from '../../ui/moments'

/** One sentence of the status line: its key, and the number in it where there is one. */
export interface Sentence {
  readonly key: MessageKey
  readonly count: number | null
  readonly words: Readonly<Record<string, string>>
}

export function say(key: MessageKey, count: number | null = null, words: Sentence['words'] = {}): Sentence {
  return { key, count, words }
}

/** Where and when the line is read. */
export interface Place {
  readonly now: number
  readonly timeZone: string
  readonly language: Language
}

const evening = 18

/** *Pemeliharaan nasional malam ini 21.00–23.00*, in the agency's time (PROTOCOL.md 1.6). */
export function announcement({ from, until }: AnnouncedMaintenance, place: Place): Sentence {
  const { timeZone, language } = place
  const [start, end] = [new Date(from), new Date(until)]
  const time = (at: Date): string => hourAndMinute(at, timeZone, language)
  const words = { from: time(start), until: endWords(start, end, place) }
  const days = daysBetween(new Date(place.now), start, timeZone)
  if (days > 1) {
    return say('sync.maintenance.on', null, { ...words, date: dayAndMonth(start, timeZone, language) })
  }
  if (days === 1) return say('sync.maintenance.tomorrow', null, words)
  const hour = Number(time(start).slice(0, 2))
  return say(hour >= evening ? 'sync.maintenance.tonight' : 'sync.maintenance.today', null, words)
}

/** 23.00; with the date when it ends two days later or more, which a time alone would not tell. */
export function endWords(start: Date, end: Date, { timeZone, language }: Place): string {
  const time = hourAndMinute(end, timeZone, language)
  return daysBetween(start, end, timeZone) > 1 ? `${dayAndMonth(end, timeZone, language)}, ${time}` : time
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const year = 365 * day

/** How far the clock is off, in the largest unit that leaves at least two of it, or one. */
export function clockWords(aheadMilliseconds: number): Sentence {
  const off = Math.abs(aheadMilliseconds)
  if (off < 90 * minute) return say('sync.clock.minutes', Math.max(1, Math.round(off / minute)))
  if (off < 2 * day) return say('sync.clock.hours', Math.round(off / hour))
  if (off < 2 * year) return say('sync.clock.days', Math.round(off / day))
  return say('sync.clock.years', Math.round(off / year))
}

/** When it is tried again, counted in seconds only where they can be waited for. */
export function nextTry(nextTryAt: number | null, now: number): Sentence | null {
  if (nextTryAt === null) return null
  const seconds = Math.max(0, Math.ceil((nextTryAt - now) / 1000))
  if (seconds === 0) return say('sync.nextTryNow')
  return seconds < 90 ? say('sync.nextTry', seconds) : say('sync.nextTryMinutes', Math.round(seconds / 60))
}
