import { checksOf, type Check } from '../check'
import type { Context } from '../context'
import {
  wantApplied,
  wantConflict,
  wantDuplicate,
  wantRejected,
  wantRetry,
  type SentAction,
} from '../client/desk'
import { want, wantEqual } from '../expectations'
import { caseIn } from '../situations'
import { again } from './outcomes'

const answer = { type: 'respond', payload: { text: 'Sudah kami perbaiki.' } }
const note = { type: 'note', payload: { text: 'Catatan.' } }
const upload = { uploadId: 'belum-ada', name: 'a.jpg', mime: 'image/jpeg', size: 3, sha256: 'b'.repeat(64) }
const withUpload = { type: 'respond', payload: { text: 'Lihat foto.', uploads: [upload] } }

/** Actions that no schema lets through, each on a case of its own. */
const bad: readonly (readonly [string, Partial<Record<keyof SentAction, unknown>>])[] = [
  ['an unknown type', { type: 'bakar' }],
  ['no payload', { type: 'respond', payload: undefined }],
  ['a payload that is a list', { type: 'respond', payload: [] }],
  ['a text that is a number', { type: 'respond', payload: { text: 7 } }],
  ['a text that is too long', { type: 'respond', payload: { text: 'x'.repeat(5001) } }],
  ['a baseVersion that is a text', { ...note, baseVersion: 'satu' }],
  ['a baseVersion below 0', { ...note, baseVersion: -1 }],
  ['a createdAt that is no time', { ...note, createdAt: 'kemarin' }],
  ['a caseId that is a number', { ...note, caseId: 7 }],
  ['uploads that are no list', { type: 'note', payload: { text: 'a', uploads: 'b' } }],
]

async function badOnesAlone(context: Context): Promise<void> {
  const { officer } = context
  const cases = await context.newCases(2)
  const [first, last] = cases
  if (!first || !last) return
  const wrong = officer.action(first, { type: 'respond', payload: { text: 'x'.repeat(5001) } })
  const good = officer.action(last, note)
  const [refused, taken] = await officer.push([wrong, good])
  if (refused) wantRejected(refused, 'invalid')
  if (taken) wantApplied(taken, 'applied (another case)')
}

async function conflictBeforeRole(context: Context): Promise<void> {
  const other = await context.other()
  const subject = await context.newCase()
  await other.do(subject, 'respond', { text: 'Sudah.' })
  // By role alone it would be forbidden: the case is another's now.
  const current = wantConflict(await context.officer.act(subject, answer), 'conflict comes before role')
  wantEqual(current.status, 'answered', 'the status of the case beside the conflict')
  wantRejected(await context.officer.act(current, answer), 'forbidden', 'seen, and held by another')
}

async function leftBeforeConflict(context: Context): Promise<void> {
  const { officer, citizen, reference } = context
  const other = await context.other()
  const hidden = context.hiddenUnit()
  const subject = await context.newCase()
  await other.do(subject, 'respond', { text: 'Sudah.' })
  await citizen.dispose(subject.trackingId, { agencyId: reference.agency.id, unitId: hidden.id })
  const outcome = await officer.act(subject, answer)
  wantRejected(outcome, 'case_left', 'scope comes before conflict')
  want(!JSON.stringify(outcome.result).includes('"case":'), 'no case beside case_left')
}

async function blockedAfter(context: Context, first: SentAction, subject: { id: string }): Promise<void> {
  const { officer } = context
  const free = await context.newCase()
  const held = await officer.case(subject.id)
  const behind = officer.action(held, note)
  const outcomes = await officer.push([first, behind, officer.action(held, note), officer.action(free, note)])
  const [, second, third, fourth] = outcomes
  if (second) wantRetry(second, 'blocked')
  if (third) wantRetry(third, 'blocked')
  if (fourth) wantApplied(fourth, 'applied (another case)')
  wantApplied(await again(officer, behind), 'applied when sent alone')
}

const checks: Check[] = checksOf('PROTOCOL 5.6', {
  'the id comes first: known ones are answered without a look at the case': async (context) => {
    const { officer, citizen, reference } = context
    const subject = await context.newCase()
    const outcome = await officer.act(subject, note)
    const destination = { agencyId: reference.agency.id, unitId: context.hiddenUnit().id }
    await citizen.dispose(subject.trackingId, destination)
    wantDuplicate(await again(officer, outcome.action))
  },
  'a bad action is rejected alone, the others of the batch go on': badOnesAlone,
  'a bad action of any kind is rejected, invalid, with a detail': async (context) => {
    const { officer } = context
    const subject = await context.newCase()
    for (const [what, fields] of bad) {
      const action = { ...officer.action(subject, note), ...fields }
      const answered = await officer.sendActions([action])
      const came = answered.text
      want(
        answered.status === 200 && came.includes('"rejected"') && came.includes('"invalid"'),
        `rejected invalid for ${what}`,
        answered,
      )
    }
    wantEqual((await officer.case(subject.id)).version, subject.version, 'version')
  },
  'the schema comes before the case: a bad action on no case is invalid': async ({ officer }) => {
    const nowhere = { id: 'tidak-ada' as never, version: 1 }
    wantRejected(await officer.act(nowhere, { type: 'respond', payload: {} }), 'invalid')
    wantRejected(await officer.act(nowhere, answer), 'not_found')
  },
  'scope comes before conflict: case_left, without the case': leftBeforeConflict,
  'conflict comes before role': conflictBeforeRole,
  'role comes before transition': async (context) => {
    const other = await context.other()
    const subject = await context.newCase()
    await other.do(subject, 'respond', { text: 'Selesai.', close: true })
    const seen = await context.officer.case(subject.id)
    wantRejected(
      await context.officer.act(seen, { type: 'accept' }),
      'forbidden',
      'held by another, and closed',
    )
  },
  'transition comes before uploads': async (context) => {
    const subject = await caseIn(context, 'closed')
    wantRejected(
      await context.officer.act(subject, withUpload),
      'invalid_transition',
      'and its file is missing',
    )
  },
  'uploads come last': async (context) => {
    const subject = await context.newCase()
    wantRetry(await context.officer.act(subject, withUpload), 'upload_missing')
  },
  'after a rejection later actions of the case are blocked, those of others are not': async (context) => {
    const subject = await context.newCase()
    await blockedAfter(context, context.officer.action(subject, { type: 'close' }), subject)
  },
  'after a bad action later ones of its case are blocked': async (context) => {
    const subject = await context.newCase()
    await blockedAfter(context, context.officer.action(subject, { type: 'respond', payload: {} }), subject)
  },
  'after a conflict later actions of the case are blocked': async (context) => {
    const other = await context.other()
    const subject = await context.newCase()
    await other.do(subject, 'respond', { text: 'Sudah.' })
    await blockedAfter(context, context.officer.action(subject, answer), subject)
  },
  'after a retry later actions of the case are blocked': async (context) => {
    const subject = await context.newCase()
    await blockedAfter(context, context.officer.action(subject, withUpload), subject)
  },
  'after a rejection that is given again later actions are blocked too': async (context) => {
    const { officer } = context
    const subject = await context.newCase()
    const { action } = await officer.act(subject, { type: 'close' })
    await blockedAfter(context, action, subject)
  },
})

export const orderChecks: readonly Check[] = checks
