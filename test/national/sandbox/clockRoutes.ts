import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { millisecondsOf } from '../../../shared/domain/identifiers'
import { instantSchema } from '../../../shared/protocol/primitives'
import type { National } from '../national'
import { invalid } from '../problem'
import { sweep } from '../sweep'
import { checked } from '../validation'

export const clockSchema = z.union(
  [
    z.object({ offsetMinutes: z.number(), now: z.undefined().optional() }),
    z.object({ now: instantSchema, offsetMinutes: z.undefined().optional() }),
  ],
  'one of offsetMinutes, a number, and now, a moment in UTC with milliseconds',
)

/** Inside these years a moment is written as PROTOCOL.md 1.1 has it, and deadlines after it too. */
const earliest = Date.parse('1970-01-01T00:00:00.000Z')
const latest = Date.parse('9990-01-01T00:00:00.000Z')

/** PROTOCOL.md 8.3: the server's clock, and with it `Date`, deadlines, duties and everything that time brings. */
export function clockRoutes(application: FastifyInstance, national: National): void {
  const { clock } = national

  application.get('/sandbox/clock', () => readingOf(national))

  application.post('/sandbox/clock', async (request, reply) => {
    const given = checked(clockSchema, request.body)
    const real = millisecondsOf(clock.now()) - clock.offsetMilliseconds
    const moment = Math.round(
      given.now === undefined ? real + given.offsetMinutes * 60_000 : millisecondsOf(given.now),
    )
    if (!(moment >= earliest && moment < latest)) {
      throw invalid(`${given.now === undefined ? 'offsetMinutes' : 'now'}: in the years 1970 to 9989`)
    }
    return moved(national, reply, moment - real)
  })

  application.delete('/sandbox/clock', async (_request, reply) => {
    await moved(national, reply, 0)
    return reply.code(204).send()
  })
}

async function moved(national: National, reply: FastifyReply, offset: number) {
  national.clock.setOffset(offset)
  // Duties that were over may be on again; forward, references would notice by themselves.
  national.references.forget()
  national.events.checkAll()
  await sweep(national)
  reply.header('date', new Date(national.clock.now()).toUTCString())
  return readingOf(national)
}

function readingOf({ clock }: National): { now: string; offsetMinutes: number } {
  return { now: clock.now(), offsetMinutes: clock.offsetMilliseconds / 60_000 }
}
