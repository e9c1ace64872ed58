import { z } from 'zod'
import { clockSchema } from '../../../test/national/sandbox/clockRoutes'
import { faultsRequestSchema } from '../../../test/national/sandbox/faultSchema'
import { maintenanceSchema, versionsSchema } from '../../../test/national/sandbox/maintenanceRoutes'
import { restoreRequestSchema } from '../../../test/national/sandbox/restoreRoutes'
import { revocationSchema } from '../../../test/national/sandbox/revocationRoutes'
import type { Body, Operation, ProblemAnswer } from '../operation'

const unreadable: ProblemAnswer = { status: 422, code: 'invalid', when: 'A field is missing or wrong' }

/** What the sandbox tells back to tests; nothing of the protocol. */
function told(description: string, example: unknown): Body {
  return { kind: 'other', mime: 'application/json', description, example: JSON.stringify(example) }
}

const maintenance = {
  from: '2026-06-13T13:00:00.000Z',
  until: '2026-06-13T21:00:00.000Z',
  message: 'Pemeliharaan sistem nasional',
}
const faults = [{ kind: 'drop-response', method: 'POST', path: '/v1/actions', from: 2, count: 1 }]
const reading = { now: '2026-06-09T02:15:00.000Z', offsetMinutes: 1440 }

const faultOperations: readonly Operation[] = [
  {
    id: 'setFaults',
    method: 'post',
    path: '/sandbox/faults',
    tag: 'sandbox',
    paragraph: '8.3',
    summary: 'What goes wrong from now on; takes the place of all before',
    signedIn: false,
    request: {
      kind: 'json',
      schema: faultsRequestSchema,
      examples: { dropsTheSecondAnswer: { faults }, allIsWell: { faults: [] } },
    },
    responses: { 200: { description: 'Those that are on', body: told('The faults', { faults }) } },
    problems: [unreadable],
  },
  {
    id: 'getFaults',
    method: 'get',
    path: '/sandbox/faults',
    tag: 'sandbox',
    paragraph: '8.3',
    summary: 'Those that are on, how often each acted and will still act',
    signedIn: false,
    responses: { 200: { description: 'In the order given', body: told('The faults', { faults }) } },
  },
  {
    id: 'clearFaults',
    method: 'delete',
    path: '/sandbox/faults',
    tag: 'sandbox',
    paragraph: '8.3',
    summary: 'All is well again',
    signedIn: false,
    responses: { 204: { description: 'Cleared' } },
  },
]

const clockOperations: readonly Operation[] = [
  {
    id: 'getClock',
    method: 'get',
    path: '/sandbox/clock',
    tag: 'sandbox',
    paragraph: '8.3',
    summary: 'The server’s clock',
    signedIn: false,
    responses: { 200: { description: 'Where it stands', body: told('The clock', reading) } },
  },
  {
    id: 'setClock',
    method: 'post',
    path: '/sandbox/clock',
    tag: 'sandbox',
    paragraph: '8.3',
    summary: 'Moves the server’s clock; what time brings happens at once',
    signedIn: false,
    request: {
      kind: 'json',
      schema: clockSchema,
      examples: { aDayAhead: { offsetMinutes: 1440 }, aMoment: { now: '2018-06-08T01:00:00.000Z' } },
    },
    responses: { 200: { description: 'Where it stands now', body: told('The clock', reading) } },
    problems: [unreadable],
  },
  {
    id: 'resetClock',
    method: 'delete',
    path: '/sandbox/clock',
    tag: 'sandbox',
    paragraph: '8.3',
    summary: 'Puts the clock right',
    signedIn: false,
    responses: { 204: { description: 'Done' } },
  },
]

const restoreOperations: readonly Operation[] = [
  {
    id: 'takeBackup',
    method: 'put',
    path: '/sandbox/backups/{name}',
    tag: 'sandbox',
    paragraph: '8.3',
    summary: 'Keeps the present state under a name',
    signedIn: false,
    parameters: [
      {
        name: 'name',
        in: 'path',
        description: 'The backup’s name',
        schema: z.string().min(1).max(64),
        example: 'monday',
      },
    ],
    responses: {
      201: {
        description: 'Taken',
        body: told('The backup', { name: 'monday', takenAt: '2026-06-08T01:00:00.000Z' }),
      },
    },
    problems: [unreadable],
  },
  {
    id: 'restore',
    method: 'post',
    path: '/sandbox/restore',
    tag: 'sandbox',
    paragraph: '8.3',
    summary: 'Back to an earlier state, in a new epoch',
    signedIn: false,
    request: {
      kind: 'json',
      schema: restoreRequestSchema,
      examples: { newest: {}, named: { backup: 'monday' } },
    },
    responses: {
      200: {
        description: 'Restored',
        body: told('The backup and the new epoch', {
          backup: 'monday',
          epoch: '0f3b7a52-4f55-4c52-8a0e-6b2f2f1a7c10',
        }),
      },
    },
    problems: [{ status: 422, code: 'invalid', when: 'There is no such backup' }],
  },
]

const serviceOperations: readonly Operation[] = [
  {
    id: 'revoke',
    method: 'post',
    path: '/sandbox/revocations',
    tag: 'sandbox',
    paragraph: '1.4, 8.3',
    summary: 'Ends sessions or revokes devices',
    signedIn: false,
    request: {
      kind: 'json',
      schema: revocationSchema,
      examples: {
        sessions: { kind: 'session', username: 'sari' },
        device: { kind: 'device', deviceId: '5b1f0c3e-2a77-4a52-9f0a-1d9f6f2f8c11' },
      },
    },
    responses: { 200: { description: 'How many', body: told('Counts', { sessions: 1, devices: 0 }) } },
    problems: [unreadable],
  },
  {
    id: 'planMaintenance',
    method: 'put',
    path: '/sandbox/maintenance',
    tag: 'sandbox',
    paragraph: '1.4, 1.6, 8.3',
    summary: 'Announces maintenance; while it lasts everything else answers 503',
    signedIn: false,
    request: { kind: 'json', schema: maintenanceSchema, examples: { announced: maintenance, none: null } },
    responses: { 200: { description: 'What is announced', body: told('As 1.6', { maintenance }) } },
    problems: [unreadable],
  },
  {
    id: 'setLeastVersion',
    method: 'put',
    path: '/sandbox/versions',
    tag: 'sandbox',
    paragraph: '1.4, 8.3',
    summary: 'Which desks are let in',
    signedIn: false,
    request: {
      kind: 'json',
      schema: versionsSchema,
      examples: { least: { least: '1.2.0' }, any: { least: null } },
    },
    responses: { 200: { description: 'What holds now', body: told('The version', { least: '1.2.0' }) } },
    problems: [unreadable],
  },
  {
    id: 'getLedger',
    method: 'get',
    path: '/sandbox/ledger',
    tag: 'sandbox',
    paragraph: '8.3',
    summary: 'Every action that took effect, in order',
    signedIn: false,
    responses: {
      200: {
        description: 'The ledger',
        body: told('Actions', {
          actions: [
            {
              sequence: 1,
              actionId: '01978c61-3f00-7002-8d2f-1f6a0c2b7e10',
              caseId: 'c-7f3a2b',
              trackingId: '9165816',
              type: 'respond',
              officerId: 'petugas-05',
              at: '2026-06-09T02:15:02.114Z',
              text: 'Lampu sudah diganti.',
            },
          ],
        }),
      },
    },
  },
]

export const sandboxOperations: readonly Operation[] = [
  ...faultOperations,
  ...clockOperations,
  ...restoreOperations,
  ...serviceOperations,
]
