import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { actionTypes } from '../../../shared/domain/action'
import { caseStatuses } from '../../../shared/domain/case'
import { roles } from '../../../shared/domain/officer'
import { calendars } from '../../../shared/domain/reference'
import { calendarDateSchema, instantSchema } from '../../../shared/protocol/primitives'

const countingFields = {
  calendar: z.enum(calendars),
  timeZone: z.string(),
  holidays: z.array(calendarDateSchema).transform((dates) => new Set(dates)),
}

/** The worked examples that every implementation must reproduce (DOMAIN.md, *Deadlines*). */
const vectorsSchema = z.object({
  deadlines: z.array(
    z.object({
      name: z.string(),
      start: instantSchema,
      days: z.number(),
      ...countingFields,
      dueAt: instantSchema,
    }),
  ),
  pauses: z.array(
    z.object({
      name: z.string(),
      startedAt: instantSchema,
      days: z.number(),
      ...countingFields,
      pausedAt: instantSchema,
      daysLeft: z.number(),
      resumedAt: instantSchema,
      dueAt: instantSchema,
    }),
  ),
  transitions: z.array(
    z.object({
      status: z.enum(caseStatuses),
      action: z.enum(actionTypes),
      role: z.enum(roles),
      holder: z.enum(['nobody', 'actor', 'other']),
      expect: z.enum([...caseStatuses, 'forbidden', 'invalid_transition']),
      assignee: z.enum(['actor', 'other']).optional(),
      payload: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
  conflicts: z.array(
    z.object({
      action: z.enum(actionTypes),
      othersSince: z.array(z.string()),
      expect: z.enum(['applied', 'conflict']),
      status: z.enum(caseStatuses).optional(),
      payload: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
})

export const vectors = vectorsSchema.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../data/vectors.json'), 'utf8')),
)
