import { z } from 'zod'
import { roles, type Officer } from '../domain/officer'
import type { DeviceId } from '../domain/identifiers'
import { identifier } from './primitives'

/** PROTOCOL.md 2.4. */
export const officerSchema: z.ZodType<Officer> = z.object({
  id: identifier<Officer['id']>(),
  username: z.string().min(1),
  name: z.string().min(1),
  role: z.enum(roles),
  agencyId: identifier<Officer['agencyId']>(),
  unitIds: z.array(identifier<Officer['unitIds'][number]>()),
})

/** `POST /v1/sessions` (PROTOCOL.md 2.1). */
export const signInRequestSchema = z.object({
  username: z.string().min(1).max(200),
  password: z.string().min(1).max(1000),
  otp: z.string().max(20).optional(),
  deviceId: identifier<DeviceId>(),
  deviceName: z.string().max(200),
})
export type SignInRequest = z.infer<typeof signInRequestSchema>

/** `POST /v1/sessions/refresh` (PROTOCOL.md 2.2). */
export const refreshRequestSchema = z.object({
  refreshToken: z.string().min(1).max(4096),
  deviceId: identifier<DeviceId>(),
})

/** The answer to both; `expiresIn` is in seconds. */
export const sessionResponseSchema = z.object({
  accessToken: z.string().min(1).max(4096),
  expiresIn: z.number().positive(),
  refreshToken: z.string().min(1).max(4096),
  officer: officerSchema,
})
export type SessionResponse = z.infer<typeof sessionResponseSchema>
