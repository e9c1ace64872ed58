import { z } from 'zod'
import type { Case } from '../../../shared/domain/case'
import { caseSchema } from '../../../shared/protocol/case'
import { UnreadableSeal } from '../seal/seal'

/**
 * The form that this program gives to cases, as a short text that is another one as soon as the schema is. What was
 * checked by the schema, sealed by us and opened with our key needs no second look at each of its fields as long as the
 * form is the same: that look took most of the time in which the desk reads what it holds.
 */
export const caseForm = formOf(caseSchema)

/** A short text for what a schema asks, the same one from one start of the program to the next. */
export function formOf(schema: z.ZodType): string {
  return fingerprintOf(JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any' }))).toString(16)
}

/** A case out of the cache; throws `UnreadableSeal` when it is in a form that is not read any more. */
export function readStoredCase(text: string, form: string | undefined): Case {
  const value: unknown = JSON.parse(text)
  // The schema made it before it was sealed, and it is the same schema.
  if (form === caseForm) return value as Case
  const read = caseSchema.safeParse(value)
  if (!read.success) throw new UnreadableSeal('A stored case has a form that is not read any more.')
  return read.data
}

/** FNV-1a, 32 bits: it tells one text from another, and protects from nothing. */
export function fingerprintOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}
