import { readFile } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'
import { systemErrorCode } from '../files/diskFiles'
import { protectiveHeaders } from './contentPolicy'

const mimes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

/** Serves the built page: the files under `root` and nothing else. */
export async function servePageFile(root: string, method: string, pathname: string): Promise<Response> {
  const path = method === 'GET' ? filePath(root, pathname) : null
  const mime = path && mimes[extname(path)]
  if (!path || !mime) return notFound()
  try {
    const bytes = new Uint8Array(await readFile(path))
    return new Response(bytes, { headers: { ...protectiveHeaders, 'content-type': mime } })
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes(systemErrorCode(error) ?? ''))
      return notFound()
    throw error
  }
}

/** The file that an address stands for; null when it is not under `root` (SECURITY.md 6). */
export function filePath(root: string, pathname: string): string | null {
  let spelled: string
  try {
    spelled = decodeURIComponent(pathname)
  } catch {
    return null
  }
  // A backslash separates on Windows and a colon names a drive or a stream; no file of ours has either.
  if (/[\\:\0]/.test(spelled)) return null
  const path = resolve(root, `.${spelled === '/' ? '/index.html' : spelled}`)
  return path.startsWith(resolve(root) + sep) ? path : null
}

function notFound(): Response {
  return new Response('Not found', {
    status: 404,
    headers: { ...protectiveHeaders, 'content-type': 'text/plain; charset=utf-8' },
  })
}
