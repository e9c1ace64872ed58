import { randomUUID } from 'node:crypto'
import { officerSchema, sessionResponseSchema, type SessionResponse } from '../../../shared/protocol/session'
import { checksOf, NotChecked, type Check } from '../check'
import type { Context } from '../context'
import type { Answer } from '../client/answer'
import { newDeviceId, signInBody } from '../client/desk'

import { oneTimeCode } from '../client/oneTimeCode'
import { given, want, wantEqual, wantProblem, wantRetryAfter, wantStatus } from '../expectations'

/** The device of all sessions here; refresh tokens are bound to it. */
const deviceId = newDeviceId()

function credentialsOf({ options }: Context): { username: string; password: string } {
  return { username: options.user, password: options.password }
}

async function newSession(context: Context): Promise<SessionResponse> {
  const answer = await context.server.ask('POST', '/v1/sessions', {
    json: signInBody(credentialsOf(context), deviceId),
  })
  return given(sessionResponseSchema, answer, 201)
}

function refresh({ server }: Context, refreshToken: unknown): Promise<Answer> {
  return server.ask('POST', '/v1/sessions/refresh', { json: { refreshToken, deviceId } })
}

function use({ server }: Context, { accessToken }: SessionResponse): Promise<Answer> {
  return server.ask('GET', '/v1/reference', { headers: { authorization: `Bearer ${accessToken}` } })
}

const signingIn: Check[] = checksOf('PROTOCOL 2.1', {
  'signing in gives 201 with tokens, their seconds and the officer': async (context) => {
    const session = await newSession(context)
    want(session.expiresIn > 0, 'expiresIn above 0', String(session.expiresIn))
    wantStatus(await use(context, session), 200)
  },
  'a wrong password and an unknown name are 401 bad_credentials alike': async (context) => {
    const { server, options } = context
    const wrong = signInBody({ username: options.user, password: `${options.password}-salah` }, deviceId)
    const unknown = signInBody(
      { username: `tidak-ada-${randomUUID()}`, password: options.password },
      deviceId,
    )
    const first = wantProblem(
      await server.ask('POST', '/v1/sessions', { json: wrong }),
      401,
      'bad_credentials',
    )
    const second = wantProblem(await server.ask('POST', '/v1/sessions', { json: unknown }), 401)
    wantEqual(second, first, 'the same problem for a name that does not exist:')
    await newSession(context)
  },
  'after 10 failures in 15 minutes a name is 429 too_many with Retry-After': async ({ server, options }) => {
    const body = signInBody({ username: `tidak-ada-${randomUUID()}`, password: options.password }, deviceId)
    for (let failure = 0; failure < 10; failure += 1) {
      wantProblem(await server.ask('POST', '/v1/sessions', { json: body }), 401, 'bad_credentials')
    }
    const refused = await server.ask('POST', '/v1/sessions', { json: body })
    wantProblem(refused, 429, 'too_many')
    wantRetryAfter(refused)
  },
  'who needs a one-time code is asked for it, and let in with it': async ({ server, options }) => {
    const { otpUser, otpSecret, password } = options
    if (!otpUser || !otpSecret) throw new NotChecked('needs --otp-user and --otp-secret')
    const body = signInBody({ username: otpUser, password }, deviceId)
    const asked = await server.ask('POST', '/v1/sessions', { json: body })
    wantProblem(asked, 401, 'otp_required')
    const now = Date.parse(asked.header('date') ?? '')
    // A code is good once, so another run may have used this one: then one of a step beside it.
    const [right = '', ...beside] = [0, 1, -1].map((step) => oneTimeCode(otpSecret, now + step * 30_000))
    const wrong = [right, ...beside].includes('000000') ? '111111' : '000000'
    const refused = await server.ask('POST', '/v1/sessions', { json: { ...body, otp: wrong } })
    wantProblem(refused, 401, 'otp_required', 'bad_credentials')
    let letIn = await server.ask('POST', '/v1/sessions', { json: { ...body, otp: right } })
    for (const otp of beside) {
      if (letIn.status === 201) break
      letIn = await server.ask('POST', '/v1/sessions', { json: { ...body, otp } })
    }
    given(sessionResponseSchema, letIn, 201)
    const again = await server.ask('POST', '/v1/sessions', { json: body })
    wantProblem(again, 401, 'otp_required')
  },
  'a sign-in without its fields or with wrong ones is 422': async (context) => {
    const good = signInBody(credentialsOf(context), deviceId)
    const wrong = [{ username: 7 }, { password: null }, { deviceId: undefined }, { deviceId: 'x'.repeat(65) }]
    for (const fields of wrong) {
      const answer = await context.server.ask('POST', '/v1/sessions', { json: { ...good, ...fields } })
      wantProblem(answer, 422, 'invalid')
    }
  },
})

const refreshing: Check[] = checksOf('PROTOCOL 2.2', {
  'refreshing gives 200 with a new pair and the officer': async (context) => {
    const old = await newSession(context)
    const fresh = given(sessionResponseSchema, await refresh(context, old.refreshToken))
    want(fresh.refreshToken !== old.refreshToken, 'another refresh token than before')
    want(fresh.accessToken !== old.accessToken, 'another access token than before')
    wantEqual(fresh.officer, old.officer, 'the same officer:')
    wantStatus(await use(context, fresh), 200)
  },
  'until the new pair is used, the old refresh token answers the same new pair': async (context) => {
    const old = await newSession(context)
    const fresh = given(sessionResponseSchema, await refresh(context, old.refreshToken))
    const again = given(sessionResponseSchema, await refresh(context, old.refreshToken))
    wantEqual(again.accessToken === fresh.accessToken, true, 'the same access token:')
    wantEqual(again.refreshToken === fresh.refreshToken, true, 'the same refresh token:')
    wantStatus(await use(context, again), 200)
  },
  'once the new access token was used, the old refresh token revokes the session': async (context) => {
    const old = await newSession(context)
    const fresh = given(sessionResponseSchema, await refresh(context, old.refreshToken))
    wantStatus(await use(context, fresh), 200)
    wantProblem(await refresh(context, old.refreshToken), 401, 'session_revoked')
    wantProblem(await use(context, fresh), 401, 'session_revoked')
    wantProblem(await refresh(context, fresh.refreshToken), 401, 'session_revoked')
  },
  'once the new refresh token was used, the old one revokes the session': async (context) => {
    const old = await newSession(context)
    const second = given(sessionResponseSchema, await refresh(context, old.refreshToken))
    const third = given(sessionResponseSchema, await refresh(context, second.refreshToken))
    wantProblem(await refresh(context, old.refreshToken), 401, 'session_revoked')
    wantProblem(await use(context, third), 401, 'session_revoked')
  },
  'it revokes this session only: others of the same officer go on': async (context) => {
    const other = await newSession(context)
    const old = await newSession(context)
    const fresh = given(sessionResponseSchema, await refresh(context, old.refreshToken))
    await use(context, fresh)
    wantProblem(await refresh(context, old.refreshToken), 401)
    wantStatus(await use(context, other), 200)
  },
  'a made-up refresh token and an access token in its place are 401 session_revoked': async (context) => {
    const session = await newSession(context)
    const tail = session.refreshToken.endsWith('AAAAAA') ? 'BBBBBB' : 'AAAAAA'
    const forged = [`${session.refreshToken.slice(0, -6)}${tail}`, session.accessToken, 'x.y.z']
    for (const token of forged) wantProblem(await refresh(context, token), 401, 'session_revoked')
    wantProblem(await refresh(context, 7), 422, 'invalid')
    wantStatus(await use(context, session), 200)
  },
})

const signingOut: Check[] = checksOf('PROTOCOL 2.3', {
  'signing out is 204 and ends the session with both its tokens': async (context) => {
    const session = await newSession(context)
    const headers = { authorization: `Bearer ${session.accessToken}` }
    wantStatus(await context.server.ask('DELETE', '/v1/sessions/current', { headers }), 204)
    wantProblem(await use(context, session), 401, 'session_revoked')
    wantProblem(await refresh(context, session.refreshToken), 401, 'session_revoked')
  },
})

const officers: Check[] = checksOf('PROTOCOL 2.4', {
  'officer has id, username, name, role, agencyId and unitIds of the reference data': async (context) => {
    const { officer } = await newSession(context)
    want(officerSchema.safeParse(officer).success, 'an officer as the page says', JSON.stringify(officer))
    wantEqual(officer.agencyId, context.reference.agency.id, 'the agency of the reference data')
    const units = new Set<string>(context.reference.units.map(({ id }) => id))
    wantEqual(
      officer.unitIds.filter((id) => !units.has(id)),
      [],
      'no unit that the reference data do not know:',
    )
  },
})

export const sessionChecks: readonly Check[] = [...signingIn, ...refreshing, ...signingOut, ...officers]
