import { gunzipSync } from 'node:zlib'
import { statusSchema } from '../../../shared/protocol/problem'
import { checksOf, type Check } from '../check'
import { given, want, wantEqual, wantProblem, wantStatus } from '../expectations'
import { wantApplied } from '../client/desk'

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const longId = 'x'.repeat(65)

const form: Check[] = checksOf('PROTOCOL 1.1', {
  'it is reached by HTTPS, or by plain HTTP on a loopback address': async ({ server }) => {
    const { protocol, hostname } = new URL(server.base)
    const loopback = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
    want(protocol === 'https:' || loopback, `an https address, not ${server.base}`)
  },
  'answers are JSON in UTF-8': async (context) => {
    const text = 'Jalan rusak – “berlubang” 😀 ñ'
    const subject = await context.newCase({ title: text })
    const answer = await context.officer.get(`/v1/cases/${subject.id}`)
    want(answer.mediaType === 'application/json', 'application/json', answer.header('content-type') ?? 'none')
    wantEqual(subject.title, text, 'the title as it was written', answer)
    const utf8 = new TextDecoder('utf-8', { fatal: true })
    want(utf8.decode(answer.content).includes(text), 'the body in UTF-8', answer)
  },
  'names of fields are camelCase': async (context) => {
    const subject = await context.newCase()
    const answer = await context.officer.get(`/v1/cases/${subject.id}`)
    const odd = fieldNames(answer.json).filter((name) => !/^[a-z][a-zA-Z0-9]*$/.test(name))
    wantEqual(odd, [], 'no field that is not camelCase:', answer)
  },
  'a large answer is sent as gzip to who takes it, and plain to who does not': async ({ officer }) => {
    const plain = await officer.get('/v1/reference', { 'accept-encoding': 'identity' })
    wantStatus(plain, 200)
    want(plain.header('content-encoding') === null, 'no content coding for accept-encoding: identity', plain)
    const packed = await officer.get('/v1/reference', { 'accept-encoding': 'gzip' })
    wantEqual(packed.header('content-encoding'), 'gzip', 'content-encoding of GET /v1/reference')
    wantEqual(gunzipSync(packed.bytes).toString(), plain.text, 'the same reference data when unpacked:')
  },
  'times are UTC with milliseconds, as in 2026-06-08T03:04:05.678Z': async (context) => {
    const subject = await context.newCase()
    const times = [subject.receivedAt, subject.dispositionedAt, subject.updatedAt, ...eventTimes(subject)]
    wantEqual(
      times.filter((time) => !instant.test(time)),
      [],
      'no time of another form:',
    )
  },
  'an id of 65 characters is refused, never a fault of the server': async ({ officer }) => {
    for (const path of [`/v1/cases/${longId}`, `/v1/actions/${longId}`]) {
      const answer = await officer.get(path)
      want(answer.status === 404 || answer.status === 422, 'status 404 or 422', answer)
      wantProblem(answer, answer.status, 'invalid', 'not_found')
    }
  },
})

const unknownFields: Check = {
  paragraph: 'PROTOCOL 1.1',
  sentence: 'unknown fields are ignored, in an envelope, an action, a payload and a report',
  run: async (context) => {
    const { officer, citizen } = context
    const report = {
      title: 'Selokan tersumbat',
      body: 'Selokan di gang kami tersumbat sampah.',
      reporter: { name: 'Wahyu', shoeSize: 43 },
      colour: 'red',
    }
    const received = await citizen.sendReport(report)
    wantStatus(received, 201)
    const subject = await context.newCase()
    const action = officer.action(subject, { type: 'note', payload: { text: 'Dicatat.', colour: 'red' } })
    const answer = await officer.ask('POST', '/v1/actions', {
      json: { epoch: await officer.epoch(), actions: [{ ...action, colour: 'red' }], colour: 'red' },
    })
    wantStatus(answer, 200)
    want(answer.text.includes('"applied"'), 'the note applied', answer)
  },
}

const dates: Check[] = checksOf('PROTOCOL 1.2', {
  'every response carries Date, whatever its status': async (context) => {
    const { server, officer, citizen } = context
    const tag = (await officer.get('/v1/reference')).header('etag') ?? '*'
    const answers = await Promise.all([
      server.ask('GET', '/v1/status'),
      server.ask('GET', '/v1/reference'),
      officer.get('/v1/reference', { 'if-none-match': tag }),
      officer.get('/v1/cases/tidak-ada'),
      officer.get('/v1/changes?limit=0'),
      officer.get('/v1/changes?since=bukan-kursor'),
      officer.get('/tidak-ada'),
      citizen.page('tidak-ada'),
    ])
    for (const answer of answers) {
      const date = answer.header('date') ?? ''
      want(!Number.isNaN(Date.parse(date)) && / GMT$/.test(date), 'a Date as HTTP writes it', answer)
    }
  },
  "the device's clock and version are the desk's to say: requests without them are answered": async (
    context,
  ) => {
    const { server, officer } = context
    const { authorization = '' } = officer.headers
    wantStatus(await server.ask('GET', '/v1/reference', { headers: { authorization } }), 200)
    wantStatus(await officer.get('/v1/reference'), 200)
  },
  'Date is the time by which the server writes its events': async (context) => {
    const subject = await context.newCase()
    const outcome = await context.officer.act(subject, { type: 'note', payload: { text: 'Jam berapa?' } })
    const answer = await context.officer.get(`/v1/cases/${subject.id}`)
    const event = wantApplied(outcome).events.at(-1)
    const apart = Math.abs(Date.parse(answer.header('date') ?? '') - Date.parse(event?.at ?? ''))
    want(apart < 60_000, 'Date within a minute of the event just made', `${apart} ms apart`)
  },
})

const broken: Check[] = checksOf('PROTOCOL 1.5', {
  'a request whose connection breaks in the middle has no effect, and can be sent again': async (context) => {
    const { server, officer } = context
    const subject = await context.newCase()
    const action = officer.action(subject, { type: 'note', payload: { text: 'Terputus di tengah.' } })
    const body = JSON.stringify({ epoch: await officer.epoch(), actions: [action] })
    const headers = { ...officer.headers, 'content-type': 'application/json' }
    await server.breakOff('POST', '/v1/actions', { headers, body })
    wantStatus(await officer.resultOf(action.actionId), 404)
    const [again] = await officer.push([action])
    want(again?.result.outcome === 'applied', 'the same action applied when sent again')
  },
  'a request that was answered and is sent again has its effect once': async (context) => {
    const { officer } = context
    const subject = await context.newCase()
    const action = officer.action(subject, { type: 'note', payload: { text: 'Sekali saja.' } })
    await officer.push([action])
    await officer.push([action])
    const after = await officer.case(subject.id)
    const notes = after.events.filter(({ actionId }) => actionId === action.actionId)
    wantEqual(notes.length, 1, 'events of an action that was sent twice:')
  },
})

const status: Check[] = checksOf('PROTOCOL 1.6', {
  'GET /v1/status tells without a token whether there is maintenance': async ({ server }) => {
    const answer = await server.ask('GET', '/v1/status')
    const { maintenance } = given(statusSchema, answer)
    if (maintenance === null) return
    want(Date.parse(maintenance.from) <= Date.parse(maintenance.until), 'from before until', answer)
  },
})

export const generalChecks: readonly Check[] = [...form, unknownFields, ...dates, ...broken, ...status]

/** Every field name in a value; what lies under `data` is a payload's and has its own. */
function fieldNames(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(fieldNames)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [name, ...fieldNames(inner)])
}

function eventTimes(subject: { readonly events: readonly { readonly at: string }[] }): string[] {
  return subject.events.map(({ at }) => at)
}
