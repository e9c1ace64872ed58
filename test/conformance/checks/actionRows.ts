import type { Check } from '../check'
import { actionTable, type ActionRow, type TextField } from '../actionTable'
import type { Context } from '../context'
import { wantRejected, wantTaken } from '../client/desk'
import { Failure } from '../check'
import { oneOf, want, wantEqual } from '../expectations'
import { goodAction, type GoodAction } from '../goodActions'
import { returnedCase, statuses, type Status } from '../situations'

/** Fails unless the action is done from the statuses of its row and from no other. */
async function onlyFrom(context: Context, { type, from }: ActionRow): Promise<void> {
  await Promise.all(
    statuses.map((status) => triedFrom(context, type, { status, may: from.includes(status) })),
  )
  const gone = await returnedCase(context)
  const { desk, payload } = await goodAction(context, type, firstOf(from))
  wantRejected(await desk.act(gone, { type, payload }), 'case_left', 'the case was returned')
}

async function triedFrom(
  context: Context,
  type: string,
  { status, may }: { status: Status; may: boolean },
): Promise<void> {
  const { desk, subject, payload } = await goodAction(context, type, status)
  const outcome = await desk.act(subject, { type, payload })
  const { result } = outcome
  const came = 'code' in result && result.code ? `${result.outcome} ${result.code}` : result.outcome
  const expected = may ? 'applied' : 'rejected invalid_transition'
  if (came !== expected)
    throw new Failure(`sent ${type} on a case ${status}, expected ${expected}; came ${came}`)
}

function firstOf(from: readonly Status[]): Status {
  return from[0] ?? 'dispositioned'
}

/** Sends the action with some fields of its payload set otherwise, or left out when undefined. */
function sentWith({ desk, subject, payload }: GoodAction, type: string, fields: Record<string, unknown>) {
  const whole = Object.entries({ ...payload, ...fields }).filter(([, value]) => value !== undefined)
  return desk.act(subject, { type, payload: Object.fromEntries(whole) })
}

/** Fails unless a text of the shortest and longest length is taken, and one beyond each is not. */
async function textLimits(context: Context, { type, from }: ActionRow, field: TextField): Promise<void> {
  const { name, shortest, longest, optional } = field
  const good = (): Promise<GoodAction> => goodAction(context, type, firstOf(from))
  const taken = async (value: unknown): Promise<void> =>
    wantTaken(await sentWith(await good(), type, { [name]: value }))
  // What is refused changes nothing, so one case is enough for it.
  const unchanged = await good()
  const refused = async (value: unknown, why: string): Promise<void> =>
    wantRejected(await sentWith(unchanged, type, { [name]: value }), 'invalid', why)
  await taken('x'.repeat(Math.max(shortest, 1)))
  await taken('x'.repeat(longest))
  await refused('x'.repeat(longest + 1), `${name} of ${longest + 1}`)
  await refused(7, `${name} is a number`)
  if (shortest > 0) await refused('x'.repeat(shortest - 1), `${name} of ${shortest - 1}`)
  else await taken('')
  if (optional) await taken(undefined)
  else await refused(undefined, `without ${name}`)
}

/** Fails unless the event is as visible as the row says, in the case and for the public. */
async function seenBy(context: Context, { type, from, seenBy: visibility }: ActionRow): Promise<void> {
  const { desk, subject, payload } = await goodAction(context, type, firstOf(from))
  const before = (await context.citizen.view(subject.trackingId)).text
  const outcome = await desk.act(subject, { type, payload })
  wantTaken(outcome)
  const after = (await context.citizen.view(subject.trackingId)).text
  if (visibility === 'internal') {
    const text = typeof payload['text'] === 'string' ? payload['text'] : 'Dilepas.'
    want(
      !after.includes(`"${type}"`) && !after.includes(text),
      `nothing of ${type} for the public`,
      after.slice(-200),
    )
  } else {
    want(after !== before, `something of ${type} for the public`, after.slice(-200))
  }
  if (type === 'return') return
  const { events } = await desk.case(subject.id)
  const event = oneOf(events, ({ actionId }) => actionId === outcome.action.actionId, `the event of ${type}`)
  wantEqual([event.type, event.visibility], [type, visibility], 'type and visibility of the event')
}

function checksOfRow(row: ActionRow): Check[] {
  const paragraph = `DOMAIN actions/${row.type}`
  return [
    {
      paragraph,
      sentence: `from ${row.from.join(', ')}, else invalid_transition; once returned, case_left`,
      run: (context) => onlyFrom(context, row),
    },
    ...row.texts.map((field) => ({
      paragraph,
      sentence: `${field.name} of ${field.shortest} to ${field.longest}${field.optional ? ', or none' : ''}`,
      run: (context: Context) => textLimits(context, row, field),
    })),
    { paragraph, sentence: `seen by: ${row.seenBy}`, run: (context) => seenBy(context, row) },
  ]
}

export const actionRowChecks: readonly Check[] = actionTable.flatMap(checksOfRow)
