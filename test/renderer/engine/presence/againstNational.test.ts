import 'fake-indexeddb/auto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { fetchEvents } from '../../../../renderer/engine/sync/fetchEvents'
import { axiosTransport } from '../../../../renderer/engine/sync/axiosTransport'
import { sessionResponseSchema } from '../../../../shared/protocol/session'
import type { CaseId } from '../../../../shared/domain/identifiers'
import { startNational, type RunningNational } from '../../../national/startNational'
import { eventually } from '../support/eventually'
import { newDesk, type Desk } from '../support/openJournal'
import { everything, startDesk, type RunningDesk } from '../support/runningDesk'
import { VirtualClock } from '../support/virtualClock'

let national: RunningNational
let desks: Desk[]
let running: (RunningDesk & { readonly clock: VirtualClock })[]

beforeAll(async () => {
  national = await startNational({ port: 0, seed: 'presence', cases: 60 })
})
afterAll(() => national.close())
beforeEach(() => {
  desks = []
  running = []
})
afterEach(async () => {
  for (const desk of running) await desk.kill()
  for (const desk of desks) await desk.remove()
})

async function openDesk(
  username: string,
  hearsEvents: boolean,
): Promise<RunningDesk & { clock: VirtualClock }> {
  const deviceId = `presence-${username}-${running.length}`
  const answer = await fetch(`${national.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: national.password, deviceId, deviceName: 'Test' }),
  })
  const { accessToken, officer } = sessionResponseSchema.parse(await answer.json())
  const headers = {
    Authorization: `Bearer ${accessToken}`,
    'X-Desk-Version': '0.1.0',
    'X-Device-Id': deviceId,
  }
  const clock = new VirtualClock(Date.now())
  const desk = await newDesk()
  desks.push(desk)
  const events = hearsEvents ? fetchEvents(national.url, headers) : undefined
  const transport = axiosTransport(national.url, headers)
  const started = {
    ...(await startDesk(desk, officer, clock, transport, undefined, undefined, { eventTransport: events })),
    clock,
  }
  running.push(started)
  const { engine } = started
  await eventually(async () => (await engine.syncStatus()).lastSyncedAt !== null, 'the first pull is done')
  return started
}

/** Two who both see everything; the first may also act. */
function two(): [string, string] {
  const [one] = national.officers.filter(({ role }) => role === 'supervisor')
  const [other] = national.officers.filter(
    ({ role, username }) => role !== 'officer' && username !== one?.username,
  )
  if (!one || !other) throw new Error('The sandbox has no two of them.')
  return [one.username, other.username]
}

async function firstOpen({ engine }: RunningDesk): Promise<CaseId> {
  const { rows } = await engine.rows({ ...everything, view: 'needs-action' }, 0, 1)
  const [row] = rows
  if (!row) throw new Error('There is no case.')
  return row.caseId
}

test('one desk sees who replies at another, until they leave', async () => {
  const [one, other] = two()
  const mine = await openDesk(one, true)
  const theirs = await openDesk(other, true)
  const caseId = await firstOpen(mine)
  await eventually(async () => {
    // Whether both streams are open by now is not to be seen from outside: it is told until it is heard.
    await theirs.engine.tellPresence(caseId, 'none')
    await theirs.engine.tellPresence(caseId, 'replying')
    return (await mine.engine.presence(caseId)).length === 1
  }, 'it is heard')
  expect(await mine.engine.presence(caseId)).toMatchObject([{ mode: 'replying' }])
  expect(await theirs.engine.presence(caseId)).toEqual([])
  expect(mine.events).toContainEqual({ kind: 'presence-changed', caseId })
  await theirs.engine.tellPresence(caseId, 'none')
  await eventually(async () => {
    mine.clock.advance(500)
    return (await mine.engine.presence(caseId)).length === 0
  }, 'they have left')
})

test('a change at the national system is pulled at once with events, and only by the clock without', async () => {
  const [one] = two()
  const hearing = await openDesk(one, true)
  const deaf = await openDesk(one, false)
  const acting = await openDesk(one, false)
  const caseId = await firstOpen(acting)
  const saved = await acting.engine.act(caseId, {
    type: 'note',
    payload: { text: 'Didengar segera', uploads: [] },
  })
  expect(saved.outcome).toBe('saved')
  acting.clock.advance(10_000)
  const holds = async ({ engine }: RunningDesk) =>
    (await engine.caseView(caseId))?.case.events.some(({ text }) => text === 'Didengar segera') ?? false
  await eventually(async () => {
    acting.clock.advance(200)
    // Far less than the 48 s after which a desk pulls anyway.
    hearing.clock.advance(10)
    return await holds(hearing)
  }, 'it has come')
  expect(hearing.clock.monotonic()).toBeLessThan(48_000)
  expect(await holds(deaf)).toBe(false)
})
