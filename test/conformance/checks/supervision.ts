import { referenceSchema } from '../../../shared/protocol/reference'
import { checksOf, type Check } from '../check'
import type { Context } from '../context'
import type { Desk } from '../client/desk'
import { given, want, wantEqual, wantProblem, wantStatus } from '../expectations'
import type { Reference } from '../places'

const dayMilliseconds = 86_400_000

async function referenceNow(desk: Desk): Promise<{ reference: Reference; tag: string }> {
  const answer = await desk.get('/v1/reference')
  return { reference: given(referenceSchema, answer), tag: answer.header('etag') ?? '' }
}

function dutyOf(reference: Reference, unitId: string): readonly string[] {
  return reference.units.find(({ id }) => id === unitId)?.dutyOfficerIds ?? []
}

function awayOf(reference: Reference, officerId: string): string | null {
  return reference.officers.find(({ id }) => id === officerId)?.awayUntil ?? null
}

/** From an hour ago for two days, by the server's own clock. */
async function aroundNow(desk: Desk): Promise<{ from: string; until: string }> {
  const now = Date.parse((await desk.get('/v1/reference')).header('date') ?? '')
  const at = (milliseconds: number): string => new Date(now + milliseconds).toISOString()
  return { from: at(-dayMilliseconds / 24), until: at(2 * dayMilliseconds) }
}

async function onDuty(context: Context): Promise<void> {
  const supervisor = await context.person('supervisor')
  const unit = await context.unit()
  const before = await referenceNow(supervisor)
  const path = `/v1/units/${unit.id}/duty`
  const officerIds = [context.officer.officer.id]
  const period = await aroundNow(supervisor)
  wantStatus(await supervisor.ask('PUT', path, { json: { officerIds, ...period } }), 200, 204)
  try {
    const after = await referenceNow(supervisor)
    wantEqual(dutyOf(after.reference, unit.id), officerIds, 'the officers on duty of the reference data')
    want(after.tag !== before.tag, 'another ETag than before')
    wantStatus(await supervisor.get('/v1/reference', { 'if-none-match': before.tag }), 200)
  } finally {
    const earlier = dutyOf(before.reference, unit.id)
    await supervisor.ask('PUT', path, { json: { officerIds: earlier, ...period } })
  }
}

async function away(context: Context): Promise<void> {
  const supervisor = await context.person('supervisor')
  const { id } = context.officer.officer
  const before = awayOf((await referenceNow(supervisor)).reference, id)
  const path = `/v1/officers/${id}/away`
  const { until } = await aroundNow(supervisor)
  wantStatus(await supervisor.ask('PUT', path, { json: { until } }), 204)
  try {
    wantEqual(awayOf((await referenceNow(supervisor)).reference, id), until, 'awayUntil')
    wantStatus(await supervisor.ask('PUT', path, { json: { until: null } }), 204)
    wantEqual(awayOf((await referenceNow(supervisor)).reference, id), null, 'awayUntil after null:')
  } finally {
    await supervisor.ask('PUT', path, { json: { until: before } })
  }
}

/** They change the reference data that others are looking at, so nothing else runs beside them. */
export const supervisionChecks: readonly Check[] = checksOf(
  'PROTOCOL 3.3',
  {
    'PUT /v1/units/{id}/duty says who is on duty, in the reference data too': onDuty,
    'PUT /v1/officers/{id}/away is 204 and says until when, null for not any more': away,
    'only supervisors may: an officer is 403 forbidden': async (context) => {
      const { officer } = context
      const unit = await context.unit()
      const period = await aroundNow(officer)
      const duty = { officerIds: [officer.officer.id], ...period }
      wantProblem(await officer.ask('PUT', `/v1/units/${unit.id}/duty`, { json: duty }), 403, 'forbidden')
      const path = `/v1/officers/${officer.officer.id}/away`
      wantProblem(await officer.ask('PUT', path, { json: { until: null } }), 403, 'forbidden')
      wantProblem(await officer.get('/v1/figures?from=2026-01-01&to=2026-12-31'), 403, 'forbidden')
    },
    'a unit, an officer or a time that is not one is refused': async (context) => {
      const supervisor = await context.person('supervisor')
      const unit = await context.unit()
      const period = await aroundNow(supervisor)
      const nobody = { officerIds: ['tidak-ada'], ...period }
      const refused = [
        await supervisor.ask('PUT', '/v1/units/tidak-ada/duty', { json: { officerIds: [], ...period } }),
        await supervisor.ask('PUT', `/v1/units/${unit.id}/duty`, { json: nobody }),
        await supervisor.ask('PUT', `/v1/units/${unit.id}/duty`, { json: { officerIds: 'semua' } }),
        await supervisor.ask('PUT', '/v1/officers/tidak-ada/away', { json: { until: null } }),
        await supervisor.ask('PUT', `/v1/officers/${context.officer.officer.id}/away`, {
          json: { until: 'besok' },
        }),
      ]
      for (const answer of refused) {
        want(answer.status === 404 || answer.status === 422, 'status 404 or 422', answer)
      }
    },
  },
  'alone',
)
