import { v7 as newActionId } from 'uuid'
import { z } from 'zod'
import { actionResultSchema } from '../../../shared/protocol/action'
import { checksOf, type Check } from '../check'
import type { Context } from '../context'
import { wantApplied, wantConflict, wantDuplicate, wantRejected, wantRetry } from '../client/desk'
import { given, oneOf, want, wantEqual, wantProblem } from '../expectations'
import { caseIn } from '../situations'

const note = { type: 'note', payload: { text: 'Catatan.' } }

const batches: Check[] = checksOf('PROTOCOL 5.1', {
  'a batch has one result for each action, in its order': async (context) => {
    const { officer } = context
    const cases = await context.newCases(3)
    const actions = cases.map((subject) => officer.action(subject, note))
    for (const outcome of await officer.push(actions)) wantApplied(outcome)
  },
  'a batch may hold 100 actions': async (context) => {
    const { officer } = context
    const subject = await context.newCase()
    const actions = Array.from({ length: 100 }, () => officer.action(subject, { type: 'close' }))
    const outcomes = await officer.push(actions)
    const [first, ...others] = outcomes
    if (first) wantRejected(first, 'invalid_transition')
    for (const outcome of others) wantRetry(outcome, 'blocked')
  },
  'no action at all is 422, more than 100 are refused': async (context) => {
    const { officer } = context
    wantProblem(await officer.sendActions([]), 422, 'invalid')
    const subject = await context.newCase()
    const many = Array.from({ length: 101 }, () => officer.action(subject, note))
    const answer = await officer.sendActions(many)
    want(answer.status === 413 || answer.status === 422, 'status 413 (or 422)', answer)
    wantEqual((await officer.case(subject.id)).version, subject.version, 'version after a refused batch')
  },
  'actions that are no list and an epoch that is none are 422': async ({ officer }) => {
    for (const json of [
      { epoch: 'a', actions: 'banyak' },
      { epoch: 7, actions: [{}] },
      {},
      [],
      'teks',
      null,
    ]) {
      wantProblem(await officer.ask('POST', '/v1/actions', { json }), 422, 'invalid')
    }
  },
})

const identities: Check[] = checksOf('PROTOCOL 5.2', {
  'actionId is the key for ever: sent again, the action is a duplicate and has no second effect': async (
    context,
  ) => {
    const { officer } = context
    const subject = await context.newCase()
    const action = officer.action(subject, note)
    const [first] = await officer.push([action])
    const [second] = await officer.push([action])
    if (first) wantApplied(first)
    if (second) wantDuplicate(second)
    const { events } = await officer.case(subject.id)
    wantEqual(events.filter(({ type }) => type === 'note').length, 1, 'notes:')
  },
  'two copies of an action that come at the same time take effect once': async (context) => {
    const { officer } = context
    const subject = await context.newCase()
    const action = officer.action(subject, note)
    const both = await Promise.all([officer.push([action]), officer.push([action]), officer.push([action])])
    const outcomes = both.flat().map(({ result }) => result.outcome)
    wantEqual(outcomes.sort(), ['applied', 'duplicate', 'duplicate'], 'the three outcomes')
    const { events } = await officer.case(subject.id)
    wantEqual(events.filter(({ actionId }) => actionId === action.actionId).length, 1, 'events of it:')
  },
  'an id is the key whatever comes with it: other content is not done': async (context) => {
    const { officer } = context
    const subject = await context.newCase()
    const actionId = newActionId()
    await officer.act(subject, { ...note, actionId })
    await officer.act(subject, { type: 'accept', actionId })
    wantEqual((await officer.case(subject.id)).status, 'dispositioned', 'status')
  },
  'createdAt is never ordered by: the server tells the time and the order': async (context) => {
    const { officer } = context
    const subject = await context.newCase()
    const late = officer.action(subject, { ...note, createdAt: '2099-01-01T00:00:00.000Z' })
    const early = officer.action(subject, { ...note, createdAt: '1999-01-01T00:00:00.000Z' })
    const outcomes = await officer.push([late, early])
    for (const outcome of outcomes) wantApplied(outcome)
    const { events, updatedAt } = await officer.case(subject.id)
    const ids = events.map(({ actionId }) => actionId).filter((id) => id !== undefined)
    wantEqual(ids, [late.actionId, early.actionId], 'the order of the events')
    want(updatedAt < '2099', "the server's time in updatedAt", updatedAt)
  },
  'several unsent actions on one case carry the same baseVersion and do not hinder one another': async (
    context,
  ) => {
    const { officer } = context
    const subject = await context.newCase()
    const actions = [
      officer.action(subject, { type: 'accept' }),
      officer.action(subject, { type: 'request_info', payload: { text: 'Mohon alamatnya.' } }),
      officer.action(subject, { type: 'respond', payload: { text: 'Sudah kami lihat.' } }),
      officer.action(subject, { type: 'close' }),
    ]
    for (const outcome of await officer.push(actions)) wantApplied(outcome)
    wantEqual((await officer.case(subject.id)).status, 'closed', 'status')
  },
})

const order: Check[] = checksOf('PROTOCOL 5.3', {
  'several actions of one case in a batch are taken in the order in which they stand': async (context) => {
    const { officer } = context
    const subject = await context.newCase()
    const texts = ['satu', 'dua', 'tiga', 'empat', 'lima']
    const actions = texts.map((text) => officer.action(subject, { type: 'note', payload: { text } }))
    for (const outcome of await officer.push(actions)) wantApplied(outcome)
    const { events } = await officer.case(subject.id)
    wantEqual(
      events.filter(({ type }) => type === 'note').map(({ text }) => text),
      texts,
      'the notes',
    )
  },
  'actions of several cases may be mixed': async (context) => {
    const { officer } = context
    const [one, two] = await context.newCases(2)
    if (!one || !two) return
    const actions = [
      officer.action(one, { type: 'accept' }),
      officer.action(two, { type: 'accept' }),
      officer.action(one, { type: 'respond', payload: { text: 'Selesai.' } }),
      officer.action(two, { type: 'respond', payload: { text: 'Selesai.', close: true } }),
    ]
    for (const outcome of await officer.push(actions)) wantApplied(outcome)
    wantEqual((await officer.case(one.id)).status, 'answered', 'status of the first case')
    wantEqual((await officer.case(two.id)).status, 'closed', 'status of the second case')
  },
})

/** `GET /v1/actions/{actionId}` as PROTOCOL.md 5.5 gives it: the result, alone or under `result`. */
async function recorded(context: Context, actionId: string) {
  const answer = await context.officer.resultOf(actionId)
  return given(
    z.union([actionResultSchema, z.object({ result: actionResultSchema }).transform((one) => one.result)]),
    answer,
  )
}

const results: Check[] = checksOf('PROTOCOL 5.5', {
  'GET /v1/actions/{actionId} gives the result of an action that was applied': async (context) => {
    const subject = await context.newCase()
    const { action } = await context.officer.act(subject, note)
    const result = await recorded(context, action.actionId)
    want(result.outcome === 'applied' || result.outcome === 'duplicate', 'applied', result.outcome)
    wantEqual(result.actionId, action.actionId, 'actionId')
  },
  'it gives the result of an action that was rejected': async (context) => {
    const subject = await caseIn(context, 'in_progress')
    const { action } = await context.officer.act(subject, { type: 'close' })
    const result = await recorded(context, action.actionId)
    wantEqual(
      [result.outcome, 'code' in result ? result.code : ''],
      ['rejected', 'invalid_transition'],
      'the result',
    )
  },
  'it gives the result of an action that met a conflict': async (context) => {
    const other = await context.other()
    const subject = await context.newCase()
    await other.do(subject, 'respond', { text: 'Sudah.' })
    const outcome = await context.officer.act(subject, { type: 'respond', payload: { text: 'Juga.' } })
    wantConflict(outcome)
    wantEqual((await recorded(context, outcome.action.actionId)).outcome, 'conflict', 'the outcome')
  },
  'an id that was never seen is 404, and can still be sent': async (context) => {
    const { officer } = context
    const subject = await context.newCase()
    const action = officer.action(subject, note)
    wantProblem(await officer.resultOf(action.actionId), 404, 'not_found')
    const [outcome] = await officer.push([action])
    if (outcome) wantApplied(outcome)
  },
  "somebody else's action is 404": async (context) => {
    const other = await context.other()
    const subject = await context.newCase()
    const { action } = await other.act(subject, note)
    wantProblem(await context.officer.resultOf(action.actionId), 404, 'not_found')
  },
  'another epoch is 409 epoch_changed, and nothing is done': async (context) => {
    const { officer } = context
    const subject = await context.newCase()
    const action = officer.action(subject, note)
    wantProblem(await officer.sendActions([action], 'zaman-lain'), 409, 'epoch_changed')
    wantProblem(await officer.resultOf(action.actionId), 404, 'not_found')
    wantEqual((await officer.case(subject.id)).version, subject.version, 'version')
  },
  'an event carries the actionId by which the desk knows its own work': async (context) => {
    const subject = await context.newCase()
    const { action, result } = await context.officer.act(subject, note)
    const events = 'case' in result ? (result.case?.events ?? []) : []
    oneOf(events, ({ actionId }) => actionId === action.actionId, 'an event with the actionId of the note')
  },
})

export const pushingChecks: readonly Check[] = [...batches, ...identities, ...order, ...results]
