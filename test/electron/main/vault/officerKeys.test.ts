import { describe, expect, it } from 'vitest'
import { KeyStore, type KeysOpening, type OfficerKeys } from '../../../../electron/main/vault/officerKeys'
import { seal } from '../../../../electron/main/files/sealing'
import { keyFromPassphrase, usualCost } from '../../../../electron/main/vault/passphrase'
import { refusePin } from '../../../../electron/main/vault/pin'
import { MemoryDisk, SystemError } from '../memoryDisk'
import { cheap, keychainOf, noKeychain } from './keychains'

const folder = '/profile/officers/o'
const keysPath = `${folder}/keys.json`
const passphrase = 'kata sandi panjang'

function openKeys(opening: KeysOpening): OfficerKeys {
  if (opening.outcome !== 'open') throw new Error(`The keys are ${opening.outcome}.`)
  return opening.keys
}
function cacheKeyOf(opening: KeysOpening): Buffer {
  const { cacheKey } = openKeys(opening)
  if (!cacheKey) throw new Error('The cache key is behind a PIN.')
  return cacheKey
}

describe('keys behind a passphrase', () => {
  it('open with it, also composed in another way, and with no other', async () => {
    const store = new KeyStore(new MemoryDisk(), noKeychain, cheap)
    const made = await store.create(folder, 'café di pasar')
    expect(made.outcome).toBe('open')
    expect(await store.open(folder, 'cafe\u0301 di pasar')).toEqual(made)
    for (const wrong of ['cafe di pasar', 'x', 'café di pasar ']) {
      expect(await store.open(folder, wrong)).toEqual({ outcome: 'refused', reason: 'passphrase-wrong' })
    }
    expect(await store.open(folder, null)).toEqual({ outcome: 'refused', reason: 'passphrase-missing' })
  })

  it('are not made with none or one that is too short', async () => {
    const disk = new MemoryDisk()
    const store = new KeyStore(disk, noKeychain, cheap)
    expect(await store.create(folder, null)).toEqual({ outcome: 'refused', reason: 'passphrase-missing' })
    expect(await store.create(folder, '1234567')).toEqual({
      outcome: 'refused',
      reason: 'passphrase-too-short',
    })
    expect(disk.paths()).toEqual([])
  })

  it('are on the disk before they are used', async () => {
    const disk = new MemoryDisk()
    const made = await new KeyStore(disk, noKeychain, cheap).create(folder, passphrase)
    const found = disk.afterPowerCut(() => 'lost')
    expect(await new KeyStore(found, noKeychain, cheap).open(folder, passphrase)).toEqual(made)
  })

  it('are not in the file, and differ for each officer', async () => {
    const disk = new MemoryDisk()
    const store = new KeyStore(disk, noKeychain, cheap)
    const one = await store.create(folder, passphrase)
    const other = await store.create('/profile/officers/p', passphrase)
    if (one.outcome !== 'open' || other.outcome !== 'open') throw new Error('not made')
    const file = disk.bytesOf(keysPath).toString()
    const keys = [cacheKeyOf(one), one.keys.outboxKey, cacheKeyOf(other), other.keys.outboxKey]
    for (const key of keys) {
      expect(key).toHaveLength(32)
      expect(file).not.toContain(key.toString('base64'))
      expect(file).not.toContain(passphrase)
    }
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(4)
  })

  it('cost a guess what they should, by the very parameters of the file', async () => {
    const disk = new MemoryDisk()
    await new KeyStore(disk, noKeychain).create(folder, passphrase)
    expect(JSON.parse(disk.bytesOf(keysPath).toString())).toMatchObject({ cost: { N: 131072, r: 8, p: 1 } })
    expect((await new KeyStore(disk, noKeychain, cheap).open(folder, passphrase)).outcome).toBe('open')
    expect(await keyFromPassphrase('a', Buffer.alloc(16), usualCost)).toHaveLength(32)
  })
})

describe('keys of the operating system', () => {
  it('open for the same user without asking', async () => {
    const store = new KeyStore(new MemoryDisk(), keychainOf('sari'))
    expect(store.needsPassphrase()).toBe(false)
    const made = await store.create(folder, null)
    expect(made.outcome).toBe('open')
    expect(await store.open(folder, null)).toEqual(made)
  })

  it('do not open for another user, nor where the keychain is gone', async () => {
    const disk = new MemoryDisk()
    await new KeyStore(disk, keychainOf('sari')).create(folder, null)
    for (const keychain of [keychainOf('budi'), noKeychain]) {
      const opening = await new KeyStore(disk, keychain).open(folder, passphrase)
      expect(opening).toEqual({ outcome: 'refused', reason: 'keys-not-opened' })
    }
  })
})

describe('a PIN', () => {
  async function behindPin(pin = '482915', disk = new MemoryDisk()) {
    const store = new KeyStore(disk, keychainOf('sari'), cheap)
    const made = openKeys(await store.create(folder, null))
    const cacheKey = made.cacheKey ?? Buffer.alloc(0)
    await store.choosePin(folder, cacheKey, pin, 'none')
    return { disk, store, outboxKey: made.outboxKey, cacheKey }
  }

  it('keeps the cache key and leaves the outbox key where it is', async () => {
    const { store, outboxKey, cacheKey } = await behindPin()
    expect(openKeys(await store.open(folder, null))).toEqual({ cacheKey: null, outboxKey, opener: 'pin' })
    expect(await store.openCacheKey(folder, outboxKey, '482915')).toEqual({ outcome: 'open', cacheKey })
    for (const wrong of ['482916', '', ' 482915']) {
      const refused = { outcome: 'refused', reason: 'pin-wrong' }
      expect(await store.openCacheKey(folder, outboxKey, wrong)).toEqual(refused)
    }
  })

  it('is of no use without what the operating system keeps', async () => {
    const { disk, outboxKey } = await behindPin()
    for (const keychain of [keychainOf('budi'), noKeychain]) {
      const opening = await new KeyStore(disk, keychain, cheap).openCacheKey(folder, outboxKey, '482915')
      expect(opening).toEqual({ outcome: 'refused', reason: 'keys-not-opened' })
    }
    const file = JSON.parse(disk.bytesOf(keysPath).toString()) as { cache: { binding: string } }
    file.cache.binding = keychainOf('sari').wrap(Buffer.alloc(32, 1).toString('base64')).toString('base64')
    disk.plant(keysPath, Buffer.from(JSON.stringify(file)))
    const opening = await new KeyStore(disk, keychainOf('sari'), cheap).openCacheKey(
      folder,
      outboxKey,
      '482915',
    )
    expect(opening).toEqual({ outcome: 'refused', reason: 'pin-wrong' })
  })

  it('is another one after a change, with the same key or with a new one', async () => {
    const { store, outboxKey, cacheKey } = await behindPin()
    await store.choosePin(folder, cacheKey, 'kopi tubruk', 'none')
    expect(await store.openCacheKey(folder, outboxKey, 'kopi tubruk')).toEqual({ outcome: 'open', cacheKey })
    expect((await store.openCacheKey(folder, outboxKey, '482915')).outcome).toBe('refused')
    const renewed = Buffer.alloc(32, 9)
    await store.choosePin(folder, renewed, '771203', 'both')
    const opening = await store.openCacheKey(folder, outboxKey, '771203')
    expect(opening).toEqual({ outcome: 'open', cacheKey: renewed })
  })

  it('is chosen whole or not at all when the program is cut off', async () => {
    for (const operation of ['create', 'write', 'sync', 'rename', 'syncFolder']) {
      const { disk, store, outboxKey, cacheKey } = await behindPin()
      disk.before = (happening) => {
        if (happening.startsWith(operation)) throw new SystemError('EIO')
      }
      await expect(store.choosePin(folder, cacheKey, '771203', 'none')).rejects.toThrow()
      for (const fate of ['lost', 'kept', 'torn'] as const) {
        const found = new KeyStore(
          disk.afterPowerCut(() => fate),
          keychainOf('sari'),
          cheap,
        )
        const openings = await Promise.all(
          ['482915', '771203'].map((pin) => found.openCacheKey(folder, outboxKey, pin)),
        )
        expect(openings.filter(({ outcome }) => outcome === 'open')).toHaveLength(1)
      }
    }
  })

  it('is not in the file, and is not chosen where a passphrase keeps the keys', async () => {
    const { disk } = await behindPin('sandi rahasia')
    expect(disk.bytesOf(keysPath).toString()).not.toContain('sandi rahasia')
    const store = new KeyStore(new MemoryDisk(), noKeychain, cheap)
    await store.create(folder, passphrase)
    await expect(store.choosePin(folder, Buffer.alloc(32), '482915', 'none')).rejects.toThrow()
  })

  it('must be neither short nor what is tried first', () => {
    expect(refusePin('48291')).toBe('pin-too-short')
    for (const simple of ['000000', '123456', '987654', 'abcdefg', 'zzzzzzzz']) {
      expect(refusePin(simple)).toBe('pin-too-simple')
    }
    for (const good of ['482915', '112233', 'kopi pahit']) expect(refusePin(good)).toBeNull()
  })
})

describe('the passphrase', () => {
  it('opens the locked desk too', async () => {
    const store = new KeyStore(new MemoryDisk(), noKeychain, cheap)
    const { cacheKey, outboxKey, opener } = openKeys(await store.create(folder, passphrase))
    expect(opener).toBe('passphrase')
    expect(await store.openCacheKey(folder, outboxKey, passphrase)).toEqual({ outcome: 'open', cacheKey })
    const refused = { outcome: 'refused', reason: 'passphrase-wrong' }
    expect(await store.openCacheKey(folder, outboxKey, 'sandi yang lain')).toEqual(refused)
  })
})

describe('a key file of the first programs', () => {
  const secret = Buffer.concat([Buffer.alloc(32, 1), Buffer.alloc(32, 2)])
  const keys = { cacheKey: secret.subarray(0, 32), outboxKey: secret.subarray(32) }

  async function firstFile(keeping: 'keychain' | 'passphrase'): Promise<MemoryDisk> {
    const disk = new MemoryDisk()
    const salt = Buffer.alloc(16, 3)
    const wrapping = await keyFromPassphrase(passphrase, salt, cheap)
    const sealed = seal(wrapping, secret, Buffer.from('meja-aduan officer keys 1'))
    const wrapped = keychainOf('sari').wrap(secret.toString('base64')).toString('base64')
    const content =
      keeping === 'keychain'
        ? { version: 1, keeping, wrapped }
        : {
            version: 1,
            keeping,
            salt: salt.toString('base64'),
            cost: cheap,
            sealed: sealed.toString('base64'),
          }
    disk.plant(keysPath, Buffer.from(JSON.stringify(content)))
    return disk
  }

  it.each([
    ['keychain', keychainOf('sari'), null],
    ['passphrase', noKeychain, 'passphrase'],
    // A keychain that has come since changes nothing for keys that a passphrase keeps.
    ['passphrase', keychainOf('sari'), 'passphrase'],
  ] as const)(
    'kept by the %s opens, and is of the present form afterwards',
    async (keeping, keychain, opener) => {
      const disk = await firstFile(keeping)
      const opening = await new KeyStore(disk, keychain, cheap).open(folder, passphrase)
      expect(opening).toEqual({ outcome: 'open', keys: { ...keys, opener } })
      expect(JSON.parse(disk.bytesOf(keysPath).toString())).toMatchObject({ version: 3, keeping })
      expect(await new KeyStore(disk, keychain, cheap).open(folder, passphrase)).toEqual(opening)
    },
  )

  it('opens on a full disk, and is as it was', async () => {
    const disk = await firstFile('keychain')
    const before = disk.bytesOf(keysPath)
    disk.before = (operation) => {
      if (operation.startsWith('create')) throw new SystemError('ENOSPC')
    }
    const opening = await new KeyStore(disk, keychainOf('sari'), cheap).open(folder, null)
    expect(opening).toMatchObject({ outcome: 'open', keys })
    expect(disk.bytesOf(keysPath)).toEqual(before)
  })
})

describe('a damaged key file', () => {
  it.each([
    '',
    '{}',
    '{"version":1,"keeping":"passphrase"}',
    '{"version":2,"keeping":"keychain","wrapped":""}',
  ])('%j is refused and not written over', async (content) => {
    const disk = new MemoryDisk()
    disk.plant(keysPath, Buffer.from(content))
    const opening = await new KeyStore(disk, noKeychain, cheap).open(folder, passphrase)
    expect(opening).toEqual({ outcome: 'refused', reason: 'keys-not-opened' })
    expect(disk.bytesOf(keysPath).toString()).toBe(content)
  })
})
