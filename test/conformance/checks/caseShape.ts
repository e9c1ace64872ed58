import { checksOf, type Check } from '../check'
import type { Context } from '../context'
import { reporterOf } from '../client/citizen'
import type { Case } from '../client/desk'
import { oneOf, want, wantEqual } from '../expectations'
import { broughtInto, caseIn, statuses } from '../situations'

const caseFields = [
  ...['id', 'trackingId', 'version', 'title', 'body', 'classification', 'categoryId', 'tags', 'channel'],
  ...['anonymous', 'confidential', 'oversight', 'location', 'reporter', 'status', 'agencyId', 'unitId'],
  ...[
    'assigneeId',
    'receivedAt',
    'dispositionedAt',
    'firstResponseAt',
    'answeredAt',
    'closedAt',
    'deadlines',
  ],
  ...['dueAt', 'dueKind', 'satisfaction', 'duplicateOf', 'attachments', 'events', 'updatedAt'],
]

const shapes: Check[] = checksOf('PROTOCOL 6.1', {
  'a case has every field of the page, in every status': async (context) => {
    for (const status of statuses) {
      const subject = await caseIn(context, status)
      const answer = await context.officer.get(`/v1/cases/${subject.id}`)
      const names = Object.keys(Object(answer.json) as object)
      wantEqual(
        caseFields.filter((name) => !names.includes(name)),
        [],
        `no field missing of a case ${status}:`,
      )
      wantEqual(subject.status, status, 'status')
    }
  },
  'a new case holds what the citizen wrote, and nothing that has not happened yet': async (context) => {
    const location = { address: 'Jalan Melati 7', lat: -5.14, lon: 119.43 }
    const categoryId = context.reference.categories.at(-1)?.id ?? ''
    const subject = await context.newCase({ title: 'Got mampet', location, categoryId, channel: 'android' })
    wantEqual(
      [subject.title, subject.location, subject.categoryId, subject.channel, subject.classification],
      ['Got mampet', location, categoryId, 'android', 'complaint'],
      'title, location, category, channel and classification',
    )
    wantEqual(
      [
        subject.assigneeId,
        subject.firstResponseAt,
        subject.answeredAt,
        subject.closedAt,
        subject.satisfaction,
      ],
      [null, null, null, null, null],
      'assignee, first response, answer, closing and satisfaction',
    )
    const { name, phone, email } = subject.reporter ?? {}
    wantEqual({ name, phone, email }, reporterOf, 'the reporter')
  },
  'a case dispositioned to an agency alone lies in its root unit': async (context) => {
    const { citizen, reference } = context
    const supervisor = await context.person('supervisor')
    const trackingId = await citizen.report()
    const caseId = await citizen.dispose(trackingId, { agencyId: reference.agency.id })
    const subject =
      caseId === null ? await context.found(supervisor, trackingId) : await supervisor.case(caseId)
    const root = reference.units.find(({ parentId }) => parentId === null)
    wantEqual([subject.agencyId, subject.unitId], [reference.agency.id, root?.id], 'agency and unit')
  },
  'reporter is null when anonymous, and nothing else names them': async (context) => {
    const name = 'Rahasia Betul Namanya'
    const reporter = { name, phone: '081299990000', email: 'rahasia@contoh.example' }
    const subject = await context.newCase({ anonymous: true, reporter })
    await context.citizen.reply(subject.trackingId)
    const { text } = await context.officer.get(`/v1/cases/${subject.id}`)
    wantEqual((await context.officer.case(subject.id)).reporter, null, 'reporter')
    for (const secret of Object.values(reporter)) want(!text.includes(secret), `a case without "${secret}"`)
  },
  'a report may be anonymous and confidential; the agency sees the name of a confidential one': async (
    context,
  ) => {
    const both = await context.newCase({ anonymous: true, confidential: true })
    wantEqual([both.anonymous, both.confidential, both.reporter], [true, true, null], 'of both')
    const confidential = await context.newCase({ confidential: true })
    wantEqual(confidential.reporter?.name, reporterOf.name, 'the name in a confidential one')
  },
  'updatedAt is the time of the last change': async (context) => {
    const subject = await context.newCase()
    const after = await context.officer.do(subject, 'note', { text: 'Catatan.' })
    want(after.updatedAt >= subject.updatedAt, 'a later updatedAt', after.updatedAt)
    wantEqual(after.updatedAt, after.events.at(-1)?.at, 'updatedAt')
  },
})

async function travelled(context: Context): Promise<Case> {
  const subject = await context.newCase()
  await broughtInto(context, subject, 'awaiting_reporter')
  await context.citizen.reply(subject.trackingId, 'Ini fotonya.')
  const replied = await context.officer.case(subject.id)
  await context.officer.do(replied, 'respond', { text: 'Terima kasih.', close: true })
  await context.citizen.rate(subject.trackingId, 4)
  return context.officer.case(subject.id)
}

const events: Check[] = checksOf('PROTOCOL 6.2', {
  'events are oldest first, from received and dispositioned on': async (context) => {
    const { events } = await travelled(context)
    wantEqual(
      events.map(({ type }) => type),
      ['received', 'dispositioned', 'request_info', 'reporter_replied', 'respond', 'rated'],
      'the types of the events',
    )
    const times = events.map(({ at }) => at)
    wantEqual(times, [...times].sort(), 'the times in order:')
    wantEqual(new Set(events.map(({ id }) => id)).size, events.length, 'different ids:')
  },
  'each event says who did it': async (context) => {
    const { events } = await travelled(context)
    const kinds = events.map(({ actor }) => actor.kind)
    const expected = ['reporter', 'national_admin', 'officer', 'reporter', 'officer', 'reporter']
    wantEqual(kinds, expected, 'the kinds of actor')
    const answer = oneOf(events, ({ type }) => type === 'respond', 'the answer')
    const { id, name } = context.officer.officer
    wantEqual(answer.actor, { kind: 'officer', id, name }, 'the actor of the answer')
  },
  'an action leaves an event with its text, its actionId and the rest of its payload as data': async (
    context,
  ) => {
    const { officer } = context
    const subject = await context.newCase()
    const unit = await context.neighbour()
    const payload = { unitId: unit.id, text: 'Mohon ditangani.' }
    const outcome = await officer.act(subject, { type: 'forward', payload })
    const event = oneOf(
      (await officer.case(subject.id)).events,
      ({ actionId }) => actionId === outcome.action.actionId,
      'the event of the action',
    )
    wantEqual([event.type, event.text], ['forward', payload.text], 'type and text')
    wantEqual(event.data, { unitId: unit.id }, 'data')
  },
  "a reporter's reply is an event with its text, public": async (context) => {
    const { events } = await travelled(context)
    const reply = oneOf(events, ({ type }) => type === 'reporter_replied', 'the reply')
    wantEqual([reply.text, reply.visibility], ['Ini fotonya.', 'public'], 'text and visibility')
  },
})

const plain: Check[] = checksOf('PROTOCOL 6.3', {
  'texts are plain: markup goes in and comes out as it was written': async (context) => {
    const hostile = `<script>alert(1)</script> & "dua" 'satu' {{officerName}}`
    const subject = await context.newCase({ title: hostile, body: `${hostile}\nbaris kedua` })
    wantEqual([subject.title, subject.body], [hostile, `${hostile}\nbaris kedua`], 'title and body')
    const after = await context.officer.do(subject, 'note', { text: hostile })
    wantEqual(after.events.at(-1)?.text, hostile, 'the text of the note')
  },
})

const serverDeadlines: Check[] = checksOf('PROTOCOL 6.4', {
  'the server computes deadlines and states itself: what a desk says of them changes nothing': async (
    context,
  ) => {
    const { officer } = context
    const subject = await context.newCase()
    const action = officer.action(subject, { type: 'accept' })
    const lie = { status: 'closed', dueAt: '2099-01-01T00:00:00.000Z', deadlines: [], assigneeId: null }
    await officer.sendActions([{ ...action, ...lie, payload: lie, case: { ...subject, ...lie } }])
    const after = await officer.case(subject.id)
    wantEqual(
      [after.status, after.dueAt, after.deadlines.length],
      ['in_progress', subject.dueAt, subject.deadlines.length],
      'status, dueAt and number of deadlines',
    )
  },
  'dueAt and dueKind are one of the deadlines that the case lists': async (context) => {
    for (const status of ['dispositioned', 'in_progress', 'awaiting_reporter', 'answered'] as const) {
      const { deadlines, dueAt, dueKind } = await caseIn(context, status)
      want(dueAt !== null, `a next deadline of a case ${status}`)
      oneOf(
        deadlines,
        (one) => one.kind === dueKind && one.dueAt === dueAt,
        `${dueKind} ${dueAt} among the deadlines`,
      )
    }
  },
})

export const caseShapeChecks: readonly Check[] = [...shapes, ...events, ...plain, ...serverDeadlines]
