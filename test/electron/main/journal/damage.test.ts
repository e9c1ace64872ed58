import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Journal } from '../../../../electron/main/journal/journal'
import { readJournal } from '../../../../electron/main/journal/readJournal'
import { encodeHeader, formatVersion, headerLength } from '../../../../electron/main/journal/recordFormat'
import { MemoryDisk } from '../memoryDisk'
import { note } from './actions'
import { HandClock, journalKey, journalOn, journalPath } from './journalOn'

/** A journal of some actions, and where the part before the first of them and each of their records ends. */
async function written(count: number) {
  const disk = new MemoryDisk()
  const { journal } = await journalOn(disk)
  const ends = [disk.bytesOf(journalPath).length]
  for (let index = 0; index < count; index += 1) {
    await journal.saveAction(note(`a${index}`, `c${index}`, 'Sudah ditinjau. '.repeat(index + 1)), null)
    ends.push(disk.bytesOf(journalPath).length)
  }
  return { bytes: disk.bytesOf(journalPath), ends }
}

async function reopened(bytes: Buffer) {
  const disk = new MemoryDisk()
  disk.plant(journalPath, bytes)
  const { journal, damage } = await journalOn(disk)
  return { disk, damage, journal, ids: journal.entries().map(({ action }) => action.actionId) }
}

describe('a journal that ends too early', () => {
  it('loses at every cut point the record that was cut and no other, and says nothing', async () => {
    const { bytes, ends } = await written(4)
    for (let cut = headerLength; cut <= bytes.length; cut += 1) {
      const contents = readJournal(bytes.subarray(0, cut), journalKey)
      const actions = Math.max(0, ends.filter((end) => end <= cut).length - 1)
      const end = ends.filter((each) => each <= cut).at(-1) ?? headerLength
      expect(contents).toMatchObject({ kind: 'readable', end })
      if (contents.kind !== 'readable') continue
      expect(contents.records.filter(({ record }) => record.kind === 'action-saved')).toHaveLength(actions)
    }
  })

  it('is written on from there', async () => {
    const { bytes, ends } = await written(3)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: headerLength, max: bytes.length }), async (cut) => {
        const { disk, journal, ids, damage } = await reopened(bytes.subarray(0, cut))
        expect(damage).toBeNull()
        expect(ids).toHaveLength(Math.max(0, ends.filter((end) => end <= cut).length - 1))
        await journal.saveAction(note('next', 'c9'), null)
        const again = await journalOn(disk.afterPowerCut(() => 'lost'))
        expect(again.damage).toBeNull()
        expect(again.journal.entries().map(({ action }) => action.actionId)).toEqual([...ids, 'next'])
      }),
      { numRuns: 60 },
    )
  })
})

describe('a damaged journal', () => {
  it('is set aside whole, its other records are salvaged, and the officer is told', async () => {
    const { bytes, ends } = await written(4)
    const damaged = Buffer.from(bytes)
    damaged.fill(0, (ends[1] ?? 0) + 20, (ends[2] ?? 0) - 5)
    const { disk, ids, damage } = await reopened(damaged)
    expect(ids).toEqual(['a0', 'a2', 'a3'])
    expect(damage).toMatchObject({ recordsSalvaged: 2, bytesSetAside: (ends[2] ?? 0) - (ends[1] ?? 0) })
    expect(disk.bytesOf(`/profile/officer/${damage?.copyName}`)).toEqual(damaged)
    const later = disk.afterPowerCut(() => 'lost')
    const again = await journalOn(later)
    expect(again.journal.entries()).toHaveLength(3)
    expect(again.damage).toEqual(damage)
    await again.journal.damageTold()
    expect((await journalOn(later.afterPowerCut(() => 'lost'))).damage).toBeNull()
  })

  it('never loses more than the records that the damage touches, and never says nothing about it', async () => {
    const { bytes, ends } = await written(5)
    const damages = fc.record({
      from: fc.integer({ min: 0, max: bytes.length - 1 }),
      garbage: fc.uint8Array({ minLength: 1, maxLength: 60 }),
    })
    await fc.assert(
      fc.asyncProperty(damages, async ({ from, garbage }) => {
        const damaged = Buffer.from(bytes)
        const to = Math.min(from + garbage.length, bytes.length)
        damaged.set(garbage.subarray(0, to - from), from)
        fc.pre(!damaged.equals(bytes))
        const { ids, damage } = await reopened(damaged)
        const headerGone = from < 32 && to > 32
        const untouched = ends.slice(1).flatMap((end, index) => {
          const start = ends[index] ?? 0
          return to <= start || from >= end ? [`a${index}`] : []
        })
        if (!headerGone) for (const id of untouched) expect(ids).toContain(id)
        // A length that seems to reach behind the end cannot be told from a record that was never finished.
        const inLastRecord = from >= (ends.at(-2) ?? 0)
        if (!inLastRecord) expect(damage).not.toBeNull()
      }),
      { numRuns: 300 },
    )
  })

  it('keeps all records when one of the two headers is gone', async () => {
    const { bytes } = await written(3)
    for (const start of [0, headerLength / 2]) {
      const damaged = Buffer.from(bytes)
      damaged.fill(0xff, start, start + 10)
      const { ids, damage } = await reopened(damaged)
      expect(ids).toEqual(['a0', 'a1', 'a2'])
      expect(damage).toMatchObject({ cause: 'damaged', recordsSalvaged: 4, bytesSetAside: 0 })
    }
  })

  it('does not take a record of another journal, or at another place, for its own', async () => {
    const { bytes, ends } = await written(2)
    const other = await written(2)
    const mixed = Buffer.concat([bytes, other.bytes.subarray(headerLength)])
    expect((await reopened(mixed)).ids).toEqual(['a0', 'a1'])
    const doubled = Buffer.concat([bytes, bytes.subarray(ends[0] ?? 0, ends[1] ?? 0)])
    expect((await reopened(doubled)).ids).toEqual(['a0', 'a1'])
  })

  it('opens with no other key, and is kept', async () => {
    const { bytes } = await written(2)
    const contents = readJournal(bytes, Buffer.alloc(32, 8))
    expect(contents).toMatchObject({ kind: 'damaged', records: [] })
  })

  it('holds nothing that can be read without the key', async () => {
    const { bytes } = await written(2)
    expect(bytes.includes('Sudah ditinjau')).toBe(false)
    expect(bytes.includes('a0')).toBe(false)
  })
})

describe('a journal of a newer version', () => {
  it('is refused, and no byte of the folder changes', async () => {
    const newer = Buffer.concat([
      encodeHeader({ version: formatVersion + 1, journalId: Buffer.alloc(16, 3) }).subarray(0, 32),
      Buffer.from('whatever the newer program writes'),
    ])
    const disk = new MemoryDisk()
    disk.plant(journalPath, newer)
    const setting = { files: disk, path: journalPath, key: journalKey, now: () => new Date(0) }
    expect(await Journal.open({ ...setting, clock: new HandClock() })).toEqual({ kind: 'newer' })
    expect(disk.bytesOf(journalPath)).toEqual(newer)
    expect(disk.operations).toEqual([`read ${journalPath}`])
  })
})
