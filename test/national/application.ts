import fastify, { type FastifyInstance } from 'fastify'
import { actionRoutes } from './actions/routes'
import { administrationRoutes } from './administration/routes'
import {
  answerProblems,
  answerUnreadablePath,
  answerUnreadableRequest,
  commonHeaders,
  type LogLine,
} from './answerProblems'
import { attachmentRoutes } from './attachments/routes'
import { caseRoutes } from './cases/routes'
import { compressResponses } from './compression'
import { eventRoutes } from './events/routes'
import { figureRoutes } from './figures/routes'
import { guardRequests } from './gate/requestGate'
import type { National } from './national'
import { publicRoutes } from './public/routes'
import { readBodies } from './readBodies'
import { referenceRoutes } from './reference/routes'
import { clockRoutes } from './sandbox/clockRoutes'
import { faultyServer } from './sandbox/faultyServer'
import { maintenanceRoutes } from './sandbox/maintenanceRoutes'
import { revocationRoutes } from './sandbox/revocationRoutes'
import { restoreRoutes } from './sandbox/restoreRoutes'
import { sandboxRoutes } from './sandbox/routes'
import { sessionRoutes } from './sessions/routes'
import { uploadRoutes } from './uploads/routes'

/** A batch that is larger is split by the desk (PROTOCOL.md 1.4, 413). */
const largestBody = 1024 * 1024

export interface Route {
  readonly method: string
  /** With its parameters, such as `/v1/cases/:id`. */
  readonly path: string
}

/** The whole sandbox as one fastify application, not listening yet. */
export function buildApplication(
  national: National,
  log: LogLine,
): { readonly server: FastifyInstance; readonly routes: readonly Route[] } {
  const application = fastify({
    logger: false,
    bodyLimit: largestBody,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 100 },
    return503OnClosing: false,
    frameworkErrors: answerUnreadablePath(national.clock),
    clientErrorHandler: answerUnreadableRequest(national.clock),
    serverFactory: (handler) => faultyServer(national, handler, log),
  })
  const routes: Route[] = []
  application.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, path: url })
  })
  readBodies(application)
  answerProblems(application, log)
  application.addHook('preClose', async () => {
    national.faults.stop()
  })
  compressResponses(application)
  application.addHook('onRequest', async (_request, reply) => {
    for (const [name, value] of Object.entries(commonHeaders(national.clock))) {
      reply.header(name, value)
      // Also where a route writes its answer itself, as streams and uploads do.
      reply.raw.setHeader(name, value)
    }
  })
  guardRequests(application, national)
  sessionRoutes(application, national)
  referenceRoutes(application, national)
  figureRoutes(application, national)
  eventRoutes(application, national)
  caseRoutes(application, national)
  actionRoutes(application, national)
  uploadRoutes(application, national)
  attachmentRoutes(application, national)
  publicRoutes(application, national)
  administrationRoutes(application, national)
  sandboxRoutes(application, national)
  restoreRoutes(application, national)
  clockRoutes(application, national)
  maintenanceRoutes(application, national)
  revocationRoutes(application, national)
  return { server: application, routes }
}
