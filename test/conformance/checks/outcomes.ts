import { checksOf, NotChecked, type Check } from '../check'
import type { Context } from '../context'
import {
  wantApplied,
  wantConflict,
  wantDuplicate,
  wantRejected,
  wantRetry,
  wantTaken,
  type Desk,
} from '../client/desk'
import type { Outcome, SentAction } from '../client/desk'
import { want, wantEqual } from '../expectations'
import { caseIn } from '../situations'

const answer = { type: 'respond', payload: { text: 'Sudah kami perbaiki.' } }

export async function again(desk: Desk, action: SentAction): Promise<Outcome> {
  const [outcome] = await desk.push([action])
  if (!outcome) throw new Error('no result')
  return outcome
}

async function conflictStays(context: Context): Promise<void> {
  const { officer } = context
  const other = await context.other()
  const subject = await context.newCase()
  await other.do(subject, 'request_info', { text: 'Mohon foto.' })
  const outcome = await officer.act(subject, answer)
  const shown = wantConflict(outcome)
  wantEqual(shown.status, 'awaiting_reporter', 'the status of the case beside the conflict')
  await context.citizen.reply(subject.trackingId)
  wantConflict(await again(officer, outcome.action), 'recorded, and given again')
  wantEqual((await officer.case(subject.id)).answeredAt, null, 'answeredAt')
}

async function rejectionStays(context: Context): Promise<void> {
  const { officer } = context
  const subject = await caseIn(context, 'in_progress')
  const outcome = await officer.act(subject, { type: 'close' })
  wantRejected(outcome, 'invalid_transition')
  await officer.do(subject, 'respond', { text: 'Selesai.' })
  wantRejected(await again(officer, outcome.action), 'invalid_transition', 'recorded, and given again')
  wantEqual((await officer.case(subject.id)).status, 'answered', 'status')
}

async function badActionStays(context: Context): Promise<void> {
  const { officer } = context
  const subject = await context.newCase()
  const outcome = await officer.act(subject, { type: 'respond', payload: { text: '' } })
  wantRejected(outcome, 'invalid')
  const mended = { ...outcome.action, payload: answer.payload }
  wantRejected(await again(officer, mended), 'invalid', 'recorded, and given again')
  wantEqual((await officer.case(subject.id)).status, 'dispositioned', 'status')
}

const upload = {
  uploadId: 'belum-ada',
  name: 'foto.jpg',
  mime: 'image/jpeg',
  size: 3,
  sha256: 'a'.repeat(64),
}

export const outcomeChecks: readonly Check[] = checksOf('PROTOCOL 5.4', {
  'applied: done now, with the new state of the case': async (context) => {
    const subject = await context.newCase()
    const after = wantApplied(await context.officer.act(subject, { type: 'accept' }))
    wantEqual(after.status, 'in_progress', 'status')
  },
  'duplicate: was done before, with the case as it is now': async (context) => {
    const { officer } = context
    const subject = await context.newCase()
    const outcome = await officer.act(subject, { type: 'accept' })
    await officer.do(subject, 'note', { text: 'Kemudian.' })
    const second = await again(officer, outcome.action)
    wantDuplicate(second)
    const now = await officer.case(subject.id)
    wantEqual('case' in second.result ? second.result.case : undefined, now, 'the case beside it')
  },
  'conflict: with the current state, recorded and given again': conflictStays,
  'conflict: sent again on top, with a new id and the new version, it is applied': async (context) => {
    const { officer } = context
    const other = await context.person('supervisor')
    const subject = await caseIn(context, 'in_progress')
    await other.do(subject, 'respond', { text: 'Sudah.' })
    const current = wantConflict(await officer.act(subject, answer))
    wantApplied(await officer.act(current, answer))
  },
  'rejected: recorded and given again, even when it could be done by now': rejectionStays,
  'rejected invalid: recorded, and no mended copy with the same id takes effect': badActionStays,
  'rejected forbidden: what the role does not allow': async (context) => {
    const other = await context.other()
    const subject = await context.newCase()
    const theirs = await other.do(subject, 'accept')
    wantRejected(await context.officer.act(theirs, answer), 'forbidden', 'the case is held by another')
  },
  'rejected invalid_transition: not in this status': async (context) => {
    const subject = await caseIn(context, 'in_progress')
    wantRejected(await context.officer.act(subject, { type: 'accept' }), 'invalid_transition')
  },
  'rejected not_found: no such case': async ({ officer }) => {
    wantRejected(await officer.act({ id: 'tidak-ada' as never, version: 1 }, answer), 'not_found')
  },
  'rejected case_left: out of scope, without the case': async (context) => {
    const hidden = await context.newCase({}, context.hiddenUnit())
    const outcome = await context.officer.act(hidden, answer)
    wantRejected(outcome, 'case_left')
    want(!('case' in outcome.result) || outcome.result.case === undefined, 'no case beside case_left')
  },
  'rejected too_large: an action that is too large by itself': async () => {
    throw new NotChecked('the page names no size from which one action is too large')
  },
  'retry upload_missing: not final, so not recorded; sent again it is looked at anew': async (context) => {
    const { officer } = context
    const subject = await context.newCase()
    const payload = { text: 'Lihat foto.', uploads: [upload] }
    const outcome = await officer.act(subject, { type: 'respond', payload })
    wantRetry(outcome, 'upload_missing')
    wantEqual((await officer.resultOf(outcome.action.actionId)).status, 404, 'GET /v1/actions of a retry')
    wantRetry(await again(officer, outcome.action), 'upload_missing')
    wantEqual((await officer.case(subject.id)).version, subject.version, 'version')
  },
  'retry blocked: not final, sent again alone it is applied': async (context) => {
    const { officer } = context
    const subject = await context.newCase()
    const bad = officer.action(subject, { type: 'close' })
    const behind = officer.action(subject, { type: 'note', payload: { text: 'Di belakang.' } })
    const [first, second] = await officer.push([bad, behind])
    if (first) wantRejected(first, 'invalid_transition')
    if (second) wantRetry(second, 'blocked')
    wantEqual((await officer.resultOf(behind.actionId)).status, 404, 'GET /v1/actions of a blocked one')
    wantApplied(await again(officer, behind))
  },
  'retry busy: the server may say so; it is sent again': async () => {
    throw new NotChecked('no request makes a server busy by itself')
  },
  'an action that took the case away is applied, and its result holds no case to keep': async (context) => {
    const { officer } = context
    const subject = await context.newCase()
    const payload = { unitId: context.hiddenUnit().id, text: 'Bukan unit kami.' }
    const outcome = await officer.act(subject, { type: 'forward', payload })
    wantTaken(outcome)
    const shown = 'case' in outcome.result ? outcome.result.case : undefined
    // 4.3: a result never creates a case, so one that is shown once more does no harm; the pull removes it.
    want(shown === undefined || shown.unitId === payload.unitId, 'no case, or the case as it is now')
    wantDuplicate(await again(officer, outcome.action))
  },
})
