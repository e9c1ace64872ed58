import { gunzipSync, gzipSync } from 'node:zlib'
import { bytesOf, wholeOf } from './byteFaults'
import type { FaultOf } from './faultSchema'
import type { Answer } from './faultyResponse'

interface Document {
  readonly json: Buffer
  /** The answer with this in the place of its JSON, compressed as it was, its length right. */
  readonly with: (json: Buffer) => Answer
}

/** The JSON of an answer, whatever its compression; null for anything else, with the answer as it was. */
async function documentOf(answer: Answer): Promise<{ answer: Answer; document: Document | null }> {
  const type = answer.headers.get('content-type')
  if (!/\bjson\b/.test(String(type))) return { answer, document: null }
  const body = await wholeOf(answer.body)
  const isCompressed = answer.headers.get('content-encoding') === 'gzip'
  const document = {
    json: isCompressed ? gunzipSync(body) : body,
    with: (json: Buffer) => withBody(answer, isCompressed ? gzipSync(json, { level: 1 }) : json),
  }
  return { answer: { ...answer, body: bytesOf(body) }, document }
}

function withBody(answer: Answer, body: Buffer): Answer {
  const headers = new Map(answer.headers)
  headers.delete('transfer-encoding')
  headers.set('content-length', body.length)
  return { ...answer, headers, body: bytesOf(body) }
}

/** Complete HTTP whose JSON ends at the byte; null when it was not longer. */
export async function truncated(given: Answer, byte: number): Promise<{ answer: Answer; acted: boolean }> {
  const { answer, document } = await documentOf(given)
  if (!document || document.json.length <= byte) return { answer, acted: false }
  return { answer: document.with(document.json.subarray(0, byte)), acted: true }
}

/** Makes the n-th case of an answer such that the schema refuses it; the rest stays as it is. */
export async function withBadCase(
  given: Answer,
  { nth, field, value }: FaultOf<'bad-case'>,
): Promise<{ answer: Answer; acted: boolean }> {
  const { answer, document } = await documentOf(given)
  if (!document) return { answer, acted: false }
  const content: unknown = JSON.parse(document.json.toString('utf8'))
  const spoiled = casesIn(content)[nth - 1]
  if (!spoiled) return { answer, acted: false }
  spoiled[field] = value
  return { answer: document.with(Buffer.from(JSON.stringify(content))), acted: true }
}

type JsonObject = Record<string, unknown>

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function objectsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** The cases of a page, of results, of a search, or the one case that the answer is, in their order. */
function casesIn(content: unknown): JsonObject[] {
  if (!isObject(content)) return []
  const carried = [...objectsIn(content['changes']), ...objectsIn(content['results'])]
  const cases = [...carried.map((one) => one['case']).filter(isObject), ...objectsIn(content['cases'])]
  return 'trackingId' in content && 'version' in content ? [content] : cases
}

/**
 * Answers with the page that went out so many requests before to the same session, and notes what goes out now.
 * `pages` are those of the session, newest last.
 */
export async function withEarlierPage(
  given: Answer,
  pages: readonly string[],
  back: number | null,
): Promise<{ answer: Answer; acted: boolean; pages: readonly string[] }> {
  const { answer, document } = await documentOf(given)
  if (!document || answer.status !== 200) return { answer, acted: false, pages }
  const earlier = back === null ? undefined : pages.at(-back)
  const sent = earlier ?? document.json.toString('utf8')
  const kept = [...pages, sent].slice(-mostPages)
  if (earlier === undefined) return { answer, acted: false, pages: kept }
  return { answer: document.with(Buffer.from(earlier)), acted: true, pages: kept }
}

/** As far back as a fault may ask. */
const mostPages = 20
