import type { Counting } from '../../../shared/domain/calendar'
import { caseStatuses, isOpen } from '../../../shared/domain/case'
import { ageBand, ageBands } from '../../../shared/domain/figures/figures'
import { boundsOf, monthsOf, type Period } from '../../../shared/domain/figures/localDays'
import { millisecondsOf, type UnitId } from '../../../shared/domain/identifiers'
import type { Columns } from '../rows/columns'
import { CountedDays, dayNumberOf, type DayNumbers } from './dayNumbers'
import type { FactColumns } from './factColumns'

/** What the figures depend on besides the cases: as `FigureRules` of shared/domain, in numbers. */
export interface PassRules {
  /** Milliseconds since 1970. */
  readonly now: number
  readonly days: DayNumbers
  readonly countingOf: (unitId: UnitId) => Counting
}

/** The columns of rows, and beside them those of facts, by the same slots. */
export interface FactRows {
  readonly rows: Columns
  readonly facts: FactColumns
}

const openBits = caseStatuses.reduce((bits, status, place) => bits | (isOpen(status) ? 1 << place : 0), 0)

/**
 * The cases that were received or dispositioned in the period, those with a first response by its days; a case that was
 * both stands here twice, once for each.
 */
export interface PeriodCases {
  readonly slots: Uint32Array
  /** 1: it is here as dispositioned, 0: as received. */
  readonly isOwn: Uint8Array
  readonly month: Uint32Array
  /** -1: none. */
  readonly responseDays: Int32Array
  /** The place of its band, one more; 0 when it is not open. */
  readonly age: Uint8Array
  /** 0: undecided, 1: inside, 2: outside. */
  readonly resolution: Uint8Array
  /** The places of those with a response, from the fewest days to the most. */
  readonly byDays: Uint32Array
}

export function periodCases(cases: FactRows, period: Period, rules: PassRules): PeriodCases {
  const { timeZone } = rules.days
  const bounds = boundsOf(period, timeZone)
  const [after, last] = [millisecondsOf(bounds.after), millisecondsOf(bounds.last)]
  const slots = new Uint32Array(cases.rows.length * 2)
  const isOwn = new Uint8Array(cases.rows.length * 2)
  let length = 0
  for (let slot = 0; slot < cases.rows.length; slot += 1) {
    if (cases.facts.held[slot] !== 1) continue
    const received = cases.rows.received[slot] ?? 0
    const dispositioned = cases.rows.dispositioned[slot] ?? 0
    if (received > after && received <= last) slots[length++] = slot
    if (dispositioned > after && dispositioned <= last) {
      isOwn[length] = 1
      slots[length++] = slot
    }
  }
  const found = { slots: slots.subarray(0, length), isOwn: isOwn.subarray(0, length) }
  const responseDays = responseDaysOf(cases, found, rules)
  return {
    ...found,
    responseDays,
    month: monthsAt(cases, found, period, rules.days),
    ...standings(cases, found, rules),
    byDays: orderedByDays(responseDays),
  }
}

type Found = Pick<PeriodCases, 'slots' | 'isOwn'>

function monthsAt(cases: FactRows, { slots, isOwn }: Found, period: Period, days: DayNumbers) {
  const beginnings = monthsOf(period)
    .slice(1)
    // Months are written as dates are; the cast of a first day only adds the brand.
    .map((month) => days.beginningOf(dayNumberOf(`${month}-01` as Period['from'])))
  const month = new Uint32Array(slots.length)
  for (let place = 0; place < slots.length; place += 1) {
    const slot = slots[place] ?? 0
    const at = (isOwn[place] === 1 ? cases.rows.dispositioned[slot] : cases.rows.received[slot]) ?? 0
    let low = 0
    let high = beginnings.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (at >= (beginnings[middle] ?? Infinity)) low = middle + 1
      else high = middle
    }
    month[place] = low
  }
  return month
}

function responseDaysOf(cases: FactRows, { slots, isOwn }: Found, rules: PassRules): Int32Array {
  const dispositionedOn = new Int32Array(slots.length)
  const respondedOn = new Int32Array(slots.length)
  let [first, last] = [Infinity, -Infinity]
  for (let place = 0; place < slots.length; place += 1) {
    const slot = slots[place] ?? 0
    const response = cases.facts.firstResponse[slot] ?? NaN
    if (isOwn[place] !== 1 || Number.isNaN(response)) continue
    const begin = rules.days.dayOf(cases.rows.dispositioned[slot] ?? 0)
    const end = rules.days.dayOf(response)
    dispositionedOn[place] = begin
    respondedOn[place] = end
    first = Math.min(first, begin)
    last = Math.max(last, end)
  }
  const days = new Int32Array(slots.length).fill(-1)
  if (first > last) return days
  const countedDays = new CountedDays(first, last)
  const countings = cases.rows.units.all().map((unitId) => rules.countingOf(unitId))
  for (let place = 0; place < slots.length; place += 1) {
    const slot = slots[place] ?? 0
    const counting = countings[cases.rows.unit[slot] ?? 0]
    if (isOwn[place] !== 1 || Number.isNaN(cases.facts.firstResponse[slot] ?? NaN) || !counting) continue
    days[place] = countedDays.between(dispositionedOn[place] ?? 0, respondedOn[place] ?? 0, counting)
  }
  return days
}

function standings(cases: FactRows, { slots, isOwn }: Found, { now, days }: PassRules) {
  const age = new Uint8Array(slots.length)
  const resolution = new Uint8Array(slots.length)
  const today = days.dayOf(now)
  for (let place = 0; place < slots.length; place += 1) {
    if (isOwn[place] !== 1) continue
    const slot = slots[place] ?? 0
    const limit = cases.facts.resolutionLimit[slot] ?? Infinity
    resolution[place] = Number.isNaN(limit) ? 1 : now > limit ? 2 : 0
    if (((1 << (cases.rows.status[slot] ?? 31)) & openBits) === 0) continue
    const old = today - days.dayOf(cases.rows.dispositioned[slot] ?? 0)
    age[place] = ageBands.indexOf(ageBand(old)) + 1
  }
  return { age, resolution }
}

function orderedByDays(responseDays: Int32Array): Uint32Array {
  let [most, cases] = [0, 0]
  for (let place = 0; place < responseDays.length; place += 1) {
    const days = responseDays[place] ?? -1
    if (days < 0) continue
    most = Math.max(most, days)
    cases += 1
  }
  const starts = new Uint32Array(most + 2)
  for (let place = 0; place < responseDays.length; place += 1) {
    const days = responseDays[place] ?? -1
    if (days >= 0) starts[days + 1] = (starts[days + 1] ?? 0) + 1
  }
  for (let days = 1; days < starts.length; days += 1)
    starts[days] = (starts[days] ?? 0) + (starts[days - 1] ?? 0)
  const ordered = new Uint32Array(cases)
  for (let place = 0; place < responseDays.length; place += 1) {
    const days = responseDays[place] ?? -1
    if (days < 0) continue
    const at = starts[days] ?? 0
    ordered[at] = place
    starts[days] = at + 1
  }
  return ordered
}
