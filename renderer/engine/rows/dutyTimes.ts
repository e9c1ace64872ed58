import { offHoursAt, type DutyCalendar, type DutyMarks, type OffHours } from '../../../shared/domain/duty'
import { instantFrom } from '../../../shared/domain/identifiers'

/** How a row holds its marks; whether they count depends on its status, which is looked at with them. */
const bits = { day_off: 1, night: 2, fallsDue: 4 } as const

/** Every time zone there is differs from UTC by whole quarters of an hour, and offices open at full hours. */
const quarterHour = 900_000

/**
 * `dutyMarks` for very many rows: asking the calendar for a moment costs more than all else in a row, so each quarter
 * of an hour is asked for once.
 */
export class DutyTimes {
  private readonly known = new Map<number, OffHours | null>()

  constructor(private readonly calendar: DutyCalendar) {}

  /** Both in milliseconds since 1970; `due` is infinite where nothing is. */
  bitsOf(dispositioned: number, due: number): number {
    const cameIn = this.offHours(dispositioned)
    const fallsDue = Number.isFinite(due) && this.offHours(due) === 'day_off'
    return (cameIn === null ? 0 : bits[cameIn]) | (fallsDue ? bits.fallsDue : 0)
  }

  private offHours(milliseconds: number): OffHours | null {
    const quarter = Math.floor(milliseconds / quarterHour)
    const known = this.known.get(quarter)
    if (known !== undefined) return known
    const asked = offHoursAt(instantFrom(quarter * quarterHour), this.calendar)
    this.known.set(quarter, asked)
    return asked
  }
}

export function marksOfBits(held: number): DutyMarks {
  const cameIn = (held & bits.day_off) !== 0 ? 'day_off' : (held & bits.night) !== 0 ? 'night' : null
  return { cameIn, fallsDue: (held & bits.fallsDue) !== 0 }
}
