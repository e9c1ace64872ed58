import 'fake-indexeddb/auto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { instantFrom, type Instant, type OfficerId, type UnitId } from '../../../shared/domain/identifiers'
import type { Role } from '../../../shared/domain/officer'
import { sessionResponseSchema } from '../../../shared/protocol/session'
import type { Engine } from '../../../renderer/engine/engine'
import { axiosTransport } from '../../../renderer/engine/sync/axiosTransport'
import type {
  NationalRequest,
  NationalTransport,
  TransportAnswer,
} from '../../../renderer/engine/sync/transport'
import { startNational, type RunningNational } from '../../national/startNational'
import { eventually } from './support/eventually'
import { newDesk, type Desk } from './support/openJournal'
import { startDesk, type RunningDesk } from './support/runningDesk'
import { VirtualClock } from './support/virtualClock'

const clockStart = Date.now()
const hour = 3_600_000
const inHours = (count: number): Instant => instantFrom(clockStart + count * hour)

let national: RunningNational
let desk: Desk
let running: OpenDesk | null = null
let devices = 0

beforeAll(async () => {
  national = await startNational({ port: 0, seed: 'duty', cases: 60 })
})
afterAll(() => national.close())
beforeEach(async () => {
  desk = await newDesk()
})
afterEach(async () => {
  await running?.kill()
  running = null
  await desk.remove()
})

/** The network between the desk and the sandbox: it may be cut, and answer in another's place. */
class Line implements NationalTransport {
  cut = false
  instead: TransportAnswer | null = null
  readonly sent: NationalRequest[] = []

  constructor(private readonly through: NationalTransport) {}

  async send(request: NationalRequest, signal: AbortSignal): Promise<TransportAnswer> {
    this.sent.push(request)
    if (this.cut) return { kind: 'failed', problem: 'unreachable' }
    if (request.method === 'PUT' && this.instead) return this.instead
    return this.through.send(request, signal)
  }
}

interface OpenDesk extends RunningDesk {
  readonly line: Line
  /** Waits for what the next rounds of sync bring. */
  readonly comes: (condition: () => Promise<boolean>, what: string) => Promise<void>
}

async function openDesk(role: Role = 'supervisor'): Promise<OpenDesk> {
  const account = national.officers.find((officer) => officer.role === role)
  if (!account) throw new Error(`The sandbox has no ${role}.`)
  const deviceId = `duty-${++devices}`
  const response = await fetch(`${national.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      username: account.username,
      password: national.password,
      deviceId,
      deviceName: 'Test',
    }),
  })
  const { accessToken, officer } = sessionResponseSchema.parse(await response.json())
  const line = new Line(
    axiosTransport(national.url, {
      Authorization: `Bearer ${accessToken}`,
      'X-Desk-Version': '0.1.0',
      'X-Device-Id': deviceId,
    }),
  )
  const clock = new VirtualClock(clockStart)
  const comes = (condition: () => Promise<boolean>, what: string) =>
    eventually(() => {
      clock.advance(1)
      return condition()
    }, what)
  running = { ...(await startDesk(desk, officer, clock, line)), line, comes }
  const { engine } = running
  await eventually(async () => (await engine.syncStatus()).lastSyncedAt !== null, 'the first pull is done')
  return running
}

async function someOfficer(engine: Engine): Promise<OfficerId> {
  const { officers } = await engine.workload()
  const found = officers.find(({ role, awayUntil }) => role === 'officer' && awayUntil === null)
  if (!found) throw new Error('Everybody is away.')
  return found.id
}

async function lineOf(engine: Engine, officerId: OfficerId) {
  const { officers } = await engine.workload()
  return officers.find(({ id }) => id === officerId)
}

/** A unit and somebody who works in it. */
async function unitWithOfficer(engine: Engine): Promise<{ unitId: UnitId; officerId: OfficerId }> {
  const { officers } = await engine.workload()
  for (const { id, role, units } of officers) {
    const [unit] = units
    if (role === 'officer' && unit) return { unitId: unit.id, officerId: id }
  }
  throw new Error('Nobody works in a unit.')
}

describe('away', () => {
  test('is set in the national system at once, and its mark comes back with the reference data', async () => {
    const { engine, comes } = await openDesk()
    const officerId = await someOfficer(engine)
    const until = inHours(50)
    expect(await engine.setAway(officerId, until)).toEqual({ outcome: 'done' })
    await comes(async () => (await lineOf(engine, officerId))?.awayUntil === until, 'the mark is there')
    expect(await engine.setAway(officerId, null)).toEqual({ outcome: 'done' })
    await comes(async () => (await lineOf(engine, officerId))?.awayUntil === null, 'the mark is gone')
  })

  test('is told as refused to who may not set it, in the words of the national system', async () => {
    const { engine } = await openDesk('auditor')
    const answer = await engine.setAway(await someOfficer(engine), inHours(50))
    expect(answer).toEqual({ outcome: 'failed', problem: 'refused', detail: 'for supervisors only' })
  })

  test('is never kept for later: without the network nothing waits, and nothing is sent afterwards', async () => {
    const { engine, journal, line, networkRegained } = await openDesk()
    const officerId = await someOfficer(engine)
    line.cut = true
    const answer = await engine.setAway(officerId, inHours(50))
    expect(answer).toEqual({ outcome: 'failed', problem: 'unreachable', detail: null })
    expect(journal.journal.entries()).toEqual([])
    expect(await engine.outbox()).toEqual([])
    line.cut = false
    line.sent.length = 0
    networkRegained()
    await engine.syncNow()
    await eventually(() => line.sent.some(({ path }) => path === '/v1/changes'), 'the desk is online again')
    expect(line.sent.filter(({ method }) => method === 'PUT')).toEqual([])
    expect((await lineOf(engine, officerId))?.awayUntil).toBeNull()
  })

  test('is not taken for set when a stranger answers in the place of the national system', async () => {
    const { engine, line } = await openDesk()
    const answer = { status: 200, text: '<html>Masuk ke WiFi</html>', etag: null, retryAfter: null }
    line.instead = { kind: 'answer', ...answer }
    expect(await engine.setAway(await someOfficer(engine), inHours(50))).toEqual({
      outcome: 'failed',
      problem: 'not-the-national-system',
      detail: null,
    })
  })
})

describe('duty', () => {
  test('is set for a unit, and who is on duty is marked from its beginning on', async () => {
    const { engine, comes } = await openDesk()
    const { unitId, officerId } = await unitWithOfficer(engine)
    const duty = { officerIds: [officerId], from: inHours(-1), until: inHours(30) }
    expect(await engine.setDuty(unitId, duty)).toEqual({ outcome: 'done' })
    await comes(
      async () => (await lineOf(engine, officerId))?.dutyFor.some(({ id }) => id === unitId) === true,
      'the officer is marked',
    )
    const { units } = await engine.workload()
    const unit = units.find(({ id }) => id === unitId)
    expect(unit?.dutyOfficers.map(({ id }) => id)).toEqual([officerId])
    expect(await engine.setDuty(unitId, { ...duty, officerIds: [] })).toEqual({ outcome: 'done' })
    await comes(
      async () => (await lineOf(engine, officerId))?.dutyFor.every(({ id }) => id !== unitId) === true,
      'the mark is gone',
    )
  })

  test('is refused for who cannot see the unit, and says so', async () => {
    const { engine } = await openDesk()
    const { unitId } = await unitWithOfficer(engine)
    const { officers, units } = await engine.workload()
    /** The unit and all above it: whoever is in one of them sees it. */
    const above = new Set<UnitId>()
    for (let at: UnitId | null = unitId; at; at = units.find(({ id }) => id === at)?.parentId ?? null)
      above.add(at)
    const outsider = officers.find(
      ({ role, units: theirs }) => role === 'officer' && theirs.every(({ id }) => !above.has(id)),
    )
    if (!outsider) throw new Error('Everybody sees the unit.')
    const duty = { officerIds: [outsider.id], from: inHours(-1), until: inHours(30) }
    expect(await engine.setDuty(unitId, duty)).toMatchObject({ outcome: 'failed', problem: 'refused' })
  })

  test('is not kept for later either', async () => {
    const { engine, journal, line } = await openDesk()
    const { unitId, officerId } = await unitWithOfficer(engine)
    line.cut = true
    const duty = { officerIds: [officerId], from: inHours(-1), until: inHours(30) }
    expect(await engine.setDuty(unitId, duty)).toMatchObject({ outcome: 'failed', problem: 'unreachable' })
    expect(journal.journal.entries()).toEqual([])
  })
})
