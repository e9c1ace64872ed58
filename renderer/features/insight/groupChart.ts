import type { NamedGroup } from '../../engine/figuresApi'
import { kindOf, valueOf, type Measure } from './measures'

/** As many bars as can be told apart at a glance. */
export const mostBars = 15

/** By their dispositions. */
export function largestFirst(groups: readonly NamedGroup[]): readonly NamedGroup[] {
  return groups.toSorted((one, other) => other.figures.dispositioned - one.figures.dispositioned)
}

export interface ChosenGroups {
  readonly groups: readonly { readonly group: NamedGroup; readonly value: number | null }[]
  /** What all others have together; null when there are none, or when their numbers cannot be added. */
  readonly rest: { readonly groups: number; readonly value: number } | null
  /** Chosen by their dispositions, because the figure itself says nothing about how much it matters. */
  readonly byDispositions: boolean
}

/**
 * The groups that a chart has room for, the highest first. Counts are ranked by themselves and the others are added up;
 * a share, a median or a mean of few reports would come first by chance, so those are of the largest groups.
 */
export function chosenGroups(groups: readonly NamedGroup[], measure: Measure, most = mostBars): ChosenGroups {
  const counts = kindOf[measure] === 'count'
  const all = groups.map((group) => ({ group, value: valueOf(measure, group.figures) }))
  const size = counts
    ? ({ value }: (typeof all)[number]) => value ?? 0
    : ({ group }: (typeof all)[number]) => group.figures.dispositioned
  const ranked = all
    .filter(({ value }) => value !== null && (!counts || value > 0))
    .sort((one, other) => size(other) - size(one))
  const chosen = ranked.slice(0, most).sort((one, other) => (other.value ?? 0) - (one.value ?? 0))
  const others = ranked.slice(most)
  const rest =
    counts && others.length > 0
      ? { groups: others.length, value: others.reduce((sum, { value }) => sum + (value ?? 0), 0) }
      : null
  return { groups: chosen, rest, byDispositions: !counts && others.length > 0 }
}
