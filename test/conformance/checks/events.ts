import { z } from 'zod'
import { identifier, instantSchema } from '../../../shared/protocol/primitives'
import { checksOf, Failure, type Check } from '../check'
import type { Context } from '../context'
import type { Desk } from '../client/desk'
import type { EventStream, ServerEvent } from '../client/eventStream'
import { want, wantEqual, wantProblem, wantStatus } from '../expectations'

/** An event that is to come at once; a slow network is no failure. */
const soon = 5000
const commentEvery = 25_000

const presenceSchema = z.object({
  caseId: identifier(),
  officerId: identifier(),
  name: z.string().min(1),
  mode: z.enum(['viewing', 'replying']),
  until: instantSchema,
})

async function listening(desk: Desk, run: (stream: EventStream) => Promise<void>): Promise<void> {
  const stream = await desk.server.listen('/v1/events', desk.headers)
  try {
    wantEqual(stream.status, 200, 'the status of GET /v1/events')
    await run(stream)
  } finally {
    stream.close()
  }
}

async function heard(
  stream: EventStream,
  wanted: (event: ServerEvent) => boolean,
  what: string,
): Promise<ServerEvent> {
  const event = await stream.next(wanted, soon)
  if (event) return event
  const names = stream.events.map(({ name }) => name).join(', ')
  throw new Failure(`expected ${what} within ${soon / 1000} s; came: ${names === '' ? 'nothing' : names}`)
}

function isPresenceIn(event: ServerEvent, caseId: string): boolean {
  return event.name === 'presence' && event.data.includes(caseId)
}

function presence(desk: Desk, caseId: string, mode: unknown) {
  return desk.ask('PUT', `/v1/cases/${caseId}/presence`, { json: { mode } })
}

async function presenceIsTold(context: Context): Promise<void> {
  const subject = await context.newCase()
  const other = await context.other()
  await listening(context.officer, async (stream) => {
    const answer = await presence(other, subject.id, 'replying')
    wantStatus(answer, 204)
    const event = await heard(stream, (one) => isPresenceIn(one, subject.id), 'a presence event')
    const told = presenceSchema.parse(JSON.parse(event.data))
    const { id, name } = other.officer
    wantEqual(
      { caseId: told.caseId, officerId: told.officerId, name: told.name, mode: told.mode },
      { caseId: subject.id, officerId: id, name, mode: 'replying' },
      'presence',
    )
    const good = Date.parse(told.until) - Date.parse(answer.header('date') ?? '')
    want(Math.abs(good - 45_000) <= 2000, 'until 45 s from now', `${good} ms from now`)
  })
}

const streams: Check[] = checksOf('PROTOCOL 4.8', {
  'GET /v1/events is a stream of server-sent events': (context) =>
    listening(context.officer, async (stream) => {
      const type = stream.headers['content-type'] ?? 'none'
      want(type.startsWith('text/event-stream'), 'text/event-stream', type)
      want(!Number.isNaN(Date.parse(stream.headers.date ?? '')), 'a Date', stream.headers.date ?? 'none')
    }),
  'it says changed when something in scope changed': (context) =>
    listening(context.officer, async (stream) => {
      const before = stream.events.length
      await context.newCase()
      await heard(
        stream,
        (event) => event.name === 'changed' && stream.events.indexOf(event) >= before,
        'changed',
      )
    }),
  'PUT /v1/cases/{id}/presence is 204 and told to who sees the case, good for 45 s': presenceIsTold,
  'presence of a case that one does not see is not told': async (context) => {
    const supervisor = await context.person('supervisor')
    const hidden = await context.newCase({}, context.hiddenUnit())
    const visible = await context.newCase()
    await listening(context.officer, async (stream) => {
      wantStatus(await presence(supervisor, hidden.id, 'viewing'), 204)
      wantStatus(await presence(supervisor, visible.id, 'viewing'), 204)
      await heard(stream, (event) => isPresenceIn(event, visible.id), 'a presence event')
      want(!stream.events.some((event) => isPresenceIn(event, hidden.id)), 'no word of a case out of scope')
    })
  },
  'mode is viewing, replying or none, of a case in scope': async (context) => {
    const { officer } = context
    const subject = await context.newCase()
    for (const mode of ['viewing', 'replying', 'none']) {
      wantStatus(await presence(officer, subject.id, mode), 204)
    }
    wantProblem(await presence(officer, subject.id, 'sleeping'), 422, 'invalid')
    wantProblem(await presence(officer, subject.id, undefined), 422, 'invalid')
    wantProblem(await presence(officer, 'tidak-ada', 'viewing'), 404, 'not_found')
  },
})

const comments: Check[] = checksOf(
  'PROTOCOL 4.8',
  {
    'a comment comes every 25 s': (context) =>
      listening(context.officer, async (stream) => {
        await stream.stay(commentEvery + 1500)
        want(!stream.ended, 'a stream that stays open for 25 s')
        const gaps = stream.comments.map((at, index) => at - (stream.comments[index - 1] ?? 0))
        want(
          gaps.some((gap) => gap > 0),
          'a comment within 26 s',
          `${stream.comments.length} comments`,
        )
        const longest = Math.max(...gaps, commentEvery + 1500 - (stream.comments.at(-1) ?? 0))
        want(longest <= commentEvery + 1500, 'no silence longer than 25 s', `${longest} ms`)
      }),
  },
  'listening',
)

export const eventChecks: readonly Check[] = [...streams, ...comments]
