import type { z } from 'zod'
import { invalid } from './problem'

/** What came, checked; throws 422 `invalid` whose detail names the field and never repeats its content. */
export function checked<Output>(schema: z.ZodType<Output>, received: unknown): Output {
  const result = schema.safeParse(received)
  if (result.success) return result.data
  throw invalid(describeIssues(result.error))
}

/** `payload.text: a text of 1 to 5000 characters`, one for each field that is wrong, at most five. */
export function describeIssues(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`)
    .join('; ')
}
