import { checksOf, Failure, NotChecked, type Check } from '../check'
import type { Context } from '../context'
import { wantApplied, wantRejected, type Case, type Desk, type Outcome } from '../client/desk'
import { want, wantEqual, wantProblem, wantStatus } from '../expectations'
import { unitsSeenBy } from '../places'
import { caseIn } from '../situations'

const answer = { type: 'respond', payload: { text: 'Sudah kami perbaiki.' } }

function assign(desk: Desk, subject: Case, assigneeId: string | null): Promise<Outcome> {
  return desk.act(subject, { type: 'assign', payload: { assigneeId, reason: '' } })
}

/** One of those of 5.4: the page does not say which code a payload has that names what cannot be. */
function wantRefused(outcome: Outcome, why: string): void {
  const { outcome: came } = outcome.result
  if (came !== 'rejected')
    throw new Failure(`expected ${outcome.action.type} to be rejected (${why}); came ${came}`)
}

async function heldByOther(context: Context): Promise<{ subject: Case; other: Desk }> {
  const other = await context.other()
  const subject = await other.do(await context.newCase(), 'accept')
  wantEqual(subject.assigneeId, other.officer.id, 'assigneeId')
  return { subject: await context.officer.case(subject.id), other }
}

const officers: Check[] = checksOf('DOMAIN roles/officer', {
  'sees the cases of their units and of the units below, no others': async (context) => {
    const { officer, reference } = context
    const below = context.seen().find(({ id }) => !officer.officer.unitIds.includes(id))
    if (!below) throw new NotChecked('the officer has no unit below their own')
    const subject = await context.newCase({}, below)
    wantStatus(await officer.get(`/v1/cases/${subject.id}`), 200)
    const hidden = await context.newCase({}, context.hiddenUnit())
    wantProblem(await officer.get(`/v1/cases/${hidden.id}`), 404)
    want(reference.units.length > context.seen().length, 'units that the officer does not see')
  },
  'may note any case that they see, held by another too': async (context) => {
    const { subject } = await heldByOther(context)
    wantApplied(await context.officer.act(subject, { type: 'note', payload: { text: 'Catatan.' } }))
  },
  'acts on cases that are unassigned or theirs': async (context) => {
    const { officer } = context
    const subject = await context.newCase()
    const own = wantApplied(await officer.act(subject, { type: 'accept' }))
    wantApplied(await officer.act(own, answer))
  },
  'does not act on a case held by another': async (context) => {
    const { subject } = await heldByOther(context)
    const { officer } = context
    wantRejected(await officer.act(subject, answer), 'forbidden')
    wantRejected(
      await officer.act(subject, { type: 'archive', payload: { reasonCode: 'unclear' } }),
      'forbidden',
    )
    wantRejected(await officer.act(subject, { type: 'edit', payload: { title: 'Judul baru' } }), 'forbidden')
  },
  'claims an unassigned case': async (context) => {
    const { officer } = context
    const subject = await context.newCase()
    const own = wantApplied(await assign(officer, subject, officer.officer.id))
    wantEqual(own.assigneeId, officer.officer.id, 'assigneeId')
  },
  'does not give an unassigned case to another, nor take one from another': async (context) => {
    const { officer } = context
    const subject = await context.newCase()
    const other = await context.other()
    wantRejected(await assign(officer, subject, other.officer.id), 'forbidden', 'unassigned, to another')
    const held = await heldByOther(context)
    wantRejected(
      await assign(officer, held.subject, officer.officer.id),
      'forbidden',
      "another's, to oneself",
    )
  },
  'passes on or lets go of their own': async (context) => {
    const { officer } = context
    const other = await context.other()
    const own = await caseIn(context, 'in_progress')
    const passed = wantApplied(await assign(officer, own, other.officer.id))
    wantEqual(passed.assigneeId, other.officer.id, 'assigneeId when passed on')
    const second = await caseIn(context, 'in_progress')
    wantEqual(wantApplied(await assign(officer, second, null)).assigneeId, null, 'assigneeId when let go')
  },
  'accept, respond and request_info on an unassigned case assign it to the actor': async (context) => {
    const actions = [{ type: 'accept' }, answer, { type: 'request_info', payload: { text: 'Mohon foto.' } }]
    for (const action of actions) {
      const subject = await context.newCase()
      const { assigneeId } = wantApplied(await context.officer.act(subject, action))
      wantEqual(assigneeId, context.officer.officer.id, `assigneeId after ${action.type}`)
    }
  },
  'a note and an edit on an unassigned case assign it to nobody': async (context) => {
    for (const action of [
      { type: 'note', payload: { text: 'Catatan.' } },
      { type: 'edit', payload: { title: 'Judul baru' } },
    ]) {
      const subject = await context.newCase()
      const { assigneeId } = wantApplied(await context.officer.act(subject, action))
      wantEqual(assigneeId, null, `assigneeId after ${action.type}`)
    }
  },
  'an assignee must be able to see the case': async (context) => {
    const { officer, reference } = context
    const unit = await context.unit()
    const blind = context.colleagueWho(
      (one) =>
        one.active &&
        one.role === 'officer' &&
        !unitsSeenBy(one, reference.units).some(({ id }) => id === unit.id),
      'active officer who does not see the unit',
    )
    const own = await caseIn(context, 'in_progress')
    wantRefused(await assign(officer, own, blind.id), 'to one who does not see it')
    wantRefused(await assign(officer, own, 'tidak-ada'), 'to nobody of this agency')
  },
  'an assignee must be active': async (context) => {
    const supervisor = await context.person('supervisor')
    const gone = context.colleagueWho(({ active }) => !active, 'officer who is not active any more')
    const unit = context.reference.units.find(({ id }) => gone.unitIds.includes(id))
    const subject = await context.newCase({}, unit)
    wantRefused(await assign(supervisor, subject, gone.id), 'to one who is not active')
  },
})

const supervisors: Check[] = checksOf('DOMAIN roles/supervisor', {
  'sees all cases of the agency': async (context) => {
    const supervisor = await context.person('supervisor')
    const subject = await context.newCase({}, context.hiddenUnit())
    wantStatus(await supervisor.get(`/v1/cases/${subject.id}`), 200)
  },
  'acts on all of them, held by whomever; who holds it stays': async (context) => {
    const supervisor = await context.person('supervisor')
    const own = await caseIn(context, 'in_progress')
    const after = wantApplied(await supervisor.act(own, answer))
    wantEqual(after.assigneeId, context.officer.officer.id, 'assigneeId')
  },
  'accepting a case that is assigned leaves it with its holder': async (context) => {
    const supervisor = await context.person('supervisor')
    const claimed = wantApplied(
      await assign(context.officer, await context.newCase(), context.officer.officer.id),
    )
    const after = wantApplied(await supervisor.act(claimed, { type: 'accept' }))
    wantEqual(
      [after.status, after.assigneeId],
      ['in_progress', context.officer.officer.id],
      'status and assignee',
    )
  },
  'assigns to anybody who sees the case, unassigned or held': async (context) => {
    const supervisor = await context.person('supervisor')
    const subject = await context.newCase()
    const given = wantApplied(await assign(supervisor, subject, context.officer.officer.id))
    wantEqual(given.assigneeId, context.officer.officer.id, 'assigneeId')
    const taken = wantApplied(await assign(supervisor, given, supervisor.officer.id))
    wantEqual(taken.assigneeId, supervisor.officer.id, 'assigneeId')
  },
  'reopens, and nobody else does': async (context) => {
    const supervisor = await context.person('supervisor')
    const subject = await caseIn(context, 'closed')
    const reopen = { type: 'reopen', payload: { reason: 'Perlu ditinjau ulang.' } }
    wantRejected(await context.officer.act(subject, reopen), 'forbidden')
    wantEqual(wantApplied(await supervisor.act(subject, reopen)).status, 'in_progress', 'status')
  },
})

const auditors: Check[] = checksOf('DOMAIN roles/auditor', {
  'sees all cases of the agency': async (context) => {
    const auditor = await context.person('auditor')
    for (const subject of [await context.newCase(), await context.newCase({ confidential: true })]) {
      wantStatus(await auditor.get(`/v1/cases/${subject.id}`), 200)
    }
  },
  'does nothing, not even a note': async (context) => {
    const auditor = await context.person('auditor')
    const subject = await context.newCase()
    const { id } = auditor.officer
    const tries = [
      { type: 'note', payload: { text: 'Catatan.' } },
      { type: 'accept' },
      answer,
      { type: 'assign', payload: { assigneeId: id, reason: '' } },
      { type: 'edit', payload: { title: 'Judul baru' } },
    ]
    for (const action of tries) wantRejected(await auditor.act(subject, action), 'forbidden')
    wantEqual((await auditor.case(subject.id)).version, subject.version, 'version')
  },
  'is no supervisor: 403 for what those do online': async (context) => {
    const auditor = await context.person('auditor')
    const path = `/v1/officers/${context.officer.officer.id}/away`
    wantProblem(await auditor.ask('PUT', path, { json: { until: null } }), 403, 'forbidden')
  },
})

export const roleChecks: readonly Check[] = [...officers, ...supervisors, ...auditors]
