import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Case } from '../../../shared/domain/case'
import { changedEventSchema, presenceEventSchema, type Presence } from '../../../shared/protocol/events'
import type { RunningNational } from '../startNational'
import { ask, first, parsed, post, problemOf, startTestNational, TestClock, TestDesk } from '../testDesk'
import { ListeningDesk } from './listeningDesk'

const clock = new TestClock()
let national: RunningNational
const open: ListeningDesk[] = []

beforeAll(async () => {
  national = await startTestNational({ now: clock.now })
})
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})
afterAll(() => national.close())

async function listen(desk: TestDesk): Promise<ListeningDesk> {
  const listening = await ListeningDesk.open(national.url, desk)
  open.push(listening)
  return listening
}

async function disposedTo(agencyId: string, unitId: string): Promise<string> {
  const report = { title: 'Selokan meluap', body: 'Air naik ke jalan.', reporter: { name: 'Rahmat' } }
  const answer = await post(`${national.url}/public/reports`, report)
  const { trackingId } = parsed(z.object({ trackingId: z.string() }), answer)
  expect((await post(`${national.url}/national/dispositions`, { trackingId, agencyId, unitId })).status).toBe(
    201,
  )
  return trackingId
}

/** A new case that lies in a unit. */
async function caseOf(desk: TestDesk, unitId: string): Promise<Case> {
  const trackingId = await disposedTo('pemkot-makassar', unitId)
  return first(await desk.cases(), (one) => one.trackingId === trackingId)
}

describe('events (PROTOCOL.md 4.8)', () => {
  it('4.8 is a stream that begins at once, is not compressed and says when to come again', async () => {
    const { response, asides } = await listen(await TestDesk.signIn(national, 'sari'))
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
    expect(response.headers.get('content-encoding')).toBeNull()
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('date')).not.toBeNull()
    expect(asides).toEqual(['retry: 5000'])
  })

  it('4.8 needs a session', async () => {
    expect(problemOf(await ask(`${national.url}/v1/events`))).toMatchObject({ status: 401 })
  })

  it('4.8 says changed to those whose desks have something to pull, and to nobody else', async () => {
    const officer = await TestDesk.signIn(national, 'ashar')
    const supervisor = await TestDesk.signIn(national, 'rahmawati')
    const elsewhere = await TestDesk.signIn(national, 'mulyadi')
    const neighbour = await TestDesk.signIn(national, 'kamaruddin')
    const subject = await caseOf(officer, 'bidang-jalan')
    const listening = await Promise.all([officer, supervisor].map(listen))
    const [beside, foreign] = await Promise.all([elsewhere, neighbour].map(listen))
    await officer.act(subject, { type: 'note', payload: { text: 'Sudah dilihat.' } })
    for (const one of listening) {
      await one.next('changed')
      expect(changedEventSchema.parse(one.named('changed')[0])).toEqual({ about: 'cases' })
    }
    // Their own cases come later: had anything come before, it would stand there as well.
    await disposedTo('pemkot-makassar', 'dinas-pendidikan')
    await disposedTo('pemkab-gowa', 'gowa-dinas-pu')
    await beside?.next('changed')
    await foreign?.next('changed')
    expect([beside?.heard.length, foreign?.heard.length]).toEqual([1, 1])
  })

  it('4.8 says changed to the desk that a case leaves', async () => {
    const officer = await TestDesk.signIn(national, 'ashar')
    const supervisor = await TestDesk.signIn(national, 'rahmawati')
    const subject = await caseOf(officer, 'bidang-jalan')
    const { cursor } = await officer.pull()
    const listening = await listen(officer)
    await supervisor.act(subject, { type: 'forward', payload: { unitId: 'rsud-daya', text: 'Mohon.' } })
    await listening.next('changed')
    expect((await officer.pull(cursor)).changes).toEqual([
      { kind: 'remove', caseId: subject.id, reason: 'reassigned' },
    ])
  })

  it('4.8 says changed about the reference to the whole agency', async () => {
    const officer = await listen(await TestDesk.signIn(national, 'mulyadi'))
    const supervisor = await TestDesk.signIn(national, 'rahmawati')
    const answer = await supervisor.put('/v1/officers/petugas-03/away', {
      until: '2026-11-30T00:00:00.000Z',
    })
    expect(answer.status).toBe(204)
    await officer.next('changed')
    expect(officer.named('changed')).toEqual([{ about: 'reference' }])
  })

  it('4.8 ends at once when the session does', async () => {
    const desk = await TestDesk.signIn(national, 'sari')
    const other = await listen(await TestDesk.signIn(national, 'sari'))
    const listening = await listen(desk)
    await ask(`${national.url}/v1/sessions/current`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${desk.session.accessToken}` },
    })
    await listening.ended
    expect(other.response.bodyUsed).toBe(true)
    await disposedTo('pemkot-makassar', 'dinas-pu')
    await other.next('changed')
  })

  it('4.8 keeps three streams of a session, the newest', async () => {
    const desk = await TestDesk.signIn(national, 'sari')
    const streams: ListeningDesk[] = []
    for (let count = 0; count < 4; count += 1) streams.push(await listen(desk))
    await streams[0]?.ended
    await disposedTo('pemkot-makassar', 'dinas-pu')
    for (const stream of streams.slice(1)) await stream.next('changed')
    expect(streams[0]?.heard).toEqual([])
  })

  it('4.8 ends when the access token expires and when the server is restored', async () => {
    const passing = new TestClock()
    const short = await startTestNational({ now: passing.now, accessSeconds: 3600 })
    try {
      const desk = await TestDesk.signIn(short, 'sari')
      const expiring = await ListeningDesk.open(short.url, desk)
      await post(`${short.url}/sandbox/clock`, { offsetMinutes: 61 })
      await expiring.ended
      const restored = await ListeningDesk.open(short.url, await TestDesk.signIn(short, 'sari'))
      await ask(`${short.url}/sandbox/backups/satu`, { method: 'PUT' })
      expect((await post(`${short.url}/sandbox/restore`, {})).status).toBe(200)
      await restored.ended
    } finally {
      await short.close()
    }
  })
})

/** What a desk was told about who has a case open. */
function presencesOf(listening: ListeningDesk, { id }: Case): Presence[] {
  const told = listening.named('presence').map((data) => presenceEventSchema.parse(data))
  return told.filter(({ caseId }) => caseId === id)
}

describe('presence (PROTOCOL.md 4.8)', () => {
  it('4.8 tells others who see the case, not oneself and nobody else', async () => {
    const officer = await TestDesk.signIn(national, 'ashar')
    const supervisor = await TestDesk.signIn(national, 'rahmawati')
    const subject = await caseOf(officer, 'bidang-jalan')
    const own = await listen(officer)
    const seeing = await listen(supervisor)
    const blind = await listen(await TestDesk.signIn(national, 'mulyadi'))
    expect((await officer.put(`/v1/cases/${subject.id}/presence`, { mode: 'replying' })).status).toBe(204)
    await seeing.until(() => presencesOf(seeing, subject).length > 0)
    expect(presencesOf(seeing, subject)[0]).toEqual({
      caseId: subject.id,
      officerId: officer.session.officer.id,
      name: officer.session.officer.name,
      mode: 'replying',
      until: new Date(Date.parse(clock.now()) + 45_000).toISOString(),
    })
    await disposedTo('pemkot-makassar', 'bidang-jalan')
    await disposedTo('pemkot-makassar', 'dinas-pendidikan')
    await own.next('changed')
    await blind.next('changed')
    expect([...own.named('presence'), ...blind.named('presence')]).toEqual([])
  })

  it('4.8 none ends it at once: what is told then is over', async () => {
    const officer = await TestDesk.signIn(national, 'ashar')
    const subject = await caseOf(officer, 'bidang-jalan')
    const path = `/v1/cases/${subject.id}/presence`
    await officer.put(path, { mode: 'viewing' })
    const seeing = await listen(await TestDesk.signIn(national, 'rahmawati'))
    await seeing.until(() => presencesOf(seeing, subject).length === 1)
    await officer.put(path, { mode: 'none' })
    await seeing.until(() => presencesOf(seeing, subject).length === 2)
    expect(presencesOf(seeing, subject)[1]?.until).toBe(clock.now())
    const late = await listen(await TestDesk.signIn(national, 'rahmawati'))
    await disposedTo('pemkot-makassar', 'bidang-jalan')
    await late.next('changed')
    expect(presencesOf(late, subject)).toEqual([])
  })

  it('4.8 is good for 45 s: who comes before hears of it, who comes later does not', async () => {
    const officer = await TestDesk.signIn(national, 'ashar')
    const supervisor = await TestDesk.signIn(national, 'rahmawati')
    const subject = await caseOf(officer, 'bidang-jalan')
    await officer.put(`/v1/cases/${subject.id}/presence`, { mode: 'viewing' })
    const early = await listen(supervisor)
    await early.until(() => presencesOf(early, subject).length > 0)
    clock.pass(1)
    const late = await listen(supervisor)
    await disposedTo('pemkot-makassar', 'bidang-jalan')
    await late.next('changed')
    expect(late.named('presence')).toEqual([])
  })

  it('4.8 refuses cases out of scope, which look as if there were none, and other modes', async () => {
    const officer = await TestDesk.signIn(national, 'ashar')
    const neighbour = await TestDesk.signIn(national, 'kamaruddin')
    const subject = await caseOf(officer, 'bidang-jalan')
    for (const path of [`/v1/cases/${subject.id}/presence`, '/v1/cases/tidak-ada/presence']) {
      const answer = await neighbour.put(path, { mode: 'viewing' })
      expect(problemOf(answer)).toMatchObject({ status: 404, code: 'not_found' })
    }
    const answer = await officer.put(`/v1/cases/${subject.id}/presence`, { mode: 'tidur' })
    expect(problemOf(answer)).toMatchObject({ status: 422, code: 'invalid' })
  })
})
