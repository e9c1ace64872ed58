import { describe, expect, it } from 'vitest'
import { holdMilliseconds } from '../../../../shared/bridge/journalPort'
import { MemoryDisk, SystemError } from '../memoryDisk'
import { actionId, note } from './actions'
import { journalOn, journalPath } from './journalOn'

const markPath = `${journalPath}.mark`
const idsOf = ({ journal }: Awaited<ReturnType<typeof journalOn>>) => {
  return journal.entries().map(({ action }) => action.actionId)
}

/** A journal of ten actions, and what it looked like after each. */
async function grown() {
  const disk = new MemoryDisk()
  const opened = await journalOn(disk)
  const copies = [disk.bytesOf(journalPath)]
  for (let count = 0; count < 10; count += 1) {
    await opened.journal.saveAction(note(`a${count}`, `c${count}`), null)
    copies.push(disk.bytesOf(journalPath))
  }
  await opened.journal.atRest()
  return { disk, copies, ...opened }
}

describe('the high-water mark', () => {
  it('tells a journal that vanished, once the officer has seen it no more', async () => {
    const { disk } = await grown()
    const after = disk.afterKill()
    after.uproot(journalPath)
    const opened = await journalOn(after)
    expect(opened.damage).toMatchObject({ cause: 'vanished', recordsMissing: 10, copyName: null })
    await opened.journal.saveAction(note('next', 'c1'), null)
    const again = await journalOn(after.afterPowerCut(() => 'lost'))
    expect(again.damage).toEqual(opened.damage)
    expect(idsOf(again)).toEqual(['next'])
    await opened.journal.damageTold()
    expect((await journalOn(after.afterKill())).damage).toBeNull()
  })

  it('tells an older copy of the journal, at whatever record it ends, and keeps that copy', async () => {
    const { disk, copies } = await grown()
    for (const [count, older] of copies.entries()) {
      const after = disk.afterKill()
      after.plant(journalPath, older)
      const opened = await journalOn(after)
      if (count === 10) {
        expect(opened.damage).toBeNull()
        continue
      }
      expect(opened.damage).toMatchObject({ cause: 'rolled-back', recordsMissing: 10 - count })
      expect(idsOf(opened)).toHaveLength(count)
      expect(after.bytesOf(`/profile/officer/${opened.damage?.copyName}`)).toEqual(older)
    }
  })

  it('tells a journal that was cut off in the middle of its last records', async () => {
    const { disk, copies } = await grown()
    const whole = copies[10] ?? Buffer.alloc(0)
    for (let cut = copies[8]?.length ?? 0; cut < whole.length; cut += 1) {
      const after = disk.afterKill()
      after.plant(journalPath, whole.subarray(0, cut))
      expect((await journalOn(after)).damage).toMatchObject({ cause: 'rolled-back' })
    }
  })

  it('lets what was sent before go out again with the ids it had', async () => {
    const { disk, journal, clock } = await grown()
    clock.move(holdMilliseconds)
    const older = disk.bytesOf(journalPath)
    await journal.markSent([actionId('a0')])
    await journal.atRest()
    const after = disk.afterKill()
    after.plant(journalPath, older)
    const opened = await journalOn(after)
    expect(opened.damage).toMatchObject({ cause: 'rolled-back', recordsMissing: 1 })
    opened.clock.move(holdMilliseconds)
    expect(await opened.journal.markSent([actionId('a0')])).toEqual(['a0'])
  })

  it('costs no second sync for a record, and is synced now and then', async () => {
    const disk = new MemoryDisk()
    const { journal } = await journalOn(disk)
    await journal.atRest()
    disk.operations.length = 0
    for (let count = 0; count < 200; count += 1) await journal.saveAction(note(`a${count}`, 'c1'), null)
    await journal.atRest()
    const count = (operation: string) => disk.operations.filter((each) => each === operation).length
    expect(count(`sync ${journalPath}`)).toBe(200)
    expect(count(`write ${markPath}`)).toBe(200)
    expect(count(`sync ${markPath}`)).toBeLessThanOrEqual(5)
    // A power cut takes the marks since the last sync and no more.
    const after = disk.afterPowerCut(() => 'lost')
    after.uproot(journalPath)
    expect((await journalOn(after)).damage?.recordsMissing).toBeGreaterThan(200 - 64 - 1)
  })

  it('is never ahead of a journal that is whole, however the power went', async () => {
    for (const fate of ['lost', 'kept', 'torn', 'blank'] as const) {
      const { disk } = await grown()
      expect((await journalOn(disk.afterPowerCut(() => fate))).damage).toBeNull()
    }
  })

  it('that cannot be written keeps nothing from being saved, and one that is gone is made anew', async () => {
    const { disk, journal } = await grown()
    disk.before = (operation) => {
      if (operation.includes(markPath) && !operation.startsWith('read ')) throw new SystemError('EIO')
    }
    await journal.saveAction(note('b', 'c1'), null)
    await journal.close()
    disk.before = () => undefined
    const after = disk.afterKill()
    const opened = await journalOn(after)
    expect(opened.damage).toBeNull()
    expect(idsOf(opened)).toContain('b')
    after.uproot(markPath)
    await journalOn(after)
    after.uproot(journalPath)
    expect((await journalOn(after)).damage).toMatchObject({ cause: 'vanished' })
  })
})
