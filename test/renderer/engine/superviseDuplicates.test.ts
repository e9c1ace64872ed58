import 'fake-indexeddb/auto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { CaseId } from '../../../shared/domain/identifiers'
import { axiosTransport } from '../../../renderer/engine/sync/axiosTransport'
import { identifierOf } from '../../national/newIdentifier'
import type { RunningNational } from '../../national/startNational'
import { ask, ledgerOf, parsed, post, startTestNational, TestDesk } from '../../national/testDesk'
import { eventually } from './support/eventually'
import { newDesk, type Desk } from './support/openJournal'
import { startDesk, type RunningDesk } from './support/runningDesk'
import { VirtualClock } from './support/virtualClock'

let national: RunningNational
let supervisor: TestDesk
let desk: Desk
let running: RunningDesk
let clock: VirtualClock

beforeAll(async () => {
  national = await startTestNational({ cases: 30 })
  supervisor = await TestDesk.signIn(national, 'rahmawati')
})
afterAll(() => national.close())
afterEach(async () => {
  await running.kill()
  await desk.remove()
})

const place = { lat: -5.1432, lon: 119.4069 }
const beside = { lat: -5.1445, lon: 119.4075 }
const faraway = { lat: -5.1565, lon: 119.4468 }

interface Told {
  readonly name: string
  readonly location: object
  readonly anonymous?: boolean
  readonly title?: string
}

async function dispositioned({
  name,
  location,
  anonymous = false,
  title = 'Beringin roboh menutup gapura',
}: Told) {
  const reported = await post(`${national.url}/public/reports`, {
    title,
    body: 'Batang beringin roboh menutup gapura sejak semalam, mohon digergaji.',
    location,
    anonymous,
    reporter: { name },
  })
  const { trackingId } = parsed(z.object({ trackingId: z.string() }), reported)
  const body = { trackingId, agencyId: 'pemkot-makassar', unitId: 'bidang-jalan' }
  const disposed = await post(`${national.url}/national/dispositions`, body)
  const caseId = identifierOf<CaseId>(parsed(z.object({ caseId: z.string() }), disposed).caseId)
  return { caseId, trackingId }
}

async function openAs(username: string): Promise<RunningDesk> {
  const { session } = await TestDesk.signIn(national, username)
  const transport = axiosTransport(national.url, {
    Authorization: `Bearer ${session.accessToken}`,
    'X-Desk-Version': '0.1.0',
    'X-Device-Id': 'device-1',
  })
  desk = await newDesk()
  clock = new VirtualClock(Date.now())
  running = await startDesk(desk, session.officer, clock, transport)
  await eventually(
    async () => (await running.engine.syncStatus()).lastSyncedAt !== null,
    'the first pull is done',
  )
  return running
}

async function drained(): Promise<void> {
  await eventually(() => {
    clock.advance(2_000)
    return running.journal.journal.entries().length === 0
  }, 'all is taken and the stored cases hold it')
}

async function publicTexts(trackingId: string): Promise<string> {
  return JSON.stringify((await ask(`${national.url}/public/reports/${trackingId}`)).body)
}

describe('reports of one thing', () => {
  test('are proposed by words, place and time, linked, told apart and unlinked', async () => {
    const first = await dispositioned({ name: 'Nurlaela Saleh', location: place })
    const second = await dispositioned({ name: 'Budi Harianto', location: beside })
    await dispositioned({ name: 'Rina Lestari', location: faraway })
    // The same words in its text, at the same place, and about another thing.
    await dispositioned({ name: 'Tono Wijaya', location: place, title: 'Pungutan parkir liar' })
    const { engine } = await openAs('ashar')
    clock.advance(1_000)
    const of = async (caseId: CaseId) => (await engine.duplicatesOf(caseId))?.likely
    const likely = await of(first.caseId)
    expect(likely).toMatchObject([{ caseId: second.caseId, near: { kind: 'metres' }, days: 0, why: null }])
    // The later one is the duplicate, whichever of the two is looked at.
    const link = { subjectId: second.caseId, primaryId: first.caseId }
    expect(likely?.[0]?.link).toEqual(link)
    expect((await of(second.caseId))?.[0]?.link).toEqual(link)

    const decision = { type: 'link_duplicate', payload: { primaryCaseId: first.caseId } } as const
    expect(await engine.act(second.caseId, decision)).toMatchObject({ outcome: 'saved' })
    await eventually(
      async () => (await engine.duplicatesOf(first.caseId))?.linked.length === 1,
      'it is linked',
    )
    expect(await of(first.caseId)).toEqual([])
    clock.advance(11_000)
    await drained()
    expect((await supervisor.case(second.caseId)).duplicateOf).toBe(first.caseId)

    await engine.act(second.caseId, { ...decision, type: 'unlink_duplicate' })
    clock.advance(11_000)
    await drained()
    expect((await engine.duplicatesOf(first.caseId))?.linked).toEqual([])
    expect(await of(first.caseId)).toHaveLength(1)
    await engine.notDuplicates(second.caseId, first.caseId)
    expect(await of(first.caseId)).toEqual([])
  })

  test('are not proposed because both name the street that they lie in', async () => {
    const location = { ...place, address: 'Jl. Datu Museng, Losari' }
    const first = await dispositioned({ name: 'Aminah', location, title: 'Lampu Datu Museng Losari padam' })
    await dispositioned({ name: 'Basri', location, title: 'Aspal Datu Museng Losari berlubang' })
    const same = await dispositioned({ name: 'Cahya', location, title: 'Lampu padam di Datu Museng' })
    const { engine } = await openAs('rahmawati')
    const likely = (await engine.duplicatesOf(first.caseId))?.likely
    expect(likely?.map(({ caseId }) => caseId)).toEqual([same.caseId])
  })

  test('get one answer, each in its own words and thread, and all are taken back together', async () => {
    const title = 'Trotoar amblas depan apotek'
    const primary = await dispositioned({ name: 'Nurlaela Saleh', location: place, title })
    const named = await dispositioned({ name: 'Budi Harianto', location: place, title })
    const anonymous = await dispositioned({ name: 'Rina Lestari', location: place, title, anonymous: true })
    const taken = await dispositioned({ name: 'Tono Wijaya', location: place, title })
    for (const { caseId } of [named, anonymous, taken]) {
      const payload = { primaryCaseId: primary.caseId }
      const result = await supervisor.act(await supervisor.case(caseId), { type: 'link_duplicate', payload })
      expect(result.outcome).toBe('applied')
    }
    const sari = national.officers.find(({ username }) => username === 'sari')?.id
    const give = { type: 'assign', payload: { assigneeId: sari, reason: '' } }
    expect(await supervisor.act(await supervisor.case(taken.caseId), give)).toMatchObject({
      outcome: 'applied',
    })

    const { engine } = await openAs('ashar')
    const text = `Yth. Nurlaela Saleh, laporan #${primary.trackingId} sudah ditangani.`
    const preview = await engine.previewClusterAnswer(primary.caseId, { text, close: false })
    expect(preview.to).toMatchObject([
      { caseId: named.caseId, text: `Yth. Budi Harianto, laporan #${named.trackingId} sudah ditangani.` },
    ])
    expect(new Map(preview.not.map(({ caseId, why }) => [caseId, why]))).toEqual(
      new Map([
        [anonymous.caseId, 'unfilled'],
        [taken.caseId, 'held_by_another'],
      ]),
    )

    const first = await engine.answerCluster(primary.caseId, { text, close: false })
    expect(first).toMatchObject({ outcome: 'done', left: [], failure: null })
    const held = first.outcome === 'done' ? first.actionIds : []
    expect(held).toHaveLength(2)
    expect((await engine.undoMany(held)).undone).toEqual(held)

    const again = await engine.answerCluster(primary.caseId, { text, close: false })
    const actionIds = again.outcome === 'done' ? again.actionIds : []
    expect(new Set([...held, ...actionIds]).size).toBe(4)
    clock.advance(11_000)
    await drained()
    const sent = new Set<string>(actionIds)
    const effects = (await ledgerOf(national)).filter(({ actionId }) => sent.has(actionId))
    expect(effects.map(({ caseId }) => caseId).sort()).toEqual([primary.caseId, named.caseId].sort())
    expect(await publicTexts(primary.trackingId)).toContain(text)
    expect(await publicTexts(named.trackingId)).toContain(`Yth. Budi Harianto, laporan #${named.trackingId}`)
    expect(await publicTexts(named.trackingId)).not.toContain('Nurlaela')
    for (const { caseId } of [anonymous, taken])
      expect((await supervisor.case(caseId)).status).toBe('dispositioned')
  })

  test('an answer that is empty is saved for none of them', async () => {
    const primary = await dispositioned({
      name: 'Nurlaela Saleh',
      location: place,
      title: 'Lampu taman mati',
    })
    const { engine, journal } = await openAs('ashar')
    const answer = await engine.answerCluster(primary.caseId, { text: ' ', close: false })
    expect(answer).toEqual({ outcome: 'invalid', problem: 'empty-text' })
    expect(journal.journal.entries()).toEqual([])
  })
})
