import { describe, expect, it } from 'vitest'
import type { DiskState } from '../../../../shared/bridge/journalPort'
import { MemoryDisk, SystemError } from '../memoryDisk'
import { caseId, note } from './actions'
import { eagerCompaction, journalOn, journalPath } from './journalOn'

const reservePath = `${journalPath}.reserve`
const reserveLength = 64 * 1024
const long = 'Kami telah meninjau lokasi bersama warga. '.repeat(100)

/** A journal on a disk that somebody else has filled. */
async function onFullDisk() {
  const disk = new MemoryDisk()
  const opened = await journalOn(disk, { reserveLength })
  await opened.journal.atRest()
  const states: DiskState[] = []
  opened.journal.onDiskState((state) => states.push(state))
  disk.capacity = disk.usedBytes()
  return { disk, states, ...opened }
}

/** Saves until the journal says that it cannot; answers what it said was saved. */
async function saveUntilFull({ journal }: Pick<Awaited<ReturnType<typeof journalOn>>, 'journal'>) {
  const saved: string[] = []
  for (;;) {
    const id = `a${saved.length}`
    try {
      await journal.saveAction(note(id, id, long), null)
      saved.push(id)
    } catch (error) {
      return { saved, error }
    }
  }
}

describe('a full disk', () => {
  it('takes the reserve, so that work is still saved, and then says that nothing more is', async () => {
    const full = await onFullDisk()
    expect(full.journal.diskState).toBe('ok')
    const { saved, error } = await saveUntilFull(full)
    expect(saved.length).toBeGreaterThan(8)
    expect(error).toMatchObject({ code: 'disk-full' })
    expect(full.states).toEqual(['reserve-used', 'full'])
    expect(full.disk.paths()).not.toContain(reservePath)
    const after = full.disk.afterPowerCut(() => 'lost')
    const opened = await journalOn(after, { reserveLength })
    expect(opened.damage).toBeNull()
    expect(opened.journal.entries().map(({ action }) => action.actionId)).toEqual(saved)
  })

  it('that has room again has its reserve again, looked for once a minute and not more', async () => {
    const full = await onFullDisk()
    await saveUntilFull(full)
    full.disk.capacity += 1_000_000
    const asked = () => full.disk.operations.filter((operation) => operation.startsWith('freeBytes')).length
    const before = asked()
    for (let count = 0; count < 50; count += 1) await full.journal.saveAction(note(`b${count}`, 'c1'), null)
    expect(asked()).toBe(before)
    expect(full.journal.diskState).toBe('reserve-used')
    full.clock.move(60_000)
    await full.journal.saveAction(note('last', 'c1'), null)
    await full.journal.atRest()
    expect(full.journal.diskState).toBe('ok')
    expect(full.disk.bytesOf(reservePath)).toHaveLength(reserveLength)
    expect(full.states).toEqual(['reserve-used', 'full', 'reserve-used', 'ok'])
  })

  it('lets the journal open, cut off what was not finished and save in the reserve', async () => {
    const { disk, journal } = await onFullDisk()
    await journal.close()
    const after = disk.afterKill()
    after.plant(journalPath, Buffer.concat([after.bytesOf(journalPath), Buffer.from('a74d4a1e', 'hex')]))
    const opened = await journalOn(after, { reserveLength })
    const { saved } = await saveUntilFull(opened)
    expect(saved.length).toBeGreaterThan(8)
  })

  it('lets a journal open that is longer than the reserve and was not closed', async () => {
    const disk = new MemoryDisk()
    const first = await journalOn(disk, { reserveLength: 4096 })
    const ids = Array.from({ length: 40 }, (_, index) => `a${index}`)
    for (const id of ids) await first.journal.saveAction(note(id, id, long), null)
    await first.journal.atRest()
    const after = disk.afterKill()
    after.capacity = after.usedBytes()
    const opened = await journalOn(after, { reserveLength: 4096 })
    expect(opened.journal.entries().map(({ action }) => action.actionId)).toEqual(ids)
    expect(after.operations).toContain(`sync ${journalPath}`)
    expect(after.paths()).not.toContain(`${journalPath}.new`)
  })

  it('does not take a file that was renamed already for the one that was read', async () => {
    const disk = new MemoryDisk()
    const { journal } = await journalOn(disk)
    for (const id of ['a', 'b', 'c']) await journal.saveAction(note(id, id), null)
    await journal.atRest()
    const after = disk.afterKill()
    after.before = (operation) => {
      if (operation === 'syncFolder /profile/officer') throw new SystemError('ENOSPC')
    }
    await expect(journalOn(after)).rejects.toThrow('ENOSPC')
    after.before = () => undefined
    const opened = await journalOn(after)
    expect(opened.damage).toBeNull()
    expect(opened.journal.entries()).toHaveLength(3)
  })

  it('lets a damaged journal be salvaged in the reserve', async () => {
    const { disk, journal } = await onFullDisk()
    await journal.saveAction(note('a', 'c1'), null)
    await journal.close()
    const after = disk.afterKill()
    const bytes = after.bytesOf(journalPath)
    bytes.fill(0xff, 0, 10)
    after.plant(journalPath, bytes)
    after.plant(reservePath, Buffer.alloc(reserveLength, 1))
    after.capacity = after.usedBytes()
    const opened = await journalOn(after, { reserveLength })
    expect(opened.damage).toMatchObject({ cause: 'damaged' })
    expect(opened.journal.entries()).toHaveLength(1)
    expect(opened.journal.diskState).toBe('reserve-used')
  })

  it('is told from the first opening on, when there is no room for a reserve', async () => {
    const disk = new MemoryDisk()
    disk.capacity = 40_000
    const { journal } = await journalOn(disk, { reserveLength })
    await journal.atRest()
    expect(journal.diskState).toBe('reserve-used')
    expect(disk.paths()).not.toContain(reservePath)
  })

  it('leaves no half of a reserve where it fills up while that is being made', async () => {
    const disk = new MemoryDisk()
    disk.before = (operation) => {
      if (operation === `write ${reservePath}`) throw new SystemError('ENOSPC')
    }
    const { journal } = await journalOn(disk, { reserveLength })
    await journal.atRest()
    expect(disk.paths()).not.toContain(reservePath)
    const half = new MemoryDisk()
    half.plant(reservePath, Buffer.alloc(reserveLength / 2))
    const opened = await journalOn(half, { reserveLength })
    await opened.journal.atRest()
    expect(half.bytesOf(reservePath)).toHaveLength(reserveLength)
  })

  it('holds no zeros for a reserve, which a disk could leave out', async () => {
    const { disk } = await onFullDisk()
    const reserve = disk.bytesOf(reservePath)
    const zeros = reserve.filter((byte) => byte === 0).length
    expect(zeros).toBeLessThan(reserve.length / 100)
  })

  it('gives a quota’s refusal the same way', async () => {
    const { disk, journal } = await onFullDisk()
    let refused = 0
    disk.capacity = Infinity
    disk.before = (operation) => {
      if (operation !== `write ${journalPath}` || refused > 0) return
      refused += 1
      throw new SystemError('EDQUOT')
    }
    await journal.saveAction(note('a', 'c1'), null)
    expect(refused).toBe(1)
    expect(disk.paths()).not.toContain(reservePath)
  })
})

describe('a sync that fails', () => {
  it('is never tried again: what it was to save, and all that was saved before, is written to a new file', async () => {
    for (const forgetsAfterFailedSync of [false, true]) {
      const disk = Object.assign(new MemoryDisk(), { forgetsAfterFailedSync })
      const { journal } = await journalOn(disk)
      await journal.saveAction(note('a', 'c1'), null)
      let failures = 1
      disk.before = (operation) => {
        if (operation === `sync ${journalPath}` && failures-- > 0) throw new SystemError('EIO')
      }
      await expect(journal.saveAction(note('b', 'c1'), null)).rejects.toMatchObject({ code: 'write-failed' })
      await journal.saveAction(note('c', 'c1'), null)
      const found = await journalOn(disk.afterPowerCut(() => 'lost'))
      expect(found.damage).toBeNull()
      expect(found.journal.entries().map(({ action }) => action.actionId)).toEqual(['a', 'c'])
    }
  })

  it('again and again saves nothing and says so, and loses nothing of before', async () => {
    const disk = Object.assign(new MemoryDisk(), { forgetsAfterFailedSync: true })
    const { journal } = await journalOn(disk)
    await journal.saveAction(note('a', 'c1'), null)
    disk.before = (operation) => {
      if (operation.startsWith('sync ')) throw new SystemError('EIO')
    }
    for (const id of ['b', 'c', 'd']) {
      await expect(journal.saveAction(note(id, 'c1'), null)).rejects.toMatchObject({ code: 'write-failed' })
    }
    expect(journal.entries().map(({ action }) => action.actionId)).toEqual(['a'])
    const found = await journalOn(disk.afterPowerCut(() => 'lost'))
    expect(found.journal.entries().map(({ action }) => action.actionId)).toEqual(['a'])
    disk.before = () => undefined
    await journal.saveAction(note('e', 'c1'), null)
    const later = await journalOn(disk.afterPowerCut(() => 'lost'))
    expect(later.journal.entries().map(({ action }) => action.actionId)).toEqual(['a', 'e'])
  })
})

describe('what could not be mended before the end', () => {
  it('is not trusted at the next opening: a renamed file whose name was never synced', async () => {
    const disk = new MemoryDisk()
    const { journal } = await journalOn(disk, { compaction: eagerCompaction })
    await journal.saveAction(note('a', 'c1'), null)
    let renamed = false
    disk.before = (operation) => {
      renamed ||= operation.startsWith('rename ')
      if (renamed && operation.startsWith('syncFolder ')) throw new SystemError('EIO')
    }
    for (let count = 0; !renamed; count += 1) {
      await journal.saveDraft({ caseId: caseId('c1'), type: 'note', text: `draf ${count}` })
      await journal.atRest()
    }
    await journal.close()
    disk.before = () => undefined
    const next = await journalOn(disk)
    await next.journal.saveAction(note('b', 'c1'), null)
    const found = await journalOn(disk.afterPowerCut(() => 'lost'))
    expect(found.journal.entries().map(({ action }) => action.actionId)).toEqual(['a', 'b'])
  })

  it('leaves no record of a file that was removed', async () => {
    const disk = new MemoryDisk()
    const { journal } = await journalOn(disk)
    let failures = 1
    disk.before = (operation) => {
      if (operation === `create ${journalPath}.new`) throw new SystemError('EIO')
      if (operation === `sync ${journalPath}` && failures-- > 0) throw new SystemError('EIO')
    }
    const about = { caseId: caseId('c1'), type: 'note', name: 'foto.jpg', mime: 'image/jpeg' } as const
    const begun = await journal.files.begin(about, 3)
    if (begun.outcome === 'refused') throw new Error(begun.reason)
    await journal.files.add(begun.fileId, Buffer.from('isi'))
    expect(await journal.files.finish(begun.fileId)).toMatchObject({ reason: 'write-failed' })
    disk.before = () => undefined
    const { journal: next } = await journalOn(disk)
    expect(next.files.ofDraft(about).filter(({ present }) => !present)).toEqual([])
  })
})

describe('a disk that reads wrong', () => {
  it('once is asked again, and nothing is done about it', async () => {
    const disk = new MemoryDisk()
    const first = await journalOn(disk)
    for (const id of ['a', 'b', 'c']) await first.journal.saveAction(note(id, id), null)
    const after = disk.afterKill()
    let wrong = 1
    after.onRead = (path, read) => {
      if (path === journalPath && wrong-- > 0) read.fill(0x2a, 200, 260)
      return read
    }
    const { journal, damage } = await journalOn(after)
    expect(damage).toBeNull()
    expect(journal.entries()).toHaveLength(3)
    expect(after.paths().filter((path) => path.includes('-damaged-'))).toEqual([])
  })

  it('always is told, and what stands on it is kept as it is', async () => {
    const disk = new MemoryDisk()
    const first = await journalOn(disk)
    for (const id of ['a', 'b', 'c']) await first.journal.saveAction(note(id, id), null)
    const after = disk.afterKill()
    after.onRead = (path, read) => {
      if (path === journalPath) read.fill(0x2a, 200, 260)
      return read
    }
    const { damage } = await journalOn(after)
    expect(damage?.cause).toBe('damaged')
    expect(after.paths()).toContain(`/profile/officer/${damage?.copyName}`)
  })
})
