import { assertNever } from '../assertNever'
import type { CaseFacts } from './caseFacts'
import { figuresOf, measuring, type FigureRules, type Figures, type Measured } from './figures'
import { monthsOf, type Period } from './localDays'

/** By what a case is put into a group (DOMAIN.md, *Figures that agencies report*). */
export const groupings = ['unit', 'officer', 'category', 'channel', 'area', 'month'] as const
export type Grouping = (typeof groupings)[number]

/**
 * By what a desk compares the cases that it holds. The answer of the national system has no figures by tag (PROTOCOL.md
 * 3.3).
 */
export const comparisons = ['unit', 'officer', 'category', 'channel', 'area', 'tag'] as const
export type Comparison = (typeof comparisons)[number]

export interface FigureGroup {
  /**
   * The id of the unit, officer or category; the channel; the code of the district; or the month, as `2026-06`.
   * Null for the cases that have none: those that nobody holds, and those without an area.
   */
  readonly key: string | null
  readonly figures: Figures
}

/** The figures of an agency in a period: of all cases, and of the same cases by groups. */
export interface FigureReport {
  readonly total: Figures
  /**
   * In the order of their keys, null last; without those that hold no case, but for months, of which every one of the
   * period is there: a case's `received` in the month of receipt, the rest in that of the disposition.
   */
  readonly by: Readonly<Record<Grouping, readonly FigureGroup[]>>
}

/** Cases that were neither received nor dispositioned in the period may be among those given; they do not count. */
export function figureReport(cases: readonly CaseFacts[], period: Period, rules: FigureRules): FigureReport {
  const measured = cases.map(measuring(period, rules))
  const groupsBy = (grouping: Exclude<Grouping, 'month'>) =>
    grouped(measured, new Map(), ({ facts }) => keyOf(facts, grouping))
  const months = new Map(monthsOf(period).map((month) => [month, { received: 0, own: [] }]))
  return {
    total: figuresOf(
      measured.filter(({ receivedIn }) => receivedIn !== null).length,
      measured.filter(({ dispositionedIn }) => dispositionedIn !== null),
    ),
    by: {
      unit: groupsBy('unit'),
      officer: groupsBy('officer'),
      category: groupsBy('category'),
      channel: groupsBy('channel'),
      area: groupsBy('area'),
      month: grouped(measured, months, (_one, month) => month),
    },
  }
}

/**
 * The figures by tag: a case counts once under each of its tags, so these add up to more than the whole. Null: the
 * cases without any.
 */
export function figuresByTag(
  cases: readonly { readonly facts: CaseFacts; readonly tags: readonly string[] }[],
  period: Period,
  rules: FigureRules,
): readonly FigureGroup[] {
  const measure = measuring(period, rules)
  const groups = new Map<Key, Gathered>()
  for (const { facts, tags } of cases) {
    const one = measure(facts)
    for (const tag of new Set(tags.map(tagKey))) count(groups, one, () => tag)
    if (tags.length === 0) count(groups, one, () => null)
  }
  return listed(groups)
}

/** Tags are the same whatever the size of their letters and the marks on them, as a search takes them. */
export function tagKey(tag: string): string {
  return tag.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

type Key = string | null
/** What `figuresOf` is asked of. */
interface Gathered {
  received: number
  readonly own: Measured[]
}

/** `key`: the group of a case, which may depend on the month in which it is counted. */
function grouped(
  cases: readonly Measured[],
  groups: Map<Key, Gathered>,
  key: (one: Measured, month: string) => Key,
): FigureGroup[] {
  for (const one of cases) count(groups, one, (month) => key(one, month))
  return listed(groups)
}

function count(groups: Map<Key, Gathered>, one: Measured, key: (month: string) => Key): void {
  const { receivedIn, dispositionedIn } = one
  if (receivedIn !== null) groupOf(groups, key(receivedIn)).received += 1
  if (dispositionedIn !== null) groupOf(groups, key(dispositionedIn)).own.push(one)
}

function groupOf(groups: Map<Key, Gathered>, key: Key): Gathered {
  const group = groups.get(key) ?? { received: 0, own: [] }
  groups.set(key, group)
  return group
}

function listed(groups: ReadonlyMap<Key, Gathered>): FigureGroup[] {
  return [...groups]
    .map(([key, { received, own }]) => ({ key, figures: figuresOf(received, own) }))
    .sort((one, other) => compareKeys(one.key, other.key))
}

function keyOf(facts: CaseFacts, grouping: Exclude<Grouping, 'month'>): Key {
  switch (grouping) {
    case 'unit':
      return facts.unitId
    case 'officer':
      return facts.assigneeId
    case 'category':
      return facts.categoryId
    case 'channel':
      return facts.channel
    case 'area':
      return facts.areaCode === null ? null : districtOf(facts.areaCode)
    default:
      return assertNever(grouping, 'grouping')
  }
}

/** `73.71.01.1001` lies in `73.71.01`: villages are too many to compare; a wider area stays what it is. */
export function districtOf(areaCode: string): string {
  return areaCode.split('.', 3).join('.')
}

/** Null comes last. */
export function compareKeys(one: Key, other: Key): number {
  if (one === other) return 0
  if (one === null) return 1
  if (other === null) return -1
  return one < other ? -1 : 1
}
