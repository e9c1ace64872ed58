import { checksOf, NotChecked, type Check } from '../check'
import type { Context } from '../context'
import { given, want, wantEqual, wantProblem, wantStatus } from '../expectations'
import { caseIn } from '../situations'
import { z } from 'zod'

const dispositions: Check[] = checksOf('PROTOCOL 8.2', {
  'POST /national/dispositions hands a report to a unit': async (context) => {
    const unit = await context.unit()
    const subject = await context.newCase()
    wantEqual(
      [subject.status, subject.unitId, subject.assigneeId],
      ['dispositioned', unit.id, null],
      'status, unit, assignee',
    )
    wantEqual(subject.events.at(-1)?.type, 'dispositioned', 'the last event')
  },
  'a report, agency or unit that does not exist is refused': async ({ citizen, reference }) => {
    const trackingId = await citizen.report()
    const agencyId = reference.agency.id
    wantProblem(await citizen.sendDisposition({ trackingId: 'tidak-ada', agencyId }), 404, 'not_found')
    const refused = [
      await citizen.sendDisposition({ trackingId, agencyId: 'tidak-ada' }),
      await citizen.sendDisposition({ trackingId, agencyId, unitId: 'tidak-ada' }),
      await citizen.sendDisposition({ trackingId }),
    ]
    for (const answer of refused) want(answer.status === 404 || answer.status === 422, '404 or 422', answer)
  },
  'a case that was returned can be handed on': async (context) => {
    const { officer, citizen, reference } = context
    const unit = await context.unit()
    const subject = await context.newCase()
    await officer.act(subject, { type: 'return', payload: { reason: 'Bukan kewenangan kami.' } })
    await citizen.dispose(subject.trackingId, { agencyId: reference.agency.id, unitId: unit.id })
    const again = await officer.case(subject.id)
    wantEqual([again.status, again.assigneeId], ['dispositioned', null], 'status and assignee')
  },
})

const statisticsSchema = z.looseObject({})

/** Counts by the words of 8.2, wherever they stand: the page names them and leaves their places open. */
async function counts({
  server,
}: Context): Promise<{ received: number; dispositioned: number; followedUp: number; text: string }> {
  const answer = await server.ask('GET', '/national/statistics')
  wantStatus(answer, 200)
  const body = given(statisticsSchema, answer)
  const read = (name: string): number => {
    const value = body[name]
    if (typeof value !== 'number')
      throw new NotChecked(`GET /national/statistics has no total called ${name}`)
    return value
  }
  return {
    received: read('received'),
    dispositioned: read('dispositioned'),
    followedUp: read('followedUp'),
    text: answer.text,
  }
}

const statistics: Check[] = checksOf(
  'PROTOCOL 8.2',
  {
    'GET /national/statistics counts what is received, dispositioned and followed up': async (context) => {
      const before = await counts(context)
      await context.citizen.report()
      await context.newCase()
      await caseIn(context, 'answered')
      const after = await counts(context)
      wantEqual(after.received - before.received, 3, 'more received:')
      wantEqual(after.dispositioned - before.dispositioned, 2, 'more dispositioned:')
      wantEqual(after.followedUp - before.followedUp, 1, 'more followed up:')
    },
    'it counts by kind of agency': async (context) => {
      const { text } = await counts(context)
      want(
        text.includes(context.reference.agency.kind),
        `the kind ${context.reference.agency.kind}`,
        text.slice(0, 200),
      )
    },
  },
  'alone',
)

export const administrationChecks: readonly Check[] = [...dispositions, ...statistics]
