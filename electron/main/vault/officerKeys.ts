import { randomBytes } from 'node:crypto'
import { shortestPassphrase, type FailureReason } from '../../../shared/bridge/desk'
import type { DeskOpener } from '../../../shared/bridge/lock'
import { assertNever } from '../../../shared/domain/assertNever'
import type { DiskFiles } from '../files/diskFiles'
import { keyLength, seal, unseal } from '../files/sealing'
import type { Keychain } from './keychain'
import { ageOf, longAgo } from './keyAge'
import {
  readKeysFile,
  writeKeysFile,
  writeNextKeysFile,
  type FirstKeysFile,
  type PresentKeysFile,
} from './keysFile'
import { keyFromPassphrase, newSalt, usualCost, type ScryptCost } from './passphrase'
import { keyFromPin } from './pin'

/** Two keys, because the cache closes with the desk and the outbox goes on sending (ARCHITECTURE.md). */
export interface OfficerKeys {
  /** Null while it is behind the officer's PIN. */
  readonly cacheKey: Buffer | null
  /** Seals the journal and the session. */
  readonly outboxKey: Buffer
  /** What opens the desk after a lock; null while there is nothing that could. */
  readonly opener: DeskOpener | null
}

type Refused<Reason extends FailureReason> = { readonly outcome: 'refused'; readonly reason: Reason }

export type KeysOpening =
  | { readonly outcome: 'open'; readonly keys: OfficerKeys }
  | { readonly outcome: 'absent' }
  | Refused<'passphrase-missing' | 'passphrase-too-short' | 'passphrase-wrong' | 'keys-not-opened'>

export type CacheKeyOpening =
  | { readonly outcome: 'open'; readonly cacheKey: Buffer }
  | Refused<'pin-wrong' | 'passphrase-wrong' | 'keys-not-opened'>

/**
 * What a new PIN brings with it. `cache`: a new cache key; what the old one sealed cannot be opened any more and is
 * pulled anew. `both`: the outbox key is replaced too, at the next opening.
 */
export type KeyRenewal = 'none' | 'cache' | 'both'

/** What each sealed key was sealed for: one cannot be passed off as the other. */
const contexts = {
  first: Buffer.from('meja-aduan officer keys 1', 'utf8'),
  outbox: Buffer.from('meja-aduan outbox key 2', 'utf8'),
  cache: Buffer.from('meja-aduan cache key 2', 'utf8'),
} as const

const notOpened: Refused<'keys-not-opened'> = { outcome: 'refused', reason: 'keys-not-opened' }

/** The operating system, which says that it keeps keys, would not take one. */
export class KeychainRefusal extends Error {}

/** Opens and makes an officer's keys in the officer's folder (SECURITY.md 10, 12, 13). */
export class KeyStore {
  constructor(
    private readonly files: DiskFiles,
    private readonly keychain: Keychain,
    private readonly cost: ScryptCost = usualCost,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** Whether a new officer's keys would need a passphrase. */
  needsPassphrase(): boolean {
    return !this.keychain.isAvailable()
  }

  /**
   * Opens keys that are there; of those behind a PIN the outbox key alone. `passphrase` is looked at only when they
   * were made with one. A file of the first programs is written anew in the present form.
   */
  async open(folder: string, passphrase: string | null): Promise<KeysOpening> {
    const reading = await readKeysFile(this.files, folder)
    switch (reading.kind) {
      case 'absent':
        return { outcome: 'absent' }
      case 'unreadable':
        return notOpened
      case 'first':
        return this.openFirst(folder, reading.file, passphrase)
      case 'present':
        return this.openPresent(reading.file, passphrase)
      default:
        return assertNever(reading, 'reading of keys')
    }
  }

  /** Makes keys for an officer who has none here; they are on the disk before they are answered. */
  async create(folder: string, passphrase: string | null): Promise<KeysOpening> {
    const refusal = this.needsPassphrase() ? refusePassphrase(passphrase) : null
    if (refusal !== null) return { outcome: 'refused', reason: refusal }
    const cacheKey = randomBytes(keyLength)
    const by = this.needsPassphrase() ? 'passphrase' : 'keychain'
    return {
      outcome: 'open',
      keys: await this.keep(folder, by, [cacheKey, randomBytes(keyLength)], passphrase),
    }
  }

  /** Opens the cache key alone, with what the officer typed at the locked desk. */
  async openCacheKey(folder: string, outboxKey: Uint8Array, secret: string): Promise<CacheKeyOpening> {
    const reading = await readKeysFile(this.files, folder)
    if (reading.kind !== 'present') return notOpened
    const { file } = reading
    if (file.keeping === 'passphrase') {
      const wrappingKey = await keyFromPassphrase(secret, file.salt, file.cost)
      return cacheKeyOr(unseal(wrappingKey, file.cache, contexts.cache), 'passphrase-wrong')
    }
    const { cache } = file
    if (cache.opensBy === 'keychain') return cacheKeyOr(this.unwrapped(cache.wrapped), 'keys-not-opened')
    const binding = cache.binding ? this.unwrapped(cache.binding) : outboxKey
    if (!binding) return notOpened
    const wrappingKey = await keyFromPin(secret, cache.salt, cache.cost, binding)
    const opening = cacheKeyOr(unseal(wrappingKey, cache.sealed, contexts.cache), 'pin-wrong')
    if (opening.outcome === 'open' && !cache.binding) {
      // Only now is the PIN known. A full disk leaves it as it is.
      await this.choosePin(folder, opening.cacheKey, secret, 'none').catch(() => undefined)
    }
    return opening
  }

  /**
   * Puts the cache key behind a PIN, in the place of whatever opened it before; resolves when that is on the disk.
   * `renewal` says what of the keys is new with it. Throws where a passphrase keeps the keys, which opens the lock too.
   */
  async choosePin(folder: string, cacheKey: Uint8Array, pin: string, renewal: KeyRenewal): Promise<void> {
    const reading = await readKeysFile(this.files, folder)
    if (reading.kind !== 'present' || reading.file.keeping !== 'keychain') {
      throw new Error('A PIN is chosen only where the operating system keeps the keys.')
    }
    const { file } = reading
    const salt = newSalt()
    const binding = randomBytes(keyLength)
    const wrappingKey = await keyFromPin(pin, salt, this.cost, binding)
    const sealed = seal(wrappingKey, cacheKey, contexts.cache)
    const cache = { opensBy: 'pin' as const, salt, cost: this.cost, sealed, binding: this.wrapped(binding) }
    const made = {
      outbox: renewal === 'both' ? longAgo : file.made.outbox,
      cache: renewal === 'none' ? file.made.cache : this.now().getTime(),
    }
    await writeKeysFile(this.files, folder, { ...file, made, cache })
  }

  /**
   * Which of the keys in a folder have been in use for their period. None of them while a PIN is still bound to the
   * outbox key: the next unlocking changes that. Where an age is not known, it is counted from now on.
   */
  async due(folder: string): Promise<{ readonly outbox: boolean; readonly cache: boolean }> {
    const reading = await readKeysFile(this.files, folder)
    if (reading.kind !== 'present') return { outbox: false, cache: false }
    const { file } = reading
    const now = this.now().getTime()
    const ages = { outbox: ageOf(file.made.outbox, now), cache: ageOf(file.made.cache, now) }
    if (Object.values(ages).includes('unknown')) {
      const made = {
        outbox: ages.outbox === 'unknown' ? now : file.made.outbox,
        cache: ages.cache === 'unknown' ? now : file.made.cache,
      }
      // A full disk keeps nobody from their work: it is counted from a later opening.
      await writeKeysFile(this.files, folder, { ...file, made }).catch(() => undefined)
    }
    const isBound = file.keeping === 'keychain' && file.cache.opensBy === 'pin' && !file.cache.binding
    return { outbox: ages.outbox === 'due' && !isBound, cache: ages.cache === 'due' && !isBound }
  }

  /** New keys in the place of these, in memory only; the cache key stays where it is when that is behind a PIN. */
  fresh({ cacheKey, opener }: OfficerKeys): OfficerKeys {
    return { cacheKey: cacheKey && randomBytes(keyLength), outboxKey: randomBytes(keyLength), opener }
  }

  /**
   * Decides that these keys take the place of those in the folder: everything must be sealed with them already. They
   * are kept as those were. Resolves when it is on the disk (keyRotation.ts does the rest).
   */
  async keepNext(folder: string, fresh: OfficerKeys, passphrase: string | null): Promise<void> {
    const reading = await readKeysFile(this.files, folder)
    if (reading.kind !== 'present') throw new Error('There are no keys in whose place others could be put.')
    const { file } = reading
    const { cacheKey, outboxKey } = fresh
    const now = this.now().getTime()
    if (cacheKey) {
      const next = await this.fileOf(file.keeping, [cacheKey, outboxKey], passphrase)
      await writeNextKeysFile(this.files, folder, next)
      return
    }
    if (file.keeping !== 'keychain') throw new Error('Only a PIN keeps a cache key out of reach.')
    const made = { outbox: now, cache: file.made.cache }
    await writeNextKeysFile(this.files, folder, { ...file, made, outbox: this.wrapped(outboxKey) })
  }

  private async openFirst(
    folder: string,
    file: FirstKeysFile,
    passphrase: string | null,
  ): Promise<KeysOpening> {
    const secret = await this.secretOf(file, passphrase)
    if (!Buffer.isBuffer(secret)) return secret
    if (secret.length !== 2 * keyLength) return notOpened
    const cacheKey = secret.subarray(0, keyLength)
    const outboxKey = secret.subarray(keyLength)
    try {
      return {
        outcome: 'open',
        keys: await this.keep(folder, file.keeping, [cacheKey, outboxKey], passphrase),
      }
    } catch {
      // A full disk keeps nobody from their work: the file is as it was, and the next opening writes it anew.
      const opener = file.keeping === 'passphrase' ? ('passphrase' as const) : null
      return { outcome: 'open', keys: { cacheKey, outboxKey, opener } }
    }
  }

  private async secretOf(file: FirstKeysFile, passphrase: string | null): Promise<Buffer | KeysOpening> {
    if (file.keeping === 'keychain') return this.unwrapped(file.wrapped) ?? notOpened
    if (!passphrase) return { outcome: 'refused', reason: 'passphrase-missing' }
    const wrappingKey = await keyFromPassphrase(passphrase, file.salt, file.cost)
    const secret = unseal(wrappingKey, file.sealed, contexts.first)
    return secret ?? { outcome: 'refused', reason: 'passphrase-wrong' }
  }

  private async openPresent(file: PresentKeysFile, passphrase: string | null): Promise<KeysOpening> {
    if (file.keeping === 'passphrase') {
      if (!passphrase) return { outcome: 'refused', reason: 'passphrase-missing' }
      const wrappingKey = await keyFromPassphrase(passphrase, file.salt, file.cost)
      const outboxKey = unseal(wrappingKey, file.outbox, contexts.outbox)
      const cacheKey = unseal(wrappingKey, file.cache, contexts.cache)
      if (!outboxKey || !cacheKey) return { outcome: 'refused', reason: 'passphrase-wrong' }
      return { outcome: 'open', keys: { cacheKey, outboxKey, opener: 'passphrase' } }
    }
    const outboxKey = this.unwrapped(file.outbox)
    if (outboxKey?.length !== keyLength) return notOpened
    const { cache } = file
    if (cache.opensBy === 'pin')
      return { outcome: 'open', keys: { cacheKey: null, outboxKey, opener: 'pin' } }
    const cacheKey = this.unwrapped(cache.wrapped)
    if (cacheKey?.length !== keyLength) return notOpened
    return { outcome: 'open', keys: { cacheKey, outboxKey, opener: null } }
  }

  private async keep(
    folder: string,
    by: PresentKeysFile['keeping'],
    keys: readonly [cacheKey: Buffer, outboxKey: Buffer],
    passphrase: string | null,
  ): Promise<OfficerKeys> {
    await writeKeysFile(this.files, folder, await this.fileOf(by, keys, passphrase))
    const [cacheKey, outboxKey] = keys
    return { cacheKey, outboxKey, opener: by === 'passphrase' ? 'passphrase' : null }
  }

  private async fileOf(
    by: PresentKeysFile['keeping'],
    [cacheKey, outboxKey]: readonly [cacheKey: Buffer, outboxKey: Buffer],
    passphrase: string | null,
  ): Promise<PresentKeysFile> {
    const now = this.now().getTime()
    const about = { version: 3, made: { outbox: now, cache: now } } as const
    if (by === 'keychain') {
      const cache = { opensBy: 'keychain' as const, wrapped: this.wrapped(cacheKey) }
      return { ...about, keeping: 'keychain', outbox: this.wrapped(outboxKey), cache }
    }
    const salt = newSalt()
    const wrappingKey = await keyFromPassphrase(passphrase ?? '', salt, this.cost)
    const outbox = seal(wrappingKey, outboxKey, contexts.outbox)
    const cache = seal(wrappingKey, cacheKey, contexts.cache)
    return { ...about, keeping: 'passphrase', salt, cost: this.cost, outbox, cache }
  }

  private wrapped(key: Buffer): Buffer {
    try {
      return this.keychain.wrap(key.toString('base64'))
    } catch (error) {
      throw new KeychainRefusal('The keychain took no key.', { cause: error })
    }
  }

  /** Null when it is another user's or another machine's (SECURITY.md 12): there is nothing to tell beyond that. */
  private unwrapped(wrapped: Buffer): Buffer | null {
    if (!this.keychain.isAvailable()) return null
    try {
      return Buffer.from(this.keychain.unwrap(wrapped), 'base64')
    } catch {
      return null
    }
  }
}

/** Why this passphrase cannot protect new keys; null when it can. */
export function refusePassphrase(
  passphrase: string | null,
): 'passphrase-missing' | 'passphrase-too-short' | null {
  if (!passphrase) return 'passphrase-missing'
  return passphrase.length < shortestPassphrase ? 'passphrase-too-short' : null
}

function cacheKeyOr<Reason extends 'pin-wrong' | 'passphrase-wrong' | 'keys-not-opened'>(
  cacheKey: Buffer | null,
  reason: Reason,
): { readonly outcome: 'open'; readonly cacheKey: Buffer } | Refused<Reason> {
  return cacheKey?.length === keyLength ? { outcome: 'open', cacheKey } : { outcome: 'refused', reason }
}

/** Overwrites the keys in memory; what holds them is useless afterwards. */
export function forgetKeys(keys: Pick<OfficerKeys, 'cacheKey' | 'outboxKey'>): void {
  keys.cacheKey?.fill(0)
  keys.outboxKey.fill(0)
}
