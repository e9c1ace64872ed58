import { join } from 'node:path'
import { z } from 'zod'
import type { DiskFiles } from '../files/diskFiles'
import { writeDurably } from '../files/durableFile'
import { jsonBytes, parseJson } from '../files/jsonFile'

const base64 = z.base64().transform((text): Buffer => Buffer.from(text, 'base64'))

// Bounds, so that a changed file cannot make the program take all memory or protect with nothing.
const costSchema = z.object({
  N: z
    .number()
    .int()
    .min(2)
    .max(2 ** 20),
  r: z.number().int().min(1).max(32),
  p: z.number().int().min(1).max(16),
})

/** Of the first programs: both keys in one secret, opened together. */
const firstSchema = z.discriminatedUnion('keeping', [
  z.object({ version: z.literal(1), keeping: z.literal('keychain'), wrapped: base64 }),
  z.object({
    version: z.literal(1),
    keeping: z.literal('passphrase'),
    salt: base64,
    cost: costSchema,
    sealed: base64,
  }),
])

const underPassphrase = z.object({
  keeping: z.literal('passphrase'),
  salt: base64,
  cost: costSchema,
  outbox: base64,
  cache: base64,
})
const inKeychain = z.object({ keeping: z.literal('keychain'), outbox: base64 })
const openedByKeychain = z.object({ opensBy: z.literal('keychain'), wrapped: base64 })
const openedByPin = z.object({ opensBy: z.literal('pin'), salt: base64, cost: costSchema, sealed: base64 })

/** Each key for itself, so that one can be had without the other (ARCHITECTURE.md, *Two keys*). */
const secondSchema = z.discriminatedUnion('keeping', [
  inKeychain.extend({
    version: z.literal(2),
    cache: z.discriminatedUnion('opensBy', [openedByKeychain, openedByPin]),
  }),
  underPassphrase.extend({ version: z.literal(2) }),
])

/** When each was made, in milliseconds since 1970 by this computer's clock; null where nobody wrote it down. */
const moment = z.number().int().min(0).nullable()
const made = z.object({ outbox: moment, cache: moment })

/**
 * With the age of the keys, so that they can be replaced. What binds a PIN to this computer is a secret of its own
 * (`binding`): the outbox key, which did that before (null), could not be replaced without the PIN.
 */
const presentSchema = z.discriminatedUnion('keeping', [
  inKeychain.extend({
    version: z.literal(3),
    made,
    cache: z.discriminatedUnion('opensBy', [
      openedByKeychain,
      openedByPin.extend({ binding: base64.nullable() }),
    ]),
  }),
  underPassphrase.extend({ version: z.literal(3), made }),
])

export type FirstKeysFile = z.infer<typeof firstSchema>
type SecondKeysFile = z.infer<typeof secondSchema>
export type PresentKeysFile = z.infer<typeof presentSchema>

export type KeysFileReading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'first'; readonly file: FirstKeysFile }
  | { readonly kind: 'present'; readonly file: PresentKeysFile }

export async function readKeysFile(files: DiskFiles, folder: string): Promise<KeysFileReading> {
  const bytes = await files.read(keysPath(folder))
  if (bytes === null) return { kind: 'absent' }
  const present = parseJson(presentSchema, bytes)
  if (present) return { kind: 'present', file: present }
  const second = parseJson(secondSchema, bytes)
  if (second) return { kind: 'present', file: withoutAge(second) }
  const first = parseJson(firstSchema, bytes)
  return first ? { kind: 'first', file: first } : { kind: 'unreadable' }
}

function withoutAge(file: SecondKeysFile): PresentKeysFile {
  const present = { version: 3, made: { outbox: null, cache: null } } as const
  if (file.keeping === 'passphrase') return { ...file, ...present }
  const { cache } = file
  return { ...file, ...present, cache: cache.opensBy === 'pin' ? { ...cache, binding: null } : cache }
}

/** Resolves when it is on the disk; killed in the middle, the file before is there. */
export async function writeKeysFile(files: DiskFiles, folder: string, file: PresentKeysFile): Promise<void> {
  await writeDurably(files, keysPath(folder), jsonBytes(inBase64(file)))
}

/** Beside the keys in use: with it, it is decided that these take their place (keyRotation.ts). */
export async function writeNextKeysFile(
  files: DiskFiles,
  folder: string,
  file: PresentKeysFile,
): Promise<void> {
  await writeDurably(files, join(folder, nextKeysName), jsonBytes(inBase64(file)))
}

/** The form in which the schema reads it again. */
function inBase64(file: PresentKeysFile): z.input<typeof presentSchema> {
  const outbox = file.outbox.toString('base64')
  if (file.keeping === 'passphrase') {
    return { ...file, outbox, salt: file.salt.toString('base64'), cache: file.cache.toString('base64') }
  }
  const { cache } = file
  if (cache.opensBy === 'keychain') {
    return { ...file, outbox, cache: { ...cache, wrapped: cache.wrapped.toString('base64') } }
  }
  const sealed = cache.sealed.toString('base64')
  const binding = cache.binding?.toString('base64') ?? null
  return { ...file, outbox, cache: { ...cache, salt: cache.salt.toString('base64'), sealed, binding } }
}

/** What begins so is destroyed first when an officer is removed (removal.ts). */
export const keysFileName = 'keys.json'
export const nextKeysName = `${keysFileName}.next`

export function keysPath(folder: string): string {
  return join(folder, keysFileName)
}
