import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instant } from '../../../shared/domain/identifiers'
import { instantFrom } from '../../../shared/domain/identifiers'
import { areasSchema } from '../../../shared/protocol/areas'
import { referenceSchema } from '../../../shared/protocol/reference'
import type { RunningNational } from '../startNational'
import {
  ask,
  first,
  parsed,
  problemOf,
  startTestNational,
  TestClock,
  TestDesk,
  type Answer,
} from '../testDesk'

const clock = new TestClock()
let national: RunningNational
let supervisor: TestDesk
let officer: TestDesk
let auditor: TestDesk
let neighbour: TestDesk

beforeAll(async () => {
  national = await startTestNational({ now: clock.now, accessSeconds: 86_400 })
  supervisor = await TestDesk.signIn(national, 'rahmawati')
  officer = await TestDesk.signIn(national, 'sari')
  auditor = await TestDesk.signIn(national, 'mardiana')
  neighbour = await TestDesk.signIn(national, 'kamaruddin')
})
afterAll(() => national.close())

async function referenceOf(desk: TestDesk) {
  return parsed(referenceSchema, await desk.get('/v1/reference'))
}

const tagOf = (answer: Answer): string => answer.headers.get('etag') ?? ''
const later = (minutes: number): Instant => instantFrom(Date.parse(clock.now()) + minutes * 60_000)

async function idOf(name: string): Promise<string> {
  return first((await referenceOf(supervisor)).officers, (one) => one.name === name).id
}

function duty(officerIds: readonly string[], from = later(-1), until = later(60)) {
  return { officerIds, from, until }
}

const dutyPath = '/v1/units/upt-lalu-lintas/duty'

async function onDuty(unitId = 'upt-lalu-lintas'): Promise<readonly string[]> {
  return first((await referenceOf(supervisor)).units, ({ id }) => id === unitId).dutyOfficerIds
}

describe('reference data (PROTOCOL.md 3.1)', () => {
  it("3.1 is the agency's own: no other agency's units and officers", async () => {
    const own = await referenceOf(officer)
    const other = await referenceOf(neighbour)
    expect([own.agency.id, other.agency.id]).toEqual(['pemkot-makassar', 'pemkab-gowa'])
    const ids = new Set(own.officers.map(({ id }) => id))
    expect(other.officers.length).toBeGreaterThan(0)
    expect(other.officers.filter(({ id }) => ids.has(id))).toEqual([])
    expect(other.units.filter(({ id }) => own.units.some((unit) => unit.id === id))).toEqual([])
    expect(JSON.stringify(own)).not.toContain('lapor-2026')
  })

  it('3.1 is 304 without a body for who holds it, by whatever form of If-None-Match', async () => {
    const tag = tagOf(await officer.get('/v1/reference'))
    expect(tag).toMatch(/^"[^"]+"$/)
    for (const held of [tag, `W/${tag}`, `"lain", ${tag}`, '*']) {
      const answer = await officer.get('/v1/reference', { 'if-none-match': held })
      expect([answer.status, answer.body, tagOf(answer)]).toEqual([304, '', tag])
    }
    for (const other of ['"lain"', tag.replaceAll('"', ''), '']) {
      expect((await officer.get('/v1/reference', { 'if-none-match': other })).status).toBe(200)
    }
  })

  it('3.1 has the same tag for all of an agency, and another one elsewhere', async () => {
    const [one, two, three] = await Promise.all(
      [officer, supervisor, neighbour].map((desk) => desk.get('/v1/reference')),
    )
    expect(one && tagOf(one)).toBe(two && tagOf(two))
    expect(three && tagOf(three)).not.toBe(two && tagOf(two))
  })

  it('3.1 another tag when a duty is set, when it begins, and when it is over', async () => {
    const ilham = await idOf('Ilham Saputra')
    const tags: string[] = []
    const look = async () => tags.push(tagOf(await officer.get('/v1/reference')))
    await supervisor.put(dutyPath, duty([], later(-2), later(-1)))
    await look()
    await supervisor.put(dutyPath, duty([ilham], later(10), later(20)))
    expect(await onDuty()).toEqual([])
    clock.pass(10)
    expect(await onDuty()).toEqual([ilham])
    await look()
    clock.pass(10)
    expect(await onDuty()).toEqual([])
    await look()
    expect(tags[1]).not.toBe(tags[0])
    expect(tags[2]).toBe(tags[0])
  })
})

describe('areas (PROTOCOL.md 3.2)', () => {
  it('3.2 gives every province, regency, district and village with that in which it lies', async () => {
    const areas = areasSchema.parse((await officer.get('/v1/areas')).body)
    expect(areas.length).toBeGreaterThan(84_000)
    const codes = new Set<string>()
    for (const { code, parentCode } of areas) {
      expect(parentCode === null || codes.has(parentCode)).toBe(true)
      codes.add(code)
    }
    expect(codes.size).toBe(areas.length)
    expect(areas.filter(({ parentCode }) => parentCode === null)).toHaveLength(38)
    expect(first(areas, ({ code }) => code === '73.71.01')).toEqual({
      code: '73.71.01',
      parentCode: '73.71',
      name: 'Mariso',
    })
  })

  it('3.2 is 304 for who holds it, plain for who takes no gzip, and not for who has no session', async () => {
    const { headers } = await officer.get('/v1/areas')
    const tag = headers.get('etag') ?? ''
    expect(headers.get('content-encoding')).toBe('gzip')
    expect((await officer.get('/v1/areas', { 'if-none-match': tag })).status).toBe(304)
    const plain = await officer.get('/v1/areas', { 'accept-encoding': 'identity' })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(areasSchema.parse(plain.body).length).toBeGreaterThan(84_000)
    expect(problemOf(await ask(`${national.url}/v1/areas`)).status).toBe(401)
  })
})

describe('duty and absence (PROTOCOL.md 3.3)', () => {
  it('3.3 a supervisor sets who is on duty; the next takes its place, nobody twice', async () => {
    const [basri, sari] = [await idOf('Ilham Saputra'), await idOf('Fitriani Ramadhani')]
    expect((await supervisor.put(dutyPath, duty([basri, sari, basri]))).status).toBe(204)
    expect(await onDuty()).toEqual([basri, sari])
    expect((await supervisor.put(dutyPath, duty([sari]))).status).toBe(204)
    expect(await onDuty()).toEqual([sari])
    expect((await supervisor.put(dutyPath, duty([]))).status).toBe(204)
    expect(await onDuty()).toEqual([])
  })

  it('3.3 away stands in the reference until it is over or taken back', async () => {
    const id = await idOf('Muhammad Ashar')
    const path = `/v1/officers/${id}/away`
    const awayUntil = async () =>
      first((await referenceOf(officer)).officers, (one) => one.id === id).awayUntil ?? null
    const until = later(30)
    expect((await supervisor.put(path, { until })).status).toBe(204)
    expect(await awayUntil()).toBe(until)
    clock.pass(30)
    expect(await awayUntil()).toBeNull()
    await supervisor.put(path, { until: later(30) })
    await supervisor.put(path, { until: null })
    expect(await awayUntil()).toBeNull()
  })

  it('3.3 is for supervisors only', async () => {
    for (const desk of [officer, auditor]) {
      const answers = [
        await desk.put(dutyPath, duty([])),
        await desk.put('/v1/officers/petugas-03/away', { until: null }),
      ]
      for (const answer of answers)
        expect(problemOf(answer)).toMatchObject({ status: 403, code: 'forbidden' })
    }
  })

  it("3.3 another agency's units and officers look as if there were none", async () => {
    for (const path of [dutyPath, '/v1/units/tidak-ada/duty']) {
      expect(problemOf(await neighbour.put(path, duty([])))).toMatchObject({ status: 404 })
    }
    for (const path of ['/v1/officers/petugas-03/away', '/v1/officers/tidak-ada/away']) {
      expect(problemOf(await neighbour.put(path, { until: null }))).toMatchObject({ status: 404 })
    }
  })

  it('3.3 refuses who cannot answer for the unit, and changes nothing', async () => {
    const before = await onDuty()
    const foreign = first((await referenceOf(neighbour)).officers, ({ role }) => role === 'officer').id
    const ilham = await idOf('Ilham Saputra')
    const refused = [
      duty(['tidak-ada']),
      duty([foreign]),
      duty([ilham, await idOf('Mulyadi Tahir')]),
      duty([await idOf('Mardiana Hakim')]),
      duty([ilham], later(10), later(10)),
      duty([ilham], later(10), later(9)),
      duty(Array.from({ length: 51 }, (_, index) => `petugas-${index}`)),
      { officerIds: [ilham], from: 'besok', until: later(10) },
      { officerIds: ilham, from: later(1), until: later(10) },
      { officerIds: [ilham], from: later(1) },
    ]
    for (const body of refused) {
      expect(problemOf(await supervisor.put(dutyPath, body))).toMatchObject({ status: 422, code: 'invalid' })
    }
    for (const body of [{}, { until: 'besok' }, { until: 5 }]) {
      expect((await supervisor.put('/v1/officers/petugas-03/away', body)).status).toBe(422)
    }
    expect(await onDuty()).toEqual(before)
  })
})
