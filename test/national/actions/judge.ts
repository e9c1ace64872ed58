import { randomUUID } from 'node:crypto'
import type { Action } from '../../../shared/domain/action'
import { applyAction } from '../../../shared/domain/applyAction'
import type { Case } from '../../../shared/domain/case'
import { conflictWith } from '../../../shared/domain/conflict'
import type { EventId, Instant } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import { canSee } from '../../../shared/domain/visibility'
import type { Reference } from '../../../shared/domain/reference'
import { eventIdsSince, lockCase, saveCase } from '../cases/caseStore'
import type { Queryable } from '../database/database'
import { identifierOf } from '../newIdentifier'
import type { Verdict } from './actionResults'

export interface Bench {
  readonly transaction: Queryable
  readonly reference: Reference
  readonly officer: Officer
  readonly at: Instant
}

/**
 * The checks of PROTOCOL.md 5.6 that need the case, in its order, and the effect if all are passed. Runs in the
 * transaction that also records the verdict, so that an action's effect and its result are one thing.
 */
export async function judge(bench: Bench, action: Action): Promise<Verdict> {
  const { transaction, reference, officer } = bench
  const stored = await lockCase(transaction, 'id', action.caseId)
  if (!stored) return { outcome: 'rejected', code: 'not_found' }
  const subject = stored.case
  const left = stored.purged || subject.status === 'returned' || !canSee(officer, subject, reference.units)
  if (left) return { outcome: 'rejected', code: 'case_left' }

  const since = await eventIdsSince(transaction, subject.id, action.baseVersion)
  const eventsSince = subject.events.filter((event) => since.has(event.id))
  const obstacle = conflictWith(action, eventsSince, officer.id)
  if (obstacle)
    return { outcome: 'conflict', detail: `${obstacle.type} by ${obstacle.actor.name}, ${obstacle.at}` }

  const application = applyAction(subject, action, {
    actor: officer,
    at: bench.at,
    eventId: identifierOf<EventId>(randomUUID()),
    reference,
  })
  if (application.outcome === 'rejected') return application
  if (uploadCount(action) > 0) return { outcome: 'retry', code: 'upload_missing' }
  await takeEffect(bench, action, { before: subject, after: application.case })
  return { outcome: 'applied' }
}

function uploadCount(action: Action): number {
  return action.type === 'accept' ? 0 : action.payload.uploads.length
}

async function takeEffect(
  { transaction, officer, at }: Bench,
  action: Action,
  { before, after }: { readonly before: Case; readonly after: Case },
): Promise<void> {
  await saveCase(transaction, before, after, at)
  await transaction.run(
    `insert into ledger (action_id, case_id, tracking_id, type, officer_id, at, text)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      action.actionId,
      action.caseId,
      after.trackingId,
      action.type,
      officer.id,
      at,
      action.type === 'accept' ? null : action.payload.text,
    ],
  )
}
