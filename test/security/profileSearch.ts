import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, inflateRawSync, inflateSync, constants } from 'node:zlib'

/** Where a text was found. */
export interface Found {
  readonly secret: string
  /** Below the folder. */
  readonly file: string
}

/**
 * The files below a folder that hold one of some texts, in their content or their names: as UTF-8 and UTF-16, in JSON's
 * spelling, in base64 at each of its three positions, percent-encoded, and inside what is compressed (SECURITY.md 11).
 */
export function search(folder: string, secrets: readonly string[]): readonly Found[] {
  const spelled = secrets.map((secret) => ({ secret, spellings: spellingsOf(secret) }))
  return filesBelow(folder).flatMap((path) => {
    const file = path.slice(folder.length + 1)
    const parts = [Buffer.from(file, 'utf8'), ...readable(path)]
    return spelled
      .filter(({ spellings }) => parts.some((part) => spellings.some((spelling) => part.includes(spelling))))
      .map(({ secret }) => ({ secret, file }))
  })
}

/** How many files there are to be searched: a search of none finds nothing and says nothing. */
export function countFiles(folder: string): number {
  return filesBelow(folder).length
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** The content, and what is in it compressed: caches keep an answer as it came over the network. */
function readable(path: string): readonly Buffer[] {
  let content: Buffer
  try {
    content = readFileSync(path)
  } catch {
    // It went while the program was tidying up: nothing of it is left to be found.
    return []
  }
  return [content, ...unpacked(content)]
}

/** So much of a file is looked through for the beginnings of compressed data. */
const longestLookedThrough = 4 * 1024 * 1024

function unpacked(content: Buffer): readonly Buffer[] {
  if (content.length > longestLookedThrough) return []
  const found: Buffer[] = []
  for (let at = content.indexOf(gzipMark); at >= 0; at = content.indexOf(gzipMark, at + 1)) {
    // Behind its head gzip is raw deflate; what follows its end is somebody else's.
    const packed = content.subarray(at + gzipHeadLength)
    const plain = attempt(() => inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH }))
    if (plain) found.push(plain)
  }
  for (const open of [inflateSync, inflateRawSync, brotliDecompressSync]) {
    const plain = attempt(() => open(content))
    if (plain) found.push(plain)
  }
  return found
}

/** Deflate, and none of the optional fields. */
const gzipMark = Buffer.from([0x1f, 0x8b, 0x08, 0x00])
const gzipHeadLength = 10

function attempt(open: () => Buffer): Buffer | null {
  try {
    return open()
  } catch {
    // Not compressed in this way.
    return null
  }
}

function spellingsOf(secret: string): readonly Buffer[] {
  const plain = Buffer.from(secret, 'utf8')
  const escaped = JSON.stringify(secret).slice(1, -1)
  const spellings = [
    plain,
    Buffer.from(secret, 'utf16le'),
    Buffer.from(escaped, 'utf8'),
    Buffer.from(encodeURIComponent(secret), 'utf8'),
    ...[0, 1, 2].flatMap((before) => base64Inside(plain, before)),
  ]
  return spellings.filter(
    (spelling, index) => spellings.findIndex((other) => other.equals(spelling)) === index,
  )
}

/** What is certain of a text's base64 when so many bytes stand before it in its group of three. */
function base64Inside(plain: Buffer, before: number): readonly Buffer[] {
  const whole = Buffer.concat([Buffer.alloc(before), plain])
    .toString('base64')
    .replace(/=+$/, '')
  // The first letters depend on what stands before, the last one on what follows.
  const certain = whole.slice(before === 0 ? 0 : before + 1, -2)
  return certain.length >= 8 ? [Buffer.from(certain, 'latin1')] : []
}
