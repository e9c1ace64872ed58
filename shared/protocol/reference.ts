import { z } from 'zod'
import { actionTypes } from '../domain/action'
import { roles } from '../domain/officer'
import {
  agencyKinds,
  archiveReasonCodes,
  calendars,
  type Agency,
  type Category,
  type Colleague,
  type Reference,
  type Template,
  type Unit,
} from '../domain/reference'
import { calendarDateSchema, identifier, instantSchema } from './primitives'

const agencyFields = {
  id: identifier<Reference['agency']['id']>(),
  name: z.string(),
  kind: z.enum(agencyKinds),
}

/** An institution as every reference lists it. */
export const agencySchema: z.ZodType<Agency> = z.object(agencyFields)

const countedDays = z.number().int().positive()

/** The fields of `referenceSchema`, for schemas that take some of them. */
export const referenceObjectSchema = z.object({
  agency: z.object({ ...agencyFields, timeZone: z.string().min(1) }),
  agencies: z.array(agencySchema),
  units: z.array(
    z.object({
      id: identifier<Unit['id']>(),
      parentId: identifier<Unit['id']>().nullable(),
      name: z.string(),
      calendar: z.enum(calendars),
      dutyOfficerIds: z.array(identifier<Colleague['id']>()),
    }),
  ),
  officers: z.array(
    z.object({
      id: identifier<Colleague['id']>(),
      name: z.string(),
      role: z.enum(roles),
      unitIds: z.array(identifier<Unit['id']>()),
      active: z.boolean(),
      awayUntil: instantSchema.nullish(),
    }),
  ),
  categories: z.array(
    z.object({
      id: identifier<Category['id']>(),
      parentId: identifier<Category['id']>().nullable(),
      name: z.string(),
    }),
  ),
  holidays: z.array(z.object({ date: calendarDateSchema, name: z.string(), collectiveLeave: z.boolean() })),
  deadlineRules: z.object({
    first_response: countedDays,
    resolution: z.object({
      information_request: countedDays,
      aspiration: countedDays,
      complaint: countedDays,
      oversight: countedDays,
    }),
    reporter_reply: countedDays,
    auto_close: countedDays,
  }),
  templates: z.array(
    z.object({
      id: identifier<Template['id']>(),
      name: z.string(),
      actionType: z.enum(actionTypes),
      categoryId: identifier<Category['id']>().optional(),
      text: z.string(),
    }),
  ),
  archiveReasons: z.array(z.object({ code: z.enum(archiveReasonCodes), name: z.string() })),
})

/** `GET /v1/reference` (PROTOCOL.md 3.1). */
export const referenceSchema: z.ZodType<Reference> = referenceObjectSchema
