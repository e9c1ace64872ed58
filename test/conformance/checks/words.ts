import { checksOf, type Check } from '../check'
import { oneOf, want, wantEqual, wantProblem, wantStatus } from '../expectations'
import { wantTaken } from '../client/desk'
import { reporterOf } from '../client/citizen'
import { unitsSeenBy } from '../places'
import { caseIn } from '../situations'

const channels = ['web', 'android', 'ios', 'sms', 'whatsapp', 'twitter', 'walk_in', 'partner']

const channelChecks: Check[] = channels.flatMap((channel) =>
  checksOf(`DOMAIN channels/${channel}`, {
    'a report comes in by it, and the case says so': async (context) => {
      wantEqual((await context.newCase({ channel })).channel, channel, 'channel')
    },
  }),
)

/** Rows of DOMAIN.md's first table whose meaning can be seen from outside and is not a row elsewhere. */
const words: Check[] = [
  ...checksOf('DOMAIN words/case', {
    'one report of a citizen is one case': async (context) => {
      const trackingId = await context.citizen.report()
      const first = await context.dispositioned(trackingId)
      const again = await context.dispositioned(trackingId)
      wantEqual(again.id, first.id, 'the id after a second disposition')
    },
  }),
  ...checksOf('DOMAIN words/trackingId', {
    'the public number by which the citizen follows the case': async (context) => {
      const subject = await context.newCase()
      wantStatus(await context.citizen.view(subject.trackingId), 200)
      want(
        (await context.citizen.page(subject.trackingId)).text.includes(`#${subject.trackingId}`),
        '#number on the page',
      )
    },
  }),
  ...checksOf('DOMAIN words/reporter', {
    'the citizen, known to the agency by name and how to be reached': async (context) => {
      const { reporter } = await context.newCase()
      wantEqual([reporter?.name, reporter?.phone], [reporterOf.name, reporterOf.phone], 'name and phone')
    },
  }),
  ...checksOf('DOMAIN words/agency', {
    'each agency has an id, a name and one of the six kinds': async ({ reference }) => {
      want(reference.agencies.length > 0, 'at least one agency')
      const kinds = [
        'ministry',
        'state_body',
        'university',
        'local_government',
        'state_enterprise',
        'mission_abroad',
      ]
      wantEqual(
        reference.agencies.filter(({ kind }) => !kinds.includes(kind)),
        [],
        'no other kind:',
      )
    },
  }),
  ...checksOf('DOMAIN words/unit', {
    'units form a tree: a case in a unit is seen from the unit above': async (context) => {
      const supervisor = await context.person('supervisor')
      const unit = await context.unit()
      const subject = await context.newCase({}, unit)
      wantEqual((await supervisor.case(subject.id)).unitId, unit.id, 'unitId')
    },
  }),
  ...checksOf('DOMAIN words/disposition', {
    'the hand-over to an agency or unit is an event of its own, by the national admin': async (context) => {
      const subject = await context.newCase()
      const event = oneOf(subject.events, ({ type }) => type === 'dispositioned', 'an event dispositioned')
      wantEqual([event.actor.kind, event.visibility], ['national_admin', 'public'], 'actor and visibility')
    },
  }),
  ...checksOf('DOMAIN words/follow-up', {
    'the public answer is a response that the citizen reads': async (context) => {
      const subject = await context.newCase()
      await context.officer.do(subject, 'respond', { text: 'Jawaban untuk pelapor.' })
      want(
        (await context.citizen.everythingShown(subject.trackingId)).includes('Jawaban untuk pelapor.'),
        'the answer',
      )
    },
  }),
  ...checksOf('DOMAIN words/assign', {
    'sets or changes the officer who holds a case, nothing else': async (context) => {
      const { officer } = context
      const subject = await context.newCase()
      const after = await officer.do(subject, 'assign', { assigneeId: officer.officer.id, reason: '' })
      wantEqual(
        [after.assigneeId, after.status, after.unitId],
        [officer.officer.id, subject.status, subject.unitId],
        'assignee, status, unit',
      )
    },
  }),
  ...checksOf('DOMAIN words/return', {
    'hands a case back to the national system: nobody of the agency has it then': async (context) => {
      const supervisor = await context.person('supervisor')
      const subject = await context.newCase()
      const payload = { reason: 'Bukan kewenangan kami.' }
      wantTaken(await context.officer.act(subject, { type: 'return', payload }))
      wantProblem(await supervisor.get(`/v1/cases/${subject.id}`), 404, 'not_found')
    },
  }),
  ...checksOf('DOMAIN words/awaiting-reporter', {
    'the question is shown to the reporter who must answer it': async (context) => {
      const subject = await context.newCase()
      await context.officer.do(subject, 'request_info', { text: 'Di kilometer berapa?' })
      want(
        (await context.citizen.everythingShown(subject.trackingId)).includes('Di kilometer berapa?'),
        'the question',
      )
    },
  }),
  ...checksOf('DOMAIN words/archive', {
    'closed without follow-up: the first response stays unmet': async (context) => {
      const subject = await caseIn(context, 'archived')
      wantEqual([subject.firstResponseAt, subject.answeredAt], [null, null], 'firstResponseAt and answeredAt')
    },
  }),
  ...checksOf('DOMAIN words/anonymous-confidential', {
    'anonymous hides the name from the agency, confidential the report from the public': async (context) => {
      const anonymous = await context.newCase({ anonymous: true, title: 'Anonim tetapi terbuka' })
      wantEqual(anonymous.reporter, null, 'the reporter of an anonymous report')
      want(
        (await context.citizen.everythingShown(anonymous.trackingId)).includes('Anonim tetapi terbuka'),
        'its title',
      )
      const confidential = await context.newCase({ confidential: true, title: 'Rahasia tetapi bernama' })
      want(confidential.reporter !== null, 'the reporter of a confidential report')
      want(
        !(await context.citizen.everythingShown(confidential.trackingId)).includes('Rahasia tetapi'),
        'no title of it',
      )
    },
  }),
  ...checksOf('DOMAIN words/oversight', {
    'a complaint that needs inspection has a longer deadline': async (context) => {
      const before = await context.newCase()
      const after = await context.officer.do(before, 'edit', { oversight: true })
      const due = (subject: typeof before) =>
        subject.deadlines.find(({ kind }) => kind === 'resolution')?.dueAt ?? ''
      want(due(after) > due(before), 'a later resolution', due(after))
    },
  }),
]

const duty: Check[] = checksOf('DOMAIN words/duty', {
  'who answers on holidays is an active officer who sees the cases of the unit': ({ reference }) => {
    const blind = reference.units.flatMap((unit) =>
      unit.dutyOfficerIds.filter((id) => {
        const officer = reference.officers.find((one) => one.id === id)
        return !officer?.active || !unitsSeenBy(officer, reference.units).some((seen) => seen.id === unit.id)
      }),
    )
    return Promise.resolve(wantEqual(blind, [], 'nobody on duty who cannot answer:'))
  },
})

const satisfaction: Check[] = checksOf('DOMAIN satisfaction', {
  'a closed case carries what the reporter gave it, 1 to 5': async (context) => {
    const { citizen, officer } = context
    const cases = await Promise.all(
      [1, 5].map(async (given) => ({ given, subject: await caseIn(context, 'closed') })),
    )
    for (const { given, subject } of cases) {
      wantStatus(await citizen.rate(subject.trackingId, given), 200, 201, 204)
      wantEqual((await officer.case(subject.id)).satisfaction, given, 'satisfaction')
    }
  },
  'none but 1 to 5, and only for a closed case': async (context) => {
    const { citizen } = context
    const closed = await caseIn(context, 'closed')
    for (const wrong of [0, 6, 2.5, 'lima', null])
      wantProblem(await citizen.rate(closed.trackingId, wrong), 422, 'invalid')
    const open = await caseIn(context, 'in_progress')
    const refused = await citizen.rate(open.trackingId, 4)
    want(refused.status >= 400 && refused.status < 500, 'a refusal for an open case', refused)
    wantEqual((await context.officer.case(open.id)).satisfaction, null, 'satisfaction of an open case')
  },
})

export const wordChecks: readonly Check[] = [...words, ...duty, ...channelChecks, ...satisfaction]
