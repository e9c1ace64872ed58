import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Case } from '../../../shared/domain/case'
import { pushResponseSchema } from '../../../shared/protocol/action'
import { sessionResponseSchema } from '../../../shared/protocol/session'
import { lockCase, logChange } from '../cases/caseStore'
import type { RunningNational } from '../startNational'
import { ledgerOf, parsed, post, problemOf, startTestNational, TestDesk } from '../testDesk'
import { hold, untilWaiting, type HeldTransaction } from './concurrency'
import type { Database } from './database'
import { openPostgresDatabase } from './postgresDatabase'
import { newTestStorage, type TestStorage } from './testStorage'

// Two servers on one database: what one connection hides, two connections show.
let place: TestStorage
let database: Database
let here: RunningNational
let there: RunningNational
let sari: TestDesk
let sariThere: TestDesk
let supervisor: TestDesk
let supervisorThere: TestDesk
let neighbour: TestDesk

beforeAll(async () => {
  place = await newTestStorage()
  const url = z.string().parse(place.storage.databaseUrl)
  const impatient = new URL(url)
  impatient.searchParams.set('lock_timeout', '500')
  database = await openPostgresDatabase(url)
  here = await startTestNational({ databaseUrl: impatient.href })
  there = await startTestNational({ databaseUrl: url })
  sari = await TestDesk.signIn(here, 'sari')
  sariThere = await TestDesk.signIn(there, 'sari')
  supervisor = await TestDesk.signIn(here, 'rahmawati')
  supervisorThere = await TestDesk.signIn(there, 'rahmawati')
  neighbour = await TestDesk.signIn(there, 'kamaruddin')
})
afterAll(async () => {
  await here.close()
  await there.close()
  await database.close()
  await place.remove()
})

const note = (text: string) => ({ type: 'note', payload: { text } })

async function newCase(agencyId = 'pemkot-makassar', unitId = 'bidang-jalan'): Promise<string> {
  const reported = await post(`${here.url}/public/reports`, {
    title: 'Jalan berlubang di Jl. Sunu',
    body: 'Lubangnya selebar ban mobil dan tergenang air.',
    reporter: { name: 'Nurlaela Saleh' },
  })
  const { trackingId } = parsed(z.object({ trackingId: z.string() }), reported)
  const disposed = await post(`${there.url}/national/dispositions`, { trackingId, agencyId, unitId })
  return parsed(z.object({ caseId: z.string() }), disposed).caseId
}

function idsIn(changes: Awaited<ReturnType<TestDesk['pull']>>['changes']): string[] {
  return changes.map((change) => (change.kind === 'upsert' ? change.case.id : change.caseId))
}

/** A transaction that has its number in the log already, as in the middle of its commit. */
async function logs(subject: Case): Promise<HeldTransaction> {
  return hold(database, async (transaction) => {
    await logChange(transaction, subject.id, [subject], subject.updatedAt)
    await transaction.run('set constraints all immediate')
  })
}

describe('the change log under several connections (PROTOCOL.md 4.1)', () => {
  it('passes nothing over: a change whose lower number commits later holds the ones after it back', async () => {
    const [slow, quick] = [await supervisor.case(await newCase()), await supervisor.case(await newCase())]
    const { cursor } = await supervisor.pull()
    const slowWriter = await logs(slow)
    const quickWriter = supervisorThere.act(quick, note('Lebih cepat.'))
    await untilWaiting(database, 1)
    const meanwhile = await supervisor.pull(cursor)
    expect(meanwhile.changes).toEqual([])
    await slowWriter.end()
    expect(await quickWriter).toMatchObject({ outcome: 'applied' })
    const { changes } = await supervisor.pull(meanwhile.cursor)
    expect(idsIn(changes)).toEqual([slow.id, quick.id])
  })

  it("passes nothing over for another agency's sake, and lets no agency wait for another", async () => {
    const ours = await supervisor.case(await newCase())
    const theirs = await neighbour.case(await newCase('pemkab-gowa', 'gowa-dinas-pu'))
    const { cursor } = await supervisor.pull()
    const { cursor: theirCursor } = await neighbour.pull()
    const slowWriter = await logs(ours)
    // A higher number, committed while the lower one is not.
    expect(await neighbour.act(theirs, note('Tidak menunggu.'))).toMatchObject({ outcome: 'applied' })
    expect(idsIn((await neighbour.pull(theirCursor)).changes)).toEqual([theirs.id])
    const meanwhile = await supervisor.pull(cursor)
    await slowWriter.end()
    expect(idsIn((await supervisor.pull(meanwhile.cursor)).changes)).toEqual([ours.id])
  })

  it('shows every change to a desk that pulls all the while', async () => {
    const subjects = await Promise.all(Array.from({ length: 8 }, () => newCase()))
    const { cursor: start } = await supervisor.pull()
    const pushing = subjects.map(async (id, index) => {
      const desk = index % 2 === 0 ? supervisor : supervisorThere
      for (let time = 0; time < 5; time += 1) await desk.act(await desk.case(id), note(`Ke-${time}.`))
    })
    let ended = false
    const all = Promise.all(pushing).then(() => {
      ended = true
    })
    const versions = new Map<string, number>()
    let cursor = start
    for (let last = false; !last;) {
      last = ended
      const page = await supervisor.pull(cursor)
      for (const change of page.changes) {
        if (change.kind === 'upsert') versions.set(change.case.id, change.case.version)
      }
      cursor = page.cursor
    }
    await all
    for (const id of subjects) expect(versions.get(id)).toBe((await supervisor.case(id)).version)
  })
})

describe('pushing through several servers at once (PROTOCOL.md 5)', () => {
  it('5.1 loses no update of a case: every note of both is there, each in a version of its own', async () => {
    const subject = await sari.case(await newCase())
    const both = Array.from({ length: 12 }, (_, index) =>
      (index % 2 === 0 ? sari : sariThere).act(subject, note(`Catatan ${index}.`)),
    )
    const outcomes = (await Promise.all(both)).map(({ outcome }) => outcome)
    expect(new Set(outcomes)).toEqual(new Set(['applied']))
    const after = await sari.case(subject.id)
    expect(after.version).toBe(subject.version + 12)
    expect(after.events.filter(({ type }) => type === 'note')).toHaveLength(12)
    const times = after.events.map(({ at }) => at)
    expect(times).toEqual([...times].sort())
  })

  it('5.2 does one id once, however many copies come at the same time', async () => {
    const subject = await sari.case(await newCase())
    const action = sari.actionOn(subject, note('Hanya sekali.'))
    const copies = Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? sari : sariThere))
    const results = await Promise.all(copies.map((desk) => desk.push([action])))
    const outcomes = results.map(([result]) => result?.outcome).sort()
    expect(outcomes).toEqual(['applied', ...Array.from({ length: 7 }, () => 'duplicate')])
    expect((await ledgerOf(here)).filter(({ actionId }) => actionId === action.actionId)).toHaveLength(1)
  })

  it('5.6 lets one of two officers have the case, and tells the other one who was faster', async () => {
    const subject = await sari.case(await newCase())
    const ashar = await TestDesk.signIn(there, 'ashar')
    const results = await Promise.all([sari, ashar].map((desk) => desk.act(subject, { type: 'accept' })))
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['applied', 'conflict'])
  })

  it('5.4 answers busy for a case that somebody keeps locked, and goes on with the others', async () => {
    const [locked, free] = [await sari.case(await newCase()), await sari.case(await newCase())]
    const actions = [
      sari.actionOn(locked, note('Menunggu.')),
      sari.actionOn(locked, note('Di belakangnya.')),
      sari.actionOn(free, note('Tidak menunggu.')),
    ]
    const { epoch } = await sari.pull()
    const holder = await hold(database, (transaction) => lockCase(transaction, 'id', locked.id))
    const { body } = await sari.post('/v1/actions', { epoch, actions })
    expect(pushResponseSchema.parse(body).results).toMatchObject([
      { outcome: 'retry', code: 'busy' },
      { outcome: 'retry', code: 'blocked' },
      { outcome: 'applied' },
    ])
    await holder.end()
    const again = await sari.push(actions)
    expect(again.map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'duplicate'])
  })

  it('1.4 answers 503 when the connection breaks in the middle of an action, and has done nothing of it', async () => {
    const subject = await sariThere.case(await newCase())
    const action = sariThere.actionOn(subject, note('Terputus.'))
    const { epoch } = await sariThere.pull()
    // Everything but the last step is done when it has to wait here.
    const holder = await logs(subject)
    const pushed = sariThere.post('/v1/actions', { epoch, actions: [action] })
    const [waiting] = await untilWaiting(database, 1)
    await database.run('select pg_terminate_backend($1)', [waiting])
    const answer = await pushed
    expect(problemOf(answer)).toMatchObject({ status: 503, code: 'unavailable' })
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/)
    await holder.end()
    expect((await sari.case(subject.id)).version).toBe(subject.version)
    expect(problemOf(await sari.get(`/v1/actions/${action.actionId}`))).toMatchObject({ status: 404 })
    expect(await sari.push([action])).toMatchObject([{ outcome: 'applied' }])
  })

  it('8.2 makes one case of a report that is dispositioned twice at once', async () => {
    const report = { title: 'Sampah menumpuk', body: 'Sudah seminggu.', reporter: { name: 'Rosmini' } }
    const reported = await post(`${here.url}/public/reports`, report)
    const { trackingId } = parsed(z.object({ trackingId: z.string() }), reported)
    const body = { trackingId, agencyId: 'pemkot-makassar', unitId: 'bidang-jalan' }
    const answers = await Promise.all(
      [here, there].map(({ url }) => post(`${url}/national/dispositions`, body)),
    )
    const [one, other] = answers.map((answer) => parsed(z.object({ caseId: z.string() }), answer).caseId)
    expect(one).toBe(other)
  })
})

describe('sessions under several connections (PROTOCOL.md 2.2)', () => {
  it('gives two refreshes with one token the same new pair', async () => {
    const { session } = await TestDesk.signIn(here, 'fadli')
    const body = { refreshToken: session.refreshToken, deviceId: 'device-1' }
    const answers = await Promise.all(
      [here, there, here, there].map(({ url }) => post(`${url}/v1/sessions/refresh`, body)),
    )
    const tokens = answers.map((answer) => parsed(sessionResponseSchema, answer).refreshToken)
    expect(new Set(tokens).size).toBe(1)
    expect(tokens[0]).not.toBe(session.refreshToken)
  })
})

describe('two programs that start at once', () => {
  it('make an empty database ready once, and serve the same epoch and cases', async () => {
    const empty = await newTestStorage({ migrated: false })
    const url = z.string().parse(empty.storage.databaseUrl)
    const started = await Promise.all(
      [20, 30].map((cases) => startTestNational({ databaseUrl: url, cases, seed: String(cases) })),
    )
    const pulls = await Promise.all(
      started.map(async (national) => (await TestDesk.signIn(national, 'rahmawati')).pull()),
    )
    const [one, other] = pulls
    expect(one?.epoch).toBe(other?.epoch)
    expect(one?.changes).toEqual(other?.changes)
    expect([20, 30]).toContain(one?.changes.length)
    await Promise.all(started.map((national) => national.close()))
    await empty.remove()
  })
})
