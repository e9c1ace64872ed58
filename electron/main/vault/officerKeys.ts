import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { shortestPassphrase, type FailureReason } from '../../../shared/bridge/desk'
import { assertNever } from '../../../shared/domain/assertNever'
import type { DiskFiles } from '../files/diskFiles'
import { writeDurably } from '../files/durableFile'
import { jsonBytes, parseJson } from '../files/jsonFile'
import { keyLength, seal, unseal } from '../files/sealing'
import type { Keychain } from './keychain'
import { keyFromPassphrase, newSalt, usualCost, type ScryptCost } from './passphrase'

/** Two keys, because the cache closes with the desk and the outbox goes on sending (ARCHITECTURE.md). */
export interface OfficerKeys {
  readonly cacheKey: Buffer
  /** Seals the journal and the session. */
  readonly outboxKey: Buffer
}

export type KeysOpening =
  | { readonly outcome: 'open'; readonly keys: OfficerKeys }
  | { readonly outcome: 'absent' }
  | {
      readonly outcome: 'refused'
      readonly reason: Extract<
        FailureReason,
        'passphrase-missing' | 'passphrase-too-short' | 'passphrase-wrong' | 'storage-failed'
      >
    }

const base64 = z.base64().transform((text) => Buffer.from(text, 'base64'))
const keysFileSchema = z.discriminatedUnion('keeping', [
  z.object({ version: z.literal(1), keeping: z.literal('keychain'), wrapped: base64 }),
  z.object({
    version: z.literal(1),
    keeping: z.literal('passphrase'),
    salt: base64,
    // Bounds, so that a changed file cannot make the program take all memory or protect with nothing.
    cost: z.object({
      N: z
        .number()
        .int()
        .min(2)
        .max(2 ** 20),
      r: z.number().int().min(1).max(32),
      p: z.number().int().min(1).max(16),
    }),
    sealed: base64,
  }),
])

const keysContext = Buffer.from('meja-aduan officer keys 1', 'utf8')

/** Opens and makes an officer's keys in the officer's folder (SECURITY.md 10, 12). */
export class KeyStore {
  constructor(
    private readonly files: DiskFiles,
    private readonly keychain: Keychain,
    private readonly cost: ScryptCost = usualCost,
  ) {}

  /** Whether a new officer's keys would need a passphrase. */
  needsPassphrase(): boolean {
    return !this.keychain.isAvailable()
  }

  /** Opens keys that are there. `passphrase` is looked at only when they were made with one. */
  async open(folder: string, passphrase: string | null): Promise<KeysOpening> {
    const bytes = await this.files.read(keysPath(folder))
    if (bytes === null) return { outcome: 'absent' }
    const file = parseJson(keysFileSchema, bytes)
    if (!file) return { outcome: 'refused', reason: 'storage-failed' }
    switch (file.keeping) {
      case 'keychain':
        return this.openByKeychain(file.wrapped)
      case 'passphrase': {
        if (!passphrase) return { outcome: 'refused', reason: 'passphrase-missing' }
        const wrappingKey = await keyFromPassphrase(passphrase, file.salt, file.cost)
        return opened(unseal(wrappingKey, file.sealed, keysContext), 'passphrase-wrong')
      }
      default:
        return assertNever(file, 'keeping of keys')
    }
  }

  /** Makes keys for an officer who has none here; they are on the disk before they are answered. */
  async create(folder: string, passphrase: string | null): Promise<KeysOpening> {
    const secret = randomBytes(2 * keyLength)
    if (!this.needsPassphrase()) {
      const wrapped = this.keychain.wrap(secret.toString('base64')).toString('base64')
      await this.write(folder, { version: 1, keeping: 'keychain', wrapped })
      return opened(secret, 'storage-failed')
    }
    const refusal = refusePassphrase(passphrase)
    if (refusal !== null || passphrase === null) {
      return { outcome: 'refused', reason: refusal ?? 'passphrase-missing' }
    }
    const salt = newSalt()
    const wrappingKey = await keyFromPassphrase(passphrase, salt, this.cost)
    await this.write(folder, {
      version: 1,
      keeping: 'passphrase',
      salt: salt.toString('base64'),
      cost: this.cost,
      sealed: seal(wrappingKey, secret, keysContext).toString('base64'),
    })
    return opened(secret, 'storage-failed')
  }

  private openByKeychain(wrapped: Buffer): KeysOpening {
    if (!this.keychain.isAvailable()) return { outcome: 'refused', reason: 'storage-failed' }
    try {
      return opened(Buffer.from(this.keychain.unwrap(wrapped), 'base64'), 'storage-failed')
    } catch {
      // The profile is another user's or another machine's (SECURITY.md 12): there is nothing to tell beyond that.
      return { outcome: 'refused', reason: 'storage-failed' }
    }
  }

  private write(folder: string, file: z.input<typeof keysFileSchema>): Promise<void> {
    return writeDurably(this.files, keysPath(folder), jsonBytes(file))
  }
}

/** Why this passphrase cannot protect new keys; null when it can. */
export function refusePassphrase(
  passphrase: string | null,
): 'passphrase-missing' | 'passphrase-too-short' | null {
  if (!passphrase) return 'passphrase-missing'
  return passphrase.length < shortestPassphrase ? 'passphrase-too-short' : null
}

function opened(secret: Buffer | null, otherwise: 'passphrase-wrong' | 'storage-failed'): KeysOpening {
  if (secret?.length !== 2 * keyLength) return { outcome: 'refused', reason: otherwise }
  return {
    outcome: 'open',
    keys: { cacheKey: secret.subarray(0, keyLength), outboxKey: secret.subarray(keyLength) },
  }
}

/** Overwrites the keys in memory; what holds them is useless afterwards. */
export function forgetKeys(keys: OfficerKeys): void {
  keys.cacheKey.fill(0)
  keys.outboxKey.fill(0)
}

function keysPath(folder: string): string {
  return join(folder, 'keys.json')
}
