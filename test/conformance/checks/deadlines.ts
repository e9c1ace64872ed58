import { checksOf, type Check } from '../check'
import type { Context } from '../context'
import type { Case } from '../client/desk'
import { deadlineOf, resolutionDays, wantDeadline, wantNext } from '../deadlineExpectations'
import { want, wantEqual } from '../expectations'
import { caseIn } from '../situations'

function lastAt(subject: Case): string {
  return subject.events.at(-1)?.at ?? ''
}

function wantResolution(context: Context, subject: Case, startedAt: string) {
  return wantDeadline(context, subject, {
    kind: 'resolution',
    startedAt,
    days: resolutionDays(context.reference, subject),
  })
}

function ofClassification(classification: 'complaint' | 'aspiration' | 'information_request') {
  return async (context: Context): Promise<void> => {
    const subject = await context.newCase({ classification })
    wantEqual(subject.classification, classification, 'classification')
    wantResolution(context, subject, subject.dispositionedAt)
  }
}

const firstResponse: Check[] = checksOf('DOMAIN deadlines/first_response', {
  'starts when the case is dispositioned to this agency': async (context) => {
    const subject = await context.newCase()
    const days = context.reference.deadlineRules.first_response
    const { metAt } = wantDeadline(context, subject, {
      kind: 'first_response',
      startedAt: subject.dispositionedAt,
      days,
    })
    wantEqual(metAt, null, 'metAt')
    wantEqual(subject.dispositionedAt, lastAt(subject), 'dispositionedAt')
  },
  'is 5 counted days': ({ reference }) =>
    Promise.resolve(wantEqual(reference.deadlineRules.first_response, 5, 'the days')),
  'is met by the first respond or request_info, and by nothing else': async (context) => {
    const { officer } = context
    for (const status of ['answered', 'awaiting_reporter'] as const) {
      const subject = await caseIn(context, status)
      wantEqual(deadlineOf(subject, 'first_response').metAt, lastAt(subject), `metAt of a case ${status}`)
      wantEqual(subject.firstResponseAt, lastAt(subject), 'firstResponseAt')
      const later = await officer.do(subject, 'respond', { text: 'Tambahan.' })
      wantEqual(
        deadlineOf(later, 'first_response').metAt,
        subject.firstResponseAt,
        'metAt after a second one',
      )
    }
    const accepted = await officer.do(await caseIn(context, 'in_progress'), 'note', { text: 'Catatan.' })
    wantEqual(deadlineOf(accepted, 'first_response').metAt, null, 'metAt after accept and note')
  },
})

const resolution: Check[] = checksOf('DOMAIN deadlines/resolution', {
  'of an information request is 5 counted days': ofClassification('information_request'),
  'of an aspiration is 14': ofClassification('aspiration'),
  'of a complaint is 14': ofClassification('complaint'),
  'of an oversight complaint is 60': async (context) => {
    const subject = await context.officer.do(await context.newCase(), 'edit', { oversight: true })
    wantResolution(context, subject, subject.dispositionedAt)
  },
  'the days are 5, 14, 14 and 60': ({ reference }) => {
    const expected = { information_request: 5, aspiration: 14, complaint: 14, oversight: 60 }
    return Promise.resolve(wantEqual(reference.deadlineRules.resolution, expected, 'the days'))
  },
  'oversight counts for complaints only': async (context) => {
    const before = await context.newCase({ classification: 'aspiration' })
    const after = await context.officer.do(before, 'edit', { oversight: true })
    wantEqual(deadlineOf(after, 'resolution').dueAt, deadlineOf(before, 'resolution').dueAt, 'dueAt')
  },
  'is met by answered, closed and archived': async (context) => {
    for (const status of ['answered', 'closed', 'archived'] as const) {
      const subject = await caseIn(context, status)
      wantEqual(deadlineOf(subject, 'resolution').metAt, lastAt(subject), `metAt of a case ${status}`)
    }
    const running = await caseIn(context, 'in_progress')
    wantEqual(deadlineOf(running, 'resolution').metAt, null, 'metAt of a case in_progress')
  },
  'awaiting_reporter pauses it, the reply lets it run again': async (context) => {
    const subject = await caseIn(context, 'awaiting_reporter')
    wantEqual(deadlineOf(subject, 'resolution').pausedAt, lastAt(subject), 'pausedAt')
    await context.citizen.reply(subject.trackingId)
    const after = await context.officer.case(subject.id)
    wantEqual(deadlineOf(after, 'resolution').pausedAt, null, 'pausedAt after the reply')
    wantEqual(
      deadlineOf(after, 'resolution').dueAt,
      deadlineOf(subject, 'resolution').dueAt,
      'dueAt, replied to on the same day',
    )
  },
  'a reply to answered or closed starts a new one': async (context) => {
    for (const status of ['answered', 'closed'] as const) {
      const subject = await caseIn(context, status)
      await context.citizen.reply(subject.trackingId)
      const after = await context.officer.case(subject.id)
      const { metAt } = wantResolution(context, after, lastAt(after))
      wantEqual(metAt, null, `metAt of the new one, from ${status}`)
    }
  },
  'reopen starts a new one': async (context) => {
    const supervisor = await context.person('supervisor')
    const subject = await caseIn(context, 'closed')
    const after = await supervisor.do(subject, 'reopen', { reason: 'Perlu ditinjau.' })
    wantEqual(wantResolution(context, after, lastAt(after)).metAt, null, 'metAt of the new one')
  },
  'request_info from answered starts none until the reply': async (context) => {
    const answered = await caseIn(context, 'answered')
    const asked = await context.officer.do(answered, 'request_info', { text: 'Mohon foto.' })
    wantEqual(deadlineOf(asked, 'resolution').metAt, answered.answeredAt, 'metAt of the resolution')
    await context.citizen.reply(answered.trackingId)
    const after = await context.officer.case(answered.id)
    wantEqual(wantResolution(context, after, lastAt(after)).metAt, null, 'metAt of the new one')
  },
  'edit of the classification recomputes it from its start': async (context) => {
    const before = await context.newCase({ classification: 'complaint' })
    const after = await context.officer.do(before, 'edit', { classification: 'information_request' })
    wantResolution(context, after, before.dispositionedAt)
    const back = await context.officer.do(after, 'edit', { classification: 'complaint', oversight: true })
    wantResolution(context, back, before.dispositionedAt)
  },
  "forward changes no running deadline; clocks that start later use the new unit's calendar": async (
    context,
  ) => {
    const supervisor = await context.person('supervisor')
    const before = await context.newCase()
    const kind = context.reference.units.find(({ id }) => id === before.unitId)?.calendar
    const unit = context.reference.units.find(({ calendar }) => calendar !== kind)
    const unitId = unit?.id ?? (await context.neighbour()).id
    const moved = await supervisor.do(before, 'forward', { unitId, text: 'Mohon ditangani.' })
    wantEqual(moved.deadlines, before.deadlines, 'the deadlines')
    const asked = await supervisor.do(moved, 'request_info', { text: 'Mohon foto.' })
    const days = context.reference.deadlineRules.reporter_reply
    wantDeadline(context, asked, { kind: 'reporter_reply', startedAt: lastAt(asked), days, unitId })
  },
  'a unit that never closes counts every day': async (context) => {
    const unit = context.reference.units.find(({ calendar }) => calendar === 'continuous')
    if (!unit) return
    const subject = await context.newCase({}, unit)
    wantResolution(context, subject, subject.dispositionedAt)
    const days = context.reference.deadlineRules.first_response
    wantDeadline(context, subject, { kind: 'first_response', startedAt: subject.dispositionedAt, days })
  },
})

const reporterReply: Check[] = checksOf('DOMAIN deadlines/reporter_reply', {
  'starts with request_info, 10 counted days': async (context) => {
    const subject = await caseIn(context, 'awaiting_reporter')
    const days = context.reference.deadlineRules.reporter_reply
    wantEqual(days, 10, 'the days')
    const { metAt } = wantDeadline(context, subject, {
      kind: 'reporter_reply',
      startedAt: lastAt(subject),
      days,
    })
    wantEqual(metAt, null, 'metAt')
    wantNext(subject, 'reporter_reply')
  },
  'the desk may archive it then, and before': async (context) => {
    const subject = await caseIn(context, 'awaiting_reporter')
    const after = await context.officer.do(subject, 'archive', { reasonCode: 'not_completed' })
    wantNext(after, null)
  },
})

const autoClose: Check[] = checksOf('DOMAIN deadlines/auto_close', {
  'starts with answered, 10 counted days': async (context) => {
    const subject = await caseIn(context, 'answered')
    const days = context.reference.deadlineRules.auto_close
    wantEqual(days, 10, 'the days')
    wantDeadline(context, subject, { kind: 'auto_close', startedAt: lastAt(subject), days })
    wantNext(subject, 'auto_close')
  },
  'a reply ends it: the case is not closed by it any more': async (context) => {
    const subject = await caseIn(context, 'answered')
    await context.citizen.reply(subject.trackingId)
    const after = await context.officer.case(subject.id)
    want(after.dueKind === 'resolution', 'resolution next after a reply', after.dueKind ?? 'none')
  },
})

const next: Check[] = checksOf('DOMAIN deadlines/next', {
  'in dispositioned and in_progress the earlier of first_response if unmet and resolution': async (
    context,
  ) => {
    for (const status of ['dispositioned', 'in_progress'] as const) {
      const subject = await caseIn(context, status)
      const [first, later] = [deadlineOf(subject, 'first_response'), deadlineOf(subject, 'resolution')]
      wantNext(subject, first.dueAt <= later.dueAt ? 'first_response' : 'resolution')
    }
    const replied = await caseIn(context, 'awaiting_reporter')
    await context.citizen.reply(replied.trackingId)
    wantNext(await context.officer.case(replied.id), 'resolution')
  },
  'in closed and archived none': async (context) => {
    wantNext(await caseIn(context, 'closed'), null)
    wantNext(await caseIn(context, 'archived'), null)
  },
})

export const deadlineChecks: readonly Check[] = [
  ...firstResponse,
  ...resolution,
  ...reporterReply,
  ...autoClose,
  ...next,
]
