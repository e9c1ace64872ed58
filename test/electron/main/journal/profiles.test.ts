import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { realDiskFiles } from '../../../../electron/main/files/diskFiles'
import { Journal } from '../../../../electron/main/journal/journal'
import { migrations } from '../../../../electron/main/journal/migrations'
import {
  decodeHeader,
  encodeHeader,
  encodeRecord,
  formatVersion,
} from '../../../../electron/main/journal/recordFormat'
import { journalRecordSchema, type JournalRecord } from '../../../../electron/main/journal/records'
import type { JournalStep } from '../../../../electron/main/journal/steps'
import { draftSchema } from '../../../../shared/bridge/draft'
import { holdMilliseconds } from '../../../../shared/bridge/journalPort'
import { actionSchema } from '../../../../shared/protocol/action'
import { MemoryDisk, SystemError, type Fate } from '../memoryDisk'
import { note } from './actions'
import { Ending } from './cutRuns'
import { HandClock, journalKey, journalOn, journalPath } from './journalOn'

/**
 * Journals as earlier versions of the program left them, frozen: `told.json` is what that version told of its own
 * `journal`. A new format version gets a folder of its own; those that are there are never written again.
 */
const profiles = join(import.meta.dirname, 'profiles')
const versions = [1]

const toldSchema = z.object({
  formatVersion: z.number(),
  key: z.string(),
  entries: z.array(z.object({ sequence: z.number(), action: actionSchema, standing: z.unknown() })),
  drafts: z.array(draftSchema),
})

function frozen(version: number) {
  const folder = join(profiles, `v${version}`)
  const told = toldSchema.parse(JSON.parse(readFileSync(join(folder, 'told.json'), 'utf8')))
  const key = Buffer.from(told.key, 'hex')
  return { ...told, key, bytes: readFileSync(join(folder, 'journal')) }
}

async function openedFrozen(disk: MemoryDisk, key: Buffer) {
  const opened = await journalOn(disk, { key })
  opened.clock.move(holdMilliseconds)
  const entries = opened.journal.entries().map(({ sequence, action, standing }) => {
    return { sequence, action, standing }
  })
  return { ...opened, entries, drafts: opened.journal.drafts() }
}

describe.each(versions)('a profile of version %i', (version) => {
  it('is of that version, and tells after the upgrade what it told before', async () => {
    const { bytes, key, ...told } = frozen(version)
    expect(decodeHeader(bytes)?.version).toBe(version)
    const disk = new MemoryDisk()
    disk.plant(journalPath, bytes)
    const { entries, drafts, damage } = await openedFrozen(disk, key)
    expect(damage).toBeNull()
    expect(entries).toEqual(told.entries)
    expect(drafts).toEqual(told.drafts)
    const after = disk.afterPowerCut(() => 'lost')
    expect(decodeHeader(after.bytesOf(journalPath))?.version).toBe(formatVersion)
    const again = await openedFrozen(after, key)
    expect(again.entries).toEqual(told.entries)
    expect(again.drafts).toEqual(told.drafts)
  })

  it('with a record that was never finished is cut off there and upgraded', async () => {
    const { bytes, key } = frozen(version)
    const disk = new MemoryDisk()
    disk.plant(journalPath, bytes.subarray(0, bytes.length - 20))
    const { damage, entries } = await openedFrozen(disk, key)
    expect(damage).toBeNull()
    expect(entries.length).toBeGreaterThan(5)
  })

  it('stays as it is when there is no room for the upgrade, and is upgraded when there is', async () => {
    const { bytes, key, ...told } = frozen(version)
    const disk = new MemoryDisk()
    disk.plant(journalPath, bytes)
    disk.capacity = disk.usedBytes()
    await expect(journalOn(disk, { key })).rejects.toThrow(SystemError)
    expect(disk.bytesOf(journalPath)).toEqual(bytes)
    expect(disk.paths()).toEqual([journalPath])
    disk.capacity = Infinity
    expect((await openedFrozen(disk, key)).entries).toEqual(told.entries)
  })

  it('killed or without power at every step of the upgrade is the old or the new one, whole', async () => {
    const { bytes, key, ...told } = frozen(version)
    const { steps, disks } = await upgradesStoppedEverywhere(bytes, key)
    expect(steps).toContain('rewrite-rename')
    for (const disk of disks) {
      const { entries, drafts, damage } = await openedFrozen(disk, key)
      expect(damage).toBeNull()
      expect(entries).toEqual(told.entries)
      expect(drafts).toEqual(told.drafts)
    }
  })

  it('with 10,000 unsent actions loses none, killed or without power at every step of the upgrade', async () => {
    const bytes = outboxOf(version, 10_000)
    const { steps, disks } = await upgradesStoppedEverywhere(bytes, journalKey)
    // Many pieces, so that the power goes in the middle of the new file, too.
    expect(steps.filter((step) => step === 'rewrite-write').length).toBeGreaterThan(5)
    const whole = new Set<string>()
    for (const disk of disks) {
      const found = disk.bytesOf(journalPath)
      // Opening 10,000 actions takes its time: of those that are equal to the last byte, one is opened.
      const name = found.equals(bytes) ? 'old' : createHash('sha256').update(found).digest('hex')
      if (whole.has(name)) continue
      whole.add(name)
      const { journal, damage } = await journalOn(disk)
      expect(damage).toBeNull()
      const ids = journal.entries().map(({ action }) => action.actionId)
      expect(ids).toHaveLength(10_000)
      expect(ids.every((id, index) => id === `a${index}`)).toBe(true)
    }
    expect([...whole].filter((name) => name === 'old')).toHaveLength(1)
    expect(whole.size).toBeGreaterThan(1)
  }, 240_000)
})

/** Opens the journal and ends it at every step; gives what is left on the disk, in every way it can end. */
async function upgradesStoppedEverywhere(bytes: Buffer, key: Buffer) {
  const planted = () => {
    const disk = new MemoryDisk()
    disk.plant(journalPath, bytes)
    return disk
  }
  const steps: JournalStep[] = []
  await journalOn(planted(), { key, onStep: (step) => void steps.push(step) })
  const disks: MemoryDisk[] = []
  for (let stopAt = 0; stopAt < steps.length; stopAt += 1) {
    // Of many pieces of a long file, the first, the second and the last.
    if (steps[stopAt] === 'rewrite-write' && steps[stopAt - 2] === steps[stopAt + 1]) continue
    const disk = planted()
    const ending = new Ending(disk)
    await journalOn(disk, { key, onStep: ending.atStep(stopAt) }).catch((error: unknown) => {
      if (!ending.hasCome) throw error
    })
    const fates: Fate[] = ['lost', 'kept', 'torn', 'blank']
    disks.push(disk.afterKill(), ...fates.map((fate) => disk.afterPowerCut(() => fate)))
  }
  return { steps, disks }
}

/** An outbox as a program of that version wrote it: the layout of the bytes is that of today. */
function outboxOf(version: number, count: number): Buffer {
  const journalId = Buffer.alloc(16, version)
  const parts = [encodeHeader({ version, journalId })]
  for (let index = 0; index < count; index += 1) {
    const action = note(`a${index}`, `c${index % 700}`, 'Sudah ditinjau di lapangan. '.repeat(8).trim())
    const record: JournalRecord = { kind: 'action-saved', action, replaces: null }
    parts.push(encodeRecord(journalKey, journalId, { sequence: index + 1, record }))
  }
  return Buffer.concat(parts)
}

describe('the stored format', () => {
  it('has a frozen profile for every version before this one, and a migration from each', () => {
    const before = Array.from({ length: formatVersion - 1 }, (_, index) => index + 1)
    expect(versions).toEqual(before)
    expect(migrations.map(({ from, to }) => [from, to])).toEqual(before.map((from) => [from, from + 1]))
  })

  it('has not changed without a new version: these are all kinds of records of version 2', () => {
    const kinds = journalRecordSchema.options.map(({ shape }) => [...shape.kind.values][0])
    expect(formatVersion).toBe(2)
    expect(kinds).toEqual([
      'action-saved',
      'action-undone',
      'actions-sent',
      'results',
      'settled',
      'discarded',
      'draft',
      'action-saved-with-files',
      'draft-with-choices',
      'file-added',
      'file-removed',
      'upload-created',
      'settled-and-kept',
      'sent-again',
      'server-time',
      'damage-found',
      'damage-told',
      'rewritten',
    ])
  })
})

describe('a profile of a newer version', () => {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('is refused, and no byte of any file in the folder changes, nor its time', async () => {
    const setting = {
      files: realDiskFiles,
      path: join(folder, 'journal'),
      key: journalKey,
      now: () => new Date(0),
      clock: new HandClock(),
    }
    const written = await Journal.open(setting)
    if (written.kind !== 'open') throw new Error('The journal is of a newer version.')
    await written.journal.saveAction(note('a', 'c1'), null)
    await written.journal.close()
    const bytes = readFileSync(setting.path)
    encodeHeader({ version: formatVersion + 1, journalId: bytes.subarray(12, 28) }).copy(bytes)
    writeFileSync(setting.path, bytes)
    // What a newer program may have beside it, in forms that are not known here.
    cpSync(setting.path, join(folder, 'attachments', 'journal'), { recursive: true })
    writeFileSync(join(folder, 'attachments', '00000000-0000-4000-8000-000000000000.sealed'), 'newer')
    writeFileSync(join(folder, 'journal.new'), 'newer')
    writeFileSync(join(folder, 'journal.mark'), 'newer')
    writeFileSync(join(folder, 'journal.reserve'), 'newer')
    const before = hashesIn(folder)
    expect(Object.keys(before)).toHaveLength(6)
    expect(await Journal.open(setting)).toEqual({ kind: 'newer' })
    expect(hashesIn(folder)).toEqual(before)
  })
})

function hashesIn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name)
      const hash = createHash('sha256').update(readFileSync(path)).digest('hex')
      return [path, `${hash} ${statSync(path).mtimeMs}`]
    }),
  )
}
