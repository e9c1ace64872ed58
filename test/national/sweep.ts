import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import {
  instantFrom,
  millisecondsOf,
  type AgencyId,
  type EventId,
  type UnitId,
} from '../../shared/domain/identifiers'
import { keptDays } from '../../shared/protocol/changes'
import { identifier } from '../../shared/protocol/primitives'
import { lockCase, logChange, saveCase } from './cases/caseStore'
import type { National } from './national'
import { identifierOf } from './newIdentifier'
import { autoClosed } from './transitions'
import { dropOldUploads } from './uploads/uploadStore'

const dayMilliseconds = 86_400_000
const idsSchema = z.object({ id: z.string() })
const purgedSchema = z.object({
  id: z.string(),
  agencyId: identifier<AgencyId>(),
  unitId: identifier<UnitId>(),
})

type Context = Pick<National, 'database' | 'clock'>

/** What the national system does by itself as time goes on: closing what was answered, purging what is old. */
export async function sweep(context: Context): Promise<void> {
  await closeAnswered(context)
  await purgeOld(context)
  await dropOldUploads(context.database, context.clock.now())
}

/** DOMAIN.md, *Status*: 10 working days after `answered` without a reply. */
async function closeAnswered({ database, clock }: Context): Promise<void> {
  const due = await database.rows(
    idsSchema,
    `select id from cases where status = 'answered' and due_at < $1`,
    [clock.now()],
  )
  for (const { id } of due) {
    await database.transaction(async (transaction) => {
      const stored = await lockCase(transaction, 'id', id)
      const at = clock.now()
      const stillDue =
        stored?.case.status === 'answered' && stored.case.dueAt !== null && stored.case.dueAt < at
      if (!stored || !stillDue) return
      const eventId = identifierOf<EventId>(randomUUID())
      await saveCase(transaction, stored.case, autoClosed(stored.case, { at, eventId }), at)
    })
  }
}

/** PROTOCOL.md 4.2: closed and archived cases stay 400 days. */
async function purgeOld({ database, clock }: Context): Promise<void> {
  const at = clock.now()
  const oldest = instantFrom(millisecondsOf(at) - keptDays * dayMilliseconds)
  await database.transaction(async (transaction) => {
    const purged = await transaction.rows(
      purgedSchema,
      `update cases set purged = true
        where status in ('closed', 'archived') and coalesce(closed_at, updated_at) < $1 and not purged
        returning id, agency_id as "agencyId", unit_id as "unitId"`,
      [oldest],
    )
    for (const { id, ...place } of purged) await logChange(transaction, id, [place], at)
  })
}
