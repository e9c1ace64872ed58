import { z } from 'zod'
import { caseSchema } from '../../../shared/protocol/case'
import { pageLimits } from '../../../shared/protocol/changes'
import { casesSchema, wholePageSchema } from '../components'
import { caseExample } from '../examples/case'
import type { Operation } from '../operation'

export const pullingOperations: readonly Operation[] = [
  {
    id: 'getChanges',
    method: 'get',
    path: '/v1/changes',
    tag: 'pulling',
    paragraph: '4.1 to 4.6',
    summary: 'What changed in the officer’s scope since a cursor; all of it without one',
    signedIn: true,
    parameters: [
      {
        name: 'since',
        in: 'query',
        description: 'The cursor of the page before',
        schema: z.string().min(1).max(1024),
        example: 'eyJzZXF1ZW5jZSI6NDcxMX0',
      },
      {
        name: 'limit',
        in: 'query',
        description: 'How many changes at most',
        schema: z.int().min(pageLimits.least).max(pageLimits.most).default(pageLimits.usual),
        example: 1000,
      },
    ],
    responses: {
      200: {
        description: 'A page',
        body: {
          kind: 'json',
          schema: wholePageSchema,
          examples: {
            page: {
              epoch: '6c9d4f0e-7f0a-4b5e-9c43-0e1f0d6a2b11',
              changes: [
                { kind: 'upsert', case: caseExample },
                { kind: 'remove', caseId: 'c-11d0c2', reason: 'reassigned' },
              ],
              cursor: 'eyJzZXF1ZW5jZSI6NDcxM30',
              more: false,
            },
            endOfSnapshot: {
              epoch: '6c9d4f0e-7f0a-4b5e-9c43-0e1f0d6a2b11',
              changes: [{ kind: 'upsert', case: caseExample }],
              cursor: 'eyJzZXF1ZW5jZSI6NDcxM30',
              more: true,
              snapshotDone: true,
            },
          },
        },
      },
    },
    problems: [
      { status: 410, code: 'cursor_expired', when: 'The cursor is not known (any more): pull anew' },
      { status: 422, code: 'invalid', when: '`limit` is out of range' },
    ],
  },
  {
    id: 'getCase',
    method: 'get',
    path: '/v1/cases/{id}',
    tag: 'pulling',
    paragraph: '4.7',
    summary: 'One case as it is now',
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
    responses: {
      200: {
        description: 'The case',
        body: { kind: 'json', schema: caseSchema, examples: { inProgress: caseExample } },
      },
    },
    problems: [{ status: 404, code: 'not_found', when: 'There is none in the officer’s scope' }],
  },
  {
    id: 'searchCases',
    method: 'get',
    path: '/v1/search',
    tag: 'pulling',
    paragraph: '4.7',
    summary: 'Cases in scope that the desk may not have cached',
    signedIn: true,
    parameters: [
      {
        name: 'q',
        in: 'query',
        description: 'Words or a tracking number',
        required: true,
        schema: z.string().min(1).max(200),
        example: 'lampu perintis',
      },
      {
        name: 'limit',
        in: 'query',
        description: 'How many at most',
        schema: z.int().min(1).max(100).default(20),
        example: 20,
      },
    ],
    responses: {
      200: {
        description: 'Newest first',
        body: {
          kind: 'json',
          schema: casesSchema,
          examples: { found: { cases: [caseExample] }, nothing: { cases: [] } },
        },
      },
    },
    problems: [{ status: 422, code: 'invalid', when: '`q` is empty or too long' }],
  },
]
