import 'fake-indexeddb/auto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { CaseId } from '../../../shared/domain/identifiers'
import { axiosTransport } from '../../../renderer/engine/sync/axiosTransport'
import { sessionResponseSchema } from '../../../shared/protocol/session'
import { startNational, type RunningNational } from '../../national/startNational'
import { eventually } from './support/eventually'
import { newDesk, type Desk } from './support/openJournal'
import { everything, startDesk, type RunningDesk } from './support/runningDesk'
import { VirtualClock } from './support/virtualClock'

const clockStart = Date.now()
let national: RunningNational
const opened: { readonly desk: Desk; readonly running: RunningDesk }[] = []

beforeAll(async () => {
  national = await startNational({ port: 0, seed: 'reassign', cases: 400 })
})

afterEach(async () => {
  for (const { desk, running } of opened.splice(0)) {
    await running.kill()
    await desk.remove()
  }
})

afterAll(async () => {
  await national.close()
})

interface PulledDesk extends RunningDesk {
  readonly clock: VirtualClock
}

/** A desk of their own on the sandbox, after its first pull. */
async function openDesk(username: string): Promise<PulledDesk> {
  const deviceId = `device-${username}`
  const request = { username, password: national.password, deviceId, deviceName: 'Test' }
  const response = await fetch(`${national.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  })
  const { accessToken, officer } = sessionResponseSchema.parse(await response.json())
  const clock = new VirtualClock(clockStart)
  const transport = axiosTransport(national.url, {
    Authorization: `Bearer ${accessToken}`,
    'X-Desk-Version': '0.1.0',
    'X-Device-Id': deviceId,
  })
  const desk = await newDesk()
  const running = await startDesk(desk, officer, clock, transport)
  opened.push({ desk, running })
  await eventually(async () => (await running.engine.syncStatus()).lastSyncedAt !== null, 'all came')
  return { ...running, clock }
}

/** Lets time pass until nothing is unsent but what needs the officer. */
async function drain({ clock, engine }: PulledDesk): Promise<void> {
  await eventually(async () => {
    clock.advance(5_000)
    const { unsent, needsYou } = await engine.syncStatus()
    return unsent === needsYou
  }, 'all is sent')
}

async function answer({ engine }: PulledDesk, caseId: CaseId, text: string): Promise<void> {
  const saved = await engine.act(caseId, { type: 'respond', payload: { text, uploads: [] } })
  expect(saved.outcome).toBe('saved')
}

describe('two desks and the national system', () => {
  test('what an officer had not sent yet of cases that a supervisor gave to others stays with their words', async () => {
    const ashar = await openDesk('ashar')
    const { rows } = await ashar.engine.rows({ ...everything, view: 'unassigned' }, 0, 2)
    const [answered, noted] = rows
    if (!answered || !noted) throw new Error('There is too little to take.')
    const taken = await ashar.engine.actOnMany([answered.caseId, noted.caseId], { kind: 'assign-to-me' })
    expect(taken).toMatchObject({ outcome: 'done', left: [] })
    await drain(ashar)
    const words = 'Yth. Bapak/Ibu, petugas kami datang besok pagi.'
    await answer(ashar, answered.caseId, words)
    const note = { type: 'note', payload: { text: 'Sudah ditelepon.', uploads: [] } } as const
    await ashar.engine.act(noted.caseId, note)

    const boss = await openDesk('rahmawati')
    const holder = national.officers.find(({ username }) => username === 'ashar')?.id
    if (!holder) throw new Error('The sandbox has no Ashar.')
    const given = await boss.engine.reassign(
      { ofOfficer: holder },
      { kind: 'balanced' },
      'Ashar cuti menikah.',
    )
    if (given.outcome !== 'done') throw new Error('Nothing was given.')
    expect(given).toMatchObject({ failure: null, left: [] })
    expect(given.actionIds.length).toBeGreaterThanOrEqual(2)
    await drain(boss)
    expect(await boss.engine.needsYou()).toEqual([])

    await drain(ashar)
    await eventually(async () => {
      ashar.clock.advance(30_000)
      return (await ashar.engine.rows({ ...everything, view: 'mine' }, 0, 1)).total === 0
    }, 'his desk knows that he holds none any more')
    const needed = await ashar.engine.needsYou()
    expect(needed).toMatchObject([
      { caseId: answered.caseId, text: words, refusal: { outcome: 'rejected', code: 'forbidden' } },
    ])
    // A note hinders nobody and was taken; what it is about has another holder, who reads why.
    // His note came after her last pull.
    await eventually(async () => {
      boss.clock.advance(30_000)
      const timeline = (await boss.engine.caseView(noted.caseId))?.timeline ?? []
      return timeline.some(({ event }) => event.text === 'Sudah ditelepon.')
    }, 'she sees his note')
    const view = await ashar.engine.caseView(answered.caseId)
    expect(view?.case.assigneeId).not.toBe(holder)
    const assigned = view?.case.events.findLast(({ type }) => type === 'assign')
    expect(assigned).toMatchObject({
      visibility: 'internal',
      data: { assigneeId: view?.case.assigneeId, reason: 'Ashar cuti menikah.' },
    })
  })
})
