import type { AgencyId, OfficerId, UnitId } from './identifiers'

/** DOMAIN.md, *Roles*. */
export const roles = ['officer', 'supervisor', 'auditor'] as const
export type Role = (typeof roles)[number]

/** Whether the agency as a whole is theirs to look at: who holds what, its figures, its trail. */
export function overseesAgency(role: Role): boolean {
  return role === 'supervisor' || role === 'auditor'
}

/** Auditors see everything and do nothing (DOMAIN.md, *Roles*). */
export function actsOnCases(role: Role): boolean {
  return role !== 'auditor'
}

/** The person at the desk (PROTOCOL.md 2.4). */
export interface Officer {
  readonly id: OfficerId
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly agencyId: AgencyId
  readonly unitIds: readonly UnitId[]
}
