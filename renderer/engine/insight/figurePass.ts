import { caseStatuses, channels } from '../../../shared/domain/case'
import type { Figures } from '../../../shared/domain/figures/figures'
import { monthsOf, type Period } from '../../../shared/domain/figures/localDays'
import { compareKeys, type Comparison, type FigureGroup } from '../../../shared/domain/figures/report'
import { nothing } from './factColumns'
import { periodCases, type FactRows, type PassRules, type PeriodCases } from './periodCases'
import { counted, Tally } from './tally'

/** As much of a `FigureReport` as one look at the board needs. */
export interface PassFigures {
  readonly total: Figures
  /** Every month of the period. */
  readonly months: readonly FigureGroup[]
  /** In the order of their keys, null last. */
  readonly groups: readonly FigureGroup[]
}

const returnedPlace = caseStatuses.indexOf('returned')
const archivedPlace = caseStatuses.indexOf('archived')

/**
 * The figures of shared/domain/figures over the columns of all held cases, for any period and any comparison: the cases
 * of the period are found and measured once, then counted for the whole, for months and for the groups.
 */
export function figurePass(
  cases: FactRows,
  period: Period,
  rules: PassRules,
  by: Comparison | null,
): PassFigures {
  const own = periodCases(cases, period, rules)
  const months = monthsOf(period)
  const byMonth = tallied(cases, own, months.length, own.month)
  return {
    total: Tally.whole(byMonth, own.byDays, own.responseDays).figures(0),
    months: months.map((key, place) => ({ key, figures: byMonth.figures(place) })),
    groups: by === null ? [] : groupsOf(cases, own, by),
  }
}

/** `groupOf`: the group of each of the cases, by its place. */
function tallied(cases: FactRows, own: PeriodCases, groups: number, groupOf: Uint32Array): Tally {
  const tally = new Tally(groups)
  for (let place = 0; place < own.slots.length; place += 1)
    countIn(tally, groupOf[place] ?? 0, cases, own, place)
  tally.makeRoom()
  for (const place of own.byDays) tally.addDays(groupOf[place] ?? 0, own.responseDays[place] ?? 0)
  return tally
}

function countIn(tally: Tally, group: number, cases: FactRows, own: PeriodCases, place: number): void {
  const slot = own.slots[place] ?? 0
  if (own.isOwn[place] !== 1) {
    tally.add(group, counted.received)
    return
  }
  tally.add(group, counted.dispositioned)
  if (cases.facts.followedUp[slot] === 1) tally.add(group, counted.followedUp)
  if ((own.responseDays[place] ?? -1) >= 0) tally.add(group, counted.responses)
  const resolution = own.resolution[place] ?? 0
  if (resolution > 0) tally.add(group, counted.decided)
  if (resolution === 1) tally.add(group, counted.inside)
  const age = own.age[place] ?? 0
  if (age > 0) tally.add(group, counted.ages + age - 1)
  if (cases.rows.status[slot] === returnedPlace) tally.add(group, counted.returned)
  if (cases.rows.status[slot] === archivedPlace) {
    tally.add(group, counted.archived)
    const reason = cases.facts.archiveReason[slot] ?? 0
    if (reason > 0) tally.add(group, counted.reasons + reason - 1)
  }
  const satisfaction = cases.facts.satisfaction[slot] ?? 0
  if (satisfaction > 0) {
    tally.add(group, counted.ratings)
    tally.add(group, counted.ratingSum, satisfaction)
  }
}

function groupsOf(cases: FactRows, own: PeriodCases, by: Comparison): FigureGroup[] {
  if (by === 'tag') return tagGroups(cases, own)
  const { keys, numbers } = columnOf(cases, by)
  // The group behind the last one is that of those that have none.
  const groupOf = new Uint32Array(own.slots.length)
  for (let place = 0; place < groupOf.length; place += 1) {
    const number = numbers[own.slots[place] ?? 0] ?? nothing
    groupOf[place] = number === nothing ? keys.length : number
  }
  const tally = tallied(cases, own, keys.length + 1, groupOf)
  return groupsIn(tally, keys)
}

function columnOf(
  cases: FactRows,
  by: Exclude<Comparison, 'tag'>,
): { readonly keys: readonly string[]; readonly numbers: Int32Array | Uint8Array } {
  switch (by) {
    case 'unit':
      return { keys: cases.rows.units.all(), numbers: cases.rows.unit }
    case 'officer':
      return { keys: cases.rows.officers.all(), numbers: cases.rows.assignee }
    case 'category':
      return { keys: cases.rows.categories.all(), numbers: cases.rows.category }
    case 'channel':
      return { keys: channels, numbers: cases.rows.channel }
    case 'area':
      return { keys: cases.facts.areas.all(), numbers: cases.facts.area }
  }
}

function tagGroups(cases: FactRows, own: PeriodCases): FigureGroup[] {
  const keys = cases.rows.tagNames.all()
  const untagged = [keys.length]
  const groupsAt = (place: number): readonly number[] => {
    const tags = cases.rows.tags[own.slots[place] ?? 0]
    if (!tags) return untagged
    // The same tag may stand there twice, in small letters and in capitals.
    return tags.length === 1 ? tags : tags.filter((tag, at) => tags.indexOf(tag) === at)
  }
  const tally = new Tally(keys.length + 1)
  for (let place = 0; place < own.slots.length; place += 1) {
    for (const group of groupsAt(place)) countIn(tally, group, cases, own, place)
  }
  tally.makeRoom()
  for (const place of own.byDays) {
    for (const group of groupsAt(place)) tally.addDays(group, own.responseDays[place] ?? 0)
  }
  return groupsIn(tally, keys)
}

function groupsIn(tally: Tally, keys: readonly string[]): FigureGroup[] {
  const groups: FigureGroup[] = []
  for (let group = 0; group < tally.groups; group += 1) {
    if (!tally.isEmpty(group)) groups.push({ key: keys[group] ?? null, figures: tally.figures(group) })
  }
  return groups.sort((one, other) => compareKeys(one.key, other.key))
}
