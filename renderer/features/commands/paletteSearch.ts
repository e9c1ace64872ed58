/** One thing that the palette can find; `run` is what choosing it does. */
export interface PaletteItem {
  /** Unique among all. */
  readonly key: string
  readonly group: PaletteGroup
  readonly icon: string
  readonly name: string
  /** Beside the name, quieter. */
  readonly detail: string | null
  /** The caps of its first key. */
  readonly caps: readonly string[]
  /** Why it cannot be chosen now; null when it can. */
  readonly whyNot: string | null
  readonly run: () => void | Promise<void>
}

export const paletteGroups = ['recent', 'report', 'command', 'view', 'unit', 'officer'] as const
export type PaletteGroup = (typeof paletteGroups)[number]

export interface ShownGroup {
  readonly group: PaletteGroup
  readonly items: readonly PaletteItem[]
}

/** So many of one group are shown; who looks for more types more. */
const mostShown: Readonly<Record<PaletteGroup, number>> = {
  recent: 6,
  report: 6,
  command: 8,
  view: 9,
  unit: 5,
  officer: 5,
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
}
function wordsOf(text: string): string[] {
  return folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/**
 * How well a name answers what was typed, 0 being best; null when it does not. Every typed word must begin a word of
 * the name, in any order, or the whole must stand somewhere inside it.
 */
export function matchRank(typed: string, name: string): number | null {
  const wanted = wordsOf(typed)
  if (wanted.length === 0) return 0
  const inside = folded(name)
  if (inside.startsWith(folded(typed.trim()))) return 0
  const present = wordsOf(name)
  if (wanted.every((word) => present.some((candidate) => candidate.startsWith(word)))) return 1
  return inside.includes(folded(typed.trim())) ? 2 : null
}

/**
 * What is shown: with nothing typed what was chosen last and then everything that can be done; otherwise each group's
 * best, what was chosen lately before what was not. Items of `found` were found elsewhere and are not matched again.
 */
export function shownGroups(
  typed: string,
  items: readonly PaletteItem[],
  found: readonly PaletteItem[],
  recent: readonly PaletteItem[],
): readonly ShownGroup[] {
  const nothingTyped = typed.trim() === ''
  const recency = new Map(recent.map((item, index) => [item.key, index]))
  const ranked = items
    .flatMap((item) => {
      const rank = matchRank(typed, item.name)
      if (rank === null || (nothingTyped && recency.has(item.key))) return []
      return [{ item, rank, recency: recency.get(item.key) ?? recent.length }]
    })
    // Stable: what is equally good stays in the order in which it was given.
    .sort((one, other) => one.rank - other.rank || one.recency - other.recency)
    .map(({ item }) => item)
  const all = [
    ...(nothingTyped ? recent.map((item) => ({ ...item, group: 'recent' as const })) : found),
    ...ranked,
  ]
  return paletteGroups.flatMap((group) => {
    const limit = nothingTyped && group === 'command' ? items.length : mostShown[group]
    const members = all.filter((item) => item.group === group).slice(0, limit)
    return members.length > 0 ? [{ group, items: members }] : []
  })
}

/** As the search reads it: `unit:"Dinas PU"`. A quotation mark inside would end it. */
export function searchFor(operator: string, name: string): string {
  return `${operator}:"${name.replaceAll('"', ' ').trim()}"`
}
