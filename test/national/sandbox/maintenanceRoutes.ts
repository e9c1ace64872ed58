import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { instantSchema, measuredText } from '../../../shared/protocol/primitives'
import { isReadableVersion } from '../gate/deskVersion'
import type { National } from '../national'
import { checked } from '../validation'

export const maintenanceSchema = z
  .object({ from: instantSchema, until: instantSchema, message: measuredText(1, 500) })
  .refine(({ from, until }) => from < until, { path: ['until'], message: 'a moment after `from`' })
  .nullable()

export const versionsSchema = z.object({
  least: z.string().max(100).refine(isReadableVersion, 'a version such as 1.2.0').nullable(),
})

/** What the server announces (PROTOCOL.md 1.6) and which desks it lets in (1.4, 426), set by tests. */
export function maintenanceRoutes(application: FastifyInstance, { service, clock }: National): void {
  application.get('/v1/status', () => ({ maintenance: service.announced(clock.now()) }))

  application.put('/sandbox/maintenance', (request) => {
    service.plan(checked(maintenanceSchema, request.body))
    return { maintenance: service.announced(clock.now()) }
  })

  application.put('/sandbox/versions', (request) => {
    service.leastVersion = checked(versionsSchema, request.body).least
    return { least: service.leastVersion }
  })
}
