import { z } from 'zod'

export const problemMime = 'application/problem+json'

/** Every code of PROTOCOL.md 1.4 and 2.1. */
export const problemCodes = [
  'bad_credentials',
  'otp_required',
  'token_expired',
  'session_revoked',
  'device_revoked',
  'forbidden',
  'not_found',
  'epoch_changed',
  'cursor_expired',
  'too_large',
  'invalid',
  'upgrade_required',
  'too_many',
  'unavailable',
  'maintenance',
] as const
export type ProblemCode = (typeof problemCodes)[number]

/** RFC 9457 with a `code` (PROTOCOL.md 1.3). A code that this version does not know is still a problem. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
})
export type Problem = z.infer<typeof problemSchema>

/** `GET /v1/status` (PROTOCOL.md 1.6). */
export const statusSchema = z.object({
  maintenance: z.object({ from: z.string(), until: z.string(), message: z.string() }).nullable(),
})
export type NationalStatus = z.infer<typeof statusSchema>
