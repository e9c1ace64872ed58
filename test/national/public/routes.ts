import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  ratingRequestSchema,
  replyRequestSchema,
  reportRequestSchema,
} from '../../../shared/protocol/citizens'
import type { National } from '../national'
import { notFound } from '../problem'
import { checked } from '../validation'
import { findPublicReport, timeZoneOf } from './publicReport'
import { receiveReport } from './receivedReport'
import { rate, reply as addReply } from './reporterActs'
import { missingPage, trackingPage } from './trackingPage'

const parametersSchema = z.object({ trackingId: z.string().min(1).max(64) })

/** The page carries no script at all, so none may run, whatever a report says. */
const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** PROTOCOL.md 8.1: the citizen's side. */
export function publicRoutes(application: FastifyInstance, national: National): void {
  application.post('/public/reports', async (request, reply) => {
    const trackingId = await receiveReport(national, checked(reportRequestSchema, request.body))
    return reply.code(201).send({ trackingId })
  })

  application.get('/public/reports/:trackingId', async (request) => {
    const { trackingId } = checked(parametersSchema, request.params)
    const report = await findPublicReport(national, trackingId)
    if (!report) throw notFound('no report with this number')
    return report
  })

  application.post('/public/reports/:trackingId/replies', async (request, reply) => {
    const { trackingId } = checked(parametersSchema, request.params)
    await addReply(national, trackingId, checked(replyRequestSchema, request.body).text)
    return reply.code(201).send({ trackingId })
  })

  application.post('/public/reports/:trackingId/rating', async (request, reply) => {
    const { trackingId } = checked(parametersSchema, request.params)
    await rate(national, trackingId, checked(ratingRequestSchema, request.body).satisfaction)
    return reply.code(201).send({ trackingId })
  })

  application.get('/lacak/:trackingId', async (request, reply) => {
    const { trackingId } = checked(parametersSchema, request.params)
    const report = await findPublicReport(national, trackingId)
    const page = report
      ? trackingPage(report, await timeZoneOf(national.database, trackingId))
      : missingPage(trackingId)
    return reply
      .code(report ? 200 : 404)
      .header('content-security-policy', pagePolicy)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .type('text/html; charset=utf-8')
      .send(page)
  })
}
