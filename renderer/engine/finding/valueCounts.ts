import { caseStatuses, channels, classifications } from '../../../shared/domain/case'
import type { SearchOperator } from '../findingApi'
import type { Interned } from '../rows/interned'
import type { RowIndex } from '../rows/rowIndex'

/** How many held cases have a value of one operator: an id, a code, a folded tag; null for nobody. */
export interface CasesByValue {
  of(value: string | null): number
}

const none: CasesByValue = { of: () => 0 }

/** Counts each value in one pass over a column; operators whose values are not in one have none. */
export function casesByValue(rows: RowIndex, operator: SearchOperator): CasesByValue {
  const { columns } = rows
  switch (operator) {
    case 'status':
      return byPlace(
        countsIn(rows, (slot) => columns.status[slot] ?? -1),
        caseStatuses,
      )
    case 'channel':
      return byPlace(
        countsIn(rows, (slot) => columns.channel[slot] ?? -1),
        channels,
      )
    case 'classification':
      return byPlace(
        countsIn(rows, (slot) => columns.classification[slot] ?? -1),
        classifications,
      )
    case 'unit':
    case 'unitAlone':
      return byNumber(
        countsIn(rows, (slot) => columns.unit[slot] ?? -1),
        columns.units,
      )
    case 'category':
      return byNumber(
        countsIn(rows, (slot) => columns.category[slot] ?? -1),
        columns.categories,
      )
    case 'assignee':
      return byNumber(
        countsIn(rows, (slot) => columns.assignee[slot] ?? -1),
        columns.officers,
      )
    case 'tag':
      return byNumber(countsOfTags(rows), columns.tagNames)
    case 'reporter':
    case 'late':
    case 'atRisk':
    case 'unanswered':
    case 'since':
    case 'until':
    case 'dispositioned':
    case 'due':
    case 'confidential':
    case 'anonymous':
    case 'oversight':
    case 'unsent':
      return none
  }
}

type Counts = ReadonlyMap<number, number>

function countsIn(rows: RowIndex, numberOf: (slot: number) => number): Counts {
  const counts = new Map<number, number>()
  for (const slot of rows.heldSlots()) {
    const number = numberOf(slot)
    counts.set(number, (counts.get(number) ?? 0) + 1)
  }
  return counts
}

function countsOfTags(rows: RowIndex): Counts {
  const counts = new Map<number, number>()
  for (const slot of rows.heldSlots()) {
    for (const tag of rows.columns.tags[slot] ?? []) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  }
  return counts
}

function byPlace(counts: Counts, values: readonly string[]): CasesByValue {
  return { of: (value) => counts.get(values.indexOf(value ?? '')) ?? 0 }
}

function byNumber<Value extends string>(counts: Counts, names: Interned<Value>): CasesByValue {
  return {
    of: (value) => {
      // Nobody is -1 in the columns; the cast only adds the brand by which a name is looked up.
      const number = value === null ? -1 : names.knownNumberOf(value as Value)
      return value !== null && number < 0 ? 0 : (counts.get(number) ?? 0)
    },
  }
}
