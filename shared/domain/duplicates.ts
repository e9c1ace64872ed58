import type { Case, CaseLocation } from './case'
import { millisecondsOf } from './identifiers'
import { placeholders, type PlaceholderValues } from './template'

/** Two reports of one pothole name places that differ by less than this. */
const nearMetres = 400
/** Further apart in time, the same words mean another event. */
export const mostDaysApart = 30
/** The levels of an area's code down to the village: narrower ones than that are not coded. */
const villageLevels = 4
const earthRadiusMetres = 6_371_000
const dayMilliseconds = 86_400_000

export type Nearness =
  | { readonly kind: 'metres'; readonly metres: number }
  /** The same village, where no coordinates say more. */
  | { readonly kind: 'village' }

/** How near two places are, when they are near enough to be one; null when not, or when nothing tells. */
export function nearness(one: CaseLocation, other: CaseLocation): Nearness | null {
  const metres = metresBetween(one, other)
  if (metres !== null) return metres <= nearMetres ? { kind: 'metres', metres: Math.round(metres) } : null
  const isVillage = one.areaCode?.split('.').length === villageLevels
  return isVillage && one.areaCode === other.areaCode ? { kind: 'village' } : null
}

/** Along the earth's surface; null where a place has no coordinates. */
export function metresBetween(one: CaseLocation, other: CaseLocation): number | null {
  if (one.lat === undefined || one.lon === undefined) return null
  if (other.lat === undefined || other.lon === undefined) return null
  const radians = (degrees: number): number => (degrees * Math.PI) / 180
  const height = Math.sin(radians(other.lat - one.lat) / 2) ** 2
  const width = Math.sin(radians(other.lon - one.lon) / 2) ** 2
  const both = height + width * Math.cos(radians(one.lat)) * Math.cos(radians(other.lat))
  return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(both)))
}

/** Whole days between the times at which two cases were received. */
export function daysApart(one: Pick<Case, 'receivedAt'>, other: Pick<Case, 'receivedAt'>): number {
  const apart = Math.abs(millisecondsOf(one.receivedAt) - millisecondsOf(other.receivedAt))
  return Math.floor(apart / dayMilliseconds)
}

/**
 * Whether two cases whose words are alike are about one thing in one place: near each other, and not long after each
 * other. Null when not.
 */
export function likelyOne(
  one: Pick<Case, 'location' | 'receivedAt'>,
  other: Pick<Case, 'location' | 'receivedAt'>,
): { readonly near: Nearness; readonly days: number } | null {
  const near = nearness(one.location, other.location)
  const days = daysApart(one, other)
  return near && days <= mostDaysApart ? { near, days } : null
}

/** Shorter values stand in a text by chance. */
const shortestValue = 3

/**
 * A text written for one case as a template for others: what is that case's own stands between braces again. Filled
 * with the same values it is the text as it was.
 */
export function asTemplate(text: string, values: PlaceholderValues): string {
  const owned = placeholders
    .flatMap((name) => {
      const value = values[name]?.trim() ?? ''
      return name !== 'officerName' && value.length >= shortestValue ? [{ name, value }] : []
    })
    .sort((one, other) => other.value.length - one.value.length)
  if (owned.length === 0) return text
  const anyOf = owned.map(({ value }) => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')
  // Whole words alone: the name Ali is no part of Alifah.
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])(?:${anyOf})(?![\\p{L}\\p{N}])`, 'gu'), (found) => {
    const name = owned.find(({ value }) => value === found)?.name
    return name ? `{{${name}}}` : found
  })
}
