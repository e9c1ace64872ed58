import { randomUUID } from 'node:crypto'
import { changesPageSchema } from '../../../shared/protocol/changes'
import { checksOf, type Check } from '../check'
import type { Context } from '../context'
import type { Case } from '../client/desk'
import { wantApplied, wantConflict, wantRejected } from '../client/desk'
import { given, oneOf, want, wantEqual, wantProblem, wantStatus } from '../expectations'
import { caseIn } from '../situations'

async function ledgerInOrder(context: Context): Promise<void> {
  const { officer, otherSide } = context
  const other = await context.other()
  const subject = await context.newCase()
  const accepted = await officer.act(subject, { type: 'accept' })
  wantConflict(await other.act(subject, { type: 'accept' }))
  const seen = wantApplied(accepted)
  const answered = await officer.act(seen, { type: 'respond', payload: { text: 'Sudah.' } })
  wantRejected(await officer.act(wantApplied(answered), { type: 'accept' }), 'invalid_transition')
  await officer.push([answered.action])
  const entries = (await otherSide.ledger()).filter(({ caseId }) => caseId === subject.id)
  wantEqual(
    entries.map(({ actionId, type, officerId }) => ({ actionId, type, officerId })),
    [accepted.action, answered.action].map(({ actionId, type }) => ({
      actionId,
      type,
      officerId: officer.officer.id,
    })),
    'the actions of the case that took effect, each once, in order',
  )
}

async function down(context: Context): Promise<void> {
  await context.otherSide.setFaults([{ kind: 'down' }])
  const refused = await context.server.ask('GET', '/v1/status').then(
    () => false,
    () => true,
  )
  want(refused, 'no answer while the fault is on')
  await context.otherSide.clearFaults()
  wantStatus(await context.server.ask('GET', '/v1/status'), 200)
}

const hour = 3_600_000

async function dateOf({ server }: Context): Promise<number> {
  return Date.parse((await server.ask('GET', '/v1/status')).header('date') ?? '')
}

async function clockMoves(context: Context): Promise<void> {
  const before = await dateOf(context)
  const moment = new Date(before + 3 * hour).toISOString()
  await context.otherSide.setClock(moment)
  const date = await dateOf(context)
  want(Math.abs(date - Date.parse(moment)) < 10_000, `a Date of ${moment}`, new Date(date).toISOString())
  const subject = await (await context.anew()).newCase()
  want(Date.parse(subject.receivedAt) >= before + 2.9 * hour, 'a case received then', subject.receivedAt)
  await context.otherSide.freeClock()
  const after = await dateOf(context)
  want(Math.abs(after - before) < hour, 'the right Date again', new Date(after).toISOString())
}

interface Restored {
  readonly kept: { readonly id: string; readonly version: number; readonly actionId: string }
  readonly lost: { readonly id: string; readonly actionId: string }
  readonly epochBefore: string
  readonly cursorBefore: string
}

/** A restore takes its time, so the checks of one run look at one. */
const restores = new WeakMap<Context['options'], Promise<Restored>>()

/** A case from before the backup with an action before and one after it; then the server goes back. */
async function restore({ officer, otherSide }: Context, subject: Case): Promise<Restored> {
  const name = `conformance-${randomUUID()}`
  const before = await officer.act(subject, { type: 'note', payload: { text: 'Sebelum cadangan.' } })
  const kept = wantApplied(before)
  await otherSide.backUp(name)
  const after = await officer.act(kept, { type: 'respond', payload: { text: 'Sesudah cadangan.' } })
  wantApplied(after)
  const [epochBefore, cursorBefore] = [await officer.epoch(), await officer.position()]
  await otherSide.restore(name)
  return {
    kept: { id: kept.id, version: kept.version, actionId: before.action.actionId },
    lost: { id: kept.id, actionId: after.action.actionId },
    epochBefore,
    cursorBefore,
  }
}

async function restored(context: Context): Promise<Restored & { readonly there: Context }> {
  const known = restores.get(context.options)
  const restoring = known ?? caseIn(context, 'in_progress').then((subject) => restore(context, subject))
  restores.set(context.options, restoring)
  const state = await restoring
  // Who was signed in before holds the epoch of before.
  return { ...state, there: known ? context : await context.anew() }
}

async function backToEarlier(context: Context): Promise<void> {
  const { there, kept, lost, epochBefore } = await restored(context)
  const subject = await there.officer.case(kept.id)
  wantEqual([subject.version, subject.status], [kept.version, 'in_progress'], 'version and status')
  want((await there.officer.epoch()) !== epochBefore, 'another epoch than before', epochBefore)
  wantStatus(await there.officer.resultOf(kept.actionId), 200)
  wantProblem(await there.officer.resultOf(lost.actionId), 404, 'not_found')
}

async function olderCursor(context: Context): Promise<void> {
  const { there, epochBefore, cursorBefore } = await restored(context)
  const answer = await there.officer.get(`/v1/changes?since=${encodeURIComponent(cursorBefore)}`)
  if (answer.status === 410) {
    wantProblem(answer, 410, 'cursor_expired')
    return
  }
  const { epoch } = given(changesPageSchema, answer)
  want(epoch !== epochBefore, '410, or a page of the new epoch', answer)
}

async function reconciles(context: Context): Promise<void> {
  const { there, lost, epochBefore } = await restored(context)
  const { officer } = there
  const subject = await officer.case(lost.id)
  const fields = { type: 'respond', payload: { text: 'Sesudah cadangan.' }, actionId: lost.actionId }
  const action = officer.action(subject, fields)
  wantProblem(await officer.sendActions([action], epochBefore), 409, 'epoch_changed')
  const [outcome] = await officer.push([action])
  if (outcome) wantApplied(outcome, 'applied (it was undone by the restore, and is sent again with its id)')
  const { events } = await officer.case(lost.id)
  oneOf(events, ({ actionId }) => actionId === lost.actionId, 'the event of the action sent again')
}

export const sandboxChecks: readonly Check[] = [
  ...checksOf('PROTOCOL 8.3', {
    'GET /sandbox/ledger lists every action that took effect, in order, once': ledgerInOrder,
  }),
  ...checksOf(
    'PROTOCOL 8.3',
    {
      'POST /sandbox/faults makes the server go wrong, and it goes right again': down,
      'POST /sandbox/clock moves the clock that Date and cases show': clockMoves,
      'POST /sandbox/restore goes back to an earlier state in a new epoch': backToEarlier,
    },
    'upheaval',
  ),
  ...checksOf(
    'PROTOCOL 4.5',
    { 'after a restore an older cursor is 410, or its page tells the new epoch': olderCursor },
    'upheaval',
  ),
  ...checksOf(
    'PROTOCOL 5.5',
    {
      'after a restore an undone action of the older epoch is 409, then applied once with its id': reconciles,
    },
    'upheaval',
  ),
]
