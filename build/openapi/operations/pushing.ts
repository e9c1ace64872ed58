import { z } from 'zod'
import { actionResultSchema, pushResponseSchema } from '../../../shared/protocol/action'
import { wholePushSchema } from '../components'
import { actionExamples } from '../examples/actions'
import { caseExample } from '../examples/case'
import type { Operation } from '../operation'

const epoch = '6c9d4f0e-7f0a-4b5e-9c43-0e1f0d6a2b11'
const actionId = actionExamples.respond.actionId
const applied = { actionId, outcome: 'applied', case: { ...caseExample, version: 4 } }

export const pushingOperations: readonly Operation[] = [
  {
    id: 'pushActions',
    method: 'post',
    path: '/v1/actions',
    tag: 'pushing',
    paragraph: '5.1 to 5.6',
    summary: 'Send what officers decided; one result for each, in order',
    signedIn: true,
    request: {
      kind: 'json',
      schema: wholePushSchema,
      examples: Object.fromEntries(
        Object.entries(actionExamples).map(([type, action]) => [type, { epoch, actions: [action] }]),
      ),
    },
    responses: {
      200: {
        description: 'Each result: done now, done before, stands against it, never, or not now',
        body: {
          kind: 'json',
          schema: pushResponseSchema,
          examples: {
            applied: { results: [applied] },
            duplicate: { results: [{ ...applied, outcome: 'duplicate' }] },
            conflict: {
              results: [
                { actionId, outcome: 'conflict', detail: 'respond by Irfan Daeng Sewang', case: caseExample },
              ],
            },
            rejected: { results: [{ actionId, outcome: 'rejected', code: 'case_left' }] },
            retry: { results: [{ actionId, outcome: 'retry', code: 'upload_missing' }] },
          },
        },
      },
    },
    problems: [
      { status: 409, code: 'epoch_changed', when: 'The server was restored: pull anew first' },
      { status: 413, code: 'too_large', when: 'Split the batch' },
      { status: 422, code: 'invalid', when: 'The envelope is not readable' },
    ],
  },
  {
    id: 'getActionResult',
    method: 'get',
    path: '/v1/actions/{actionId}',
    tag: 'pushing',
    paragraph: '5.5',
    summary: 'What became of an action',
    signedIn: true,
    parameters: [
      {
        name: 'actionId',
        in: 'path',
        description: 'The id that the desk gave it',
        schema: z.string().min(1).max(64),
        example: actionId,
      },
    ],
    responses: {
      200: {
        description: 'Its recorded result',
        body: { kind: 'json', schema: actionResultSchema, examples: { applied } },
      },
    },
    problems: [{ status: 404, code: 'not_found', when: 'Never seen: send the same id again' }],
  },
]
