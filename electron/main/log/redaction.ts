import { failureReasons } from '../../../shared/bridge/desk'
import { systemErrorCode } from '../files/diskFiles'

/** What may stand in the log: figures, and words of this program (SECURITY.md 17). */
export type LoggedFacts = Readonly<Record<string, number | boolean | string | null>>

/**
 * Keeps of some facts what can be no citizen's data: numbers, booleans and short codes as this program spells them.
 * Of an error its kind and code remain; its message may quote a path, an address or a text.
 */
export function redacted(facts: Readonly<Record<string, unknown>>): LoggedFacts {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, redactedValue(value)]))
}

function redactedValue(value: unknown): number | boolean | string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (value instanceof Error) return errorCode(value)
  if (typeof value === 'string' && (knownCode.test(value) || ownWords.has(value))) return value
  return '[redacted]'
}

/** Lower-case words joined by hyphens or colons, at least two: no name, number, address or token is written so. */
const knownCode = /^(?=.{3,40}$)[a-z]+([-:][a-z]+)+$/

const ownWords: ReadonlySet<string> = new Set(failureReasons)

function errorCode(error: Error): string {
  const network = /net::(ERR_[A-Z_0-9]{1,50})/.exec(error.message)?.[1]
  const code = network ?? systemErrorCode(error)
  const kind = /^[A-Za-z]{1,40}$/.test(error.name) ? error.name : 'Error'
  return code && /^[A-Z_0-9]{1,60}$/.test(code) ? `${kind} ${code}` : kind
}
