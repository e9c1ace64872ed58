import { checksOf, NotChecked, type Check } from '../check'
import type { Context } from '../context'
import { Desk } from '../client/desk'
import { want, wantEqual, wantProblem, wantRetryAfter, wantStatus } from '../expectations'

/** A trouble that the sandbox makes on purpose, and what a desk is told of it (PROTOCOL.md 1.4). */
async function withFault(context: Context, fault: unknown, run: () => Promise<void>): Promise<void> {
  await context.otherSide.setFaults([fault])
  try {
    await run()
  } finally {
    await context.otherSide.clearFaults()
  }
}

function statusFault(status: number, code: string, form: 'seconds' | 'date'): unknown {
  return { kind: 'status', status, body: { form: 'problem', code }, retryAfter: { form, seconds: 7 } }
}

function refusedWith(status: number, code: string, form: 'seconds' | 'date') {
  return (context: Context): Promise<void> =>
    withFault(context, statusFault(status, code, form), async () => {
      const answer = await context.officer.get('/v1/changes?limit=1')
      wantProblem(answer, status, code)
      wantRetryAfter(answer)
      const value = answer.header('retry-after') ?? ''
      want(/^\d+$/.test(value) === (form === 'seconds'), `Retry-After as ${form}`, value)
    })
}

async function deviceRevoked(context: Context): Promise<void> {
  const { options, server, otherSide } = context
  const deviceId = `conformance-revoked-${Date.now()}`
  const desk = await Desk.signIn(server, { username: options.user, password: options.password }, deviceId)
  await otherSide.revoke({ kind: 'device', deviceId })
  wantProblem(await desk.get('/v1/changes?limit=1'), 403, 'device_revoked')
  const json = { refreshToken: desk.session.refreshToken, deviceId }
  wantProblem(await server.ask('POST', '/v1/sessions/refresh', { json }), 403, 'device_revoked')
  wantStatus(await context.officer.get('/v1/changes?limit=1'), 200)
}

async function sessionRevoked(context: Context): Promise<void> {
  const { options, server, otherSide } = context
  const deviceId = `conformance-ended-${Date.now()}`
  const desk = await Desk.signIn(server, { username: options.user, password: options.password }, deviceId)
  await otherSide.revoke({ kind: 'session', deviceId })
  wantProblem(await desk.get('/v1/changes?limit=1'), 401, 'session_revoked')
  wantStatus(await context.officer.get('/v1/changes?limit=1'), 200)
}

async function underMaintenance(context: Context): Promise<void> {
  const { server, officer, otherSide } = context
  const now = Date.parse((await officer.get('/v1/reference')).header('date') ?? '')
  const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString()
  const maintenance = { from: at(-1), until: at(30), message: 'Pemeliharaan terjadwal.' }
  await otherSide.setMaintenance(maintenance)
  const answer = await officer.get('/v1/changes?limit=1')
  wantProblem(answer, 503, 'maintenance', 'unavailable')
  wantRetryAfter(answer)
  wantEqual((await server.ask('GET', '/v1/status')).json, { maintenance }, 'GET /v1/status')
  await otherSide.setMaintenance(null)
  wantEqual((await server.ask('GET', '/v1/status')).json, { maintenance: null }, 'GET /v1/status afterwards')
  wantStatus(await officer.get('/v1/changes?limit=1'), 200)
}

async function tooOld(context: Context): Promise<void> {
  const { officer, otherSide } = context
  await otherSide.setLeastVersion('99.0.0')
  const answer = await officer.get('/v1/changes?limit=1')
  wantProblem(answer, 426, 'upgrade_required')
  wantRetryAfter(answer)
  await otherSide.setLeastVersion(null)
  wantStatus(await officer.get('/v1/changes?limit=1'), 200)
}

export const troubleChecks: readonly Check[] = [
  ...checksOf(
    'PROTOCOL 1.4',
    {
      '403 device_revoked: a device that was revoked, in every request of it and of no other': deviceRevoked,
      '401 session_revoked: a session that was ended elsewhere, and no other': sessionRevoked,
      '426 upgrade_required, with Retry-After': tooOld,
      '429 too_many with Retry-After in seconds': refusedWith(429, 'too_many', 'seconds'),
      '503 unavailable with Retry-After as a date': refusedWith(503, 'unavailable', 'date'),
    },
    'upheaval',
  ),
  ...checksOf(
    'PROTOCOL 1.6',
    { 'maintenance is announced, and answered with 503 and Retry-After': underMaintenance },
    'upheaval',
  ),
  ...checksOf(
    'PROTOCOL 1.3',
    {
      'HTML with a success in its status is no answer of the protocol': async (context) =>
        withFault(context, { kind: 'html' }, async () => {
          const answer = await context.officer.get('/v1/changes?limit=1')
          want(
            answer.mediaType === 'text/html' && answer.json === undefined,
            'HTML where the sandbox is told to',
            answer,
          )
        }),
    },
    'upheaval',
  ),
  ...checksOf(
    'PROTOCOL 1.5',
    {
      'an action whose answer was lost has its effect once, whenever it is sent again': async (context) => {
        const { officer } = context
        const subject = await context.newCase()
        const action = officer.action(subject, { type: 'note', payload: { text: 'Jawaban hilang.' } })
        const fault = { kind: 'drop-response', method: 'POST', path: '/v1/actions', count: 1 }
        await withFault(context, fault, async () => {
          const lost = await officer.sendActions([action]).then(
            () => false,
            () => true,
          )
          if (!lost) throw new NotChecked('the server answered where it was told to drop its answer')
        })
        const [again] = await officer.push([action])
        wantEqual(again?.result.outcome, 'duplicate', 'the outcome')
        const { events } = await officer.case(subject.id)
        wantEqual(events.filter(({ type }) => type === 'note').length, 1, 'notes:')
      },
    },
    'upheaval',
  ),
  ...checksOf(
    'PROTOCOL 4.6',
    {
      'a page may hold a case that the schema refuses; the rest of it is whole': async (context) => {
        const { officer } = context
        const since = await officer.position()
        const cases = await context.newCases(3)
        await withFault(context, { kind: 'bad-case', nth: 2, count: 1 }, async () => {
          const page = await officer.page(`?limit=100&since=${encodeURIComponent(since)}`)
          wantEqual(page.changes.length, cases.length, 'changes on the page')
          want(page.cursor !== since, 'a cursor that moved on')
        })
      },
    },
    'upheaval',
  ),
]
