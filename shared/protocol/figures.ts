import { z } from 'zod'
import { channels, caseStatuses } from '../domain/case'
import type { CaseFacts } from '../domain/figures/caseFacts'
import type { AgeBand, Figures } from '../domain/figures/figures'
import type { FigureGroup, FigureReport } from '../domain/figures/report'
import type { Period } from '../domain/figures/localDays'
import type { Instant } from '../domain/identifiers'
import { archiveReasonCodes, type ArchiveReasonCode } from '../domain/reference'
import { calendarDateSchema, identifier, instantSchema } from './primitives'

/** The longest period that is asked for at once: ten years. */
export const longestPeriodDays = 3660

/** `GET /v1/figures?from=&to=` (PROTOCOL.md 3.3): both days are included. */
export const figuresQuerySchema: z.ZodType<Period> = z
  .object({ from: calendarDateSchema, to: calendarDateSchema })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'not before from' })
  .refine(({ from, to }) => (Date.parse(to) - Date.parse(from)) / 86_400_000 < longestPeriodDays, {
    path: ['to'],
    error: 'at most ten years after from',
  })

const count = z.number().int().nonnegative()
const proportion = z.number().min(0).max(1).nullable()

const byAgeSchema = z.object({
  upTo7: count,
  upTo14: count,
  upTo30: count,
  upTo60: count,
  over60: count,
}) satisfies z.ZodType<Record<AgeBand, number>>
const byReasonSchema: z.ZodType<Record<ArchiveReasonCode, number>> = z.record(
  z.enum(archiveReasonCodes),
  count,
)

/** What each figure means is said in shared/domain/figures/figures.ts. */
export const caseFiguresSchema: z.ZodType<Figures> = z.object({
  received: count,
  dispositioned: count,
  followedUp: count,
  followUpRate: proportion,
  firstResponse: z.object({ cases: count, medianDays: z.number().nonnegative().nullable() }),
  deadline: z.object({ decided: count, inside: count, insideShare: proportion }),
  open: z.object({ cases: count, byAge: byAgeSchema }),
  returned: count,
  archived: z.object({ cases: count, byReason: byReasonSchema }),
  satisfaction: z.object({ ratings: count, mean: z.number().min(1).max(5).nullable() }),
})

const groups: z.ZodType<FigureGroup[]> = z.array(
  z.object({ key: z.string().max(64).nullable(), figures: caseFiguresSchema }),
)

export interface AgencyFigures extends FigureReport, Period {
  /** IANA; the zone in which the days of the period begin and end. */
  readonly timeZone: string
  /** The moment as of which the figures are. */
  readonly at: Instant
}

/** The answer of `GET /v1/figures` (PROTOCOL.md 3.3). */
export const figuresSchema: z.ZodType<AgencyFigures> = z.object({
  from: calendarDateSchema,
  to: calendarDateSchema,
  timeZone: z.string().min(1),
  at: instantSchema,
  total: caseFiguresSchema,
  by: z.object({
    unit: groups,
    officer: groups,
    category: groups,
    channel: groups,
    area: groups,
    month: groups,
  }),
})

/** What is kept of a case for the figures; it never crosses the network. */
export const caseFactsSchema: z.ZodType<CaseFacts> = z.object({
  unitId: identifier<CaseFacts['unitId']>(),
  assigneeId: identifier<NonNullable<CaseFacts['assigneeId']>>().nullable(),
  categoryId: identifier<CaseFacts['categoryId']>(),
  channel: z.enum(channels),
  areaCode: z.string().nullable(),
  status: z.enum(caseStatuses),
  receivedAt: instantSchema,
  dispositionedAt: instantSchema,
  firstResponseAt: instantSchema.nullable(),
  wasArchived: z.boolean(),
  archiveReason: z.enum(archiveReasonCodes).nullable(),
  resolution: z
    .object({
      dueAt: instantSchema,
      metAt: instantSchema.nullable(),
      pausedAt: instantSchema.nullable(),
    })
    .nullable(),
  satisfaction: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]).nullable(),
})
