import 'fake-indexeddb/auto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { actionTypes, type ActionType, type Decision } from '../../../shared/domain/action'
import type { Bulk } from '../../../renderer/engine/listApi'
import { axiosTransport } from '../../../renderer/engine/sync/axiosTransport'
import { decisionSchema } from '../../../shared/protocol/action'
import { ledgerOf, startTestNational, TestDesk } from '../../national/testDesk'
import type { RunningNational } from '../../national/startNational'
import { eventually } from './support/eventually'
import { newDesk, type Desk } from './support/openJournal'
import { everything, startDesk, type RunningDesk } from './support/runningDesk'
import { VirtualClock } from './support/virtualClock'

let national: RunningNational
let desk: Desk | null = null
let running: RunningDesk | null = null

beforeAll(async () => {
  national = await startTestNational()
})
afterAll(() => national.close())
afterEach(async () => {
  await running?.kill()
  await desk?.remove()
})

/** The engine of somebody who has pulled everything that is theirs to see. */
async function openAs(username: string): Promise<RunningDesk> {
  const { session } = await TestDesk.signIn(national, username)
  const transport = axiosTransport(national.url, {
    Authorization: `Bearer ${session.accessToken}`,
    'X-Desk-Version': '0.1.0',
    'X-Device-Id': 'device-1',
  })
  desk = await newDesk()
  const started = await startDesk(desk, session.officer, new VirtualClock(Date.now()), transport)
  running = started
  await eventually(
    async () => (await started.engine.syncStatus()).lastSyncedAt !== null,
    'the first pull is done',
  )
  return started
}

const payloads: Readonly<Record<ActionType, object>> = {
  accept: {},
  respond: { text: 'Sudah kami periksa.', uploads: [] },
  note: { text: 'Sudah kami periksa.', uploads: [] },
  request_info: { text: 'Di depan nomor berapa?' },
  forward: { unitId: 'bidang-drainase', text: 'Mohon ditangani.' },
  assign: { assigneeId: null, reason: '' },
  return: { reason: 'Jalan ini milik provinsi.' },
  archive: { reasonCode: 'unclear' },
  close: {},
  reopen: { reason: 'Belum selesai.' },
  edit: { title: 'Jalan berlubang di depan sekolah' },
  link_duplicate: { primaryCaseId: 'kasus-lain' },
  unlink_duplicate: { primaryCaseId: 'kasus-lain' },
}
const decisions = actionTypes.map((type): Decision => decisionSchema.parse({ type, payload: payloads[type] }))
const bulks: readonly Bulk[] = [
  { kind: 'accept' },
  { kind: 'assign-to-me' },
  { kind: 'archive', reasonCode: 'unclear', text: '' },
  { kind: 'tag', add: ['mudik2018'], remove: [] },
]

describe('the engine of an auditor', () => {
  test('holds every case of the agency and does none of the actions, one by one or many at once', async () => {
    const { engine, journal } = await openAs('mardiana')
    const all = await (await TestDesk.signIn(national, 'rahmawati')).cases()
    const page = await engine.rows(everything, 0, 1000)
    expect(page.total).toBe(all.length)
    const before = (await ledgerOf(national)).length
    for (const { caseId } of page.rows.slice(0, 12)) {
      const view = await engine.caseView(caseId)
      for (const decision of decisions) {
        const refused = { allowed: false, why: 'auditor', code: 'forbidden' }
        expect(view?.permissions[decision.type]).toEqual(refused)
        expect(await engine.act(caseId, decision)).toEqual({ outcome: 'not-allowed', permission: refused })
      }
    }
    const caseIds = page.rows.map(({ caseId }) => caseId)
    for (const bulk of bulks) {
      const preview = await engine.previewBulk(caseIds, bulk)
      expect(preview.done).toBe(0)
      const answer = await engine.actOnMany(caseIds, bulk)
      expect(answer).toMatchObject({ outcome: 'done', actionIds: [] })
    }
    expect(await engine.outbox()).toEqual([])
    expect(journal.journal.entries()).toEqual([])
    expect((await ledgerOf(national)).length).toBe(before)
  })
})

describe('the engines of an officer and of a supervisor', () => {
  test('hold what DOMAIN.md lets them see: their units and those below, or all of the agency', async () => {
    const counts = z.record(z.string(), z.number()).parse({
      officer: (await (await openAs('ashar')).engine.rows(everything, 0, 1)).total,
    })
    await running?.kill()
    const supervisor = await openAs('rahmawati')
    const { rows } = await supervisor.engine.rows(everything, 0, 1000)
    const ofUnit = rows.filter(({ unitName }) => unitName === 'Bidang Jalan dan Jembatan')
    expect(counts['officer']).toBe(ofUnit.length)
    expect(rows.length).toBeGreaterThan(ofUnit.length)
  })
})
