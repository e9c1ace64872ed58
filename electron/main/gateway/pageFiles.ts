import { readFile } from 'node:fs/promises'
import { extname, relative, resolve, sep } from 'node:path'
import { protectiveHeaders } from './contentPolicy'
import { damagedPage } from './damagedPage'
import { isWholeFile, readPageSums, type PageSums } from './pageSums'

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

const document = '/index.html'

/**
 * Serves the built page: the files under `root` that the build listed, and nothing else. One that is missing, cut short
 * or garbled is not served; from then on a plain page that says so stands in the place of the page, which would be
 * blank without it, or would run with a part that is not ours.
 */
export class PageFiles {
  private readonly sums: Promise<PageSums>
  private isDamaged = false

  constructor(
    private readonly root: string,
    /** Called once: what stands in the window must be loaded anew. */
    private readonly damaged: () => void,
  ) {
    this.sums = readPageSums(root)
  }

  async serve(method: string, pathname: string): Promise<Response> {
    const path = method === 'GET' ? filePath(this.root, pathname) : null
    const mime = path && mimes[extname(path)]
    if (!path || !mime) return notFound()
    const name = `/${relative(this.root, path).replaceAll(sep, '/')}`
    const bytes = this.isDamaged ? null : await this.wholeFile(name)
    if (this.isDamaged && name === document) return damagedPage()
    if (!bytes) return notFound()
    return new Response(bytes, { headers: { ...protectiveHeaders, 'content-type': mime } })
  }

  /** Looks at every file, so that damage is told before the officer has begun anything; answers whether all are whole. */
  async checkAll(): Promise<boolean> {
    for (const name of (await this.sums)?.keys() ?? []) await this.wholeFile(name)
    return !this.isDamaged
  }

  /** Something that the page cannot do without was found to be unusable elsewhere. */
  foundDamage(): void {
    if (this.isDamaged) return
    this.isDamaged = true
    this.damaged()
  }

  /** Null for what the build did not make, and for what is damaged. */
  private async wholeFile(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const sums = await this.sums
    const sum = sums?.get(name)
    if (sums && sum === undefined) return null
    // Whatever the disk says of it, the program cannot go on without the file.
    const bytes = await readFile(resolve(this.root, `.${name}`)).catch(() => null)
    if (bytes && sum !== undefined && isWholeFile(bytes, sum)) return new Uint8Array(bytes)
    this.foundDamage()
    return null
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
  const path = resolve(root, `.${spelled === '/' ? document : spelled}`)
  return path.startsWith(resolve(root) + sep) ? path : null
}

function notFound(): Response {
  return new Response('Not found', {
    status: 404,
    headers: { ...protectiveHeaders, 'content-type': 'text/plain; charset=utf-8' },
  })
}
