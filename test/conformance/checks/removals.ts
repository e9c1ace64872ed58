import { checksOf, NotChecked, type Check } from '../check'
import type { Context } from '../context'
import { wantTaken, type Desk } from '../client/desk'
import { wantEqual, wantProblem, wantStatus } from '../expectations'
import { caseIn, returnedCase } from '../situations'

/** What a desk is told about a case since a cursor, the last word of it. */
async function lastWord(desk: Desk, caseId: string, since: string): Promise<unknown> {
  const change = (await desk.changesOf(caseId, since)).at(-1)
  return change?.kind === 'upsert' ? 'upsert' : (change ?? 'nothing')
}

function removed(caseId: string, reason: string): unknown {
  return { kind: 'remove', caseId, reason }
}

async function forwardedAway(context: Context): Promise<void> {
  const { officer } = context
  const hidden = context.hiddenUnit()
  const subject = await caseIn(context, 'in_progress')
  const since = await officer.position()
  const payload = { unitId: hidden.id, text: 'Bukan unit kami.' }
  wantTaken(await officer.act(subject, { type: 'forward', payload }))
  wantEqual(await lastWord(officer, subject.id, since), removed(subject.id, 'reassigned'), 'the change')
  wantProblem(await officer.get(`/v1/cases/${subject.id}`), 404, 'not_found')
}

export const removalChecks: readonly Check[] = checksOf('PROTOCOL 4.2', {
  'a case that comes into scope is an upsert': async (context) => {
    const since = await context.officer.position()
    const subject = await context.newCase()
    wantEqual(await lastWord(context.officer, subject.id, since), 'upsert', 'the change')
  },
  'a case dispositioned to where the officer does not see it is removed, reassigned': async (context) => {
    const { officer, citizen, reference } = context
    const hidden = context.hiddenUnit()
    const subject = await context.newCase()
    const since = await officer.position()
    const destination = { agencyId: reference.agency.id, unitId: hidden.id }
    await citizen.dispose(subject.trackingId, destination)
    wantEqual(await lastWord(officer, subject.id, since), removed(subject.id, 'reassigned'), 'the change')
  },
  'a case dispositioned to another agency is removed, reassigned': async (context) => {
    const { officer, citizen, reference } = context
    const other = reference.agencies.find(({ id }) => id !== reference.agency.id)
    if (!other) throw new NotChecked('the reference data know one agency only')
    const subject = await context.newCase()
    const since = await officer.position()
    await citizen.dispose(subject.trackingId, { agencyId: other.id })
    wantEqual(await lastWord(officer, subject.id, since), removed(subject.id, 'reassigned'), 'the change')
    wantProblem(await officer.get(`/v1/cases/${subject.id}`), 404, 'not_found')
  },
  "a case that left by the officer's own action is removed too": forwardedAway,
  'a case that was returned is removed, returned': async (context) => {
    const { officer } = context
    const since = await officer.position()
    const subject = await returnedCase(context)
    wantEqual(await lastWord(officer, subject.id, since), removed(subject.id, 'returned'), 'the change')
    wantProblem(await officer.get(`/v1/cases/${subject.id}`), 404, 'not_found')
  },
  'a case that left and came back is an upsert again': async (context) => {
    const { officer, citizen, reference } = context
    const hidden = context.hiddenUnit()
    const unit = await context.unit()
    const subject = await context.newCase()
    const agencyId = reference.agency.id
    await citizen.dispose(subject.trackingId, { agencyId, unitId: hidden.id })
    const since = await officer.position()
    await citizen.dispose(subject.trackingId, { agencyId, unitId: unit.id })
    wantEqual(await lastWord(officer, subject.id, since), 'upsert', 'the change')
    wantStatus(await officer.get(`/v1/cases/${subject.id}`), 200)
  },
  'nobody hears of a case that they never saw': async (context) => {
    const since = await context.officer.position()
    const subject = await context.newCase({}, context.hiddenUnit())
    wantEqual(await lastWord(context.officer, subject.id, since), 'nothing', 'the change')
  },
  'closed and archived cases stay': async (context) => {
    const { officer } = context
    const since = await officer.position()
    const closed = await caseIn(context, 'closed')
    const archived = await caseIn(context, 'archived')
    wantEqual(await lastWord(officer, closed.id, since), 'upsert', 'the change of a closed case')
    wantEqual(await lastWord(officer, archived.id, since), 'upsert', 'the change of an archived case')
  },
})
