import { checksOf, Failure, NotChecked, type Check } from '../check'
import { archiveReasonCodes } from '../archiveReasonCodes'
import { wantApplied, wantRejected, type Outcome } from '../client/desk'
import { want, wantEqual } from '../expectations'
import { caseIn } from '../situations'

/** Rejected, whatever the code: the page says that it cannot be done, and not what it is called. */
function wantRefused(outcome: Outcome, why: string): void {
  const { outcome: came } = outcome.result
  if (came !== 'rejected')
    throw new Failure(`expected ${outcome.action.type} to be rejected (${why}); came ${came}`)
}

const forwarding: Check[] = checksOf('DOMAIN actions/forward', {
  'clears the assignee unless they can see the case in the new unit': async (context) => {
    const { officer } = context
    const own = await caseIn(context, 'in_progress')
    const unit = await context.neighbour()
    const kept = await officer.do(own, 'forward', { unitId: unit.id, text: 'Mohon ditangani.' })
    wantEqual(kept.assigneeId, officer.officer.id, 'assigneeId, seen in the new unit too')
    const supervisor = await context.person('supervisor')
    const second = await caseIn(context, 'in_progress')
    const hidden = { unitId: context.hiddenUnit().id, text: 'Bukan kami.' }
    const lost = await supervisor.do(second, 'forward', hidden)
    wantEqual(lost.assigneeId, null, 'assigneeId, not seen in the new unit')
  },
  'is public, its text internal': async (context) => {
    const { officer, citizen } = context
    const subject = await context.newCase()
    const unit = await context.neighbour()
    const text = 'Catatan dapur untuk unit sebelah'
    await officer.do(subject, 'forward', { unitId: unit.id, text })
    const shown = await citizen.everythingShown(subject.trackingId)
    want(!shown.includes(text), 'nothing of the text of forward for the public')
    want((await officer.case(subject.id)).events.at(-1)?.text === text, 'the text for officers')
  },
  'to a unit that does not exist is rejected': async (context) => {
    const subject = await context.newCase()
    const payload = { unitId: 'tidak-ada', text: 'Ke mana?' }
    wantRefused(await context.officer.act(subject, { type: 'forward', payload }), 'no such unit')
    wantRejected(await context.officer.act(subject, { type: 'forward', payload: { text: 'a' } }), 'invalid')
  },
})

const editing: Check[] = checksOf('DOMAIN actions/edit', {
  'changes the fields that it names and no others': async (context) => {
    const subject = await context.newCase()
    const categoryId = context.reference.categories.at(-1)?.id
    const payload = { title: 'Judul baru', categoryId, tags: ['mudik2018'], classification: 'aspiration' }
    const after = await context.officer.do(subject, 'edit', payload)
    const { title, tags, classification } = after
    wantEqual({ title, categoryId: after.categoryId, tags, classification }, payload, 'the fields')
    const second = await context.officer.do(after, 'edit', { tags: [] })
    wantEqual(
      [second.title, second.tags, second.status],
      ['Judul baru', [], subject.status],
      'title, tags and status',
    )
  },
  'anonymous from false to true takes the reporter away, also from the events': async (context) => {
    const reporter = { name: 'Nama Yang Harus Hilang', phone: '081255556666' }
    const subject = await context.newCase({ reporter })
    const after = await context.officer.do(subject, 'edit', { anonymous: true })
    wantEqual([after.anonymous, after.reporter], [true, null], 'anonymous and reporter')
    want(!JSON.stringify(after).includes(reporter.name), 'a case without the name')
    const shown = await context.citizen.everythingShown(subject.trackingId)
    want(!shown.includes(reporter.name), 'nothing of the name for the public')
  },
  'confidential from false to true hides the report from the public': async (context) => {
    const subject = await context.newCase({ title: 'Judul yang akan rahasia' })
    await context.officer.do(subject, 'edit', { confidential: true })
    const shown = await context.citizen.everythingShown(subject.trackingId)
    want(!shown.includes('Judul yang akan rahasia'), 'nothing of the title for the public')
  },
  'anonymous and confidential are never taken back': async (context) => {
    const { officer } = context
    const subject = await context.newCase({ anonymous: true, confidential: true })
    wantRefused(await officer.act(subject, { type: 'edit', payload: { anonymous: false } }), 'anonymous')
    wantRefused(
      await officer.act(subject, { type: 'edit', payload: { confidential: false } }),
      'confidential',
    )
    const after = await officer.case(subject.id)
    wantEqual([after.anonymous, after.confidential], [true, true], 'anonymous and confidential')
  },
  'a category that does not exist, a classification that is none and a title that is no text are rejected':
    async (context) => {
      const subject = await context.newCase()
      for (const payload of [
        { categoryId: 'tidak-ada' },
        { classification: 'keluhan' },
        { title: 7 },
        { tags: 'a' },
      ]) {
        wantRefused(await context.officer.act(subject, { type: 'edit', payload }), JSON.stringify(payload))
      }
    },
})

const linking: Check[] = checksOf('DOMAIN actions/link_duplicate', {
  'sets duplicateOf': async (context) => {
    const [subject, primary] = await context.newCases(2)
    if (!subject || !primary) return
    const after = await context.officer.do(subject, 'link_duplicate', { primaryCaseId: primary.id })
    wantEqual(after.duplicateOf, primary.id, 'duplicateOf')
    wantEqual((await context.officer.case(primary.id)).duplicateOf, null, 'duplicateOf of the primary')
  },
  'rejected when the primary is itself a duplicate': async (context) => {
    const [subject, middle, primary] = await context.newCases(3)
    if (!subject || !middle || !primary) return
    await context.officer.do(middle, 'link_duplicate', { primaryCaseId: primary.id })
    const payload = { primaryCaseId: middle.id }
    wantRefused(await context.officer.act(subject, { type: 'link_duplicate', payload }), 'a chain')
  },
  'rejected when a case links to itself, or to none': async (context) => {
    const subject = await context.newCase()
    for (const primaryCaseId of [subject.id, 'tidak-ada']) {
      const outcome = await context.officer.act(subject, {
        type: 'link_duplicate',
        payload: { primaryCaseId },
      })
      wantRefused(outcome, primaryCaseId === subject.id ? 'itself' : 'no such case')
    }
  },
})

const unlinking: Check[] = checksOf('DOMAIN actions/unlink_duplicate', {
  'clears duplicateOf': async (context) => {
    const [subject, primary] = await context.newCases(2)
    if (!subject || !primary) return
    const payload = { primaryCaseId: primary.id }
    const linked = await context.officer.do(subject, 'link_duplicate', payload)
    wantEqual(
      (await context.officer.do(linked, 'unlink_duplicate', payload)).duplicateOf,
      null,
      'duplicateOf',
    )
  },
})

const answering: Check[] = checksOf('DOMAIN actions/respond', {
  'with close answers and closes at once, without it it only answers': async (context) => {
    const [one, two] = [await context.newCase(), await context.newCase()]
    const closed = await context.officer.do(one, 'respond', { text: 'Selesai.', close: true })
    const answered = await context.officer.do(two, 'respond', { text: 'Selesai.', close: false })
    wantEqual([closed.status, answered.status], ['closed', 'answered'], 'the statuses')
  },
  'close that is no truth value is rejected': async (context) => {
    const subject = await context.newCase()
    const payload = { text: 'Selesai.', close: 'ya' }
    wantRejected(await context.officer.act(subject, { type: 'respond', payload }), 'invalid')
  },
})

const returning: Check[] = checksOf('DOMAIN actions/return', {
  'may suggest an agency': async (context) => {
    const other = context.reference.agencies.find(({ id }) => id !== context.reference.agency.id)
    if (!other) throw new NotChecked('the reference data know one agency only')
    const payload = { reason: 'Bukan kewenangan kami.', suggestedAgencyId: other.id }
    const outcome = await context.officer.act(await context.newCase(), { type: 'return', payload })
    wantEqual(outcome.result.outcome, 'applied', 'the outcome')
  },
})

const reasons: Check[] = archiveReasonCodes.flatMap((reasonCode) =>
  checksOf(`DOMAIN archive-reasons/${reasonCode}`, {
    'a case is archived for this reason, and the event says so': async (context) => {
      const payload = { reasonCode, text: 'Keterangan untuk pelapor.' }
      const after = wantApplied(
        await context.officer.act(await context.newCase(), { type: 'archive', payload }),
      )
      wantEqual(after.events.at(-1)?.data, { reasonCode }, 'data of the event')
      wantEqual(after.status, 'archived', 'status')
    },
  }),
)

const noReason: Check[] = checksOf('DOMAIN actions/archive', {
  'for no reason, or for one that is not in the list, is rejected': async (context) => {
    const subject = await context.newCase()
    for (const payload of [{}, { reasonCode: 'malas' }, { reasonCode: 7 }]) {
      wantRefused(await context.officer.act(subject, { type: 'archive', payload }), JSON.stringify(payload))
    }
  },
})

export const actionEffectChecks: readonly Check[] = [
  ...forwarding,
  ...editing,
  ...linking,
  ...unlinking,
  ...answering,
  ...returning,
  ...noReason,
  ...reasons,
]
