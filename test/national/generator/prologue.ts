import type { Case } from '../../../shared/domain/case'
import {
  instantFrom,
  millisecondsOf,
  type AgencyId,
  type Instant,
  type OfficerId,
  type UnitId,
} from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import type { Reference } from '../../../shared/domain/reference'
import { identifierOf } from '../newIdentifier'
import type { SharedReference } from '../references'
import { neighbourId, rootUnitId } from './agency'
import type { CasePlan } from './casePlan'
import { returnReasons } from './phrases'
import type { SeededRandom } from './seededRandom'
import { Story } from './story'

/** An institution and who acts there for those of which no officers are drawn. */
export interface Elsewhere {
  readonly agency: Reference['agency']
  readonly reference: Reference
  readonly admin: Officer
}

/** A case that an institution handed back, as it was there, and as it came to the next one. */
export interface HandedBack {
  readonly before: Case
  readonly after: Case
}

/** The national admin hands a report over; where it was elsewhere first, that institution has given it back. */
export function opening(
  received: Case,
  {
    plan,
    at,
    reference,
    wrongFirst,
    random,
  }: {
    readonly plan: CasePlan
    readonly at: Instant
    readonly reference: Reference
    /** Where it goes first when the national admin is mistaken. */
    readonly wrongFirst: readonly Elsewhere[]
    readonly random: SeededRandom
  },
): { readonly opened: Case; readonly handedBack: HandedBack | null } {
  const unitId = plan.origin.kind === 'forwarded' ? plan.origin.unitId : plan.unitId
  const destination = { agencyId: reference.agency.id, unitId }
  const story = (state: Case, by: Reference) => new Story(state, by, random)
  if (plan.origin.kind !== 'handed_back') {
    const direct = story(received, reference)
    direct.dispose(destination, at)
    return { opened: direct.state, handedBack: null }
  }
  const { agency, reference: theirs, admin } = random.pick(wrongFirst)
  const start = millisecondsOf(received.receivedAt)
  const between = (share: number) => instantFrom(Math.round(start + (millisecondsOf(at) - start) * share))
  const first = story(received, theirs)
  first.dispose({ agencyId: agency.id, unitId: rootUnitId(agency.id) }, between(0.2 + random.next() * 0.2))
  const reason = random.pick(returnReasons)
  first.act(admin, { type: 'return', payload: { reason } }, between(0.5 + random.next() * 0.3))
  const second = story(first.state, reference)
  second.dispose(destination, at)
  return { opened: second.state, handedBack: { before: first.state, after: second.state } }
}

/** The rules by which an institution works of which only the root unit is drawn. */
export function elsewhere(
  agency: Reference['agency'],
  shared: SharedReference,
  agencies: Reference['agencies'],
): Elsewhere {
  const unitId = rootUnitId(agency.id)
  const unit = {
    id: unitId,
    parentId: null,
    name: agency.name,
    calendar: 'working_days',
    dutyOfficerIds: [],
  } as const
  return {
    agency,
    reference: { ...shared, agency, agencies, units: [unit], officers: [] },
    admin: adminOf(agency.id, agency.name, unitId),
  }
}

function adminOf(agencyId: AgencyId, name: string, unitId: UnitId): Officer {
  const username = `admin.${agencyId}`
  return {
    id: identifierOf<OfficerId>(username),
    username,
    name: `Admin ${name}`,
    role: 'supervisor',
    agencyId,
    unitIds: [unitId],
  }
}

/** To whom the first institution's cases go that are not its own, by their main category. */
const owners: Readonly<Record<string, string>> = {
  'pekerjaan-umum': 'kementerian-pu',
  ketenagakerjaan: 'kementerian-ketenagakerjaan',
  sosial: 'kementerian-sosial',
  pendidikan: 'kementerian-dikdasmen',
  perhubungan: 'kementerian-perhubungan',
  kesehatan: 'bpjs-kesehatan',
  energi: 'pln',
  hukum: 'polri',
  tik: 'kementerian-komdigi',
  lingkungan: neighbourId,
}

export function ownerOf(mainCategory: string): AgencyId {
  return identifierOf<AgencyId>(owners[mainCategory] ?? 'pemprov-sulsel')
}
