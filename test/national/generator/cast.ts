import type { Reference } from '../../../shared/domain/reference'
import type { SharedReference } from '../references'
import { neighbourId, neighbourUnits } from './agency'
import { neighbourOfficers, officers } from './officers'
import type { District } from './places'
import { elsewhere, type Elsewhere } from './prologue'
import type { Ensemble } from './settings'

/** Everybody who plays a part: the first institution, its neighbour, and those beyond. */
export interface Cast {
  readonly own: Ensemble
  readonly neighbour: Ensemble
  /** Those to which the national admin mistakenly hands what belongs to one of the two. */
  readonly wrongFirst: readonly Elsewhere[]
  /** Any institution by its id. */
  readonly institution: (agencyId: string) => Elsewhere
}

export function castOf({
  reference,
  institutions,
  shared,
  districts,
  gowa,
}: {
  readonly reference: Reference
  readonly institutions: readonly Reference['agency'][]
  readonly shared: SharedReference
  readonly districts: readonly District[]
  readonly gowa: readonly District[]
}): Cast {
  const institution = (agencyId: string): Elsewhere => {
    const agency = institutions.find(({ id }) => id === agencyId)
    if (!agency) throw new Error(`There is no institution ${agencyId}`)
    return elsewhere(agency, shared, reference.agencies)
  }
  const neighbourAgency = institution(neighbourId).agency
  const neighbourReference: Reference = {
    ...reference,
    agency: neighbourAgency,
    units: neighbourUnits(neighbourAgency),
    officers: neighbourOfficers.map(({ id, name, role, unitIds }) => ({
      id,
      name,
      role,
      unitIds,
      active: true,
    })),
  }
  return {
    own: { reference, districts, officers },
    neighbour: { reference: neighbourReference, districts: gowa, officers: neighbourOfficers },
    wrongFirst: ['pemprov-sulsel', 'kementerian-pu', 'kementerian-dagri'].map(institution),
    institution,
  }
}

/** The neighbour as one of those to whom a case may have gone by mistake; its supervisor gives it back. */
export function neighbourElsewhere({ neighbour }: Pick<Cast, 'neighbour'>): Elsewhere {
  const admin = neighbour.officers.find(({ role }) => role === 'supervisor')
  if (!admin) throw new Error('The neighbour has no supervisor')
  return { agency: neighbour.reference.agency, reference: neighbour.reference, admin }
}
