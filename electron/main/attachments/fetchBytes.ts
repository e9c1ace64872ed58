import type { ReportFileFailure } from '../../../shared/bridge/reportFiles'
import type { Attachment } from '../../../shared/domain/case'
import { deskPage } from '../gateway/deskAddress'
import { gatewayHeader } from '../gateway/gatewayFailure'
import type { AttachmentWriting } from '../journal/attachmentStore'

/** Tries in a row that bring no byte, before it is said that it did not work. */
const mostBarrenTries = 3
const firstPauseMilliseconds = 1_000
/** A connection over which nothing comes for so long is a broken one. */
const longestSilenceMilliseconds = 30_000

export interface FetchingParts {
  /** The gateway's way to the national system: only what PROTOCOL.md knows, with the token, following no redirect. */
  readonly forward: (request: Request) => Promise<Response>
  /** Waits, unless it is aborted before. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

type Part = 'all' | 'cut' | 'longer' | { readonly failure: ReportFileFailure }

/**
 * Brings the bytes of an attachment into a file that is being written, from where that stands: what a broken
 * connection cuts off is gone on with by ranges (PROTOCOL.md 6.3). Null when all of them are there. Throws what
 * writing throws.
 */
export async function fetchBytes(
  attachment: Attachment,
  writing: AttachmentWriting,
  parts: FetchingParts,
  signal: AbortSignal,
  received: () => void,
): Promise<ReportFileFailure | 'not-resumable' | null> {
  let barren = 0
  while (barren < mostBarrenTries) {
    if (writing.plainSize === attachment.size) return null
    const before = writing.plainSize
    const part = await fetchPart(attachment, writing, parts, signal, received)
    if (signal.aborted) return 'offline'
    if (part === 'longer') return 'not-as-described'
    if (part === 'all') return writing.plainSize === attachment.size ? null : 'not-as-described'
    if (part !== 'cut') {
      if (part.failure !== 'not-as-described' || before === 0) {
        if (!isWorthAnother(part.failure)) return part.failure
        barren += 1
        if (barren >= mostBarrenTries) return part.failure
      } else return 'not-resumable'
    } else barren = writing.plainSize > before ? 0 : barren + 1
    await parts.pause(firstPauseMilliseconds * 2 ** barren, signal)
  }
  return 'offline'
}

async function fetchPart(
  attachment: Attachment,
  writing: AttachmentWriting,
  { forward }: FetchingParts,
  signal: AbortSignal,
  received: () => void,
): Promise<Part> {
  const from = writing.plainSize
  const silence = new AbortController()
  const headers: Record<string, string> = from === 0 ? {} : { range: `bytes=${from}-` }
  const address = `${deskPage}api/v1/attachments/${encodeURIComponent(attachment.id)}`
  const request = new Request(address, { headers, signal: AbortSignal.any([signal, silence.signal]) })
  const response = await forward(request)
  const failure = failureOf(response, from)
  if (failure) {
    await response.body?.cancel().catch(() => undefined)
    return { failure }
  }
  return await take(response, attachment.size, writing, silence, received)
}

/** Bytes as they come; what writing throws goes through, what the connection throws is a cut. */
async function take(
  response: Response,
  size: number,
  writing: AttachmentWriting,
  silence: AbortController,
  received: () => void,
): Promise<Part> {
  const reader = response.body?.getReader()
  if (!reader) return 'all'
  for (;;) {
    const timer = setTimeout(() => silence.abort(), longestSilenceMilliseconds)
    const piece = await reader.read().catch(() => 'cut' as const)
    clearTimeout(timer)
    if (piece === 'cut') return 'cut'
    // A server that closes before the end looks like one that is done: the size tells them apart.
    if (piece.done) return writing.plainSize < size ? 'cut' : 'all'
    if (writing.plainSize + piece.value.length > size) {
      await reader.cancel().catch(() => undefined)
      return 'longer'
    }
    await writing.add(piece.value)
    received()
  }
}

/** What an answer means when it does not bring the bytes that were asked for; null when it does. */
function failureOf(response: Response, from: number): ReportFileFailure | null {
  const { status, headers } = response
  const ours = headers.get(gatewayHeader)
  if (ours === 'storage-failed') return 'storage-failed'
  if (ours === 'not-configured') return 'session-ended'
  if (ours !== null) return 'offline'
  if (status === 206) return startOf(headers.get('content-range')) === from ? null : 'not-as-described'
  // The whole file although a part was asked for, or no such part: what is here is of no use.
  if ((status === 200 && from > 0) || status === 416) return 'not-as-described'
  if (status === 200) return null
  if (status === 401) return 'session-ended'
  if (status === 404 || status === 410) return 'gone'
  if (status === 429 || status >= 500) return 'busy'
  return 'refused'
}

function startOf(contentRange: string | null): number | null {
  const start = /^bytes (\d+)-/.exec(contentRange ?? '')?.[1]
  return start === undefined ? null : Number(start)
}

function isWorthAnother(failure: ReportFileFailure): boolean {
  return failure === 'offline' || failure === 'busy'
}
