import { z } from 'zod'
import { areasSchema } from '../../../shared/protocol/areas'
import { awayRequestSchema, dutyRequestSchema } from '../../../shared/protocol/duty'
import { figuresSchema } from '../../../shared/protocol/figures'
import { referenceSchema } from '../../../shared/protocol/reference'
import { figuresExample } from '../examples/figures'
import { referenceExample } from '../examples/reference'
import type { Operation, Parameter } from '../operation'

const ifNoneMatch: Parameter = {
  name: 'If-None-Match',
  in: 'header',
  description: 'The tag of what is held',
  schema: z.string(),
  example: '"q0VwA8pTXs1"',
}
const tagged = { ETag: 'The tag of this content' }
const unchanged = { description: 'What is held is still so' }
const supervisorsOnly = { status: 403, code: 'forbidden', when: 'Only supervisors may' } as const

function identifier(description: string, example: string): Parameter {
  return { name: 'id', in: 'path', description, schema: z.string().min(1).max(64), example }
}

function day(name: string, description: string, example: string): Parameter {
  return { name, in: 'query', description, required: true, schema: z.iso.date(), example }
}

export const referenceOperations: readonly Operation[] = [
  {
    id: 'getReference',
    method: 'get',
    path: '/v1/reference',
    tag: 'reference',
    paragraph: '3.1',
    summary: 'What a desk must know besides its cases',
    signedIn: true,
    parameters: [ifNoneMatch],
    responses: {
      200: {
        description: 'Of the officer’s agency',
        headers: tagged,
        body: { kind: 'json', schema: referenceSchema, examples: { makassar: referenceExample } },
      },
      304: unchanged,
    },
  },
  {
    id: 'getAreas',
    method: 'get',
    path: '/v1/areas',
    tag: 'reference',
    paragraph: '3.2',
    summary: 'Provinces, regencies and cities, districts, villages',
    signedIn: true,
    parameters: [ifNoneMatch],
    responses: {
      200: {
        description: 'All of them, each behind the one in which it lies',
        headers: tagged,
        body: {
          kind: 'json',
          schema: areasSchema,
          examples: {
            some: [
              { code: '73', parentCode: null, name: 'SULAWESI SELATAN' },
              { code: '73.71', parentCode: '73', name: 'KOTA MAKASSAR' },
            ],
          },
        },
      },
      304: unchanged,
    },
  },
  {
    id: 'setDuty',
    method: 'put',
    path: '/v1/units/{id}/duty',
    tag: 'reference',
    paragraph: '3.3',
    summary: 'Who answers for a unit on holidays',
    signedIn: true,
    parameters: [identifier('The unit’s id', 'dinas-damkar')],
    request: {
      kind: 'json',
      schema: dutyRequestSchema,
      examples: {
        lebaran: {
          officerIds: ['petugas-17'],
          from: '2018-06-08T16:00:00.000Z',
          until: '2018-06-20T16:00:00.000Z',
        },
      },
    },
    responses: { 204: { description: 'Set' } },
    problems: [
      supervisorsOnly,
      { status: 404, code: 'not_found', when: 'No such unit in the agency' },
      { status: 422, code: 'invalid', when: 'An officer is unknown, not active or does not see the unit' },
    ],
  },
  {
    id: 'setAway',
    method: 'put',
    path: '/v1/officers/{id}/away',
    tag: 'reference',
    paragraph: '3.3',
    summary: 'Until when an officer is away',
    signedIn: true,
    parameters: [identifier('The officer’s id', 'petugas-05')],
    request: {
      kind: 'json',
      schema: awayRequestSchema,
      examples: { away: { until: '2026-06-22T16:00:00.000Z' }, back: { until: null } },
    },
    responses: { 204: { description: 'Set' } },
    problems: [supervisorsOnly, { status: 404, code: 'not_found', when: 'No such officer in the agency' }],
  },
  {
    id: 'getFigures',
    method: 'get',
    path: '/v1/figures',
    tag: 'reference',
    paragraph: '3.3',
    summary: 'The agency’s figures, returned and purged cases included',
    signedIn: true,
    parameters: [
      day('from', 'First day, in the agency’s zone', '2026-01-01'),
      day('to', 'Last day, included', '2026-06-30'),
    ],
    responses: {
      200: {
        description: 'In all and by unit, officer, category, channel, area and month',
        body: { kind: 'json', schema: figuresSchema, examples: { halfYear: figuresExample } },
      },
    },
    problems: [
      { status: 403, code: 'forbidden', when: 'Not for officers' },
      { status: 422, code: 'invalid', when: 'The days are missing or the wrong way round' },
    ],
  },
]
