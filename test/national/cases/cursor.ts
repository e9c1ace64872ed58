import { z } from 'zod'
import { isPlainContent } from '../gate/plainContent'

/**
 * Where a pull stands (PROTOCOL.md 4.1): `sequence` is the last number of the change log that is covered. During a
 * snapshot `after` is the last case given, and `sequence` where the log stood when it began, so that everything
 * that changes meanwhile comes afterwards.
 */
const positionSchema = z.object({
  epoch: z.string(),
  officerId: z.string(),
  sequence: z.number().int().nonnegative(),
  // An id as the database can compare it: whoever makes up a cursor shall not make up an error.
  after: z
    .string()
    .max(64)
    .refine((id) => !id.includes('\0'))
    .optional(),
})
export type Position = z.infer<typeof positionSchema>

export function cursorOf(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** Null when it is not a cursor of ours. */
export function positionOf(cursor: string): Position | null {
  try {
    const read = positionSchema.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    return read.success && isPlainContent(read.data) ? read.data : null
  } catch {
    // Not JSON: not ours. The caller answers 410, which is how the desk comes out of it by itself.
    return null
  }
}
