import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { realDiskFiles } from '../../../../electron/main/files/diskFiles'
import { fileChunks } from '../../../../electron/main/files/fileChunks'
import { Journal } from '../../../../electron/main/journal/journal'
import { longestFile, type FileId, type NewFile } from '../../../../shared/bridge/attachedFiles'
import { holdMilliseconds } from '../../../../shared/bridge/journalPort'
import type { UploadId } from '../../../../shared/domain/identifiers'
import { MemoryDisk, SystemError } from '../memoryDisk'
import { accept, actionId, caseId, note } from './actions'
import { HandClock, journalKey, journalOn } from './journalOn'

const about = (name = 'foto.jpg', ofCase = 'c1'): NewFile => {
  return { caseId: caseId(ofCase), type: 'note', name, mime: 'image/jpeg' }
}
const draft = { caseId: caseId('c1'), type: 'note' } as const
const attachments = '/profile/officer/attachments'

/** Attaches as the engine does: announced, piece by piece, finished. */
async function attach(
  { files }: Journal,
  bytes: Buffer,
  file = about(),
  pieceLength = 100_000,
): Promise<FileId> {
  const begun = await files.begin(file, bytes.length)
  if (begun.outcome === 'refused') throw new Error(begun.reason)
  for (let start = 0; start < bytes.length; start += pieceLength) {
    const added = await files.add(begun.fileId, bytes.subarray(start, start + pieceLength))
    if (added.outcome === 'refused') throw new Error(added.reason)
  }
  const finished = await files.finish(begun.fileId)
  if (finished.outcome === 'refused') throw new Error(finished.reason)
  return begun.fileId
}

async function readWhole({ files }: Journal, fileId: FileId, pieceLength: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for (let offset = 0; ; offset += pieceLength) {
    const read = await files.read(fileId, offset, pieceLength)
    if (read.outcome === 'refused') throw new Error(read.reason)
    if (read.bytes.length === 0) return Buffer.concat(pieces)
    pieces.push(read.bytes)
  }
}

const sealedFiles = (disk: MemoryDisk) => disk.paths().filter((path) => path.startsWith(attachments))

describe('a file that is attached', () => {
  it.each([0, 1, 1000, 256 * 1024, 256 * 1024 + 1, 700_000])(
    'of %i bytes comes back whole, read in pieces of any length, after a power cut',
    async (length) => {
      const bytes = randomBytes(length)
      const disk = new MemoryDisk()
      const first = await journalOn(disk)
      const fileId = await attach(first.journal, bytes)
      const { journal } = await journalOn(disk.afterPowerCut(() => 'lost'))
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const file = { fileId, name: 'foto.jpg', mime: 'image/jpeg', size: length, sha256 }
      expect(journal.files.ofDraft(draft)).toEqual([{ ...file, upload: null, present: true }])
      for (const pieceLength of [65_536, 100_001, 1024 * 1024]) {
        expect((await readWhole(journal, fileId, pieceLength)).equals(bytes)).toBe(true)
      }
    },
  )

  it('is on the disk, name and all, before the record that names it is written', async () => {
    const disk = new MemoryDisk()
    const { journal } = await journalOn(disk)
    await journal.atRest()
    disk.operations.length = 0
    const fileId = await attach(journal, Buffer.from('isi'))
    const sealed = `${attachments}/${fileId}.sealed`
    const order = [`sync ${sealed}`, `syncFolder ${attachments}`, 'write /profile/officer/journal']
    const places = order.map((operation) => disk.operations.lastIndexOf(operation))
    expect(places.every((place) => place >= 0)).toBe(true)
    expect(places).toEqual([...places].sort((one, other) => one - other))
  })

  it('cannot be read without the key, moved, cut or changed', async () => {
    const bytes = Buffer.alloc(600_000, 'Nomor telepon pelapor 0812. ')
    const disk = new MemoryDisk()
    const first = await journalOn(disk)
    const fileId = await attach(first.journal, bytes)
    const other = await attach(first.journal, bytes, about('lain.jpg'))
    const path = `${attachments}/${fileId}.sealed`
    const sealed = disk.bytesOf(path)
    expect(sealed.includes('0812')).toBe(false)
    const changed = Buffer.from(sealed)
    changed[300_000] = (changed[300_000] ?? 0) ^ 1
    for (const wrong of [changed, disk.bytesOf(`${attachments}/${other}.sealed`)]) {
      const copy = disk.afterKill()
      copy.plant(path, wrong)
      const { journal } = await journalOn(copy)
      const read = await journal.files.read(fileId, 262_144, 300_000)
      expect(read).toEqual({ outcome: 'refused', reason: 'damaged' })
    }
    const cut = disk.afterKill()
    cut.plant(path, sealed.subarray(0, 400_000))
    const { journal } = await journalOn(cut)
    expect(journal.files.ofDraft(draft).map(({ present }) => present)).toEqual([false, true])
    expect(await journal.files.read(fileId, 262_144, 300_000)).toMatchObject({ reason: 'damaged' })
    cut.uproot(path)
    expect(await journal.files.read(fileId, 0, 10)).toEqual({ outcome: 'refused', reason: 'missing' })
  })

  it('is refused beyond 25 MiB, beyond ten, and when other bytes come than were announced', async () => {
    const disk = new MemoryDisk()
    const { journal } = await journalOn(disk)
    const { files } = journal
    expect(await files.begin(about(), longestFile + 1)).toEqual({ outcome: 'refused', reason: 'too-large' })
    const short = await files.begin(about(), 10)
    const long = await files.begin(about(), 10)
    if (short.outcome === 'refused' || long.outcome === 'refused') throw new Error('Not begun.')
    await files.add(short.fileId, Buffer.alloc(9))
    expect(await files.finish(short.fileId)).toEqual({ outcome: 'refused', reason: 'incomplete' })
    expect(await files.add(long.fileId, Buffer.alloc(11))).toEqual({
      outcome: 'refused',
      reason: 'incomplete',
    })
    expect(await files.finish(long.fileId)).toEqual({ outcome: 'refused', reason: 'not-begun' })
    expect(sealedFiles(disk)).toEqual([])
    for (let count = 0; count < 10; count += 1) await attach(journal, Buffer.from(`${count}`))
    expect(await files.begin(about(), 1)).toEqual({ outcome: 'refused', reason: 'too-many' })
    expect((await files.begin(about('foto.jpg', 'c2'), 1)).outcome).toBe('begun')
  })

  it('leaves nothing behind when the disk is full or fails, and can be attached again', async () => {
    const disk = new MemoryDisk()
    const { journal } = await journalOn(disk)
    await journal.atRest()
    const cases = [
      ['write', 'ENOSPC', 'disk-full'],
      ['sync', 'EIO', 'write-failed'],
      ['syncFolder', 'EIO', 'write-failed'],
      ['create', 'EACCES', 'write-failed'],
    ] as const
    for (const [operation, code, reason] of cases) {
      disk.before = (asked) => {
        if (asked.startsWith(`${operation} ${attachments}`)) throw new SystemError(code)
      }
      await expect(attach(journal, Buffer.alloc(300_000))).rejects.toThrow(reason)
      expect(sealedFiles(disk)).toEqual([])
    }
    disk.before = () => undefined
    await attach(journal, Buffer.alloc(300_000))
    expect(journal.files.ofDraft(draft)).toHaveLength(1)
  })

  it('that nobody finished is gone at the next opening', async () => {
    const disk = new MemoryDisk()
    const { journal } = await journalOn(disk)
    const begun = await journal.files.begin(about(), 300_000)
    if (begun.outcome === 'refused') throw new Error(begun.reason)
    await journal.files.add(begun.fileId, Buffer.alloc(300_000))
    expect(sealedFiles(disk)).toHaveLength(1)
    const later = disk.afterKill()
    await journalOn(later)
    expect(sealedFiles(later)).toEqual([])
  })
})

describe('whose a file is', () => {
  it('goes from the draft to the action, back when that is undone, and along when it is sent again on top', async () => {
    const disk = new MemoryDisk()
    const { journal, clock } = await journalOn(disk)
    const one = await attach(journal, Buffer.from('satu'))
    const two = await attach(journal, Buffer.from('dua'))
    const entry = await journal.saveAction(note('a', 'c1'), null, [two])
    expect(entry.files.map(({ fileId }) => fileId)).toEqual([two])
    expect(journal.files.ofDraft(draft).map(({ fileId }) => fileId)).toEqual([one])
    await journal.undo(actionId('a'))
    expect(journal.files.ofDraft(draft).map(({ fileId }) => fileId)).toEqual([one, two])
    await journal.saveAction(note('b', 'c1'), null, [one, two])
    clock.move(holdMilliseconds)
    await journal.markSent([actionId('b')])
    await journal.saveResults([{ actionId: actionId('b'), outcome: 'conflict', code: null, detail: null }])
    const onTop = await journal.saveAction(note('b2', 'c1'), actionId('b'))
    expect(onTop.files.map(({ fileId }) => fileId)).toEqual([one, two])
    const { journal: again } = await journalOn(disk.afterPowerCut(() => 'lost'))
    expect(again.entries().map(({ action, files }) => [action.actionId, files.length])).toEqual([['b2', 2]])
    expect(again.files.ofDrafts()).toEqual([])
  })

  it('is removed from the disk with what it belonged to, once that is on the disk', async () => {
    const disk = new MemoryDisk()
    const { journal, clock } = await journalOn(disk)
    const [taken, left, removed] = [
      await attach(journal, Buffer.from('satu')),
      await attach(journal, Buffer.from('dua')),
      await attach(journal, Buffer.from('tiga')),
    ]
    await journal.files.remove(removed)
    await journal.saveAction(note('a', 'c1'), null, [taken, left])
    clock.move(holdMilliseconds)
    await journal.saveAction(note('b', 'c1'), actionId('a'), [taken])
    expect(sealedFiles(disk)).toEqual([`${attachments}/${taken}.sealed`])
    clock.move(holdMilliseconds)
    expect(await journal.discard(actionId('b'))).toBe(true)
    expect(sealedFiles(disk)).toEqual([])
  })

  it('is not another draft’s or case’s, and not of an action that carries none', async () => {
    const { journal } = await journalOn(new MemoryDisk())
    const fileId = await attach(journal, Buffer.from('satu'))
    const elsewhere = journal.saveAction(note('a', 'c2'), null, [fileId])
    await expect(elsewhere).rejects.toMatchObject({ code: 'invalid' })
    const twice = journal.saveAction(note('b', 'c1'), null, [fileId, fileId])
    await expect(twice).rejects.toMatchObject({ code: 'invalid' })
    const wordless = journal.saveAction(accept('c', 'c1'), null, [fileId])
    await expect(wordless).rejects.toMatchObject({ code: 'invalid' })
    expect(journal.entries()).toEqual([])
  })

  it('is remembered with its upload, so that it goes on after a restart', async () => {
    const disk = new MemoryDisk()
    const { journal } = await journalOn(disk)
    const fileId = await attach(journal, Buffer.from('satu'))
    await journal.saveAction(note('a', 'c1'), null, [fileId])
    // The national system's word for it; the cast only adds the brand.
    const upload = { actionId: actionId('a'), uploadId: 'u-7' as UploadId, url: '/v1/uploads/u-7' }
    expect(await journal.files.saveUpload(fileId, upload)).toBe(true)
    const again = await journalOn(disk.afterPowerCut(() => 'lost'))
    expect(again.journal.entries()[0]?.files[0]?.upload).toEqual(upload)
    await again.journal.files.saveUpload(fileId, null)
    expect(again.journal.entries()[0]?.files[0]?.upload).toBeNull()
  })
})

describe('a file chosen on the computer', () => {
  it('of 25 MiB is sealed and read again piece by piece, on a real disk', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'journal-'))
    try {
      const source = join(folder, 'chosen.bin')
      const bytes = randomBytes(longestFile)
      await writeFile(source, bytes)
      const opened = await Journal.open({
        files: realDiskFiles,
        path: join(folder, 'journal'),
        key: journalKey,
        now: () => new Date(0),
        clock: new HandClock(),
      })
      if (opened.kind !== 'open') throw new Error('The journal is of a newer version.')
      const { journal } = opened
      const finished = await journal.files.addFrom(about('besar.bin'), fileChunks(source))
      if (finished.outcome === 'refused') throw new Error(finished.reason)
      const { fileId, size, sha256 } = finished.file
      expect(size).toBe(longestFile)
      expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
      expect((await readWhole(journal, fileId, 1024 * 1024)).equals(bytes)).toBe(true)
      await writeFile(source, Buffer.alloc(longestFile + 1))
      const tooLarge = await journal.files.addFrom(about('lebih.bin'), fileChunks(source))
      expect(tooLarge).toEqual({ outcome: 'refused', reason: 'too-large' })
      expect(await readdir(join(folder, 'attachments'))).toEqual([`${fileId}.sealed`])
      const sealed = await readFile(join(folder, 'attachments', `${fileId}.sealed`))
      expect(sealed.includes(bytes.subarray(0, 32))).toBe(false)
      await journal.close()
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
