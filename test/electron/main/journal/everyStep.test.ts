import { describe, expect, it } from 'vitest'
import { Journal } from '../../../../electron/main/journal/journal'
import { journalSteps, type JournalStep } from '../../../../electron/main/journal/steps'
import { MemoryDisk, SystemError, type Fate } from '../memoryDisk'
import { note } from './actions'
import { Ending, work, wrongWith, type Asked } from './cutRuns'
import { eagerCompaction, HandClock, journalKey, journalOn, journalPath } from './journalOn'
import type { Command } from './officerAtWork'

/** What the world does to the program at a step, and what it finds afterwards. */
const ends: readonly { readonly name: string; readonly left: (disk: MemoryDisk) => MemoryDisk }[] = [
  { name: 'killed', left: (disk) => disk.afterKill() },
  ...(['lost', 'kept', 'torn', 'blank'] as const).map((fate: Fate) => ({
    name: `power cut, what was not synced ${fate}`,
    left: (disk: MemoryDisk) => disk.afterPowerCut(() => fate),
  })),
]

interface Story {
  readonly name: string
  /** The disk before the journal is opened, what was saved on it before, and how it behaves. */
  readonly disk: () => Promise<{ readonly disk: MemoryDisk; readonly asked: readonly Asked[] }>
  readonly list: readonly (readonly Command[])[]
  readonly reserveLength?: number
}

type Attach = Extract<Command, { kind: 'attach' }>
const attach = (of: number, name: Attach['name'], length: Attach['length']): Command => {
  return { kind: 'attach', of, name, length }
}
const save = (of: number, withFiles = false): Command => ({ kind: 'save', of, withFiles })
const usual: readonly (readonly Command[])[] = [
  [save(0), save(1), { kind: 'draft', of: 2, text: 'satu' }],
  [attach(0, 'satu.jpg', 5_000)],
  [attach(0, 'dua.pdf', 10)],
  [save(3, true)],
  [{ kind: 'draft', of: 1, text: 'dua' }],
  [{ kind: 'wait' }],
  [{ kind: 'send', of: [0, 1, 3] }],
  [{ kind: 'result', of: 0, outcome: 'applied', day: 1 }],
  [{ kind: 'result', of: 3, outcome: 'rejected', day: 1 }],
  [{ kind: 'settle', of: [0] }],
  [{ kind: 'discard', of: 3 }],
  [{ kind: 'restart' }],
  [save(4)],
]
const done = (list: readonly (readonly Command[])[]): Asked[] => {
  return list.flat().map((command) => ({ command, done: true }))
}

/** Closed as it should be, after a usual day. */
async function workedOn(): Promise<MemoryDisk> {
  const disk = new MemoryDisk()
  const { opened } = await work(disk, usual)
  await opened.journal.close()
  return disk.afterKill()
}

const stories: readonly Story[] = [
  {
    name: 'a first day',
    disk: async () => ({ disk: new MemoryDisk(), asked: [] }),
    list: usual,
    reserveLength: 20_000,
  },
  {
    name: 'an opening after an interrupted append',
    disk: async () => {
      const disk = await workedOn()
      disk.plant(journalPath, Buffer.concat([disk.bytesOf(journalPath), Buffer.from('a74d4a1e0000', 'hex')]))
      return { disk, asked: done(usual) }
    },
    list: [[save(5)]],
  },
  {
    name: 'an opening after a kill on a full disk',
    disk: async () => {
      const worked = new MemoryDisk()
      await work(worked, usual)
      const disk = worked.afterKill()
      disk.capacity = disk.usedBytes()
      return { disk, asked: done(usual) }
    },
    list: [],
  },
  {
    name: 'an opening with a leftover of a rewriting and a file without a record',
    disk: async () => {
      const disk = await workedOn()
      disk.plant(`${journalPath}.new`, Buffer.from('half a journal'))
      disk.plant(
        '/profile/officer/attachments/00000000-0000-4000-8000-000000000000.sealed',
        Buffer.from('half a file'),
      )
      return { disk, asked: done(usual) }
    },
    list: [[save(5)]],
  },
  {
    name: 'a disk that fills up and has room again',
    disk: async () => {
      const disk = await workedOn()
      disk.plant(`${journalPath}.reserve`, Buffer.alloc(20_000, 1))
      disk.capacity = disk.usedBytes()
      // Whoever filled it makes room when the reserve has been used.
      disk.before = (operation) => {
        if (operation === `remove ${journalPath}.reserve`) disk.capacity += 100_000
      }
      return { disk, asked: done(usual) }
    },
    list: Array.from({ length: 12 }, (_, index): Command[] => [
      { kind: 'draft', of: index % 3, text: index % 2 ? 'satu' : 'dua' },
    ]),
    reserveLength: 20_000,
  },
  {
    name: 'a sync that fails once',
    disk: async () => {
      const disk = await workedOn()
      let failed = false
      disk.before = (operation) => {
        if (failed || operation !== `sync ${journalPath}`) return
        failed = true
        throw new SystemError('EIO')
      }
      return { disk, asked: done(usual) }
    },
    list: [[save(5)], [save(8)], [{ kind: 'restart' }], [save(11)]],
  },
  {
    name: 'a write that fails once',
    disk: async () => {
      const disk = await workedOn()
      let failed = false
      disk.before = (operation) => {
        if (failed || operation !== `write ${journalPath}`) return
        failed = true
        throw new SystemError('EIO')
      }
      return { disk, asked: done(usual) }
    },
    list: [[save(5)], [save(8)], [{ kind: 'restart' }], [save(11)]],
  },
]

/** Runs a story up to the step of that number; which steps it passed is told to `passed`. */
async function tell(story: Story, stopAt: number, passed: (step: JournalStep) => void) {
  const { disk, asked } = await story.disk()
  const behaves = disk.before
  const ending = new Ending(disk)
  const stop = ending.atStep(stopAt)
  disk.before = async (operation) => {
    if (ending.hasCome) ending.come()
    await behaves(operation)
  }
  const onStep = (step: JournalStep): void => {
    stop(step)
    passed(step)
  }
  const options = { compaction: eagerCompaction, reserveLength: story.reserveLength ?? 0, onStep }
  const worked = work(disk, story.list, { options, ending, history: asked }).catch((error: unknown) => {
    // The end came while the journal was being opened: nothing was asked of it.
    if (!ending.hasCome) throw error
    return { asked }
  })
  return { disk, asked: (await worked).asked }
}

describe('killed or without power at every step', () => {
  const passed = new Set<JournalStep>()

  it.each(stories)('$name: nothing that was said to be done is lost', async (story) => {
    const steps: JournalStep[] = []
    await tell(story, Infinity, (step) => steps.push(step))
    for (const step of steps) passed.add(step)
    expect(steps.length).toBeGreaterThan(3)
    for (let stopAt = 0; stopAt <= steps.length; stopAt += 1) {
      const { disk, asked } = await tell(story, stopAt, () => undefined)
      for (const { name, left } of ends) {
        const wrong = await wrongWith(left(disk), asked)
        expect(wrong, `${name} before ${steps[stopAt] ?? 'the end'}, step ${stopAt}`).toBeNull()
      }
    }
  })

  it('a damaged journal with a file whose record is gone: what could be read stays, the damage is told', async () => {
    const whole = await workedOn()
    const bytes = whole.bytesOf(journalPath)
    bytes.fill(0x55, bytes.length - 40, bytes.length - 20)
    const orphan = '/profile/officer/attachments/00000000-0000-4000-8000-000000000000.sealed'
    const steps: JournalStep[] = []
    const openAndEnd = async (stopAt: number) => {
      const disk = whole.afterKill()
      disk.plant(journalPath, bytes)
      disk.plant(orphan, Buffer.from('whose?'))
      const ending = new Ending(disk)
      const stop = ending.atStep(stopAt)
      const onStep = (step: JournalStep): void => {
        stop(step)
        if (stopAt === Infinity) steps.push(step)
      }
      await journalOn(disk, { onStep }).catch(() => undefined)
      return disk
    }
    const found = await journalOn((await openAndEnd(Infinity)).afterKill())
    expect(found.damage?.cause).toBe('damaged')
    const ids = found.journal.entries().map(({ action }) => action.actionId)
    expect(ids).not.toHaveLength(0)
    for (const step of steps) passed.add(step)
    for (let stopAt = 0; stopAt <= steps.length; stopAt += 1) {
      const disk = await openAndEnd(stopAt)
      for (const { left } of ends) {
        const after = left(disk)
        const again = await journalOn(after)
        expect(again.damage?.cause).toBe('damaged')
        expect(again.journal.entries().map(({ action }) => action.actionId)).toEqual(ids)
        const copies = after.paths().filter((path) => path.includes('-damaged-'))
        expect(copies.some((path) => after.bytesOf(path).equals(bytes))).toBe(true)
        expect(after.paths().some((path) => path.startsWith(orphan))).toBe(true)
      }
    }
  })

  it('passed every step that there is', () => {
    expect(journalSteps.filter((step) => !passed.has(step))).toEqual([])
  })
})

describe('a step that takes its time', () => {
  it('is waited for before the officer is told', async () => {
    const disk = new MemoryDisk()
    let go: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      go = resolve
    })
    const opened = await Journal.open({
      files: disk,
      path: journalPath,
      key: journalKey,
      now: () => new Date(0),
      clock: new HandClock(),
      reserveLength: 0,
      onStep: (step) => (step === 'append-sync' ? held : undefined),
    })
    if (opened.kind !== 'open') throw new Error('The journal is of a newer version.')
    let told = false
    const saving = opened.journal.saveAction(note('a', 'c1'), null).then(() => {
      told = true
    })
    while (!disk.operations.includes(`write ${journalPath}`)) await Promise.resolve()
    expect(told).toBe(false)
    go()
    await saving
    expect((await journalOn(disk.afterPowerCut(() => 'lost'))).journal.entries()).toHaveLength(1)
  })
})
