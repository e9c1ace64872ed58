import {
  dispositionRequestSchema,
  dispositionResponseSchema,
  statisticsSchema,
} from '../../../shared/protocol/administration'
import type { Operation } from '../operation'

export const administrationOperations: readonly Operation[] = [
  {
    id: 'dispositionReport',
    method: 'post',
    path: '/national/dispositions',
    tag: 'administration',
    paragraph: '8.2',
    summary: 'Hand a report over to an agency or unit',
    signedIn: false,
    request: {
      kind: 'json',
      schema: dispositionRequestSchema,
      examples: {
        toUnit: { trackingId: '9165816', agencyId: 'pemkot-makassar', unitId: 'upt-pju' },
        toAgency: { trackingId: '9165816', agencyId: 'pemkab-gowa' },
      },
    },
    responses: {
      201: {
        description: 'The case that the agency’s desks now have',
        body: {
          kind: 'json',
          schema: dispositionResponseSchema,
          examples: { disposed: { caseId: 'c-7f3a2b', trackingId: '9165816' } },
        },
      },
    },
    problems: [
      { status: 404, code: 'not_found', when: 'There is no such report' },
      { status: 422, code: 'invalid', when: 'No such agency or unit, or the report is finished' },
    ],
  },
  {
    id: 'getStatistics',
    method: 'get',
    path: '/national/statistics',
    tag: 'administration',
    paragraph: '8.2',
    summary: 'Received, dispositioned and followed up, by kind of agency',
    signedIn: false,
    responses: {
      200: {
        description: 'The national figures',
        body: {
          kind: 'json',
          schema: statisticsSchema,
          examples: {
            may2018: {
              received: 1_280_000,
              dispositioned: 375_000,
              followedUp: 339_000,
              byKind: [{ kind: 'ministry', agencies: 34, dispositioned: 120_000, followedUp: 109_000 }],
            },
          },
        },
      },
    },
  },
]
