import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdMilliseconds } from '../../../../shared/bridge/journalPort'
import type { Instant } from '../../../../shared/domain/identifiers'
import { MemoryDisk } from '../memoryDisk'
import { actionId, caseId, note } from './actions'
import { work } from './cutRuns'
import { eagerCompaction, journalOn, type OpenedJournal } from './journalOn'
import { batches, toldBy } from './officerAtWork'

// The protocol's spelling; the cast only adds the brand.
const serverTime = (day: number, hour = 0) =>
  new Date(Date.UTC(2026, 5, 1 + day, hour)).toISOString() as Instant
const applied = (id: string) => ({
  actionId: actionId(id),
  outcome: 'applied' as const,
  code: null,
  detail: null,
})

/** Sent, taken and held by the stored case on that day; null for a server whose time is not known. */
async function settled({ journal, clock }: OpenedJournal, id: string, day: number | null): Promise<void> {
  const time = day === null ? undefined : serverTime(day)
  await journal.saveAction(note(id, `case of ${id}`), null)
  clock.move(holdMilliseconds)
  await journal.markSent([actionId(id)])
  await journal.saveResults([applied(id)], time)
  await journal.settle([actionId(id)], time)
}

async function writeMuch({ journal }: OpenedJournal): Promise<void> {
  for (let count = 0; count < 30; count += 1) {
    await journal.saveDraft({ caseId: caseId('c1'), type: 'note', text: `draf ${count}` })
  }
  await journal.atRest()
}

const sentIds = ({ journal }: OpenedJournal) => journal.sentActions().map(({ action }) => action.actionId)
const options = { compaction: eagerCompaction }

describe('an action that the stored case holds', () => {
  it('is shown no more and kept for 30 days of the national system’s time, with its file', async () => {
    const disk = new MemoryDisk()
    const first = await journalOn(disk, options)
    const about = { caseId: caseId('case of a'), type: 'note', name: 'foto.jpg', mime: 'image/jpeg' } as const
    const begun = await first.journal.files.begin(about, 3)
    if (begun.outcome === 'refused') throw new Error(begun.reason)
    await first.journal.files.add(begun.fileId, Buffer.from('isi'))
    await first.journal.files.finish(begun.fileId)
    await first.journal.saveAction(note('a', 'case of a'), null, [begun.fileId])
    await settled(first, 'a', 0)
    expect(first.journal.entries()).toEqual([])
    expect(sentIds(first)).toEqual(['a'])
    await settled(first, 'b', 29)
    await writeMuch(first)
    const sealed = () => disk.paths().filter((path) => path.endsWith('.sealed'))
    expect(sentIds(first)).toEqual(['a', 'b'])
    expect(sealed()).toHaveLength(1)
    await settled(first, 'c', 31)
    await writeMuch(first)
    expect(sentIds(first)).toEqual(['b', 'c'])
    expect(sealed()).toEqual([])
    const again = await journalOn(
      disk.afterPowerCut(() => 'lost'),
      options,
    )
    expect(sentIds(again)).toEqual(['b', 'c'])
  })

  it('is kept until the national system says what time it is, and 30 days from then', async () => {
    const disk = new MemoryDisk()
    const opened = await journalOn(disk, options)
    await settled(opened, 'a', null)
    await settled(opened, 'b', 0)
    await settled(opened, 'c', 29)
    await writeMuch(opened)
    expect(sentIds(opened)).toEqual(['a', 'b', 'c'])
    await settled(opened, 'd', 31)
    await writeMuch(opened)
    expect(sentIds(opened)).toEqual(['c', 'd'])
  })

  it('goes out again with its id and in its place, when a restored national system has never seen it', async () => {
    const disk = new MemoryDisk()
    const opened = await journalOn(disk, options)
    await settled(opened, 'a', 0)
    await opened.journal.saveAction(note('b', 'case of a'), null)
    opened.clock.move(holdMilliseconds)
    const entries = await opened.journal.sendAgain([actionId('a'), actionId('b'), actionId('unknown')])
    expect(entries.map(({ action, standing }) => [action.actionId, standing.state])).toEqual([['a', 'sent']])
    const again = await journalOn(
      disk.afterPowerCut(() => 'lost'),
      options,
    )
    again.clock.move(holdMilliseconds)
    expect(await again.journal.discard(actionId('a'))).toBe(false)
    expect(await again.journal.markSent([actionId('b')])).toEqual([])
    expect(await again.journal.markSent([actionId('a'), actionId('b')])).toEqual(['a', 'b'])
  })

  it('decided to be sent again stays, though it grows old at that very moment', async () => {
    let decide: (() => void) | null = null
    const opened = await journalOn(new MemoryDisk(), {
      compaction: { ...eagerCompaction, recordsForEachLive: 0 },
      onStep: (step) => {
        if (step === 'append-sync') decide?.()
      },
    })
    await settled(opened, 'a', 0)
    await opened.journal.saveAction(note('c', 'c'), null)
    opened.clock.move(holdMilliseconds)
    await opened.journal.markSent([actionId('c')])
    const again = new Promise((resolve, reject) => {
      // While the time is being written by which it is old, and before it is.
      decide = () => {
        decide = null
        opened.journal.sendAgain([actionId('a')]).then(resolve, reject)
      }
    })
    await opened.journal.saveResults([applied('c')], serverTime(40))
    await again
    await writeMuch(opened)
    expect(opened.journal.entries().map(({ action }) => action.actionId)).toEqual(['a', 'c'])
  })

  it('writes the national system’s time down once an hour, not with every answer', async () => {
    const disk = new MemoryDisk()
    const opened = await journalOn(disk)
    await opened.journal.saveAction(note('a', 'c1'), null)
    opened.clock.move(holdMilliseconds)
    await opened.journal.markSent([actionId('a')])
    const lengths: number[] = []
    for (const time of [serverTime(0), serverTime(0), serverTime(0, 2)]) {
      const before = disk.bytesOf('/profile/officer/journal').length
      await opened.journal.saveResults([{ ...applied('a'), outcome: 'conflict' }], time)
      lengths.push(disk.bytesOf('/profile/officer/journal').length - before)
    }
    expect(lengths[0]).toBe(lengths[2])
    expect(lengths[1]).toBeLessThan(lengths[0] ?? 0)
  })
})

describe('this computer’s clock', () => {
  it('wrong by years or jumping back changes nothing that the journal says', async () => {
    const moments = fc.array(fc.date({ min: new Date(0), max: new Date(8e14), noInvalidDate: true }), {
      minLength: 1,
      maxLength: 5,
    })
    await fc.assert(
      fc.asyncProperty(batches, moments, async (list, dates) => {
        let asked = 0
        const now = () => dates[asked++ % dates.length] ?? new Date(0)
        const right = await work(new MemoryDisk(), list, { options })
        const wrong = await work(new MemoryDisk(), list, { options: { ...options, now } })
        expect(await toldBy(wrong.opened)).toEqual(await toldBy(right.opened))
      }),
      { numRuns: 50 },
    )
  })
})
