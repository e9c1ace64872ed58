import { describe, expect, it } from 'vitest'
import { KeyStore } from '../../../../electron/main/vault/officerKeys'
import { keyFromPassphrase, usualCost } from '../../../../electron/main/vault/passphrase'
import { MemoryDisk } from '../memoryDisk'
import { cheap, keychainOf, noKeychain } from './keychains'

const folder = '/profile/officers/o'
const keysPath = `${folder}/keys.json`
const passphrase = 'kata sandi panjang'

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
    for (const key of [one.keys.cacheKey, one.keys.outboxKey]) {
      expect(key).toHaveLength(32)
      expect(file).not.toContain(key.toString('base64'))
      expect(file).not.toContain(passphrase)
    }
    expect(one.keys.cacheKey.equals(one.keys.outboxKey)).toBe(false)
    expect(one.keys.cacheKey.equals(other.keys.cacheKey)).toBe(false)
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
      expect(opening).toEqual({ outcome: 'refused', reason: 'storage-failed' })
    }
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
    expect(opening).toEqual({ outcome: 'refused', reason: 'storage-failed' })
    expect(disk.bytesOf(keysPath).toString()).toBe(content)
  })
})
