import type { Case } from '../../../shared/domain/case'
import {
  instantFrom,
  millisecondsOf,
  type CalendarDate,
  type Instant,
  type TrackingId,
} from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import type { Reference } from '../../../shared/domain/reference'
import { identifierOf } from '../newIdentifier'
import { agencies, makassar, unitsWith } from './agency'
import { planCases } from './casePlan'
import { readCategories, referenceCategories } from './categories'
import { draftCase } from './draftCase'
import { holidays } from './holidays'
import { dutyOfficers, officers } from './officers'
import { readDistricts } from './places'
import { SeededRandom } from './seededRandom'
import { archiveReasons, templates } from './templates'

export interface GeneratorOptions {
  readonly seed: string
  readonly cases: number
  /** The day that counts as today; what happened lies before 08:00 of it in Makassar (00:00 UTC). */
  readonly anchor: CalendarDate
}

export interface NationalData {
  readonly reference: Reference
  readonly officers: readonly Officer[]
  /** By tracking number; each event came in with a version of its own, from 1. */
  readonly cases: readonly Case[]
}

const deadlineRules: Reference['deadlineRules'] = {
  first_response: 5,
  resolution: { information_request: 5, aspiration: 14, complaint: 14, oversight: 60 },
  reporter_reply: 10,
  auto_close: 10,
}

/** The same options give the same data, to the byte. */
export async function generateNational(options: GeneratorOptions): Promise<NationalData> {
  const districts = await readDistricts()
  const main = readCategories()
  const anchor = identifierOf<Instant>(`${options.anchor}T00:00:00.000Z`)
  const reference: Reference = {
    agency: makassar,
    agencies,
    units: unitsWith(districts, dutyOfficers),
    officers: officers.map(({ id, name, role, unitIds, username }) => ({
      id,
      name,
      role,
      unitIds,
      active: true,
      awayUntil: username === 'megawati' ? instantFrom(millisecondsOf(anchor) + 3 * 86_400_000) : null,
    })),
    categories: referenceCategories(main),
    holidays,
    deadlineRules,
    templates,
    archiveReasons,
  }
  const random = new SeededRandom(options.seed)
  const plans = planCases(
    { count: options.cases, main, reference, districts, officers },
    random.fork('plans'),
  )
  const drafted = plans.map((plan, index) =>
    draftCase(plan, { reference, anchor, random: random.fork(`case-${index}`) }),
  )
  return { reference, officers, cases: numbered(drafted, random.fork('numbers')) }
}

/** Tracking numbers rise with the time of receipt and end below 9,200,000, where new reports go on. */
function numbered(cases: readonly Case[], random: SeededRandom): Case[] {
  const byReceipt = [...cases].sort((one, other) => (one.receivedAt < other.receivedAt ? -1 : 1))
  let number = 9_199_900
  const fromNewest = byReceipt.reverse().map((subject): Case => {
    number -= random.integer(1, 9)
    return { ...subject, trackingId: identifierOf<TrackingId>(String(number)) }
  })
  return fromNewest.reverse()
}
