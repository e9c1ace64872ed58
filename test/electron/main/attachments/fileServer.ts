import { createHash } from 'node:crypto'
import { ReportFiles } from '../../../../electron/main/attachments/reportFiles'
import { problemResponse } from '../../../../electron/main/gateway/gatewayFailure'
import type { ReportFileTold } from '../../../../shared/bridge/reportFiles'
import type { Attachment } from '../../../../shared/domain/case'
import type { CaseId } from '../../../../shared/domain/identifiers'
import { attachmentSchema } from '../../../../shared/protocol/case'
import { identifier } from '../../../../shared/protocol/primitives'
import type { MemoryDisk } from '../memoryDisk'

export const officerFolder = '/profile/officer'
export const caseOf = (name: string): CaseId => identifier<CaseId>().parse(name)

/** What a case tells of a file with these bytes. */
export function attachmentOf(id: string, bytes: Uint8Array, changes: Partial<Attachment> = {}): Attachment {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const described = { id, name: `${id}.jpg`, mime: 'image/jpeg', size: bytes.length, sha256 }
  return attachmentSchema.parse({ ...described, ...changes })
}

/** The national system's attachments, as the gateway's forwarding brings them, with what a network does to them. */
export class FileServer {
  readonly bytes = new Map<string, Uint8Array>()
  /** The ranges that were asked for; null for the whole. */
  readonly asked: (string | null)[] = []
  /** The connection breaks after so many bytes of an answer; the first stands for the first answer. */
  cuts: number[] = []
  knowsRanges = true
  /** Answers in the place of the file where it gives something. */
  instead: () => Response | null = () => null

  readonly forward = async (request: Request): Promise<Response> => {
    const range = request.headers.get('range')
    this.asked.push(range)
    const instead = this.instead()
    if (instead) return instead
    const id = decodeURIComponent(new URL(request.url).pathname.split('/').at(-1) ?? '')
    const whole = this.bytes.get(id)
    if (!whole) return problemResponse({ type: 'about:blank', title: 'No.', status: 404, code: 'not_found' })
    const from = this.knowsRanges ? Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0) : 0
    const headers: Record<string, string> =
      from > 0 ? { 'content-range': `bytes ${from}-${whole.length - 1}/${whole.length}` } : {}
    return new Response(this.body(whole.subarray(from)), { status: from > 0 ? 206 : 200, headers })
  }

  private body(bytes: Uint8Array): ReadableStream<Uint8Array> {
    const cutAt = this.cuts.shift() ?? Infinity
    const pieceLength = 100_000
    let place = 0
    return new ReadableStream({
      pull(stream) {
        if (place >= cutAt) return stream.error(new Error('net::ERR_CONNECTION_RESET'))
        if (place >= bytes.length) return stream.close()
        const end = Math.min(place + pieceLength, bytes.length, cutAt)
        stream.enqueue(bytes.slice(place, end))
        place = end
      },
    })
  }
}

export interface OpenedFiles {
  readonly reportFiles: ReportFiles
  readonly told: ReportFileTold[]
}

/** The reports' files of one officer on a disk, and what is told of them; nothing is waited for between tries. */
export async function filesOn(
  disk: MemoryDisk,
  server: FileServer,
  { key = Buffer.alloc(32, 5), mostBytes }: { readonly key?: Buffer; readonly mostBytes?: number } = {},
): Promise<OpenedFiles> {
  const reportFiles = await ReportFiles.open({
    files: disk,
    folder: officerFolder,
    key,
    mostBytes,
    parts: { forward: server.forward, pause: () => Promise.resolve() },
  })
  const told: ReportFileTold[] = []
  reportFiles.onTold((news) => told.push(news))
  return { reportFiles, told }
}

/** Resolves when it is here or has failed, and says which. */
export async function fetched(
  { reportFiles }: OpenedFiles,
  attachment: Attachment,
  ofCase = 'c1',
): Promise<string> {
  reportFiles.fetch(caseOf(ofCase), attachment)
  for (;;) {
    const now = reportFiles.state(attachment.id)
    if (now.state === 'failed') return now.reason
    if (now.state !== 'fetching') return now.state
    await new Promise((resolve) => setImmediate(resolve))
  }
}
