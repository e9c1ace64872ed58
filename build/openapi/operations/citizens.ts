import { z } from 'zod'
import {
  publicReportSchema,
  ratingRequestSchema,
  replyRequestSchema,
  reportRequestSchema,
  trackingSchema,
} from '../../../shared/protocol/citizens'
import type { Body, Operation, Parameter } from '../operation'

const trackingId: Parameter = {
  name: 'trackingId',
  in: 'path',
  description: 'The public number',
  schema: z.string().min(1).max(64),
  example: '9165816',
}
const number: Body = { kind: 'json', schema: trackingSchema, examples: { number: { trackingId: '9165816' } } }
const missing = { status: 404, code: 'not_found', when: 'There is no such report' } as const

export const citizenOperations: readonly Operation[] = [
  {
    id: 'report',
    method: 'post',
    path: '/public/reports',
    tag: 'citizens',
    paragraph: '8.1',
    summary: 'A citizen reports, by any channel',
    signedIn: false,
    request: {
      kind: 'json',
      schema: reportRequestSchema,
      examples: {
        report: {
          title: 'Lampu jalan padam',
          body: 'Sudah dua minggu lampu jalan di depan pasar padam.',
          channel: 'sms',
          reporter: { name: 'Hasan Basri', phone: '+62 811-0000-0018' },
        },
        anonymous: {
          title: 'Pungutan di sekolah',
          body: 'Orang tua diminta membayar uang seragam lewat komite.',
          classification: 'complaint',
          anonymous: true,
          confidential: true,
          reporter: { name: 'Warga' },
        },
      },
    },
    responses: { 201: { description: 'Received', body: number } },
    problems: [{ status: 422, code: 'invalid', when: 'A text is too short or too long' }],
  },
  {
    id: 'getPublicReport',
    method: 'get',
    path: '/public/reports/{trackingId}',
    tag: 'citizens',
    paragraph: '8.1',
    summary: 'What everybody may see of a report',
    signedIn: false,
    parameters: [trackingId],
    responses: {
      200: {
        description: 'A confidential one shows its status and nothing else',
        body: {
          kind: 'json',
          schema: publicReportSchema,
          examples: {
            confidential: { trackingId: '9165816', status: 'in_progress', confidential: true },
            open: {
              trackingId: '9165816',
              status: 'answered',
              confidential: false,
              title: 'Lampu jalan padam',
              body: 'Sudah dua minggu lampu jalan di depan pasar padam.',
              reporterName: null,
              receivedAt: '2026-06-04T01:12:45.000Z',
              events: [
                { at: '2026-06-04T01:12:45.000Z', type: 'received', by: 'reporter' },
                {
                  at: '2026-06-09T02:15:00.000Z',
                  type: 'respond',
                  by: 'agency',
                  text: 'Lampu sudah diganti pada 9 Juni 2026.',
                },
              ],
              satisfaction: null,
            },
          },
        },
      },
    },
    problems: [missing],
  },
  {
    id: 'replyToReport',
    method: 'post',
    path: '/public/reports/{trackingId}/replies',
    tag: 'citizens',
    paragraph: '8.1',
    summary: 'The reporter replies',
    signedIn: false,
    parameters: [trackingId],
    request: {
      kind: 'json',
      schema: replyRequestSchema,
      examples: { reply: { text: 'Nomor tiangnya PJU-0412.' } },
    },
    responses: { 201: { description: 'Added', body: number } },
    problems: [missing, { status: 422, code: 'invalid', when: 'The text is empty or too long' }],
  },
  {
    id: 'rateReport',
    method: 'post',
    path: '/public/reports/{trackingId}/rating',
    tag: 'citizens',
    paragraph: '8.1',
    summary: 'The reporter rates a closed report, once',
    signedIn: false,
    parameters: [trackingId],
    request: { kind: 'json', schema: ratingRequestSchema, examples: { good: { satisfaction: 4 } } },
    responses: { 201: { description: 'Rated', body: number } },
    problems: [missing, { status: 422, code: 'invalid', when: 'Not closed, or rated before' }],
  },
  {
    id: 'trackReport',
    method: 'get',
    path: '/lacak/{trackingId}',
    tag: 'citizens',
    paragraph: '8.1',
    summary: 'The tracking page',
    signedIn: false,
    parameters: [trackingId],
    responses: {
      200: {
        description: 'A page without scripts, in Indonesian',
        body: {
          kind: 'other',
          mime: 'text/html',
          description: 'HTML',
          example: '<!doctype html><html lang="id">…</html>',
        },
      },
    },
  },
]
