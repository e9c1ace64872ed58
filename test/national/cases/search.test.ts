import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { caseSchema } from '../../../shared/protocol/case'
import { searchResponseSchema } from '../../../shared/protocol/changes'
import type { Case } from '../../../shared/domain/case'
import type { RunningNational } from '../startNational'
import { first, parsed, post, problemOf, startTestNational, TestClock, TestDesk } from '../testDesk'
import { wordsOf } from './searchWords'

const clock = new TestClock()
let national: RunningNational
let officer: TestDesk
let supervisor: TestDesk
let neighbour: TestDesk

beforeAll(async () => {
  national = await startTestNational({ now: clock.now })
  officer = await TestDesk.signIn(national, 'ashar')
  supervisor = await TestDesk.signIn(national, 'rahmawati')
  neighbour = await TestDesk.signIn(national, 'kamaruddin')
})
afterAll(() => national.close())

async function find(desk: TestDesk, q: string, more = ''): Promise<Case[]> {
  const answer = await desk.get(`/v1/search?q=${encodeURIComponent(q)}${more}`)
  return parsed(searchResponseSchema, answer).cases.map((one) => caseSchema.parse(one))
}

const found = async (desk: TestDesk, q: string) => (await find(desk, q)).map(({ id }) => id)

interface Told {
  readonly title?: string
  readonly body?: string
  readonly reporter?: string
  readonly anonymous?: boolean
  readonly confidential?: boolean
  readonly unitId?: string
}

/** A report that lies with a unit of Makassar, as its supervisor sees it. */
async function arrived(told: Told): Promise<Case> {
  const { unitId = 'bidang-jalan', reporter = 'Rahmat Hamid', ...rest } = told
  const answer = await post(`${national.url}/public/reports`, {
    title: 'Laporan uji',
    body: 'Isi laporan uji.',
    ...rest,
    reporter: { name: reporter },
  })
  const { trackingId } = parsed(z.object({ trackingId: z.string() }), answer)
  await post(`${national.url}/national/dispositions`, { trackingId, agencyId: 'pemkot-makassar', unitId })
  return first(await supervisor.cases(), (one) => one.trackingId === trackingId)
}

describe('search (PROTOCOL.md 4.7)', () => {
  it('4.7 finds words of number, title, body and reporter, all of them, in any order and case', async () => {
    const { id, trackingId } = await arrived({
      title: 'Trotoar retak',
      body: 'Di depan rumah kami, Jl.Merpati.',
      reporter: 'Zainuddin Tompo',
    })
    for (const q of [
      trackingId,
      `#${trackingId}`,
      'RETAK trotoar',
      'merpati',
      'zainud tomp',
      'rumah,  retak',
    ]) {
      expect([q, await found(officer, q)]).toEqual([q, [id]])
    }
    expect(await found(officer, 'trotoar zebra')).toEqual([])
  })

  it('4.7 finds what was answered in public, and not what is internal', async () => {
    const subject = await arrived({ title: 'Gorong-gorong tersumbat' })
    await supervisor.act(subject, { type: 'note', payload: { text: 'Kontraktor kucluk.' } })
    await supervisor.act(await supervisor.case(subject.id), {
      type: 'forward',
      payload: { unitId: 'bidang-drainase', text: 'Mohon dikerjakan segeralah.' },
    })
    await supervisor.act(await supervisor.case(subject.id), {
      type: 'respond',
      payload: { text: 'Pengerukan dijadwalkan pekan depan.' },
    })
    expect(await found(supervisor, 'pengerukan gorong')).toEqual([subject.id])
    expect(await found(supervisor, 'kucluk')).toEqual([])
    expect(await found(supervisor, 'segeralah')).toEqual([])
    expect(await found(officer, 'pengerukan')).toEqual([])
  })

  it('4.7 an anonymous reporter is not found by name; a confidential case is, by those who see it', async () => {
    await arrived({ title: 'Pungli pasar', reporter: 'Wiranegara', anonymous: true })
    expect(await found(supervisor, 'wiranegara')).toEqual([])
    const hidden = await arrived({ title: 'Suap parkir', reporter: 'Wirabuana', confidential: true })
    expect(await found(supervisor, 'wirabuana')).toEqual([hidden.id])
    expect(await found(neighbour, 'wirabuana')).toEqual([])
  })

  it('4.7 a name that was hidden since is not found any more', async () => {
    const subject = await arrived({ title: 'Kabel putus', reporter: 'Karaengta' })
    expect(await found(supervisor, 'karaengta')).toEqual([subject.id])
    const [result] = await supervisor.push([
      supervisor.actionOn(subject, { type: 'edit', payload: { anonymous: true } }),
    ])
    expect(result?.outcome).toBe('applied')
    expect(await found(supervisor, 'karaengta')).toEqual([])
  })

  it('4.7 gives only what is in scope: no other unit, no other agency, nothing returned', async () => {
    const subject = await arrived({ title: 'Halte ambruk', unitId: 'dinas-pendidikan' })
    expect(await found(officer, 'halte ambruk')).toEqual([])
    expect(await found(neighbour, 'halte ambruk')).toEqual([])
    expect(await found(supervisor, 'halte ambruk')).toEqual([subject.id])
    await supervisor.act(subject, { type: 'return', payload: { reason: 'Bukan wewenang kami.' } })
    expect(await found(supervisor, 'halte ambruk')).toEqual([])
  })

  it('4.7 gives the newest first, and no more than were asked for', async () => {
    const numbers: string[] = []
    for (let count = 0; count < 3; count += 1) {
      numbers.unshift((await arrived({ title: 'Rambu miring' })).trackingId)
      clock.pass(1)
    }
    expect((await find(supervisor, 'rambu miring')).map(({ trackingId }) => trackingId)).toEqual(numbers)
    const two = await find(supervisor, 'rambu miring', '&limit=2')
    expect(two.map(({ trackingId }) => trackingId)).toEqual(numbers.slice(0, 2))
  })

  it('4.7 takes every sign for what it is', async () => {
    await arrived({ title: 'Diskon 100%' })
    expect(await found(supervisor, 'diskon 100%')).toHaveLength(1)
    for (const q of ['%', '___', '*', '\\', "'", "' or true --", 'a & !b | c:*', '@pemkot-makassar']) {
      expect((await supervisor.get(`/v1/search?q=${encodeURIComponent(q)}`)).status).toBe(200)
    }
    expect(await found(supervisor, '% _ * \\')).toEqual([])
    // The agency stands among every case's words, for the index; asked for, it is two words as any other.
    for (const one of await find(supervisor, '@pemkot-makassar')) {
      expect(JSON.stringify(one)).toMatch(/pemkot\b.*makassar|makassar.*pemkot\b/i)
    }
    expect((await find(supervisor, '@pemkot-makassar')).length).toBeLessThan(10)
  })

  it('4.7 refuses no query, one that is too long, and a limit outside 1 to 100', async () => {
    const queries = ['', 'q=', 'q=%20%20', `q=${'a'.repeat(201)}`, 'q=jalan&limit=0', 'q=jalan&limit=101']
    for (const query of [...queries, 'q=jalan&limit=1.5', 'q=jalan&limit=banyak']) {
      expect(problemOf(await supervisor.get(`/v1/search?${query}`))).toMatchObject({
        status: 422,
        code: 'invalid',
      })
    }
  })
})

describe('the words of a text', () => {
  it('are letters and digits, small, of one spelling', () => {
    expect(wordsOf('Jl.Merpati No.12A — ﬁle')).toEqual(['jl', 'merpati', 'no', '12a', 'file'])
    expect(wordsOf('Cafe\u0301')).toEqual(wordsOf('Café'))
    expect(wordsOf('!?')).toEqual([])
    expect(wordsOf('x'.repeat(300))).toEqual(['x'.repeat(100)])
  })
})
