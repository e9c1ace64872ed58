import { checksOf, NotChecked, type Check } from '../check'
import { caseIn } from '../situations'
import { want, wantProblem, wantStatus } from '../expectations'
import { newDeviceId, signInBody } from '../client/desk'

const documents: Check[] = checksOf('PROTOCOL 1.3', {
  'errors are problem documents with type, title, status and code': async ({ server, officer }) => {
    wantProblem(await server.ask('GET', '/v1/reference'), 401)
    wantProblem(await officer.get('/v1/cases/tidak-ada'), 404, 'not_found')
    wantProblem(await officer.get('/v1/changes?limit=0'), 422, 'invalid')
    wantProblem(await officer.get('/v1/tidak-ada'), 404, 'not_found')
  },
  'a body that is not JSON, is cut off or says to be something else is 422': async ({ officer }) => {
    const json = { 'content-type': 'application/json' }
    const bodies: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      ['{"epoch": "a", "actions": [', json],
      ['<html><body>Login</body></html>', json],
      ['[]', json],
      ['null', json],
      ['"teks"', json],
      ['epoch=a&actions=b', { 'content-type': 'application/x-www-form-urlencoded' }],
    ]
    for (const [body, headers] of bodies) {
      wantProblem(await officer.ask('POST', '/v1/actions', { body, headers }), 422, 'invalid')
    }
    wantProblem(await officer.ask('POST', '/v1/actions', { headers: json }), 422, 'invalid')
  },
  'a problem repeats nothing of what a person wrote': async ({ server }) => {
    const password = 'kata-sandi-yang-tidak-boleh-terulang'
    const body = { ...signInBody({ username: '', password }, newDeviceId()), deviceName: 7 }
    const answer = await server.ask('POST', '/v1/sessions', { json: body })
    wantProblem(answer, 422, 'invalid')
    want(!answer.text.includes(password), 'a problem without the password that was sent')
  },
})

/** Which of the two a token has that the server never gave, the page leaves open. */
const noTokenCodes = ['session_revoked', 'token_expired'] as const

const codes: Check[] = checksOf('PROTOCOL 1.4', {
  'no token, a forged one, and a refresh token in its place are 401': async ({ server, officer }) => {
    const { accessToken, refreshToken } = officer.session
    const forged = `${accessToken.slice(0, -6)}${accessToken.endsWith('AAAAAA') ? 'BBBBBB' : 'AAAAAA'}`
    for (const bearer of ['Bearer', 'Bearer x.y.z', `Bearer ${forged}`, `Bearer ${refreshToken}`]) {
      const answer = await server.ask('GET', '/v1/reference', { headers: { authorization: bearer } })
      wantProblem(answer, 401, ...noTokenCodes)
    }
    wantProblem(await server.ask('GET', '/v1/changes'), 401, ...noTokenCodes)
  },
  'every path of a desk needs a token': async ({ server }) => {
    const asks: readonly (readonly [string, string])[] = [
      ['GET', '/v1/reference'],
      ['GET', '/v1/areas'],
      ['GET', '/v1/changes'],
      ['GET', '/v1/cases/a'],
      ['GET', '/v1/search?q=a'],
      ['GET', '/v1/events'],
      ['PUT', '/v1/cases/a/presence'],
      ['POST', '/v1/actions'],
      ['GET', '/v1/actions/a'],
      ['GET', '/v1/figures'],
      ['PUT', '/v1/units/a/duty'],
      ['PUT', '/v1/officers/a/away'],
      ['GET', '/v1/attachments/a'],
      ['DELETE', '/v1/sessions/current'],
    ]
    for (const [method, path] of asks) {
      const body = method === 'GET' || method === 'DELETE' ? {} : { json: {} }
      wantProblem(await server.ask(method, path, body), 401, ...noTokenCodes)
    }
    const headers = { 'tus-resumable': '1.0.0', 'upload-length': '3' }
    wantStatus(await server.ask('POST', '/v1/uploads', { headers }), 401)
  },
  '403 forbidden: what the role does not allow': async ({ officer }) => {
    if (officer.officer.role === 'supervisor') throw new NotChecked('--user is a supervisor')
    wantProblem(await officer.get('/v1/figures?from=2026-01-01&to=2026-12-31'), 403, 'forbidden')
  },
  '404 not_found: what is not there, and a path that is not': async ({ officer }) => {
    wantProblem(await officer.get('/v1/cases/tidak-ada'), 404, 'not_found')
    wantProblem(await officer.get('/v1/attachments/tidak-ada'), 404, 'not_found')
    wantProblem(await officer.get('/v1/tidak-ada'), 404, 'not_found')
  },
  '409 epoch_changed: actions for another epoch': async (context) => {
    const subject = await context.newCase()
    const action = context.officer.action(subject, { type: 'accept' })
    wantProblem(await context.officer.sendActions([action], 'zaman-lain'), 409, 'epoch_changed')
  },
  '410 cursor_expired: a cursor that the server does not know': async ({ officer }) => {
    const answer = await officer.get('/v1/changes?since=bukan-kursor')
    want(answer.status === 410 || answer.status === 422, 'status 410 (or 422, for what is no cursor)', answer)
    wantProblem(answer, answer.status, 'cursor_expired', 'invalid')
  },
  '413 too_large: a body that is too large to be taken': async ({ officer }) => {
    const actions = [{ actionId: 'a', payload: { text: 'x'.repeat(3 * 1024 * 1024) } }]
    wantProblem(await officer.sendActions(actions), 413, 'too_large')
  },
  '422 invalid: the detail names the field': async ({ officer, server }) => {
    const limit = wantProblem(await officer.get('/v1/changes?limit=5001'), 422, 'invalid')
    want((limit.detail ?? '').includes('limit'), 'a detail that names limit', limit.detail ?? 'no detail')
    const body = { ...signInBody({ username: 'a', password: 'b' }, ''), deviceId: undefined }
    const device = wantProblem(await server.ask('POST', '/v1/sessions', { json: body }), 422, 'invalid')
    want((device.detail ?? '').includes('deviceId'), 'a detail that names deviceId', device.detail ?? 'none')
    const epoch = wantProblem(await officer.ask('POST', '/v1/actions', { json: { actions: [{}] } }), 422)
    want((epoch.detail ?? '').includes('epoch'), 'a detail that names epoch', epoch.detail ?? 'no detail')
  },
  'after a refusal the same session goes on': async (context) => {
    const { officer } = context
    const subject = await caseIn(context, 'in_progress')
    wantProblem(await officer.sendActions([], 'zaman-lain'), 422)
    wantProblem(await officer.get('/v1/cases/tidak-ada'), 404)
    await officer.do(subject, 'note', { text: 'Lanjut.' })
  },
})

export const problemChecks: readonly Check[] = [...documents, ...codes]
