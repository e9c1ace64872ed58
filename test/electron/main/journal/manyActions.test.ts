import { describe, expect, it } from 'vitest'
import { holdMilliseconds, type DiskState } from '../../../../shared/bridge/journalPort'
import type { Action } from '../../../../shared/domain/action'
import type { ActionId, UnitId } from '../../../../shared/domain/identifiers'
import type { JournalStep } from '../../../../electron/main/journal/steps'
import { MemoryDisk, SystemError, type Fate } from '../memoryDisk'
import { accept, actionId, caseId, note } from './actions'
import { Ending } from './cutRuns'
import { journalOn, journalPath } from './journalOn'

const many = (count: number): Action[] =>
  Array.from({ length: count }, (_, index) => accept(`a${index}`, `c${index}`))
const idsOf = (actions: readonly Action[]): ActionId[] => actions.map((action) => action.actionId)
const forward = (id: string, text: string): Action => ({
  ...accept(id, `case of ${id}`),
  type: 'forward',
  payload: { unitId: 'u1' as UnitId, text },
})

describe('many actions at once', () => {
  it('are on the disk after one sync, each a record of its own, and each is held', async () => {
    const disk = new MemoryDisk()
    const { journal, clock } = await journalOn(disk)
    await journal.atRest()
    const syncs = () => disk.operations.filter((operation) => operation === `sync ${journalPath}`).length
    const before = syncs()
    const entries = await journal.saveActions(many(300))
    expect(syncs() - before).toBe(1)
    expect(entries.map(({ action }) => action.actionId)).toEqual(idsOf(many(300)))
    const held = { state: 'held', releasedInMilliseconds: holdMilliseconds }
    expect(entries.every(({ standing }) => JSON.stringify(standing) === JSON.stringify(held))).toBe(true)
    const released: ActionId[] = []
    journal.onReleased((id) => released.push(id))
    clock.move(holdMilliseconds)
    expect(released).toEqual(idsOf(many(300)))
    const again = await journalOn(disk.afterPowerCut(() => 'lost'))
    expect(again.damage).toBeNull()
    expect(again.journal.entries().map(({ action }) => action.actionId)).toEqual(idsOf(many(300)))
  })

  it('are saved once, however often they are given', async () => {
    const { journal } = await journalOn(new MemoryDisk())
    await journal.saveAction(accept('a1', 'c1'), null)
    const entries = await journal.saveActions([...many(3), ...many(3)])
    expect(entries).toHaveLength(6)
    expect(journal.entries().map(({ action }) => action.actionId)).toEqual(['a1', 'a0', 'a2'])
  })

  it('are all refused on a full disk, and nothing of them is there', async () => {
    const disk = new MemoryDisk()
    const { journal } = await journalOn(disk)
    await journal.saveAction(note('before', 'c0'), null)
    await journal.atRest()
    const states: DiskState[] = []
    journal.onDiskState((state) => states.push(state))
    // Some of them would fit.
    disk.capacity = disk.usedBytes() + 2_000
    await expect(journal.saveActions(many(100))).rejects.toMatchObject({ code: 'disk-full' })
    expect(journal.entries().map(({ action }) => action.actionId)).toEqual(['before'])
    expect(states).toEqual(['full'])
    const again = await journalOn(disk.afterKill())
    expect(again.damage).toBeNull()
    expect(again.journal.entries().map(({ action }) => action.actionId)).toEqual(['before'])
    disk.capacity = Infinity
    expect(await journal.saveActions(many(100))).toHaveLength(100)
  })

  it('are not held when they could not be written', async () => {
    const disk = new MemoryDisk()
    const { journal, clock } = await journalOn(disk)
    await journal.atRest()
    const released: ActionId[] = []
    journal.onReleased((id) => released.push(id))
    disk.before = (operation) => {
      if (operation === `sync ${journalPath}`) throw new SystemError('EIO')
    }
    await expect(journal.saveActions(many(5))).rejects.toMatchObject({ code: 'write-failed' })
    clock.move(holdMilliseconds)
    expect(released).toEqual([])
  })

  const fates: readonly Fate[] = ['lost', 'kept', 'torn', 'blank']
  it('are there when they were said to be, wherever the program or the power ends; never one out of its order', async () => {
    const actions = many(40)
    let steps = 0
    const run = async (stopAt: number) => {
      const disk = new MemoryDisk()
      const stop = new Ending(disk).atStep(stopAt)
      let begun = false
      const onStep = (step: JournalStep): void => {
        if (!begun) return
        stop(step)
        if (stopAt === Infinity) steps += 1
      }
      const { journal } = await journalOn(disk, { onStep })
      await journal.saveAction(note('before', 'c'), null)
      await journal.atRest()
      begun = true
      const said = await journal.saveActions(actions).then(
        () => true,
        () => false,
      )
      return { disk, said }
    }
    expect((await run(Infinity)).said).toBe(true)
    const total = steps
    expect(total).toBeGreaterThan(2)
    for (let stopAt = 0; stopAt <= total; stopAt += 1) {
      const { disk, said } = await run(stopAt)
      for (const left of [disk.afterKill(), ...fates.map((fate) => disk.afterPowerCut(() => fate))]) {
        const opened = await journalOn(left)
        const [first, ...others] = opened.journal.entries().map(({ action }) => action.actionId)
        expect(first).toBe('before')
        expect(others).toEqual(idsOf(actions).slice(0, others.length))
        if (said) expect(others).toHaveLength(actions.length)
      }
    }
  })
})

describe('taking many back', () => {
  it('takes those that are still held, with one sync, and says which', async () => {
    const disk = new MemoryDisk()
    const { journal, clock } = await journalOn(disk)
    await journal.saveActions(many(3))
    clock.move(holdMilliseconds)
    await journal.saveActions([note('n1', 'x'), note('n2', 'y')])
    await journal.atRest()
    const syncs = () => disk.operations.filter((operation) => operation === `sync ${journalPath}`).length
    const before = syncs()
    const asked = ['a0', 'n2', 'n1', 'gone', 'n1'].map(actionId)
    expect(await journal.undoActions(asked)).toEqual(['n2', 'n1'])
    expect(syncs() - before).toBe(1)
    const again = await journalOn(disk.afterPowerCut(() => 'lost'))
    expect(again.journal.entries().map(({ action }) => action.actionId)).toEqual(['a0', 'a1', 'a2'])
    const released: ActionId[] = []
    journal.onReleased((id) => released.push(id))
    clock.move(holdMilliseconds)
    expect(released).toEqual([])
  })

  it('makes no draft of what was written for all of them, and leaves the drafts that there are', async () => {
    const { journal } = await journalOn(new MemoryDisk())
    const own = { caseId: caseId('case of f1'), type: 'forward' as const, text: 'Tulisan saya sendiri' }
    await journal.saveDraft(own)
    await journal.saveActions([forward('f1', 'Untuk semua'), forward('f2', 'Untuk semua')])
    expect(journal.drafts()).toEqual([own])
    expect(await journal.undoActions(['f1', 'f2'].map(actionId))).toEqual(['f1', 'f2'])
    expect(journal.drafts()).toEqual([own])
  })

  it('holds them for the whole time anew when asked, unless their hold is over', async () => {
    const { journal, clock } = await journalOn(new MemoryDisk())
    const released: ActionId[] = []
    journal.onReleased((id) => released.push(id))
    await journal.saveActions(many(1))
    clock.move(holdMilliseconds - 1)
    await journal.saveActions([note('n1', 'x')])
    clock.move(1)
    expect(journal.holdAnew(['a0', 'n1', 'gone'].map(actionId))).toEqual(['n1'])
    clock.move(holdMilliseconds - 1)
    expect(released).toEqual(['a0'])
    clock.move(1)
    expect(released).toEqual(['a0', 'n1'])
  })

  it('leaves them all as they are when it cannot be written', async () => {
    const disk = new MemoryDisk()
    const { journal } = await journalOn(disk)
    await journal.saveActions(many(3))
    await journal.atRest()
    disk.before = (operation) => {
      if (operation === `write ${journalPath}`) throw new SystemError('EIO')
    }
    await expect(journal.undoActions(idsOf(many(3)))).rejects.toMatchObject({ code: 'write-failed' })
    expect(journal.entries()).toHaveLength(3)
  })
})
