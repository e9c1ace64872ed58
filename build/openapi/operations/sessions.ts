import { statusSchema } from '../../../shared/protocol/problem'
import {
  refreshRequestSchema,
  sessionResponseSchema,
  signInRequestSchema,
} from '../../../shared/protocol/session'
import type { Body, Operation } from '../operation'

const pair: Body = {
  kind: 'json',
  schema: sessionResponseSchema,
  examples: {
    pair: {
      accessToken: 'a.c2Vzc2lvbg.MQ.4e1xk0',
      expiresIn: 900,
      refreshToken: 'r.c2Vzc2lvbg.MQ.9fK2vd',
      officer: {
        id: 'petugas-03',
        username: 'sari',
        name: 'Sari Wulandari',
        role: 'officer',
        agencyId: 'pemkot-makassar',
        unitIds: ['dinas-pu', 'dinas-lh'],
      },
    },
  },
}

export const sessionOperations: readonly Operation[] = [
  {
    id: 'getStatus',
    method: 'get',
    path: '/v1/status',
    tag: 'general',
    paragraph: '1.6',
    summary: 'Announced maintenance',
    signedIn: false,
    responses: {
      200: {
        description: 'What is announced',
        body: {
          kind: 'json',
          schema: statusSchema,
          examples: {
            none: { maintenance: null },
            announced: {
              maintenance: {
                from: '2026-06-13T13:00:00.000Z',
                until: '2026-06-13T21:00:00.000Z',
                message: 'Pemeliharaan sistem nasional',
              },
            },
          },
        },
      },
    },
  },
  {
    id: 'signIn',
    method: 'post',
    path: '/v1/sessions',
    tag: 'sessions',
    paragraph: '2.1',
    summary: 'Sign an officer in on a device',
    signedIn: false,
    request: {
      kind: 'json',
      schema: signInRequestSchema,
      examples: {
        password: {
          username: 'sari',
          password: 'lapor-2026',
          deviceId: '5b1f0c3e-2a77-4a52-9f0a-1d9f6f2f8c11',
          deviceName: 'PC Loket 2',
        },
        withCode: {
          username: 'veronika',
          password: 'lapor-2026',
          otp: '492039',
          deviceId: '5b1f0c3e-2a77-4a52-9f0a-1d9f6f2f8c11',
          deviceName: 'PC Loket 2',
        },
      },
    },
    responses: { 201: { description: 'Signed in; `expiresIn` is in seconds', body: pair } },
    problems: [
      { status: 401, code: 'bad_credentials', when: 'Name, password or code is wrong' },
      { status: 401, code: 'otp_required', when: 'This officer must give a one-time code' },
      { status: 403, code: 'device_revoked', when: 'The device was revoked' },
      { status: 429, code: 'too_many', when: 'After 10 failures in 15 minutes for one name' },
      { status: 422, code: 'invalid', when: 'A field is missing or of a wrong type' },
    ],
  },
  {
    id: 'refreshSession',
    method: 'post',
    path: '/v1/sessions/refresh',
    tag: 'sessions',
    paragraph: '2.2',
    summary: 'A new pair of tokens for the newest refresh token',
    signedIn: false,
    request: {
      kind: 'json',
      schema: refreshRequestSchema,
      examples: {
        refresh: {
          refreshToken: 'r.c2Vzc2lvbg.MQ.9fK2vd',
          deviceId: '5b1f0c3e-2a77-4a52-9f0a-1d9f6f2f8c11',
        },
      },
    },
    responses: { 200: { description: 'The new pair, the same again until it is first used', body: pair } },
    problems: [
      { status: 401, code: 'session_revoked', when: 'An old refresh token after the new pair was used' },
      { status: 403, code: 'device_revoked', when: 'The device was revoked' },
    ],
  },
  {
    id: 'signOut',
    method: 'delete',
    path: '/v1/sessions/current',
    tag: 'sessions',
    paragraph: '2.3',
    summary: 'End this session',
    signedIn: true,
    responses: { 204: { description: 'Ended' } },
    problems: [{ status: 401, code: 'session_revoked', when: 'It was ended before' }],
  },
]
