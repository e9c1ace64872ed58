import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Instant } from '../../../shared/domain/identifiers'
import { canSee } from '../../../shared/domain/visibility'
import { referenceSchema } from '../../../shared/protocol/reference'
import { searchResponseSchema } from '../../../shared/protocol/changes'
import { identifierOf } from '../newIdentifier'
import type { RunningNational } from '../startNational'
import { ask, first, parsed, post, problemOf, startTestNational, TestClock, TestDesk } from '../testDesk'

const clock = new TestClock()
let national: RunningNational
let officer: TestDesk
let supervisor: TestDesk

beforeAll(async () => {
  national = await startTestNational({ now: clock.now })
  officer = await TestDesk.signIn(national, 'sari')
  supervisor = await TestDesk.signIn(national, 'rahmawati')
})
afterAll(() => national.close())

async function dispose(trackingId: string, unitId?: string, agencyId = 'pemkot-makassar'): Promise<number> {
  const body = { trackingId, agencyId, ...(unitId ? { unitId } : {}) }
  return (await post(`${national.url}/national/dispositions`, body)).status
}

async function report(title: string): Promise<string> {
  const answer = await post(`${national.url}/public/reports`, {
    title,
    body: 'Lubang di depan rumah kami makin dalam.',
    reporter: { name: 'Rahmat Hamid' },
  })
  return parsed(z.object({ trackingId: z.string() }), answer).trackingId
}

describe('pulling (PROTOCOL.md 4)', () => {
  it('4.1 gives all in scope first, page by page, and says when the snapshot is complete', async () => {
    const seen = new Set<string>()
    let page = await supervisor.page('?limit=50')
    const marks: boolean[] = []
    for (;;) {
      for (const change of page.changes) {
        expect(change.kind).toBe('upsert')
        seen.add(JSON.stringify(change).slice(0, 60))
      }
      marks.push(page.snapshotDone ?? false)
      if (!page.more) break
      page = await supervisor.page(`?limit=50&since=${page.cursor}`)
    }
    expect(seen.size).toBe(120)
    expect(marks).toEqual([false, false, true])
  })

  it('4.1 gives an officer what canSee gives them and nothing else', async () => {
    const { units } = parsed(referenceSchema, await supervisor.get('/v1/reference'))
    const all = await supervisor.cases()
    const own = await officer.cases()
    const expected = all.filter((one) => canSee(officer.session.officer, one, units)).map(({ id }) => id)
    expect(own.map(({ id }) => id).sort()).toEqual(expected.sort())
    expect(own).toHaveLength(30)
  })

  it('4.1 refuses a limit outside 1 to 5000', async () => {
    for (const limit of ['0', '-1', '5001', '1.5', 'banyak', '']) {
      expect(problemOf(await officer.get(`/v1/changes?limit=${limit}`))).toMatchObject({ status: 422 })
    }
  })

  it('4.1 gives what changed since the cursor, and nothing when nothing did', async () => {
    const { cursor } = await supervisor.pull()
    expect((await supervisor.pull(cursor)).changes).toEqual([])
    const subject = first(await supervisor.cases(), ({ status }) => status === 'dispositioned')
    await supervisor.act(subject, { type: 'note', payload: { text: 'Catatan.' } })
    const { changes, cursor: later } = await supervisor.pull(cursor)
    expect(changes).toMatchObject([
      { kind: 'upsert', case: { id: subject.id, version: subject.version + 1 } },
    ])
    expect((await supervisor.pull(later)).changes).toEqual([])
  })

  it('4.1 a change made while a snapshot is being pulled comes after it', async () => {
    const beginning = await supervisor.page('?limit=10')
    const [given] = beginning.changes
    const caseId = z.object({ case: z.object({ id: z.string() }) }).parse(given).case.id
    const subject = await supervisor.case(caseId)
    await supervisor.act(subject, { type: 'note', payload: { text: 'Di tengah-tengah.' } })
    const { changes } = await supervisor.pull(beginning.cursor)
    const again = changes.flatMap((one) =>
      one.kind === 'upsert' && one.case.id === caseId ? [one.case] : [],
    )
    expect(again.map(({ version }) => version)).toEqual([subject.version + 1])
  })

  it('4.2 a new case arrives, and is removed from the desk that loses it, without a word to others', async () => {
    const outsider = await TestDesk.signIn(national, 'dewi')
    const { cursor } = await officer.pull()
    const { cursor: outsiderCursor } = await outsider.pull()
    const trackingId = await report('Lubang di depan kantor lurah')
    expect(await dispose(trackingId, 'bidang-jalan')).toBe(201)
    const arrived = await officer.pull(cursor)
    expect(arrived.changes).toMatchObject([{ kind: 'upsert', case: { trackingId, status: 'dispositioned' } }])
    await dispose(trackingId, 'rsud-daya')
    const left = await officer.pull(arrived.cursor)
    expect(left.changes).toMatchObject([{ kind: 'remove', reason: 'reassigned' }])
    expect((await outsider.pull(outsiderCursor)).changes).toEqual([])
  })

  it('4.2 closed cases stay 400 days and are purged then', async () => {
    const closed = first(await supervisor.cases(), ({ status }) => status === 'closed')
    const later = await startTestNational({ now: () => identifierOf<Instant>('2028-06-01T00:00:00.000Z') })
    try {
      const desk = await TestDesk.signIn(later, 'rahmawati')
      expect((await desk.get(`/v1/cases/${closed.id}`)).status).toBe(404)
      expect((await desk.cases()).filter(({ status }) => status === 'archived')).toEqual([])
    } finally {
      await later.close()
    }
  })

  it("4.2 a case that leaves by the officer's own action is removed from their desk", async () => {
    const leaving = [
      ['reassigned', { type: 'forward', payload: { unitId: 'rsud-daya', text: 'Mohon ditangani.' } }],
      ['returned', { type: 'return', payload: { reason: 'Bukan wewenang kami.' } }],
    ] as const
    for (const [reason, action] of leaving) {
      const trackingId = await report('Lubang di depan pasar')
      await dispose(trackingId, 'bidang-jalan')
      const { changes, cursor } = await officer.pull((await officer.pull()).cursor)
      expect(changes).toEqual([])
      const subject = first(await officer.cases(), (one) => one.trackingId === trackingId)
      expect(await officer.act(subject, action)).toMatchObject({ outcome: 'applied' })
      expect((await officer.pull(cursor)).changes).toEqual([{ kind: 'remove', caseId: subject.id, reason }])
      expect((await officer.pull()).changes).not.toContainEqual(
        expect.objectContaining({ case: expect.objectContaining({ id: subject.id }) as unknown }),
      )
    }
  })

  it('4.5 a cursor that is not known, not readable or of somebody else is 410', async () => {
    const { cursor } = await supervisor.pull()
    const madeUp = (position: object) => Buffer.from(JSON.stringify(position)).toString('base64url')
    const read = Buffer.from((await officer.pull()).cursor, 'base64url').toString('utf8')
    const own = z.record(z.string(), z.unknown()).parse(JSON.parse(read))
    const unknown = [
      'bukan-kursor',
      cursor,
      cursor.slice(0, -5),
      madeUp({ ...own, sequence: 1e9 }),
      madeUp({ ...own, sequence: -1 }),
      madeUp({ ...own, after: '\0' }),
      madeUp({ ...own, epoch: 'lain' }),
    ]
    for (const one of unknown) {
      const answer = await officer.get(`/v1/changes?since=${encodeURIComponent(one)}`)
      expect(problemOf(answer)).toMatchObject({ status: 410, code: 'cursor_expired' })
    }
    expect((await officer.get('/v1/changes?since=')).status).toBe(422)
  })

  it('4.5 a cursor of the epoch before a restore is 410, and the pull anew is of the new one', async () => {
    const restored = await startTestNational({ now: clock.now })
    try {
      const desk = await TestDesk.signIn(restored, 'ashar')
      const before = await desk.pull()
      await ask(`${restored.url}/sandbox/backups/satu`, { method: 'PUT' })
      expect((await post(`${restored.url}/sandbox/restore`, {})).status).toBe(200)
      const again = await TestDesk.signIn(restored, 'ashar')
      expect(problemOf(await again.get(`/v1/changes?since=${before.cursor}`)).status).toBe(410)
      const after = await again.pull()
      expect(after.epoch).not.toBe(before.epoch)
      expect(after.changes).toHaveLength(before.changes.length)
    } finally {
      await restored.close()
    }
  })

  it('4.7 gives one case in scope; others look as if they did not exist', async () => {
    const [own] = await officer.cases()
    const all = await supervisor.cases()
    const ids = new Set((await officer.cases()).map(({ id }) => id))
    const foreign = first(all, ({ id }) => !ids.has(id))
    expect((await officer.case(own?.id ?? '')).id).toBe(own?.id)
    const hidden = await officer.get(`/v1/cases/${foreign.id}`)
    const missing = await officer.get('/v1/cases/tidak-ada')
    expect(problemOf(hidden)).toEqual(problemOf(missing))
    expect((await officer.get(`/v1/cases/${'x'.repeat(65)}`)).status).toBe(422)
  })

  it("4.7 another agency's case is 404 even for a supervisor", async () => {
    const trackingId = await report('Jalan nasional rusak')
    await dispose(trackingId, undefined, 'kementerian-pu')
    const { body } = await supervisor.get(`/v1/search?q=${trackingId}`)
    expect(body).toEqual({ cases: [] })
    const neighbour = await TestDesk.signIn(national, 'kamaruddin')
    const [theirs] = await officer.cases()
    const answer = await neighbour.get(`/v1/cases/${theirs?.id}`)
    expect(problemOf(answer)).toMatchObject({ status: 404, code: 'not_found' })
  })

  it('4.7 searches number, title and body within the scope, and takes wildcards for what they are', async () => {
    const [subject] = await officer.cases()
    const { cases } = parsed(
      searchResponseSchema,
      await officer.get(`/v1/search?q=%23${subject?.trackingId}`),
    )
    expect(cases).toMatchObject([{ id: subject?.id }])
    expect((await officer.get('/v1/search?q=%25%25%25')).body).toEqual({ cases: [] })
    expect((await officer.get('/v1/search?q=')).status).toBe(422)
  })
})
