import 'fake-indexeddb/auto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { axiosTransport } from '../../../renderer/engine/sync/axiosTransport'
import { sessionResponseSchema } from '../../../shared/protocol/session'
import { startNational, type RunningNational } from '../../national/startNational'
import { eventually } from './support/eventually'
import { newDesk, type Desk } from './support/openJournal'
import { everything, startDesk } from './support/runningDesk'
import { VirtualClock } from './support/virtualClock'

const ledgerSchema = z.object({ actions: z.array(z.object({ actionId: z.string(), caseId: z.string() })) })

let national: RunningNational
let desk: Desk

beforeAll(async () => {
  national = await startNational({ port: 0, seed: 'engine', cases: 200 })
  desk = await newDesk()
})

afterAll(async () => {
  await national.close()
  await desk.remove()
})

async function signIn() {
  const supervisor = national.officers.find(({ role }) => role === 'supervisor')
  if (!supervisor) throw new Error('The sandbox has no supervisor.')
  const response = await fetch(`${national.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      username: supervisor.username,
      password: national.password,
      deviceId: 'device-of-the-test',
      deviceName: 'Test',
    }),
  })
  return sessionResponseSchema.parse(await response.json())
}

async function setFaults(faults: readonly object[]): Promise<void> {
  const response = await fetch(`${national.url}/sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ faults }),
  })
  expect(response.status).toBe(200)
}

test('the sandbox of the national system: all cases come, an answer whose response is dropped takes effect once', async () => {
  const { accessToken, officer } = await signIn()
  const clock = new VirtualClock(Date.now())
  const transport = axiosTransport(national.url, {
    Authorization: `Bearer ${accessToken}`,
    'X-Desk-Version': '0.1.0',
    'X-Device-Id': 'device-of-the-test',
  })
  const { engine, kill, journal } = await startDesk(desk, officer, clock, transport)
  try {
    await eventually(async () => (await engine.syncStatus()).lastSyncedAt !== null, 'the first pull is done')
    const status = await engine.syncStatus()
    expect(status).toMatchObject({ problem: null, casesSetAside: 0, firstPull: null })
    expect(status.casesHeld).toBeGreaterThan(50)

    const open = await engine.rows({ ...everything, view: 'needs-action' }, 0, 1)
    const [row] = open.rows
    if (!row) throw new Error('There is no case to answer.')
    expect(row.unitName).not.toBe('')
    expect(row.categoryName).not.toBe('')
    const saved = await engine.act(row.caseId, {
      type: 'respond',
      payload: { text: 'Sudah ditangani.', uploads: [] },
    })
    expect(saved.outcome).toBe('saved')

    await setFaults([{ kind: 'drop-response', method: 'POST', path: '/v1/actions', count: 1 }])
    clock.advance(10_000)
    await eventually(
      async () => (await engine.syncStatus()).problem === 'unreachable',
      'the response was dropped',
    )
    await eventually(() => {
      clock.advance(5_000)
      return journal.journal.entries().length === 0
    }, 'the answer is accepted and the stored case holds it')

    const ledger = ledgerSchema.parse(await (await fetch(`${national.url}/sandbox/ledger`)).json())
    expect(ledger.actions.filter(({ caseId }) => caseId === row.caseId)).toHaveLength(1)
    const view = await engine.caseView(row.caseId)
    expect(view?.case.status).toBe('answered')
    expect(view?.timeline.at(-1)).toMatchObject({ state: 'server', event: { text: 'Sudah ditangani.' } })
  } finally {
    await kill()
  }
})
