import { z } from 'zod'
import { presenceRequestSchema } from '../../../shared/protocol/events'
import type { Operation } from '../operation'

const stream = [
  'event: changed',
  'data: {"about":"cases"}',
  '',
  'event: presence',
  'data: {"caseId":"c-7f3a2b","officerId":"petugas-05","name":"Irfan Daeng Sewang","mode":"replying","until":"2026-06-09T02:15:45.000Z"}',
  '',
  ': still here',
  '',
].join('\n')

export const eventOperations: readonly Operation[] = [
  {
    id: 'streamEvents',
    method: 'get',
    path: '/v1/events',
    tag: 'pulling',
    paragraph: '4.8',
    summary: 'Server-sent hints that hasten a pull',
    signedIn: true,
    responses: {
      200: {
        description: '`changed`, `presence`, and a comment every 25 s',
        body: { kind: 'other', mime: 'text/event-stream', description: 'Events', example: stream },
      },
    },
  },
  {
    id: 'setPresence',
    method: 'put',
    path: '/v1/cases/{id}/presence',
    tag: 'pulling',
    paragraph: '4.8',
    summary: 'Says that the officer has a case open, for 45 s',
    signedIn: true,
    parameters: [
      {
        name: 'id',
        in: 'path',
        description: 'The case’s id',
        schema: z.string().min(1).max(64),
        example: 'c-7f3a2b',
      },
    ],
    request: {
      kind: 'json',
      schema: presenceRequestSchema,
      examples: { viewing: { mode: 'viewing' }, gone: { mode: 'none' } },
    },
    responses: { 204: { description: 'Taken' } },
    problems: [{ status: 404, code: 'not_found', when: 'There is none in the officer’s scope' }],
  },
]
