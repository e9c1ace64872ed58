import { describe, expect, it } from 'vitest'
import { delayAfter } from '../../../../electron/main/vault/unlockDelays'
import { UnlockGuard } from '../../../../electron/main/vault/unlockGuard'
import { HandClock } from '../journal/journalOn'
import { MemoryDisk, SystemError } from '../memoryDisk'

const folder = '/profile/officers/o'
const path = `${folder}/unlock-failures.json`

async function failing(guard: UnlockGuard, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await guard.trying()
}

describe('the delay', () => {
  it('is none for mistakes and grows to an hour', () => {
    expect([0, 1, 2, 3, 4].map(delayAfter)).toEqual([0, 0, 0, 0, 0])
    const seconds = [5, 6, 7, 8, 9, 10, 1000].map((failures) => delayAfter(failures) / 1000)
    expect(seconds).toEqual([30, 60, 300, 900, 3600, 3600, 3600])
  })
})

describe('whoever guesses', () => {
  it('waits after the fifth failure, and longer after each other one', async () => {
    const clock = new HandClock()
    const guard = await UnlockGuard.open(new MemoryDisk(), folder, clock)
    await failing(guard, 4)
    expect(guard.waitSeconds()).toBe(0)
    await guard.trying()
    expect(guard.waitSeconds()).toBe(30)
    clock.move(29_500)
    expect(guard.waitSeconds()).toBe(1)
    clock.move(500)
    expect(guard.waitSeconds()).toBe(0)
    await guard.trying()
    expect(guard.waitSeconds()).toBe(60)
  })

  it('waits the whole delay anew after a restart, whatever the clock says', async () => {
    const disk = new MemoryDisk()
    await failing(await UnlockGuard.open(disk, folder, new HandClock()), 7)
    for (const later of [0, 86_400_000]) {
      const clock = new HandClock()
      clock.move(later)
      const guard = await UnlockGuard.open(
        disk.afterPowerCut(() => 'lost'),
        folder,
        clock,
      )
      expect(guard.waitSeconds()).toBe(300)
    }
  })

  it('gets no free try by ending the program before the answer', async () => {
    const disk = new MemoryDisk()
    for (let life = 0; life < 5; life += 1) {
      await (await UnlockGuard.open(disk, folder, new HandClock())).trying()
    }
    expect((await UnlockGuard.open(disk, folder, new HandClock())).waitSeconds()).toBe(30)
  })

  it('waits where the number of failures cannot be read', async () => {
    for (const content of ['', '{}', '{"version":1,"failures":-3}']) {
      const disk = new MemoryDisk()
      disk.plant(path, Buffer.from(content))
      expect((await UnlockGuard.open(disk, folder, new HandClock())).waitSeconds()).toBe(30)
    }
  })

  it('waits on a full disk too', async () => {
    const disk = new MemoryDisk()
    disk.before = (operation) => {
      if (operation.startsWith('write')) throw new SystemError('ENOSPC')
    }
    const guard = await UnlockGuard.open(disk, folder, new HandClock())
    await failing(guard, 5)
    expect(guard.waitSeconds()).toBe(30)
  })
})

describe('the right one', () => {
  it('ends all waiting, on the disk too', async () => {
    const disk = new MemoryDisk()
    const guard = await UnlockGuard.open(disk, folder, new HandClock())
    await failing(guard, 8)
    await guard.succeeded()
    expect(guard.waitSeconds()).toBe(0)
    expect(disk.afterPowerCut(() => 'lost').paths()).toEqual([])
  })
})
