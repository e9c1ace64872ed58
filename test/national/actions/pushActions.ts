import { z } from 'zod'
import type { Officer } from '../../../shared/domain/officer'
import { actionSchema, pushRequestSchema } from '../../../shared/protocol/action'
import { visibleCase } from '../cases/caseStore'
import { scopeOf } from '../cases/scope'
import type { Queryable } from '../database/database'
import type { National } from '../national'
import { invalid, notFound, ProblemError } from '../problem'
import { checked, describeIssues } from '../validation'
import { recordedResult, recordResult, resultText, type RecordedResult, type Verdict } from './actionResults'
import { judge } from './judge'

type Context = Pick<National, 'database' | 'epoch' | 'now' | 'reference'>

/** As much of an action as must be readable for it to have a result of its own. */
const headSchema = z.object({
  actionId: z.string().min(1).max(64),
  caseId: z.string().min(1).max(64).optional().catch(undefined),
})
type Head = z.infer<typeof headSchema>

const mostActions = 100

/** `POST /v1/actions` as the text of its answer (PROTOCOL.md 5.1). */
export async function pushActions(context: Context, officer: Officer, body: unknown): Promise<string> {
  const envelope = checked(pushRequestSchema.extend({ actions: z.array(z.unknown()).min(1) }), body)
  if (envelope.actions.length > mostActions) throw new ProblemError(413, 'too_large', 'actions: at most 100')
  if (envelope.epoch !== context.epoch) throw new ProblemError(409, 'epoch_changed')
  const heads = envelope.actions.map((action, index) => headOf(action, index))
  const results: string[] = []
  const blocked = new Set<string>()
  for (const [index, head] of heads.entries()) {
    const pushed = await pushOne(context, officer, {
      head,
      action: envelope.actions[index],
      blocked: head.caseId !== undefined && blocked.has(head.caseId),
    })
    if (pushed.stops && head.caseId !== undefined) blocked.add(head.caseId)
    results.push(pushed.text)
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

async function pushOne(
  context: Context,
  officer: Officer,
  received: { readonly head: Head; readonly action: unknown; readonly blocked: boolean },
): Promise<Pushed> {
  const { actionId } = received.head
  // One transaction: the effect, the recorded result, the version and the change stand or fall together.
  return context.database.transaction(async (transaction) => {
    // Two copies of one id that come at the same time follow one another.
    await transaction.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [actionId])
    const known = await recordedResult(transaction, actionId)
    if (known) return repeated({ context, transaction, officer }, actionId, known)
    if (received.blocked) {
      return { text: resultText(actionId, { outcome: 'retry', code: 'blocked' }, null), stops: true }
    }
    const verdict = await judged({ context, transaction, officer }, received.action)
    const caseId = received.head.caseId ?? null
    if (verdict.outcome !== 'retry') {
      await recordResult(transaction, actionId, { officerId: officer.id, caseId, verdict }, context.now())
    }
    const document = await caseBeside({ context, transaction, officer }, verdict, caseId)
    return { text: resultText(actionId, verdict, document), stops: verdict.outcome !== 'applied' }
  })
}

interface Desk {
  readonly context: Context
  readonly transaction: Queryable
  readonly officer: Officer
}

async function judged({ context, transaction, officer }: Desk, received: unknown): Promise<Verdict> {
  const action = actionSchema.safeParse(received)
  if (!action.success) return { outcome: 'rejected', code: 'invalid', detail: describeIssues(action.error) }
  return judge({ transaction, reference: context.reference, officer, at: context.now() }, action.data)
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
  return visibleCase(transaction, caseId, scopeOf(officer, context.reference))
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
