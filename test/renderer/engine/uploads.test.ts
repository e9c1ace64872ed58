import 'fake-indexeddb/auto'
import { readdir, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FileId } from '../../../shared/bridge/attachedFiles'
import type { ActionId, CaseId } from '../../../shared/domain/identifiers'
import { officer } from '../../shared/domain/sampleCase'
import { problem } from './support/answers'
import { caseNumbered } from './support/caseNumbered'
import { eventually } from './support/eventually'
import { newDesk, type Desk } from './support/openJournal'
import { startDesk, type RunningDesk } from './support/runningDesk'
import { ScriptedNational } from './support/scriptedNational'
import { VirtualClock } from './support/virtualClock'

const sari = officer('sari')
const firstCase = 'case-1' as CaseId
const size = 300_000
const bytes = new Uint8Array(size).map((_byte, index) => index % 253)

let clock: VirtualClock
let national: ScriptedNational
let desk: Desk
let running: RunningDesk

beforeEach(async () => {
  clock = new VirtualClock()
  national = new ScriptedNational(sari, () => clock.now())
  for (let number = 1; number <= 3; number += 1) national.put(caseNumbered(number))
  desk = await newDesk()
  await start()
  await eventually(async () => (await running.engine.syncStatus()).lastSyncedAt !== null, 'it has pulled')
})

afterEach(async () => {
  await running.kill()
  await desk.remove()
})

async function start(): Promise<void> {
  running = await startDesk(desk, sari, clock, national)
}

async function attach(caseId = firstCase): Promise<FileId> {
  const { engine } = running
  const about = { caseId, type: 'note', name: 'surat.pdf', mime: 'application/pdf', size } as const
  const begun = await engine.beginFile(about)
  if (begun.outcome === 'refused') throw new Error(begun.reason)
  await engine.addToFile(begun.fileId, bytes.slice())
  await engine.finishFile(begun.fileId)
  return begun.fileId
}

async function noteWithFile(text = 'Lihat berkas'): Promise<ActionId> {
  const decision = { type: 'note', payload: { text, uploads: [] } } as const
  const saved = await running.engine.act(firstCase, decision, [await attach()])
  if (saved.outcome !== 'saved') throw new Error(JSON.stringify(saved))
  return saved.actionId
}

async function drain(): Promise<void> {
  await eventually(async () => {
    clock.advance(10_000)
    return (await running.engine.syncStatus()).unsent === 0
  }, 'all is sent')
}

function patches(): number {
  return national.requests.filter(({ method }) => method === 'PATCH').length
}

describe('a file that an officer attached', () => {
  test('is the draft’s until the action takes it along, and the draft’s again when that is undone', async () => {
    const { engine } = running
    const fileId = await attach()
    const other = await attach()
    expect((await engine.draftFiles(firstCase, 'note')).map((file) => file.fileId)).toEqual([fileId, other])
    expect(await engine.removeFile(other)).toEqual({ removed: true })
    const decision = { type: 'note', payload: { text: 'Lihat', uploads: [] } } as const
    const saved = await engine.act(firstCase, decision, [fileId])
    if (saved.outcome !== 'saved') throw new Error(JSON.stringify(saved))
    expect(await engine.draftFiles(firstCase, 'note')).toEqual([])
    expect(await engine.outbox()).toMatchObject([{ files: [{ fileId, bytesSent: 0 }] }])
    expect((await engine.caseView(firstCase))?.timeline.at(-1)?.unsent?.files).toMatchObject([{ fileId }])
    await engine.undo(saved.actionId)
    expect((await engine.draftFiles(firstCase, 'note')).map((file) => file.fileId)).toEqual([fileId])
  })

  test('goes before the action, which names it, and its way is told', async () => {
    const actionId = await noteWithFile()
    clock.advance(10_000)
    await drain()
    expect(national.uploads.attached.get(actionId)).toHaveLength(1)
    const order = national.requests.map(({ method, path }) => `${method} ${path.replace(/\d+$/, 'N')}`)
    expect(order.lastIndexOf('PATCH /v1/uploads/upload-N')).toBeLessThan(
      order.lastIndexOf('POST /v1/actions'),
    )
    expect(national.uploads.bytesReceived).toBe(size)
  })

  test('goes on where it stood after a kill in the middle, and the same bytes do not go twice', async () => {
    const actionId = await noteWithFile()
    let sent = 0
    national.fault = ({ method }) => (method === 'PATCH' && ++sent > 2 ? 'request-lost' : 'none')
    clock.advance(10_000)
    await eventually(() => sent > 2, 'two parts have come')
    expect((await running.engine.syncStatus()).uploads).toMatchObject({
      bytesSent: national.uploads.bytesReceived,
      bytesTotal: size,
    })
    await running.kill()
    national.fault = () => 'none'
    await start()
    clock.advance(10_000)
    await drain()
    expect(national.uploads.attached.get(actionId)).toHaveLength(1)
    expect(national.uploads.bytesReceived).toBe(size)
    expect(
      national.requests.filter(({ method, path }) => method === 'POST' && path === '/v1/uploads'),
    ).toHaveLength(1)
  })

  test('whose part arrived although its answer did not is not sent that part again', async () => {
    await noteWithFile()
    let lost = 0
    national.fault = ({ method }) => (method === 'PATCH' && lost++ === 0 ? 'response-lost' : 'none')
    clock.advance(10_000)
    await drain()
    expect(national.uploads.bytesReceived).toBe(size)
  })

  test('is sent anew when the national system has lost it before the action took effect', async () => {
    const actionId = await noteWithFile()
    national.instead = ({ path }) => {
      if (path !== '/v1/actions') return null
      // Dropped between the last byte and the action.
      national.uploads.drop()
      national.instead = () => null
      return null
    }
    clock.advance(10_000)
    await drain()
    expect(national.uploads.attached.get(actionId)).toHaveLength(1)
    expect(national.ledger).toEqual([actionId])
    expect(national.uploads.bytesReceived).toBe(2 * size)
  })

  test('that arrives as another one is begun anew, and set aside when that does not help', async () => {
    await noteWithFile()
    let wrong = 0
    national.instead = ({ method, path }) => {
      if (method !== 'PATCH') return null
      wrong += 1
      expect(path).toContain(`upload-${wrong}`)
      return problem(460, 'invalid')
    }
    clock.advance(10_000)
    await eventually(async () => (await running.engine.syncStatus()).needsYou === 1, 'it is set aside')
    expect(wrong).toBe(3)
    expect(await running.engine.needsYou()).toMatchObject([
      { text: 'Lihat berkas', refusal: { outcome: 'rejected', code: 'file_refused' } },
    ])
    expect(national.ledger).toEqual([])
  })

  test('that is too large for the national system needs the officer; others go', async () => {
    await noteWithFile()
    national.instead = ({ path }) => (path === '/v1/uploads' ? problem(413, 'too_large') : null)
    const plain = { type: 'note', payload: { text: 'tanpa', uploads: [] } } as const
    await running.engine.act('case-2' as CaseId, plain)
    clock.advance(10_000)
    await eventually(async () => (await running.engine.syncStatus()).needsYou === 1, 'it needs the officer')
    await eventually(() => national.ledger.length === 1, 'the other is sent')
    expect(await running.engine.needsYou()).toMatchObject([{ refusal: { code: 'too_large' } }])
  })

  test('that is gone from the disk needs the officer, and what they wrote is there', async () => {
    await noteWithFile()
    await running.kill()
    for (const name of await readdir(desk.folder, { recursive: true })) {
      if (/[0-9a-f]{8}-/.test(name)) await truncate(join(desk.folder, name), 10)
    }
    await start()
    clock.advance(10_000)
    await eventually(async () => (await running.engine.syncStatus()).needsYou === 1, 'it needs the officer')
    expect(await running.engine.needsYou()).toMatchObject([
      { text: 'Lihat berkas', refusal: { code: 'file_missing' }, files: [{ present: false }] },
    ])
  })

  test('keeps later actions of its case back, and no other case', async () => {
    await noteWithFile('pertama')
    const after = { type: 'note', payload: { text: 'kedua', uploads: [] } } as const
    await running.engine.act(firstCase, after)
    await running.engine.act('case-2' as CaseId, after)
    let held = true
    national.fault = ({ method }) => (method === 'PATCH' && held ? 'server-error' : 'none')
    clock.advance(10_000)
    await eventually(() => national.ledger.length === 1 && patches() > 0, 'the other case is done')
    expect((await running.engine.outbox()).map(({ waitsFor }) => waitsFor?.kind)).toEqual([
      'upload',
      'earlier',
    ])
    held = false
    await drain()
    expect(national.cases.get(firstCase)?.events.map(({ text }) => text)).toEqual(['pertama', 'kedua'])
  })

  test('goes along under a new id when the officer sends again on top', async () => {
    const { engine } = running
    const decision = { type: 'respond', payload: { text: 'Jawaban', uploads: [] } } as const
    const begun = await engine.beginFile({
      caseId: firstCase,
      type: 'respond',
      name: 'surat.pdf',
      mime: 'application/pdf',
      size,
    })
    if (begun.outcome === 'refused') throw new Error(begun.reason)
    await engine.addToFile(begun.fileId, bytes.slice())
    await engine.finishFile(begun.fileId)
    const saved = await engine.act(firstCase, decision, [begun.fileId])
    national.happen(firstCase, { type: 'respond', text: 'Dari rekan' }, { status: 'answered' })
    clock.advance(10_000)
    await eventually(async () => (await engine.syncStatus()).needsYou === 1, 'it needs the officer')
    if (saved.outcome !== 'saved') throw new Error(JSON.stringify(saved))
    const again = await engine.sendOnTop(saved.actionId)
    if (again.outcome !== 'saved') throw new Error(JSON.stringify(again))
    await drain()
    expect(national.uploads.attached.get(again.actionId)).toHaveLength(1)
  })
})
