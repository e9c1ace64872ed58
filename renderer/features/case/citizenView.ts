import { applyAction } from '../../../shared/domain/applyAction'
import type { Decision } from '../../../shared/domain/action'
import type { Case } from '../../../shared/domain/case'
import type { ActionId, EventId, Instant } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import type { Reference } from '../../../shared/domain/reference'
import type { PublicReport } from '../../../shared/protocol/citizens'
import { publicView } from '../../../shared/protocol/publicView'

export interface CitizenView {
  readonly report: PublicReport
  /** Whether the public sees that something was done; not even the last of the report's events is new otherwise. */
  readonly showsAct: boolean
}

/**
 * The report as the citizen will see it once a decision is done, by the rules and the public view that the national
 * system goes by. Null stands for nothing decided yet; what cannot be done changes nothing.
 */
export function citizenView(
  subject: Case,
  decision: Decision | null,
  {
    actor,
    reference,
    now,
  }: { readonly actor: Officer; readonly reference: Reference; readonly now: Instant },
): CitizenView {
  const before = publicView(subject, reference.agencies)
  const after = decision
    ? publicView(caseAfter(subject, decision, { actor, reference, now }), reference.agencies)
    : before
  const eventsIn = (report: PublicReport): number => (report.confidential ? 0 : report.events.length)
  return { report: after, showsAct: eventsIn(after) > eventsIn(before) }
}

function caseAfter(
  subject: Case,
  decision: Decision,
  {
    actor,
    reference,
    now,
  }: { readonly actor: Officer; readonly reference: Reference; readonly now: Instant },
): Case {
  // Ids of what will never be sent: nothing asks for them.
  const eventId = 'preview' as EventId
  const action = {
    ...decision,
    actionId: 'preview' as ActionId,
    caseId: subject.id,
    baseVersion: subject.version,
    createdAt: now,
  }
  const applied = applyAction(subject, action, { actor, at: now, eventId, reference })
  return applied.outcome === 'applied' ? applied.case : subject
}
