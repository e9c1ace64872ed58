import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { instantFrom, millisecondsOf, type EventId } from '../../shared/domain/identifiers'
import { lockCase, logChange, saveCase } from './cases/caseStore'
import type { National } from './national'
import { identifierOf } from './newIdentifier'
import { autoClosed } from './transitions'

const keptDays = 400
const dayMilliseconds = 86_400_000
const idsSchema = z.object({ id: z.string() })

type Context = Pick<National, 'database' | 'now'>

/** What the national system does by itself as time goes on: closing what was answered, purging what is old. */
export async function sweep(context: Context): Promise<void> {
  await closeAnswered(context)
  await purgeOld(context)
}

/** DOMAIN.md, *Status*: 10 working days after `answered` without a reply. */
async function closeAnswered({ database, now }: Context): Promise<void> {
  const due = await database.rows(
    idsSchema,
    `select id from cases where status = 'answered' and due_at < $1`,
    [now()],
  )
  for (const { id } of due) {
    await database.transaction(async (transaction) => {
      const stored = await lockCase(transaction, 'id', id)
      const at = now()
      const stillDue =
        stored?.case.status === 'answered' && stored.case.dueAt !== null && stored.case.dueAt < at
      if (!stored || !stillDue) return
      const eventId = identifierOf<EventId>(randomUUID())
      await saveCase(transaction, stored.case, autoClosed(stored.case, { at, eventId }), at)
    })
  }
}

/** PROTOCOL.md 4.2: closed and archived cases stay 400 days. */
async function purgeOld({ database, now }: Context): Promise<void> {
  const at = now()
  const oldest = instantFrom(millisecondsOf(at) - keptDays * dayMilliseconds)
  await database.transaction(async (transaction) => {
    const purged = await transaction.rows(
      z.object({ id: z.string(), document: z.object({ agencyId: z.string(), unitId: z.string() }) }),
      `update cases set purged = true
        where status in ('closed', 'archived') and coalesce(closed_at, updated_at) < $1 and not purged
        returning id, json_build_object('agencyId', agency_id, 'unitId', unit_id) as document`,
      [oldest],
    )
    for (const { id, document } of purged) await logChange(transaction, id, document, at)
  })
}
