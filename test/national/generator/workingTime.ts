import { addDays, isCounted, localDate, type Counting } from '../../../shared/domain/calendar'
import { instantFrom, millisecondsOf, type Instant } from '../../../shared/domain/identifiers'
import type { SeededRandom } from './seededRandom'

/** The office is open from 08:00 to 16:00 in Makassar (UTC+8, no summer time): 00:00 to 08:00 UTC of the same day. */
const officeMilliseconds = 8 * 3_600_000
const dayMilliseconds = 86_400_000
const leastGap = 90_000

interface Slot {
  readonly from: number
  readonly to: number
}

function openSlots(from: Instant, until: Instant, counting: Counting): Slot[] {
  const open = counting.calendar === 'continuous' ? dayMilliseconds : officeMilliseconds
  const slots: Slot[] = []
  const last = localDate(until, counting.timeZone)
  for (let date = localDate(from, counting.timeZone); date <= last; date = addDays(date, 1)) {
    if (!isCounted(date, counting)) continue
    const start = Date.parse(date)
    const slot = {
      from: Math.max(start, millisecondsOf(from)),
      to: Math.min(start + open, millisecondsOf(until)),
    }
    if (slot.to > slot.from) slots.push(slot)
  }
  return slots
}

/** So many moments in their order, in office hours where there are any between the two ends. */
export function workingMoments(
  span: { readonly from: Instant; readonly until: Instant; readonly counting: Counting },
  count: number,
  random: SeededRandom,
): Instant[] {
  const whole = { from: millisecondsOf(span.from) + leastGap, to: millisecondsOf(span.until) - leastGap }
  const open = openSlots(span.from, span.until, span.counting)
  const needed = (count + 1) * leastGap
  const slots = lengthOf(open) > needed ? open : [whole]
  const free = Math.max(0, lengthOf(slots) - needed)
  const offsets = Array.from({ length: count }, () => random.next() * free).sort((one, other) => one - other)
  return offsets.map((offset, index) => instantFrom(at(slots, offset + (index + 1) * leastGap)))
}

function lengthOf(slots: readonly Slot[]): number {
  return slots.reduce((sum, { from, to }) => sum + (to - from), 0)
}

function at(slots: readonly Slot[], offset: number): number {
  let left = offset
  let last = 0
  for (const { from, to } of slots) {
    if (left <= to - from) return Math.round(from + left)
    left -= to - from
    last = to
  }
  return last
}
