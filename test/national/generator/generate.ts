import type { Case } from '../../../shared/domain/case'
import {
  instantFrom,
  millisecondsOf,
  type CalendarDate,
  type Instant,
  type OfficerId,
  type TrackingId,
} from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import type { Reference, Unit } from '../../../shared/domain/reference'
import { identifierOf } from '../newIdentifier'
import type { SharedReference } from '../references'
import { agencyId, makassar, neighbourUnits, unitsWith } from './agency'
import { withFiles, type GeneratedAttachment } from './caseFiles'
import { castOf, type Cast } from './cast'
import { readCategories, referenceCategories } from './categories'
import { departedCases, deskCases, neighbourCases } from './deskCases'
import type { Drafted } from './draftCase'
import { holidays } from './holidays'
import { readInstitutions } from './institutions'
import { dutyOfficers, formerOfficers, neighbourOfficers, officers, otpSecrets } from './officers'
import { pastTotals, type PastTotal } from './pastTotals'
import { readDistricts } from './places'
import type { HandedBack } from './prologue'
import { SeededRandom } from './seededRandom'
import { archiveReasons, templates } from './templates'

export interface GeneratorOptions {
  readonly seed: string
  /** Those on the desks of the first institution; what lies elsewhere comes on top. */
  readonly cases: number
  /** The day that counts as today; what happened lies before 08:00 of it in Makassar (00:00 UTC). */
  readonly anchor: CalendarDate
}

/** An institution with what is its own in a reference (PROTOCOL.md 3.1). */
export type Institution = Reference['agency'] & { readonly units: readonly Unit[] }

/** Somebody who may sign in, and what colleagues see of them beside their name. */
export interface Account {
  readonly officer: Officer
  readonly active: boolean
  readonly awayUntil: Instant | null
  /** Base32, for those who sign in with a one-time code (PROTOCOL.md 2.1). */
  readonly otpSecret: string | null
}

export interface NationalData {
  readonly shared: SharedReference
  readonly agencies: readonly Institution[]
  readonly accounts: readonly Account[]
  /** What came in before this database's first day. */
  readonly pastTotals: readonly PastTotal[]
  /** The reference of the first institution. */
  readonly reference: Reference
  /** The officers of that institution. */
  readonly officers: readonly Officer[]
  /** On the desks of that institution. By tracking number; each event came in with a version of its own, from 1. */
  readonly cases: readonly Case[]
  /** The neighbour's cases, and those that the first institution handed back. */
  readonly casesElsewhere: readonly Case[]
  /** What an institution gave back and another one has now; it counts in the figures of the first, too. */
  readonly handedBack: readonly HandedBack[]
  /** The attachments of all those cases, with what makes their bytes. */
  readonly files: readonly GeneratedAttachment[]
}

const deadlineRules: Reference['deadlineRules'] = {
  first_response: 5,
  resolution: { information_request: 5, aspiration: 14, complaint: 14, oversight: 60 },
  reporter_reply: 10,
  auto_close: 10,
}

/** The same options give the same data, to the byte. */
export async function generateNational(options: GeneratorOptions): Promise<NationalData> {
  const { makassar: districts, gowa } = await readDistricts()
  const main = readCategories()
  const institutions = readInstitutions()
  const anchor = identifierOf<Instant>(`${options.anchor}T00:00:00.000Z`)
  const shared: SharedReference = {
    categories: referenceCategories(main),
    holidays,
    deadlineRules,
    templates,
    archiveReasons,
  }
  const reference = ownReference(institutions, shared, unitsWith(districts, dutyOfficers), anchor)
  const cast = castOf({ reference, institutions, shared, districts, gowa })
  const random = new SeededRandom(options.seed)
  const drafted = draftAll(cast, { count: options.cases, main, anchor }, random)
  const filed = drafted.map((one, index) => withFiles(one.case, random.fork(`files-${index}`)))
  const cases = numbered(
    filed.map((one) => one.case),
    random.fork('numbers'),
  )
  const isOnDesk = (one: Case): boolean => one.agencyId === agencyId && one.status !== 'returned'
  return {
    shared,
    agencies: institutions.map((agency) => institutionOf(agency, reference)),
    accounts: accountsOf(reference),
    pastTotals: pastTotals(institutions),
    reference,
    officers,
    cases: cases.filter(isOnDesk),
    casesElsewhere: cases.filter((one) => !isOnDesk(one)),
    handedBack: drafted.flatMap(({ handedBack }) => handedBack ?? []),
    files: filed.flatMap(({ files }) => files),
  }
}

function draftAll(
  cast: Cast,
  { count, main, anchor }: { count: number; main: ReturnType<typeof readCategories>; anchor: Instant },
  random: SeededRandom,
): Drafted[] {
  return [
    ...deskCases(cast, { count, main, anchor }, random),
    ...departedCases(cast, { count, anchor }, random.fork('departed')),
    ...neighbourCases(cast, { count, anchor }, random.fork('neighbour')),
  ]
}

function ownReference(
  institutions: readonly Reference['agency'][],
  shared: SharedReference,
  units: readonly Unit[],
  anchor: Instant,
): Reference {
  return {
    ...shared,
    agency: makassar,
    agencies: institutions.map(({ id, name, kind }) => ({ id, name, kind })),
    units,
    officers: [...officers, ...formerOfficers].map(({ id, name, role, unitIds, username }) => ({
      id,
      name,
      role,
      unitIds,
      active: isActive(id),
      awayUntil: username === 'megawati' ? instantFrom(millisecondsOf(anchor) + 3 * 86_400_000) : null,
    })),
  }
}

function isActive(id: OfficerId): boolean {
  return !formerOfficers.some((former) => former.id === id)
}

function institutionOf(agency: Reference['agency'], reference: Reference): Institution {
  if (agency.id === reference.agency.id) return { ...reference.agency, units: reference.units }
  return { ...agency, units: neighbourUnits(agency) }
}

function accountsOf(reference: Reference): Account[] {
  const away = new Map(reference.officers.map(({ id, awayUntil }) => [id, awayUntil ?? null]))
  return [...officers, ...formerOfficers, ...neighbourOfficers].map((officer) => ({
    officer,
    active: isActive(officer.id),
    awayUntil: away.get(officer.id) ?? null,
    otpSecret: otpSecrets.get(officer.username) ?? null,
  }))
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
