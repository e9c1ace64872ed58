import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { EngineNotesFile } from '../../../../electron/main/desk/engineNotesFile'
import { rotateKeys } from '../../../../electron/main/desk/rotateKeys'
import type { DiskFiles } from '../../../../electron/main/files/diskFiles'
import { seal } from '../../../../electron/main/files/sealing'
import { AttachmentStore } from '../../../../electron/main/journal/attachmentStore'
import { readJournal } from '../../../../electron/main/journal/readJournal'
import { SessionFile, type StoredSession } from '../../../../electron/main/session/sessionFile'
import { keyPeriod } from '../../../../electron/main/vault/keyAge'
import {
  keyRotationSteps,
  settleKeyRotation,
  type OnKeyRotationStep,
} from '../../../../electron/main/vault/keyRotation'
import { KeyStore } from '../../../../electron/main/vault/officerKeys'
import { keyFromPin } from '../../../../electron/main/vault/pin'
import type { FileId } from '../../../../shared/bridge/attachedFiles'
import { officerSchema } from '../../../../shared/protocol/session'
import { HandClock, journalOn } from '../journal/journalOn'
import { caseId, note } from '../journal/actions'
import { MemoryDisk, SystemError, type Fate } from '../memoryDisk'
import { Killed, Program } from '../program'
import { cheap, keychainOf, noKeychain } from '../vault/keychains'

const folder = '/profile/officers/o'
const path = `${folder}/journal`
const passphrase = 'kata sandi panjang'
const made = Date.parse('2026-01-05T01:00:00Z')
const later = made + keyPeriod
const pin = '482915'
const photograph = Buffer.alloc(300_000, 'foto jalan rusak ')

const session: StoredSession = {
  server: 'https://lapor.contoh.go.id',
  accessToken: 'akses',
  refreshToken: 'segar',
  officer: officerSchema.parse({
    ...{ id: 'o1', username: 'sari', name: 'Sari', role: 'officer' },
    ...{ agencyId: 'g', unitIds: ['u1'] },
  }),
}

type Keeping = 'keychain' | 'pin' | 'passphrase'

function storeOn(files: DiskFiles, keeping: Keeping, now: number): KeyStore {
  const keychain = keeping === 'passphrase' ? noKeychain : keychainOf('sari')
  return new KeyStore(files, keychain, cheap, () => new Date(now))
}

/** A profile in which there is something of everything that the outbox key seals. */
async function usedProfile(keeping: Keeping) {
  const disk = new MemoryDisk()
  const store = storeOn(disk, keeping, made)
  const opening = await store.create(folder, passphrase)
  if (opening.outcome !== 'open' || !opening.keys.cacheKey) throw new Error('The keys were not made.')
  if (keeping === 'pin') await store.choosePin(folder, opening.keys.cacheKey, pin, 'none')
  const { outboxKey } = opening.keys
  await new SessionFile(disk, folder, outboxKey).write(session)
  const notes = await EngineNotesFile.open(disk, folder, outboxKey)
  await notes.keep('cache-mark', 'tanda')
  await notes.keep('saved-views', 'Lampu jalan')
  const { journal } = await journalOn(disk, { path, key: outboxKey })
  await journal.saveAction(note('a1', 'c1', 'Regu berangkat pagi ini.'), null)
  await journal.saveAction(note('a2', 'c2'), null)
  await journal.markSent([note('a1', 'c1').actionId])
  await journal.saveDraft({ caseId: caseId('c3'), type: 'respond', text: 'Terima kasih atas' })
  const begun = await journal.files.begin(
    { caseId: caseId('c3'), type: 'note', name: 'foto.jpg', mime: 'image/jpeg' },
    photograph.length,
  )
  if (begun.outcome === 'refused') throw new Error(begun.reason)
  await journal.files.add(begun.fileId, photograph)
  await journal.files.finish(begun.fileId)
  await journal.close()
  // A copy: whoever rotates overwrites what it was given.
  return { disk, fileId: begun.fileId, oldKey: Buffer.from(outboxKey) }
}

/** One life of the program, as far as the keys are concerned. */
async function openOn(files: DiskFiles, keeping: Keeping, now: number, onStep?: OnKeyRotationStep) {
  const logged: string[] = []
  await settleKeyRotation(files, folder)
  const keyStore = storeOn(files, keeping, now)
  const opening = await keyStore.open(folder, passphrase)
  if (opening.outcome !== 'open') throw new Error(`The keys are ${opening.outcome}.`)
  const log = (event: string) => void logged.push(event)
  const setting = { files, folder, keyStore, clock: new HandClock(), passphrase, log, onStep }
  const keys = await rotateKeys(setting, opening.keys)
  return { keys, logged }
}

/** All that stands there, opened with that key. */
async function standing(disk: MemoryDisk, outboxKey: Buffer, fileId: FileId) {
  const { journal, damage } = await journalOn(disk, { path, key: outboxKey })
  const read = await journal.files.read(fileId, 0, photograph.length + 1)
  const bytes = read.outcome === 'read' ? Buffer.from(read.bytes) : Buffer.alloc(0)
  const found = {
    damage,
    entries: journal
      .entries()
      .map(({ sequence, action, standing }) => [sequence, action.actionId, standing.state]),
    drafts: journal.drafts(),
    photograph: createHash('sha256').update(bytes).digest('hex'),
    session: await new SessionFile(disk, folder, outboxKey).read(),
    views: (await EngineNotesFile.open(disk, folder, outboxKey)).current['saved-views'],
  }
  await journal.close()
  return found
}

/** What a key opens of everything in the folder; each by the reader that would be asked. */
async function openedWith(key: Buffer, disk: MemoryDisk, fileId: FileId): Promise<readonly string[]> {
  const opened: string[] = []
  for (const name of disk.paths().filter((one) => one.startsWith(`${path}`) && !one.endsWith('.mark'))) {
    const contents = readJournal(disk.bytesOf(name), key)
    if (contents.kind !== 'newer' && contents.records.length > 0) opened.push(name)
  }
  if (await new SessionFile(disk, folder, key).read()) opened.push('session')
  if (Object.keys((await EngineNotesFile.open(disk, folder, key)).current).length > 0) opened.push('notes')
  const file = { fileId, name: 'foto.jpg', mime: 'image/jpeg', size: photograph.length, sha256: '' }
  const store = new AttachmentStore({ files: disk, path, key })
  if ((await store.read(file, 0, 10)).outcome === 'read') opened.push('attachment')
  return opened
}

const leftovers = (disk: MemoryDisk) =>
  disk.paths().filter((one) => one.endsWith('.sealed-anew') || one.endsWith('.next'))

describe.each(['keychain', 'pin', 'passphrase'] as const)('keys kept by a %s', (keeping) => {
  it('are replaced after their period: all is there, and the old key opens nothing', async () => {
    const { disk, fileId, oldKey } = await usedProfile(keeping)
    const before = await standing(disk, oldKey, fileId)
    expect(before).toMatchObject({ damage: null, views: 'Lampu jalan', session: { accessToken: 'akses' } })
    expect(before.entries).toHaveLength(2)
    expect(await openedWith(oldKey, disk, fileId)).toEqual([path, 'session', 'notes', 'attachment'])
    const young = await openOn(disk, keeping, later - 1)
    expect(young.keys.outboxKey).toEqual(oldKey)
    const { keys, logged } = await openOn(disk, keeping, later)
    expect(logged).toEqual(['keys-rotated'])
    expect(keys.outboxKey).not.toEqual(oldKey)
    expect(await standing(disk, keys.outboxKey, fileId)).toEqual(before)
    expect(await openedWith(oldKey, disk, fileId)).toEqual([])
    expect(leftovers(disk)).toEqual([])
    const again = await openOn(disk, keeping, later + 1)
    expect(again.keys.outboxKey).toEqual(keys.outboxKey)
    expect(again.logged).toEqual([])
  })

  it('take the key of the reports with them, unless that is behind a PIN', async () => {
    const { disk, oldKey } = await usedProfile(keeping)
    const before = await storeOn(disk, keeping, later).openCacheKey(
      folder,
      oldKey,
      keeping === 'pin' ? pin : passphrase,
    )
    const { keys } = await openOn(disk, keeping, later)
    const after = await storeOn(disk, keeping, later).openCacheKey(
      folder,
      keys.outboxKey,
      keeping === 'pin' ? pin : passphrase,
    )
    expect(after.outcome).toBe('open')
    if (keeping === 'pin') expect(after).toEqual(before)
    else expect(after).not.toEqual(before)
    const { current } = await EngineNotesFile.open(disk, folder, keys.outboxKey)
    expect(current['cache-mark']).toBe(keeping === 'pin' ? 'tanda' : undefined)
  })
})

const ends: readonly (readonly [name: string, left: (disk: MemoryDisk) => MemoryDisk])[] = [
  ['killed', (disk) => disk.afterKill()],
  ...(['lost', 'kept', 'torn'] as const).map((fate: Fate) => {
    return [`cut off, unsynced ${fate}`, (disk: MemoryDisk) => disk.afterPowerCut(() => fate)] as const
  }),
]

/** The next life finds all that was there, with one key or the other, and finishes what the last began. */
async function expectWhole(
  found: MemoryDisk,
  oldKey: Buffer,
  fileId: FileId,
  before: unknown,
): Promise<void> {
  // Nothing of it is due any more where it was decided; where it was not, the next opening does it.
  const { keys } = await openOn(found, 'pin', later)
  expect(await standing(found, keys.outboxKey, fileId)).toEqual(before)
  expect(await openedWith(oldKey, found, fileId)).toEqual([])
  expect(leftovers(found)).toEqual([])
  const opening = await storeOn(found, 'pin', later).openCacheKey(folder, keys.outboxKey, pin)
  expect(opening.outcome).toBe('open')
}

describe.each(ends)('a rotation that is %s', (_name, left) => {
  it.each(keyRotationSteps)('at %s loses nothing, and is finished or begun anew', async (wanted) => {
    const { disk, fileId, oldKey } = await usedProfile('pin')
    const before = await standing(disk, oldKey, fileId)
    const program = new Program(disk)
    const reached: string[] = []
    const life = openOn(program, 'pin', later, (step) => {
      reached.push(step)
      if (step !== wanted) return
      program.kill()
      throw new Killed()
    })
    await expect(life).rejects.toThrow(Killed)
    expect(reached.at(-1)).toBe(wanted)
    await expectWhole(left(disk), oldKey, fileId, before)
  })

  it('at any operation of the disk loses nothing, also when it is cut off again while it is finished', async () => {
    const whole = await usedProfile('pin')
    whole.disk.operations.length = 0
    await openOn(whole.disk, 'pin', later)
    const { length } = whole.disk.operations
    expect(length).toBeGreaterThan(50)
    for (let at = 0; at < length; at += 1) {
      const { disk, fileId, oldKey } = await usedProfile('pin')
      const before = await standing(disk, oldKey, fileId)
      await lifeCutAt(disk, at)
      const found = left(disk)
      // The next one dies as well, somewhere else.
      await lifeCutAt(found, (at * 7) % length)
      await expectWhole(left(found), oldKey, fileId, before)
    }
  })
})

async function lifeCutAt(disk: MemoryDisk, at: number): Promise<void> {
  const program = new Program(disk)
  let count = 0
  disk.before = () => {
    if (count++ < at) return
    program.kill()
    throw new Killed()
  }
  await openOn(program, 'pin', later).catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error
  })
  disk.before = () => undefined
}

describe('a rotation', () => {
  it('that the disk refuses keeps nobody from their work: the old keys stay, and it is tried again', async () => {
    const { disk, fileId, oldKey } = await usedProfile('keychain')
    const before = await standing(disk, oldKey, fileId)
    for (const refused of [
      'create /profile/officers/o/attachments',
      'sync /profile/officers/o/keys.json.next.new',
      'write /profile/officers/o/journal.sealed-anew',
    ]) {
      disk.before = (operation) => {
        if (operation.startsWith(refused)) throw new SystemError('ENOSPC')
      }
      const { keys, logged } = await openOn(disk, 'keychain', later)
      disk.before = () => undefined
      expect(logged).toEqual(['key-rotation-postponed'])
      expect(keys.outboxKey).toEqual(oldKey)
      expect(leftovers(disk)).toEqual([])
      expect(await standing(disk, keys.outboxKey, fileId)).toEqual(before)
    }
    expect((await openOn(disk, 'keychain', later)).logged).toEqual(['keys-rotated'])
  })

  it('waits while something of a damaged journal is set aside, which the old key alone opens', async () => {
    const { disk, oldKey } = await usedProfile('keychain')
    disk.plant(`${path}-damaged-2026-01-06`, Buffer.from('sealed'))
    const { keys } = await openOn(disk, 'keychain', later)
    expect(keys.outboxKey).toEqual(oldKey)
  })

  it('is not repeated nor left out by a clock that jumps', async () => {
    const { disk, oldKey } = await usedProfile('keychain')
    const year = 365 * 24 * 60 * 60 * 1000
    // Years back: nothing happens, and the period begins anew.
    expect((await openOn(disk, 'keychain', made - 10 * year)).keys.outboxKey).toEqual(oldKey)
    expect((await openOn(disk, 'keychain', made - 10 * year + keyPeriod - 1)).keys.outboxKey).toEqual(oldKey)
    // Years ahead: once.
    const ahead = await openOn(disk, 'keychain', made + 20 * year)
    expect(ahead.logged).toEqual(['keys-rotated'])
    expect((await openOn(disk, 'keychain', made + 20 * year)).logged).toEqual([])
    // And right again.
    expect((await openOn(disk, 'keychain', made)).logged).toEqual([])
    expect((await openOn(disk, 'keychain', made + keyPeriod)).logged).toEqual(['keys-rotated'])
  })
})

describe('keys of which nobody wrote down when they were made', () => {
  const wrap = (key: Buffer) => keychainOf('sari').wrap(key.toString('base64')).toString('base64')

  /** As the version before this one wrote them. */
  function olderFile(disk: MemoryDisk, outboxKey: Buffer, cache: object): void {
    const file = { version: 2, keeping: 'keychain', outbox: wrap(outboxKey), cache }
    disk.plant(`${folder}/keys.json`, Buffer.from(JSON.stringify(file)))
  }

  it('open as before, and their period begins', async () => {
    const { disk, fileId, oldKey } = await usedProfile('keychain')
    const before = await standing(disk, oldKey, fileId)
    olderFile(disk, oldKey, { opensBy: 'keychain', wrapped: wrap(Buffer.alloc(32, 1)) })
    const { keys } = await openOn(disk, 'keychain', later)
    expect(keys).toMatchObject({ outboxKey: oldKey, cacheKey: Buffer.alloc(32, 1) })
    expect(await standing(disk, oldKey, fileId)).toEqual(before)
    expect((await openOn(disk, 'keychain', later + keyPeriod)).logged).toEqual(['keys-rotated'])
  })

  it('are not replaced while the PIN hangs on them: it is given a secret of its own when it is typed', async () => {
    const { disk, oldKey } = await usedProfile('pin')
    const salt = Buffer.alloc(16, 3)
    const cacheKey = Buffer.alloc(32, 1)
    const wrapping = await keyFromPin(pin, salt, cheap, oldKey)
    const sealed = seal(wrapping, cacheKey, Buffer.from('meja-aduan cache key 2')).toString('base64')
    olderFile(disk, oldKey, { opensBy: 'pin', salt: salt.toString('base64'), cost: cheap, sealed })
    await openOn(disk, 'pin', made)
    expect((await openOn(disk, 'pin', later)).logged).toEqual([])
    const store = storeOn(disk, 'pin', later)
    expect(await store.openCacheKey(folder, oldKey, '999111')).toMatchObject({ outcome: 'refused' })
    expect((await openOn(disk, 'pin', later)).logged).toEqual([])
    expect(await store.openCacheKey(folder, oldKey, pin)).toEqual({ outcome: 'open', cacheKey })
    const { keys, logged } = await openOn(disk, 'pin', later)
    expect(logged).toEqual(['keys-rotated'])
    expect(await store.openCacheKey(folder, keys.outboxKey, pin)).toEqual({ outcome: 'open', cacheKey })
  })
})
