import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Case } from '../../../shared/domain/case'
import type { EventId } from '../../../shared/domain/identifiers'
import { measuredText } from '../../../shared/protocol/primitives'
import { lockCase, saveCase } from '../cases/caseStore'
import type { National } from '../national'
import { identifierOf } from '../newIdentifier'
import { notFound, ProblemError } from '../problem'
import { rated, reporterReplied } from '../transitions'

export const replyRequestSchema = z.object({ text: measuredText(1, 5000) })

export const ratingRequestSchema = z.object({
  satisfaction: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
})

type Context = Pick<National, 'database' | 'reference' | 'now'>

/** `POST /public/reports/{trackingId}/replies` (PROTOCOL.md 8.1). */
export async function reply(context: Context, trackingId: string, text: string): Promise<void> {
  await changeCase(context, trackingId, (subject, moment) =>
    reporterReplied(subject, text, { ...moment, reference: context.reference }),
  )
}

/** `POST /public/reports/{trackingId}/rating`: once, for a closed case. */
export async function rate(
  context: Context,
  trackingId: string,
  satisfaction: NonNullable<Case['satisfaction']>,
): Promise<void> {
  await changeCase(context, trackingId, (subject, moment) => {
    if (subject.status !== 'closed')
      throw new ProblemError(422, 'invalid', 'only a closed report can be rated')
    if (subject.satisfaction !== null) throw new ProblemError(422, 'invalid', 'was rated before')
    return rated(subject, satisfaction, moment)
  })
}

async function changeCase(
  { database, now }: Context,
  trackingId: string,
  change: (subject: Case, moment: { at: ReturnType<Context['now']>; eventId: EventId }) => Case,
): Promise<void> {
  await database.transaction(async (transaction) => {
    const stored = await lockCase(transaction, 'tracking_id', trackingId)
    if (!stored) throw notFound('no dispositioned report with this number')
    const at = now()
    const after = change(stored.case, { at, eventId: identifierOf<EventId>(randomUUID()) })
    await saveCase(transaction, stored.case, after, at)
  })
}
