import type { Case } from '../../../../shared/domain/case'
import type { Instant, OfficerId } from '../../../../shared/domain/identifiers'
import type { Officer } from '../../../../shared/domain/officer'
import type { Colleague, Reference } from '../../../../shared/domain/reference'
import { officerMayAssign } from '../../../../shared/domain/rules/assign'
import { colleagueSees } from '../../../../shared/domain/visibility'

/** Somebody who could hold a case. */
export interface Assignee {
  readonly colleague: Colleague
  readonly isSelf: boolean
  /** Away until then; null when at work. */
  readonly awayUntil: Instant | null
  /** Of the very unit where the case lies. */
  readonly isOfUnit: boolean
  readonly why: 'holds-it' | 'only-to-oneself' | null
}

/**
 * Who may hold a case: active, no auditor, able to see it (DOMAIN.md, *Roles*). The officer themself first, then those
 * of the case's unit, then the others, by name.
 */
export function assigneesFor(
  subject: Pick<Case, 'assigneeId' | 'unitId'>,
  actor: Officer,
  { officers, units }: Pick<Reference, 'officers' | 'units'>,
  now: Instant,
): readonly Assignee[] {
  return officers
    .filter(({ active, role }) => active && role !== 'auditor')
    .filter((colleague) => colleagueSees(colleague, subject, units))
    .map((colleague): Assignee => {
      const { awayUntil } = colleague
      return {
        colleague,
        isSelf: colleague.id === actor.id,
        awayUntil: awayUntil && awayUntil > now ? awayUntil : null,
        isOfUnit: colleague.unitIds.includes(subject.unitId),
        why: whyNot(subject, colleague.id, actor),
      }
    })
    .sort(
      (one, other) =>
        Number(other.isSelf) - Number(one.isSelf) ||
        Number(other.isOfUnit) - Number(one.isOfUnit) ||
        one.colleague.name.localeCompare(other.colleague.name, 'id'),
    )
}

/** Null lets the case go. */
export function whyNot(
  subject: Pick<Case, 'assigneeId'>,
  assigneeId: OfficerId | null,
  actor: Officer,
): Assignee['why'] {
  if (assigneeId === subject.assigneeId) return 'holds-it'
  const may = actor.role === 'supervisor' || officerMayAssign(subject, { assigneeId }, actor)
  return may ? null : 'only-to-oneself'
}
