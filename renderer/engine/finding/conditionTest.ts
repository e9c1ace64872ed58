import { assertNever } from '../../../shared/domain/assertNever'
import { channels, classifications } from '../../../shared/domain/case'
import type { InboxView } from '../api'
import type { Columns } from '../rows/columns'
import type { Interned } from '../rows/interned'
import { statusBits, unansweredRows, viewBits, viewsOfRows, type ViewCircumstances } from '../rows/rowViews'
import type { Alternative, Condition, FlagOperator } from '../search/query/condition'
import { eitherOperators } from '../search/query/operators'

export type SlotTest = (slot: number) => boolean

/**
 * The conditions of a search as one test of a row, made once for each question. Values of one operator that exclude
 * each other are alternatives, wherever they stand; everything else must hold together. Null when nothing is asked.
 */
export function conditionTest(
  conditions: readonly Condition[],
  columns: Columns,
  circumstances: ViewCircumstances,
): SlotTest | null {
  const groups = new Map<string, Alternative[]>()
  const tests: SlotTest[] = []
  for (const { operator, negated, alternatives } of conditions) {
    if (!negated && eitherOperators.has(operator)) {
      groups.set(operator, [...(groups.get(operator) ?? []), ...alternatives])
      continue
    }
    const any = anyOf(alternatives, columns, circumstances)
    tests.push(negated ? (slot) => !any(slot) : any)
  }
  for (const alternatives of groups.values()) tests.push(anyOf(alternatives, columns, circumstances))
  if (tests.length === 0) return null
  const [first, second, ...others] = tests
  if (first && !second) return first
  if (first && second && others.length === 0) return (slot) => first(slot) && second(slot)
  return (slot) => tests.every((test) => test(slot))
}

function anyOf(
  alternatives: readonly Alternative[],
  columns: Columns,
  circumstances: ViewCircumstances,
): SlotTest {
  const tests = alternatives.map((alternative) => alternativeTest(alternative, columns, circumstances))
  const [only] = tests
  if (only && tests.length === 1) return only
  return (slot) => tests.some((test) => test(slot))
}

function alternativeTest(
  alternative: Alternative,
  columns: Columns,
  circumstances: ViewCircumstances,
): SlotTest {
  switch (alternative.kind) {
    case 'statuses': {
      const bits = statusBits(alternative.statuses)
      return (slot) => ((1 << (columns.status[slot] ?? 31)) & bits) !== 0
    }
    case 'units': {
      const members = membership(columns.units, alternative.ids)
      return (slot) => members[columns.unit[slot] ?? -1] === 1
    }
    case 'categories': {
      const members = membership(columns.categories, alternative.ids)
      return (slot) => members[columns.category[slot] ?? -1] === 1
    }
    case 'assignees': {
      const members = membership(columns.officers, alternative.ids)
      return (slot) => members[columns.assignee[slot] ?? -1] === 1
    }
    case 'unassigned':
      return (slot) => columns.assignee[slot] === -1
    case 'reporter': {
      const beginnings = alternative.words.map((word) => ` ${word}`)
      return (slot) => {
        const name = columns.reporterWordsOf(slot)
        return beginnings.every((beginning) => name.includes(beginning))
      }
    }
    case 'channel': {
      const channel = channels.indexOf(alternative.channel)
      return (slot) => columns.channel[slot] === channel
    }
    case 'classification': {
      const classification = classifications.indexOf(alternative.classification)
      return (slot) => columns.classification[slot] === classification
    }
    case 'flag': {
      const holds = flagTest(alternative.flag, columns, circumstances)
      return alternative.on ? holds : (slot) => !holds(slot)
    }
    case 'received':
      return within(() => columns.received, alternative)
    case 'dispositioned':
      return within(() => columns.dispositioned, alternative)
    case 'due':
      return within(() => columns.due, alternative)
    case 'tag': {
      const members = tagsLike(columns.tagNames, alternative.tag)
      return (slot) => columns.tags[slot]?.some((tag) => members[tag] === 1) ?? false
    }
    default:
      return assertNever(alternative, 'alternative')
  }
}

function flagTest(flag: FlagOperator, columns: Columns, circumstances: ViewCircumstances): SlotTest {
  switch (flag) {
    case 'late':
      return inView('late', columns, circumstances)
    case 'atRisk':
      return inView('at-risk', columns, circumstances)
    case 'unanswered':
      return unansweredRows(columns)
    case 'unsent':
      return (slot) => (columns.unsent[slot] ?? 0) !== 0
    case 'confidential':
    case 'anonymous':
    case 'oversight':
      return (slot) => columns.hasFlag(slot, flag)
    default:
      return assertNever(flag, 'flag')
  }
}

/** As the view of that name has it. */
function inView(view: InboxView, columns: Columns, circumstances: ViewCircumstances): SlotTest {
  const viewsOf = viewsOfRows(columns, circumstances)
  return (slot) => (viewsOf(slot) & viewBits[view]) !== 0
}

/** What has no deadline is due neither before nor after a day. */
function within(
  column: () => Float64Array,
  { from, to }: { readonly from: number; readonly to: number },
): SlotTest {
  const values = column()
  return (slot) => {
    const value = values[slot] ?? Infinity
    return value >= from && value < to && value !== Infinity
  }
}

/** By the numbers of a column: 1 for those that are meant. */
function membership<Value extends string>(names: Interned<Value>, meant: readonly Value[]): Uint8Array {
  const members = new Uint8Array(names.size)
  for (const value of meant) {
    const number = names.knownNumberOf(value)
    if (number >= 0) members[number] = 1
  }
  return members
}

/** A tag that is written whole means itself alone; otherwise all that begin so. */
function tagsLike(names: Interned<string>, tag: string): Uint8Array {
  const members = new Uint8Array(names.size)
  const whole = names.knownNumberOf(tag)
  if (whole >= 0) members[whole] = 1
  else
    for (let number = 0; number < names.size; number += 1) {
      if (names.valueOf(number)?.startsWith(tag)) members[number] = 1
    }
  return members
}
