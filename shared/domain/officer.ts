import type { AgencyId, OfficerId, UnitId } from './identifiers'

/** DOMAIN.md, *Roles*. */
export const roles = ['officer', 'supervisor', 'auditor'] as const
export type Role = (typeof roles)[number]

/** The person at the desk (PROTOCOL.md 2.4). */
export interface Officer {
  readonly id: OfficerId
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly agencyId: AgencyId
  readonly unitIds: readonly UnitId[]
}
