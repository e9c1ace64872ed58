import { z } from 'zod'
import type { Officer } from '../../../shared/domain/officer'
import { actionSchema, pushRequestSchema } from '../../../shared/protocol/action'
import { visibleCase } from '../cases/caseStore'
import { scopeFor } from '../cases/scope'
import { DatabaseBusy, firstRow, type Queryable } from '../database/database'
import { isPlainContent } from '../gate/plainContent'
import type { National } from '../national'
import { invalid, notFound, ProblemError } from '../problem'
import { checked, describeIssues } from '../validation'
import { recordedResult, recordResult, resultText, type RecordedResult, type Verdict } from './actionResults'
import { judge } from './judge'

type Context = Pick<National, 'database' | 'clock' | 'references'>

const idSchema = z.string().min(1).max(64).refine(isPlainContent)

/** As much of an action as must be readable for it to have a result of its own. */
const headSchema = z.object({
  actionId: idSchema,
  caseId: idSchema.optional().catch(undefined),
})
type Head = z.infer<typeof headSchema>

const mostActions = 100

/**
 * `POST /v1/actions` as the text of its answer (PROTOCOL.md 5.1). `betweenActions` is waited for after each but the
 * last, with how many are done: what others do meanwhile, they do there.
 */
export async function pushActions(
  context: Context,
  officer: Officer,
  body: unknown,
  betweenActions: (done: number) => Promise<void>,
): Promise<string> {
  const envelope = checked(pushRequestSchema.extend({ actions: z.array(z.unknown()).min(1) }), body)
  if (envelope.actions.length > mostActions) throw new ProblemError(413, 'too_large', 'actions: at most 100')
  const heads = envelope.actions.map((action, index) => headOf(action, index))
  const results: string[] = []
  const blocked = new Set<string>()
  for (const [index, head] of heads.entries()) {
    const pushed = await pushOne(context, officer, {
      epoch: envelope.epoch,
      head,
      action: envelope.actions[index],
      blocked: head.caseId !== undefined && blocked.has(head.caseId),
    })
    if (pushed.stops && head.caseId !== undefined) blocked.add(head.caseId)
    results.push(pushed.text)
    if (results.length < heads.length) await betweenActions(results.length)
  }
  return `{"results":[${results.join(',')}]}`
}

/** An action without an id cannot be answered alone, so it makes the envelope invalid. */
function headOf(action: unknown, index: number): Head {
  const head = headSchema.safeParse(action)
  if (!head.success) throw invalid(`actions.${index}.actionId: 1 to 64 characters`)
  return head.data
}

interface Pushed {
  readonly text: string
  /** Whether later actions of the same case are not tried (PROTOCOL.md 5.6, last sentence). */
  readonly stops: boolean
}

interface Received {
  readonly epoch: string
  readonly head: Head
  readonly action: unknown
  readonly blocked: boolean
}

/** What others kept locked for too long is undone and may come again; the rest of the batch goes on. */
async function pushOne(context: Context, officer: Officer, received: Received): Promise<Pushed> {
  try {
    return await pushInTransaction(context, officer, received)
  } catch (error) {
    if (!(error instanceof DatabaseBusy)) throw error
    const busy = { outcome: 'retry', code: 'busy' } as const
    return { text: resultText(received.head.actionId, busy, null), stops: true }
  }
}

async function pushInTransaction(context: Context, officer: Officer, received: Received): Promise<Pushed> {
  const { actionId } = received.head
  // One transaction: the effect, the recorded result, the version and the change stand or fall together.
  return context.database.transaction(async (transaction) => {
    if ((await lockAction(transaction, actionId)) !== received.epoch) {
      throw new ProblemError(409, 'epoch_changed')
    }
    const known = await recordedResult(transaction, actionId)
    if (known) return repeated({ context, transaction, officer }, actionId, known)
    if (received.blocked) {
      return { text: resultText(actionId, { outcome: 'retry', code: 'blocked' }, null), stops: true }
    }
    const verdict = await judged({ context, transaction, officer }, received.action)
    const caseId = received.head.caseId ?? null
    if (verdict.outcome !== 'retry') {
      await recordResult(
        transaction,
        actionId,
        { officerId: officer.id, caseId, verdict },
        context.clock.now(),
      )
    }
    const document = await caseBeside({ context, transaction, officer }, verdict, caseId)
    return { text: resultText(actionId, verdict, document), stops: verdict.outcome !== 'applied' }
  })
}

/**
 * Two copies of one id that come at the same time follow one another. Gives the epoch, which cannot change before
 * this transaction ends: what was sent to the server before it was restored is not done after.
 */
async function lockAction(transaction: Queryable, actionId: string): Promise<string | null> {
  const row = await firstRow(
    transaction,
    z.object({ epoch: z.string() }),
    `select value as epoch, pg_advisory_xact_lock(hashtextextended($1, 0)) from national where name = 'epoch'`,
    [actionId],
  )
  return row?.epoch ?? null
}

interface Desk {
  readonly context: Context
  readonly transaction: Queryable
  readonly officer: Officer
}

async function judged({ context, transaction, officer }: Desk, received: unknown): Promise<Verdict> {
  if (!isPlainContent(received)) {
    return { outcome: 'rejected', code: 'invalid', detail: 'payload: holds characters that are no text' }
  }
  const action = actionSchema.safeParse(received)
  if (!action.success) return { outcome: 'rejected', code: 'invalid', detail: describeIssues(action.error) }
  const { reference } = await context.references.of(officer.agencyId, transaction)
  return judge({ transaction, reference, officer, clock: context.clock }, action.data)
}

/** What was recorded is given again; what was done then is `duplicate` now (PROTOCOL.md 5.4). */
async function repeated(desk: Desk, actionId: string, known: RecordedResult): Promise<Pushed> {
  if (known.officerId !== desk.officer.id) {
    // Somebody else's id: nothing about their action is told, and nothing is done.
    const detail = 'actionId: was used by another officer'
    return { text: resultText(actionId, { outcome: 'rejected', code: 'invalid', detail }, null), stops: true }
  }
  const document = await caseBeside(desk, known.verdict, known.caseId)
  const applied = known.verdict.outcome === 'applied'
  const verdict = applied ? ({ outcome: 'duplicate' } as const) : known.verdict
  return { text: resultText(actionId, verdict, document), stops: !applied }
}

/** The current state of the case, where the outcome carries one and the officer may see it. */
async function caseBeside(
  { context, transaction, officer }: Desk,
  verdict: Verdict,
  caseId: string | null,
): Promise<string | null> {
  if (caseId === null || (verdict.outcome !== 'applied' && verdict.outcome !== 'conflict')) return null
  return visibleCase(transaction, caseId, await scopeFor(context, officer, transaction))
}

/** `GET /v1/actions/{actionId}` (PROTOCOL.md 5.5): the result as it was recorded, or 404. */
export async function resultOf(context: Context, officer: Officer, actionId: string): Promise<string> {
  return context.database.transaction(async (transaction) => {
    const known = await recordedResult(transaction, actionId)
    if (!known || known.officerId !== officer.id) throw notFound('no result for this actionId')
    const document = await caseBeside({ context, transaction, officer }, known.verdict, known.caseId)
    return resultText(actionId, known.verdict, document)
  })
}
