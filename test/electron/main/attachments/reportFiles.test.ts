import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, statSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ReportFiles } from '../../../../electron/main/attachments/reportFiles'
import { realDiskFiles } from '../../../../electron/main/files/diskFiles'
import { gatewayFailureResponse, problemResponse } from '../../../../electron/main/gateway/gatewayFailure'
import { longestFile } from '../../../../shared/bridge/attachedFiles'
import type { Attachment } from '../../../../shared/domain/case'
import { MemoryDisk, SystemError } from '../memoryDisk'
import {
  attachmentOf,
  caseOf,
  fetched,
  filesOn,
  FileServer,
  officerFolder,
  type OpenedFiles,
} from './fileServer'

const folder = `${officerFolder}/report-files`
const sealedOn = (disk: MemoryDisk) =>
  disk.paths().filter((path) => path.endsWith('.sealed') && !path.includes('index'))
const problem = (status: number) =>
  problemResponse({ type: 'about:blank', title: 'No.', status, code: 'not_found' })

function serving(...files: readonly (readonly [string, Buffer])[]): FileServer {
  const server = new FileServer()
  for (const [id, bytes] of files) server.bytes.set(id, bytes)
  return server
}

async function contentOf({ reportFiles }: OpenedFiles, { id, size }: Attachment): Promise<Buffer> {
  const read = await reportFiles.read(id, 0, size)
  if (read.outcome === 'refused') throw new Error(read.reason)
  return Buffer.from(read.bytes)
}

describe('a file of a report', () => {
  it.each([0, 1, 256 * 1024, 700_000])(
    'of %i bytes is fetched once and is here after a power cut',
    async (length) => {
      const bytes = randomBytes(length)
      const attachment = attachmentOf('a1', bytes)
      const server = serving(['a1', bytes])
      const disk = new MemoryDisk()
      const first = await filesOn(disk, server)
      expect(await fetched(first, attachment)).toBe('kept')
      expect(await fetched(first, attachment)).toBe('kept')
      const second = await filesOn(
        disk.afterPowerCut(() => 'lost'),
        new FileServer(),
      )
      expect(second.reportFiles.state(attachment.id)).toEqual({ state: 'kept' })
      expect((await contentOf(second, attachment)).equals(bytes)).toBe(true)
      expect(server.asked.length).toBeLessThanOrEqual(1)
    },
  )

  it('tells how far it is, and when it is here', async () => {
    const bytes = randomBytes(600_000)
    const files = await filesOn(new MemoryDisk(), serving(['a1', bytes]))
    await fetched(files, attachmentOf('a1', bytes))
    const states = files.told.map(({ state }) => state)
    expect(states.at(-1)).toEqual({ state: 'kept' })
    const received = states.flatMap((state) => (state.state === 'fetching' ? [state.received] : []))
    expect(received.length).toBeGreaterThan(2)
    expect(received).toEqual([...received].sort((one, other) => one - other))
  })

  it('goes on where the connection broke, by ranges', async () => {
    const bytes = randomBytes(900_000)
    const server = serving(['a1', bytes])
    server.cuts = [300_000, 250_000]
    const files = await filesOn(new MemoryDisk(), server)
    expect(await fetched(files, attachmentOf('a1', bytes))).toBe('kept')
    expect(server.asked).toEqual([null, 'bytes=300000-', 'bytes=550000-'])
    expect((await contentOf(files, attachmentOf('a1', bytes))).equals(bytes)).toBe(true)
  })

  it('goes on after the program was ended in the middle, with what was whole on the disk', async () => {
    const bytes = randomBytes(900_000)
    const server = serving(['a1', bytes])
    server.cuts = [600_000, 0, 0, 0, 0]
    const disk = new MemoryDisk()
    expect(await fetched(await filesOn(disk, server), attachmentOf('a1', bytes))).toBe('offline')
    server.cuts = []
    server.asked.length = 0
    const again = await filesOn(disk.afterKill(), server)
    expect(again.reportFiles.state(attachmentOf('a1', bytes).id)).toEqual({ state: 'absent' })
    expect(await fetched(again, attachmentOf('a1', bytes))).toBe('kept')
    expect(server.asked).toEqual([`bytes=${2 * 256 * 1024}-`])
    expect((await contentOf(again, attachmentOf('a1', bytes))).equals(bytes)).toBe(true)
  })

  it('is fetched from the beginning where the server gives no ranges', async () => {
    const bytes = randomBytes(900_000)
    const server = serving(['a1', bytes])
    server.knowsRanges = false
    server.cuts = [300_000]
    const files = await filesOn(new MemoryDisk(), server)
    expect(await fetched(files, attachmentOf('a1', bytes))).toBe('kept')
    expect((await contentOf(files, attachmentOf('a1', bytes))).equals(bytes)).toBe(true)
  })

  it.each([
    ['other bytes', Buffer.from('bukan berkas itu'), Buffer.from('berkas yang ada!')],
    ['more bytes', Buffer.from('berkas'), Buffer.from('berkas dan lagi')],
    ['fewer bytes and no more', Buffer.alloc(0), Buffer.from('')],
  ])('is refused when %s come than the case tells, and nothing of it is kept', async (_what, told, came) => {
    const disk = new MemoryDisk()
    const files = await filesOn(disk, serving(['a1', came]))
    const attachment = attachmentOf('a1', told, told.length === 0 ? { sha256: 'a'.repeat(64) } : {})
    expect(await fetched(files, attachment)).toBe('not-as-described')
    expect(sealedOn(disk)).toEqual([])
  })

  it.each([
    ['gone', () => problem(404)],
    ['refused', () => problem(403)],
    ['session-ended', () => problem(401)],
    ['busy', () => problem(503)],
    ['offline', () => gatewayFailureResponse('unreachable')],
    ['offline', () => gatewayFailureResponse('untrusted-certificate')],
  ] as const)('says %s, and can be asked for again', async (reason, instead) => {
    const bytes = randomBytes(1000)
    const server = serving(['a1', bytes])
    server.instead = instead
    const files = await filesOn(new MemoryDisk(), server)
    expect(await fetched(files, attachmentOf('a1', bytes))).toBe(reason)
    expect(files.told.at(-1)?.state).toEqual({ state: 'failed', reason })
    server.instead = () => null
    expect(await fetched(files, attachmentOf('a1', bytes))).toBe('kept')
  })

  it('is not asked for beyond 25 MiB', async () => {
    const server = new FileServer()
    const files = await filesOn(new MemoryDisk(), server)
    const huge = attachmentOf('a1', Buffer.alloc(0), { size: longestFile + 1 })
    expect(await fetched(files, huge)).toBe('too-large')
    expect(server.asked).toEqual([])
  })

  it('leaves nothing behind on a full disk', async () => {
    const bytes = randomBytes(600_000)
    const disk = new MemoryDisk()
    const files = await filesOn(disk, serving(['a1', bytes]))
    disk.before = (operation) => {
      if (operation.startsWith('write') && operation.includes(folder) && !operation.includes('index')) {
        throw new SystemError('ENOSPC')
      }
    }
    expect(await fetched(files, attachmentOf('a1', bytes))).toBe('disk-full')
    expect(sealedOn(disk)).toEqual([])
  })

  it('that was changed on the disk is not given out, and is fetched anew', async () => {
    const bytes = randomBytes(600_000)
    const server = serving(['a1', bytes])
    const disk = new MemoryDisk()
    const files = await filesOn(disk, server)
    await fetched(files, attachmentOf('a1', bytes))
    const [path = ''] = sealedOn(disk)
    const changed = Buffer.from(disk.bytesOf(path))
    changed[400_000] = (changed[400_000] ?? 0) ^ 1
    disk.plant(path, changed)
    await expect(contentOf(files, attachmentOf('a1', bytes))).rejects.toThrow('damaged')
    expect(files.told.at(-1)?.state).toEqual({ state: 'failed', reason: 'damaged' })
    expect(await fetched(files, attachmentOf('a1', bytes))).toBe('kept')
  })
})

describe('what is kept of reports’ files', () => {
  it('stays within its bound: the ones used longest ago go first', async () => {
    const all = ['a1', 'a2', 'a3', 'a4'].map((id) => [id, randomBytes(100_000)] as const)
    const server = serving(...all)
    const disk = new MemoryDisk()
    const files = await filesOn(disk, server, { mostBytes: 300_000 })
    const [one, two, three, four] = all.map(([id, bytes]) => attachmentOf(id, bytes))
    if (!one || !two || !three || !four) throw new Error('There are four.')
    for (const attachment of [one, two, three]) await fetched(files, attachment)
    await files.reportFiles.used(one.id)
    await fetched(files, four)
    const states = [one, two, three, four].map(({ id }) => files.reportFiles.state(id).state)
    expect(states).toEqual(['kept', 'absent', 'kept', 'kept'])
    expect(sealedOn(disk)).toHaveLength(3)
  })

  it('goes with its case, also while it is being fetched', async () => {
    const bytes = randomBytes(600_000)
    const server = serving(['a1', bytes], ['a2', bytes], ['a3', bytes])
    const disk = new MemoryDisk()
    const files = await filesOn(disk, server)
    await fetched(files, attachmentOf('a1', bytes), 'c1')
    await fetched(files, attachmentOf('a2', bytes), 'c2')
    files.reportFiles.fetch(caseOf('c1'), attachmentOf('a3', bytes))
    expect(files.reportFiles.caseIds()).toEqual(['c1', 'c2'])
    await files.reportFiles.forget([caseOf('c1')])
    expect(files.reportFiles.caseIds()).toEqual(['c2'])
    expect(sealedOn(disk)).toHaveLength(1)
  })

  it('counts as nothing without its index, and the sealed files are cleared away', async () => {
    const bytes = randomBytes(1000)
    const disk = new MemoryDisk()
    await fetched(await filesOn(disk, serving(['a1', bytes])), attachmentOf('a1', bytes))
    disk.plant(`${folder}/index.sealed`, Buffer.from('rusak'))
    const { reportFiles } = await filesOn(disk, new FileServer())
    expect(reportFiles.state(attachmentOf('a1', bytes).id)).toEqual({ state: 'absent' })
    expect(sealedOn(disk)).toEqual([])
  })

  it('cannot be read with another key', async () => {
    const bytes = randomBytes(1000)
    const disk = new MemoryDisk()
    await fetched(await filesOn(disk, serving(['a1', bytes])), attachmentOf('a1', bytes))
    const { reportFiles } = await filesOn(disk, new FileServer(), { key: Buffer.alloc(32, 6) })
    expect(reportFiles.state(attachmentOf('a1', bytes).id)).toEqual({ state: 'absent' })
  })

  it('shows nothing of a report in any file on a real disk, neither content nor name', async () => {
    const root = mkdtempSync(join(tmpdir(), 'report-files-'))
    try {
      const canary = 'KENARI-0812-3456-7890'
      const bytes = Buffer.from(`${canary} `.repeat(40_000))
      const attachment = attachmentOf('a1', bytes, { name: `${canary}.pdf` })
      const server = serving(['a1', bytes])
      // Cut off for good in the middle, so that a part lies there as well.
      server.bytes.set('a2', bytes)
      const reportFiles = await ReportFiles.open({
        files: realDiskFiles,
        folder: root,
        key: Buffer.alloc(32, 5),
        parts: { forward: server.forward, pause: () => Promise.resolve() },
      })
      const files = { reportFiles, told: [] }
      expect(await fetched(files, attachment)).toBe('kept')
      server.cuts = [400_000, 0, 0, 0, 0]
      expect(await fetched(files, attachmentOf('a2', bytes))).toBe('offline')
      await reportFiles.close()
      const written = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      )
      expect(written).toHaveLength(3)
      for (const { parentPath, name } of written) {
        const path = join(parentPath, name)
        expect(path.includes(canary)).toBe(false)
        expect(readFileSync(path).includes(canary)).toBe(false)
        expect(statSync(path).mode & 0o177).toBe(0)
      }
      // The control: what is not sealed would be found.
      writeFileSync(join(root, 'offen'), bytes)
      expect(readFileSync(join(root, 'offen')).includes(canary)).toBe(true)
    } finally {
      rmSync(root, { recursive: true, force: true })
    }
  })

  it('is not fetched any more once the desk closes', async () => {
    const bytes = randomBytes(600_000)
    const server = serving(['a1', bytes])
    const files = await filesOn(new MemoryDisk(), server)
    files.reportFiles.fetch(caseOf('c1'), attachmentOf('a1', bytes))
    await files.reportFiles.close()
    expect(files.reportFiles.state(attachmentOf('a1', bytes).id).state).not.toBe('fetching')
    files.reportFiles.fetch(caseOf('c1'), attachmentOf('a1', bytes))
    expect(files.reportFiles.state(attachmentOf('a1', bytes).id).state).not.toBe('fetching')
  })
})
