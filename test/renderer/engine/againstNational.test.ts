import 'fake-indexeddb/auto'
import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { FileId } from '../../../shared/bridge/attachedFiles'
import type { Decision } from '../../../shared/domain/action'
import type { ActionId, CaseId } from '../../../shared/domain/identifiers'
import type { Row } from '../../../renderer/engine/api'
import { axiosTransport } from '../../../renderer/engine/sync/axiosTransport'
import { sessionResponseSchema } from '../../../shared/protocol/session'
import { startNational, type RunningNational } from '../../national/startNational'
import { eventually } from './support/eventually'
import { newDesk, type Desk } from './support/openJournal'
import { everything, startDesk, type RunningDesk } from './support/runningDesk'
import { VirtualClock } from './support/virtualClock'

const ledgerSchema = z.object({ actions: z.array(z.object({ actionId: z.string(), caseId: z.string() })) })

const clockStart = Date.now()
let national: RunningNational
let devices = 0

beforeAll(async () => {
  national = await startNational({ port: 0, seed: 'engine', cases: 120 })
})

afterAll(async () => {
  await national.close()
})

/** A desk of its own on the sandbox, after its first pull. */
interface PulledDesk extends RunningDesk {
  readonly clock: VirtualClock
  readonly row: Row
}

let desk: Desk
let running: PulledDesk | null = null

beforeEach(async () => {
  desk = await newDesk()
})

afterEach(async () => {
  await ask('/sandbox/faults', 'DELETE')
  await running?.kill()
  running = null
  await desk.remove()
})

async function ask(path: string, method: string, body?: object): Promise<unknown> {
  const response = await fetch(`${national.url}${path}`, {
    method,
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  })
  expect(response.ok).toBe(true)
  const text = await response.text()
  return text === '' ? null : JSON.parse(text)
}

async function setFaults(...faults: readonly object[]): Promise<void> {
  await ask('/sandbox/faults', 'POST', { faults })
}

async function signIn(deviceId: string) {
  const supervisor = national.officers.find(({ role }) => role === 'supervisor')
  if (!supervisor) throw new Error('The sandbox has no supervisor.')
  const { username } = supervisor
  const request = { username, password: national.password, deviceId, deviceName: 'Test' }
  return sessionResponseSchema.parse(await ask('/v1/sessions', 'POST', request))
}

/** Each on a case that no other test touches. */
async function openDesk(): Promise<PulledDesk> {
  const deviceId = `device-${++devices}`
  const { accessToken, officer } = await signIn(deviceId)
  const clock = new VirtualClock(clockStart)
  const transport = axiosTransport(national.url, {
    Authorization: `Bearer ${accessToken}`,
    'X-Desk-Version': '0.1.0',
    'X-Device-Id': deviceId,
  })
  const started = await startDesk(desk, officer, clock, transport)
  const { engine } = started
  await eventually(async () => (await engine.syncStatus()).lastSyncedAt !== null, 'the first pull is done')
  const open = await engine.rows({ ...everything, view: 'needs-action' }, devices, devices + 1)
  const [row] = open.rows
  if (!row) throw new Error('There is no case to answer.')
  running = { ...started, clock, row }
  return running
}

async function save({ engine }: PulledDesk, caseId: CaseId, decision: Decision, fileIds?: readonly FileId[]) {
  const saved = await engine.act(caseId, decision, fileIds)
  if (saved.outcome !== 'saved') throw new Error(`Not saved: ${JSON.stringify(saved)}`)
  return saved.actionId
}

function note(text: string): Decision {
  return { type: 'note', payload: { text, uploads: [] } }
}

/** Lets time pass until the journal has nothing that is not settled. */
async function drain({ clock, journal }: PulledDesk): Promise<void> {
  await eventually(() => {
    clock.advance(2_000)
    return journal.journal.entries().length === 0
  }, 'all is taken and the stored cases hold it')
}

async function effects(actionIds: readonly ActionId[]): Promise<readonly number[]> {
  const { actions } = ledgerSchema.parse(await ask('/sandbox/ledger', 'GET'))
  return actionIds.map((actionId) => actions.filter((taken) => taken.actionId === actionId).length)
}

async function attach({ engine }: PulledDesk, caseId: CaseId, bytes: Uint8Array): Promise<FileId> {
  const about = { caseId, type: 'note', name: 'bukti “lama”.jpg', mime: 'image/jpeg' } as const
  const begun = await engine.beginFile({ ...about, size: bytes.length })
  if (begun.outcome === 'refused') throw new Error(begun.reason)
  for (let start = 0; start < bytes.length; start += 500_000) {
    await engine.addToFile(begun.fileId, bytes.slice(start, start + 500_000))
  }
  expect(await engine.finishFile(begun.fileId)).toMatchObject({ outcome: 'kept' })
  return begun.fileId
}

describe('the engine and the sandbox of the national system', () => {
  test('all cases come, and an answer whose response is dropped takes effect once', async () => {
    const opened = await openDesk()
    const { engine, row, clock } = opened
    const status = await engine.syncStatus()
    expect(status).toMatchObject({ problem: null, casesSetAside: 0, firstPull: null, clockWrong: null })
    expect(status.casesHeld).toBeGreaterThan(30)
    expect(row.unitName).not.toBe('')
    expect(row.categoryName).not.toBe('')
    const answer: Decision = { type: 'respond', payload: { text: 'Sudah ditangani.', uploads: [] } }
    const actionId = await save(opened, row.caseId, answer)
    await setFaults({ kind: 'drop-response', method: 'POST', path: '/v1/actions', count: 1 })
    clock.advance(10_000)
    await eventually(async () => (await engine.syncStatus()).problem === 'unreachable', 'it was dropped')
    await drain(opened)
    expect(await effects([actionId])).toEqual([1])
    const view = await engine.caseView(row.caseId)
    expect(view?.case.status).toBe('answered')
    expect(view?.timeline.at(-1)).toMatchObject({ state: 'server', event: { text: 'Sudah ditangani.' } })
  })

  test('several actions of one case go in one request, in their order', async () => {
    const opened = await openDesk()
    const { row, clock } = opened
    const actionIds: ActionId[] = []
    for (const text of ['satu', 'dua', 'tiga']) actionIds.push(await save(opened, row.caseId, note(text)))
    await setFaults({ kind: 'latency', beforeRequest: 1, method: 'POST', path: '/v1/actions' })
    clock.advance(10_000)
    await drain(opened)
    expect(await effects(actionIds)).toEqual([1, 1, 1])
    expect(await ask('/sandbox/faults', 'GET')).toMatchObject({ faults: [{ seen: 1 }] })
    const view = await opened.engine.caseView(row.caseId)
    expect(view?.timeline.slice(-3).map(({ event }) => event.text)).toEqual(['satu', 'dua', 'tiga'])
  })

  test('a file comes whole over a line that is cut again and again, and other cases do not wait for it', async () => {
    const opened = await openDesk()
    const { engine, row, clock } = opened
    const bytes = new Uint8Array(900_000).map((_byte, index) => (index * 31) % 256)
    const fileId = await attach(opened, row.caseId, bytes)
    expect(await engine.draftFiles(row.caseId, 'note')).toMatchObject([{ fileId, size: 900_000 }])
    await setFaults(
      { kind: 'cut', of: 'request', byte: 30_000, method: 'PATCH', path: '/v1/uploads/*', count: 3 },
      { kind: 'drop-response', method: 'PATCH', path: '/v1/uploads/*', from: 5, count: 1 },
      { kind: 'latency', beforeRequest: 40, method: 'PATCH', path: '/v1/uploads/*' },
    )
    const withFile = await save(opened, row.caseId, note('dengan berkas'), [fileId])
    const { rows } = await engine.rows(everything, 0, 30)
    const other = rows.find(({ caseId }) => caseId !== row.caseId)
    const withoutFile = await save(opened, other?.caseId ?? row.caseId, note('tanpa berkas'))
    clock.advance(10_000)
    await eventually(async () => (await effects([withoutFile]))[0] === 1, 'the other case is done')
    expect((await engine.syncStatus()).uploads).toMatchObject({ bytesTotal: 900_000 })
    expect(await effects([withFile])).toEqual([0])
    await drain(opened)
    const view = await engine.caseView(row.caseId)
    const [attachment] = view?.timeline.at(-1)?.event.attachments ?? []
    expect(attachment).toMatchObject({ name: 'bukti “lama”.jpg', size: 900_000 })
    expect(attachment?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(await effects([withFile])).toEqual([1])
    expect((await engine.syncStatus()).uploads).toBeNull()
  })

  test('a server that is restored from a backup gets back what it lost, files included, and nothing twice', async () => {
    const opened = await openDesk()
    const { engine, row, clock } = opened
    const before = await save(opened, row.caseId, note('sebelum cadangan'))
    clock.advance(10_000)
    await drain(opened)
    await ask('/sandbox/backups/engine', 'PUT')
    const bytes = new Uint8Array(90_000).fill(7)
    const fileId = await attach(opened, row.caseId, bytes)
    const lost = await save(opened, row.caseId, note('sesudah cadangan'), [fileId])
    clock.advance(10_000)
    await drain(opened)
    expect(await effects([before, lost])).toEqual([1, 1])

    await ask('/sandbox/restore', 'POST', { backup: 'engine' })
    expect(await effects([before, lost])).toEqual([1, 0])
    const later = await save(opened, row.caseId, note('setelah pemulihan'))
    await eventually(async () => {
      clock.advance(5_000)
      return (await effects([later]))[0] === 1
    }, 'work goes on in the new epoch')
    await drain(opened)
    expect(await effects([before, lost, later])).toEqual([1, 1, 1])
    const texts = (await engine.caseView(row.caseId))?.timeline.map(({ event }) => event.text)
    expect(texts?.slice(-3)).toEqual(['sebelum cadangan', 'sesudah cadangan', 'setelah pemulihan'])
    const view = await engine.caseView(row.caseId)
    expect(view?.timeline.at(-2)?.event.attachments).toMatchObject([{ size: 90_000 }])
  })

  test('nothing is asked before the time that was told, by whomever', async () => {
    const opened = await openDesk()
    const { row, clock, engine } = opened
    const actionId = await save(opened, row.caseId, note('menunggu'))
    const body = { form: 'problem', code: 'maintenance' }
    await setFaults({
      kind: 'status',
      status: 503,
      body,
      retryAfter: { form: 'date', seconds: 90 },
      count: 1,
    })
    clock.advance(10_000)
    await eventually(async () => (await engine.syncStatus()).problem === 'maintenance', 'it was told')
    const nextTryAt = (await engine.syncStatus()).nextTryAt ?? 0
    expect(nextTryAt - clock.now()).toBeGreaterThan(85_000)
    await setFaults({ kind: 'latency', beforeRequest: 1 })
    await engine.syncNow()
    clock.advance(60_000)
    expect(await ask('/sandbox/faults', 'GET')).toMatchObject({ faults: [{ seen: 0 }] })
    clock.advance(60_000)
    await drain(opened)
    expect(await effects([actionId])).toEqual([1])
  })

  test('a batch that is too large is split, a bad case set aside, an expired cursor pulled anew', async () => {
    const opened = await openDesk()
    const { row, clock, engine } = opened
    const { rows } = await engine.rows(everything, 60, 64)
    const actionIds: ActionId[] = []
    for (const { caseId } of rows) actionIds.push(await save(opened, caseId, note('bagian')))
    await setFaults(
      { kind: 'problem', status: 413, code: 'too_large', method: 'POST', path: '/v1/actions', count: 1 },
      { kind: 'problem', status: 410, code: 'cursor_expired', path: '/v1/changes', count: 1 },
      { kind: 'bad-case', nth: 3, field: 'status', value: 17, path: '/v1/changes', from: 2, count: 1 },
    )
    clock.advance(10_000)
    await drain(opened)
    expect(await effects(actionIds)).toEqual(actionIds.map(() => 1))
    await eventually(async () => (await engine.syncStatus()).casesSetAside === 1, 'it is set aside')
    expect(await engine.syncStatus()).toMatchObject({ problem: null, needsYou: 0 })
    expect(await engine.caseView(row.caseId)).not.toBeNull()
  })

  test('a session that is revoked stops the asking and loses nothing', async () => {
    const opened = await openDesk()
    const { row, clock, engine } = opened
    await save(opened, row.caseId, note('tetap di sini'))
    await ask('/sandbox/revocations', 'POST', { deviceId: `device-${devices}`, kind: 'session' })
    clock.advance(10_000)
    await eventually(async () => (await engine.syncStatus()).problem === 'session-ended', 'it is said')
    expect(await engine.outbox()).toMatchObject([{ text: 'tetap di sini', state: 'sending', attempts: 1 }])
  })

  test('the server’s clock tells that this computer’s is wrong, and deadlines are dates then', async () => {
    const opened = await openDesk()
    const { clock, engine } = opened
    clock.jump(-94_608_000_000)
    await engine.syncNow()
    await eventually(async () => (await engine.syncStatus()).clockWrong !== null, 'it is noticed')
    const { clockWrong } = await engine.syncStatus()
    expect(Math.round((clockWrong?.aheadMilliseconds ?? 0) / 86_400_000)).toBe(-1095)
    const { rows } = await engine.rows({ ...everything, view: 'needs-action' }, 0, 5)
    expect(rows.map(({ remaining }) => remaining)).toEqual([null, null, null, null, null])
    expect(rows.every(({ dueAt }) => dueAt !== null)).toBe(true)
  })
})
