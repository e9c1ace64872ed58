import type { AttachmentId } from '../../../shared/domain/identifiers'
import { identifier } from '../../../shared/protocol/primitives'
import type { ReportFiles } from '../attachments/reportFiles'

/**
 * The headers of a report's file. Whatever it says it is, it is bytes and nothing else: never shown as a page, never
 * guessed at, never kept in a cache. The page looks at the first bytes itself before it lets Chromium decode an image
 * in the sandbox (SECURITY.md 5, 15).
 */
const headers: Readonly<Record<string, string>> = {
  'content-type': 'application/octet-stream',
  'content-disposition': 'attachment',
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

export const reportFilesPath = '/attachments/'
const pieceLength = 1024 * 1024
const idSchema = identifier<AttachmentId>()

/** Serves `app://desk/attachments/{id}`: a file that is on this computer, unsealed piece by piece. */
export async function serveReportFile(
  request: Request,
  reportFiles: () => ReportFiles | null,
): Promise<Response> {
  const id = request.method === 'GET' ? idIn(new URL(request.url).pathname) : null
  const files = reportFiles()
  const kept = id && files?.kept(id)
  if (!id || !files || !kept) return new Response(null, { status: 404, headers })
  const { size } = kept
  void files.used(id)
  let offset = 0
  const body = new ReadableStream<Uint8Array>({
    async pull(stream) {
      if (offset >= size) return stream.close()
      const read = await files.read(id, offset, pieceLength)
      if (read.outcome === 'refused') return stream.error(new Error('The sealed file cannot be read.'))
      offset += read.bytes.length
      stream.enqueue(read.bytes)
    },
  })
  return new Response(body, { headers: { ...headers, 'content-length': String(size) } })
}

function idIn(pathname: string): AttachmentId | null {
  let spelled: string
  try {
    spelled = decodeURIComponent(pathname.slice(reportFilesPath.length))
  } catch {
    return null
  }
  const checked = idSchema.safeParse(spelled)
  return checked.success ? checked.data : null
}
