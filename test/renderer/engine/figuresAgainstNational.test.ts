import 'fake-indexeddb/auto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../../../shared/domain/officer'
import { calendarDateSchema } from '../../../shared/protocol/primitives'
import { sessionResponseSchema } from '../../../shared/protocol/session'
import type { FiguresAnswer, NationalFiguresAnswer } from '../../../renderer/engine/figuresApi'
import { axiosTransport } from '../../../renderer/engine/sync/axiosTransport'
import { startNational, type RunningNational } from '../../national/startNational'
import { eventually } from './support/eventually'
import { newDesk, type Desk } from './support/openJournal'
import { everything, startDesk, type RunningDesk } from './support/runningDesk'
import { VirtualClock } from './support/virtualClock'

const clockStart = Date.now()
const period = { from: calendarDateSchema.parse('2019-01-01'), to: calendarDateSchema.parse('2027-12-31') }
const comparisons = ['unit', 'officer', 'category', 'channel', 'area'] as const
let national: RunningNational
let desk: Desk
let running: RunningDesk | null = null

beforeAll(async () => {
  national = await startNational({ port: 0, seed: 'figures', cases: 120 })
})
afterAll(() => national.close())
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

async function openDesk(role: Role = 'supervisor') {
  const username = national.officers.find((one) => one.role === role)?.username
  const request = { username, password: national.password, deviceId: 'device-1', deviceName: 'Test' }
  const signedIn = sessionResponseSchema.parse(await ask('/v1/sessions', 'POST', request))
  const clock = new VirtualClock(clockStart)
  const transport = axiosTransport(national.url, {
    Authorization: `Bearer ${signedIn.accessToken}`,
    'X-Desk-Version': '0.1.0',
    'X-Device-Id': 'device-1',
  })
  running = await startDesk(desk, signedIn.officer, clock, transport)
  const { engine } = running
  await eventually(async () => (await engine.syncStatus()).lastSyncedAt !== null, 'all is in step')
  return { ...running, clock }
}

function counted<Answer extends FiguresAnswer | NationalFiguresAnswer>(answer: Answer) {
  if (answer.outcome !== 'counted') throw new Error(`Not counted: ${JSON.stringify(answer)}`)
  // What is left of either answer; the type checker cannot follow it through the parameter.
  return answer as Extract<Answer, { outcome: 'counted' }>
}

describe('the figures of the desk and of the national system', () => {
  test('are the same for a supervisor whose desk is in step, in whole and in every comparison', async () => {
    const { engine } = await openDesk()
    const theirs = counted(await engine.nationalFigures(period))
    expect(theirs.total.dispositioned).toBe(120)
    for (const by of comparisons) {
      const ours = counted(await engine.figures({ period, by }))
      expect([ours.total, ours.months, ours.groups]).toEqual([theirs.total, theirs.months, theirs.by[by]])
      expect(ours.coverage).toMatchObject({ casesHeld: 120, complete: true, wholeAgency: true, unsent: 0 })
    }
    const [first] = theirs.by.unit
    expect(first?.name).not.toBe('')
  })

  test('tell apart what is not sent yet, until the national system has it', async () => {
    const { engine, clock, journal } = await openDesk()
    const { rows } = await engine.rows({ ...everything, view: 'all', statuses: ['dispositioned'] }, 0, 1)
    const before = counted(await engine.figures({ period, by: 'unit' })).total
    const answer = { type: 'respond', payload: { text: 'Sudah ditangani.', uploads: [] } } as const
    await engine.act(rows[0]?.caseId ?? expect.fail('there is no open case'), answer)
    await eventually(
      async () =>
        counted(await engine.figures({ period, by: 'unit' })).total.followedUp === before.followedUp + 1,
      'it is counted here at once',
    )
    expect(counted(await engine.figures({ period, by: 'unit' })).coverage.unsent).toBe(1)
    expect(counted(await engine.nationalFigures(period)).total.followedUp).toBe(before.followedUp)
    await eventually(() => {
      clock.advance(2_000)
      return journal.journal.entries().length === 0
    }, 'it is taken')
    const ours = counted(await engine.figures({ period, by: 'unit' }))
    expect(ours.total).toEqual(counted(await engine.nationalFigures(period)).total)
    expect(ours.coverage.unsent).toBe(0)
  })

  test('come again after a start, with the reading of the texts, and say so until then', async () => {
    const first = await openDesk()
    const before = counted(await first.engine.figures({ period, by: 'tag' }))
    await first.kill()
    await ask('/sandbox/faults', 'POST', { faults: [{ kind: 'status', status: 503, path: '/v1/changes' }] })
    const { engine, clock } = await openDesk()
    const reading = counted(await engine.figures({ period, by: 'tag' }))
    expect(reading.coverage.reading).toMatchObject({ total: 120 })
    await eventually(async () => {
      clock.advance(1_000)
      return counted(await engine.figures({ period, by: 'tag' })).coverage.reading === null
    }, 'all is read')
    const after = counted(await engine.figures({ period, by: 'tag' }))
    expect([after.total, after.groups]).toEqual([before.total, before.groups])
  })

  test('are refused to an officer, who has those of their units; and are said to be out of reach', async () => {
    const { engine } = await openDesk('officer')
    expect(await engine.nationalFigures(period)).toMatchObject({ outcome: 'failed', problem: 'refused' })
    const ours = counted(await engine.figures({ period, by: 'unit' }))
    expect(ours.coverage.wholeAgency).toBe(false)
    expect(ours.total.dispositioned).toBeLessThan(120)
    await ask('/sandbox/faults', 'POST', { faults: [{ kind: 'drop-response', path: '/v1/figures' }] })
    expect(await engine.nationalFigures(period)).toMatchObject({ outcome: 'failed', problem: 'unreachable' })
  })
})
