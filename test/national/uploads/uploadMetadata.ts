import { z } from 'zod'
import type { ActionId } from '../../../shared/domain/identifiers'
import { identifier } from '../../../shared/protocol/primitives'
import { isPlainContent } from '../gate/plainContent'
import { invalid } from '../problem'

/** What a desk says about a file before it sends it (PROTOCOL.md 7). */
export interface UploadMetadata {
  /** NFC. */
  readonly filename: string
  readonly filetype: string
  readonly sha256: string
  readonly actionId: ActionId
}

/** As much as a header may hold; the names of the fields included. */
const longestHeader = 4096

/** Characters that turn the direction of a line around, so that `gpj.exe` reads as `exe.jpg`. */
const turningCharacters = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/** A name and not a path, on any system. */
function isSafeName(name: string): boolean {
  if (name === '.' || name === '..' || name.trim() !== name) return false
  return !/[\p{Cc}\p{Cs}/\\]/u.test(name) && !turningCharacters.test(name)
}

const metadataSchema: z.ZodType<UploadMetadata> = z.object({
  filename: z
    .string()
    .transform((name) => name.normalize('NFC'))
    .refine((name) => name.length >= 1 && name.length <= 255, '1 to 255 characters')
    .refine(isSafeName, 'a file name without path, control characters and spaces at its ends'),
  filetype: z
    .string()
    .max(255)
    .regex(/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/, 'a media type such as image/png'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, '64 lower-case hexadecimal digits'),
  actionId: identifier<ActionId>().refine(isPlainContent, 'characters that are text'),
})

/** Reads `Upload-Metadata`; throws 422 that names the field. */
export function readUploadMetadata(header: string | undefined): UploadMetadata {
  if (header === undefined || header === '')
    throw invalid('Upload-Metadata: filename, filetype, sha256, actionId')
  if (header.length > longestHeader) throw invalid(`Upload-Metadata: at most ${longestHeader} characters`)
  const result = metadataSchema.safeParse(decoded(header))
  if (result.success) return result.data
  const { path, message } = result.error.issues[0] ?? { path: [], message: 'not readable' }
  throw invalid(`Upload-Metadata.${path.join('.')}: ${message}`)
}

/** tus 1.0.0, *Upload-Metadata*: pairs of key and base64 with commas between them; a key alone has no value. */
function decoded(header: string): Record<string, string> {
  const fields = new Map<string, string>()
  for (const pair of header.split(',')) {
    const [key = '', value = '', ...more] = pair.trim().split(' ')
    if (!/^[\x21-\x7e]+$/.test(key) || more.length > 0)
      throw invalid('Upload-Metadata: pairs of a key and base64')
    if (fields.has(key)) throw invalid('Upload-Metadata: a key comes twice')
    fields.set(key, textOf(value, key))
  }
  return Object.fromEntries(fields)
}

function textOf(base64: string, key: string): string {
  // The key is repeated only when it is one that the contract knows: others are the sender's words.
  const field = key in fieldNames ? key : 'a field'
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(base64)) {
    throw invalid(`Upload-Metadata.${field}: base64 is expected`)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, 'base64'))
  } catch {
    throw invalid(`Upload-Metadata.${field}: UTF-8 is expected`)
  }
}

const fieldNames: Readonly<Record<keyof UploadMetadata, true>> = {
  filename: true,
  filetype: true,
  sha256: true,
  actionId: true,
}
