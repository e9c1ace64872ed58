import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { problemMime, problemSchema, type Problem } from '../../shared/protocol/problem'
import { Failure } from './check'
import type { Answer } from './client/answer'

/** Fails with what was expected and what came instead. */
export function want(condition: boolean, expected: string, came: Answer | string = ''): asserts condition {
  if (condition) return
  const shown = typeof came === 'string' ? came : came.summary
  throw new Failure(shown === '' ? `expected ${expected}` : `expected ${expected}; came: ${shown}`)
}

export function wantStatus(answer: Answer, ...statuses: readonly number[]): void {
  want(statuses.includes(answer.status), `status ${statuses.join(' or ')}`, answer)
}

/** A problem document with this status and one of these codes (PROTOCOL.md 1.3, 1.4). */
export function wantProblem(answer: Answer, status: number, ...codes: readonly string[]): Problem {
  want(answer.status === status, `status ${status} ${codes.join(' or ')}`, answer)
  want(answer.mediaType === problemMime, `${problemMime}, not ${answer.mediaType || 'no type'}`, answer)
  const problem = shaped(problemSchema, answer)
  want(problem.status === status, `a problem document whose status is ${status}`, answer)
  want(codes.length === 0 || codes.includes(problem.code), `code ${codes.join(' or ')}`, answer)
  return problem
}

/** The body by its schema of the contract. */
export function shaped<Output>(schema: z.ZodType<Output>, answer: Answer): Output {
  const read = schema.safeParse(answer.json)
  if (read.success) return read.data
  throw new Failure(`expected a body as the page says (${issuesOf(read.error)}); came: ${answer.summary}`)
}

/** A successful body by its schema. */
export function given<Output>(schema: z.ZodType<Output>, answer: Answer, status = 200): Output {
  wantStatus(answer, status)
  return shaped(schema, answer)
}

export function issuesOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`)
    .join('; ')
}

export function wantEqual(came: unknown, expected: unknown, what: string, answer?: Answer): void {
  if (isDeepStrictEqual(came, expected)) return
  const after = answer ? `; ${answer.summary}` : ''
  throw new Failure(`expected ${what} ${textOf(expected)}, came ${textOf(came)}${after}`)
}

function textOf(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}

/** The first one that is wanted; fails when there is none. */
export function oneOf<Item>(items: readonly Item[], wanted: (item: Item) => boolean, what: string): Item {
  const found = items.find(wanted)
  if (found === undefined) throw new Failure(`expected ${what}; there was none among ${items.length}`)
  return found
}

/** Seconds or a date (PROTOCOL.md 1.4). */
export function wantRetryAfter(answer: Answer): void {
  const value = answer.header('retry-after') ?? ''
  const good = /^\d+$/.test(value) ? Number(value) > 0 : !Number.isNaN(Date.parse(value))
  want(good, 'Retry-After in seconds or as a date', `${value === '' ? 'none' : value}; ${answer.summary}`)
}
