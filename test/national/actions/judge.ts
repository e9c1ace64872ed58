import { randomUUID } from 'node:crypto'
import { writtenText, type Action } from '../../../shared/domain/action'
import { applyAction, type Circumstances } from '../../../shared/domain/applyAction'
import type { Case } from '../../../shared/domain/case'
import { conflictWith } from '../../../shared/domain/conflict'
import type { EventId, Instant } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import { canSee } from '../../../shared/domain/visibility'
import type { Reference } from '../../../shared/domain/reference'
import { caseObjectSchema } from '../../../shared/protocol/case'
import { eventIdsSince, lockCase, saveCase, visibleCase } from '../cases/caseStore'
import { scopeOf } from '../cases/scope'
import type { Clock } from '../clock'
import type { Queryable } from '../database/database'
import { identifierOf } from '../newIdentifier'
import { redeemUploads, uploadsFor } from '../uploads/redeemUploads'
import type { Verdict } from './actionResults'

export interface Bench {
  readonly transaction: Queryable
  readonly reference: Reference
  readonly officer: Officer
  readonly clock: Pick<Clock, 'now'>
}

/**
 * The checks of PROTOCOL.md 5.6 that need the case, in its order, and the effect if all are passed. Runs in the
 * transaction that also records the verdict, so that an action's effect and its result are one thing.
 */
export async function judge(bench: Bench, action: Action): Promise<Verdict> {
  const { transaction, reference, officer } = bench
  const stored = await lockCase(transaction, 'id', action.caseId)
  if (!stored) return { outcome: 'rejected', code: 'not_found' }
  // Asked only now: whoever held the case before has written an earlier moment, and events stand in order (6.2).
  const at = bench.clock.now()
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
    at,
    eventId: identifierOf<EventId>(randomUUID()),
    reference,
    primary: await primaryOf(bench, action),
  })
  if (application.outcome === 'rejected') return application
  const uploads = await uploadsFor({ transaction, officer, at }, action)
  if ('outcome' in uploads) return uploads
  const after = await redeemUploads(transaction, application, uploads)
  await takeEffect(bench, action, { at, before: subject, after })
  return { outcome: 'applied' }
}

const primarySchema = caseObjectSchema.pick({ id: true, duplicateOf: true })

/** The case that a `link_duplicate` names, if it is on the officer's desk. */
async function primaryOf(
  { transaction, officer, reference }: Bench,
  action: Action,
): Promise<Circumstances['primary']> {
  if (action.type !== 'link_duplicate') return undefined
  // One link after the other: two cases that are linked to each other at once would both be duplicates.
  await transaction.run('select pg_advisory_xact_lock(2)')
  const document = await visibleCase(transaction, action.payload.primaryCaseId, scopeOf(officer, reference))
  return document === null ? null : primarySchema.parse(JSON.parse(document))
}

async function takeEffect(
  { transaction, officer }: Bench,
  action: Action,
  { at, before, after }: { readonly at: Instant; readonly before: Case; readonly after: Case },
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
      writtenText(action)?.text ?? null,
    ],
  )
}
