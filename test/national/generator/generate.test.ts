import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { countingOf } from '../../../shared/domain/calendar'
import { isOpen, type Case } from '../../../shared/domain/case'
import { nextDeadline } from '../../../shared/domain/deadlines'
import type { CalendarDate } from '../../../shared/domain/identifiers'
import { urgency } from '../../../shared/domain/remaining'
import { canSee } from '../../../shared/domain/visibility'
import { caseSchema } from '../../../shared/protocol/case'
import { referenceSchema } from '../../../shared/protocol/reference'
import { identifierOf } from '../newIdentifier'
import { first, testAnchor } from '../testDesk'
import { apportion, readCategories, subCategoryId } from './categories'
import { generateNational, type NationalData } from './generate'
import { readmeUsername } from './officers'
import { allTopics } from './topics/allTopics'

const anchor = testAnchor
const now = identifierOf<Case['updatedAt']>(`${anchor}T00:00:00.000Z`)
let data: NationalData

beforeAll(async () => {
  data = await generateNational({ seed: '1', cases: 2000, anchor })
})

function digest(made: NationalData): string {
  return createHash('sha256').update(JSON.stringify(made)).digest('hex')
}

describe('the generator', () => {
  it('gives the same bytes for the same seed and anchor, and others for another seed or day', async () => {
    const options = { seed: 'one', cases: 60, anchor }
    const once = digest(await generateNational(options))
    expect(digest(await generateNational(options))).toBe(once)
    expect(digest(await generateNational({ ...options, seed: 'two' }))).not.toBe(once)
    const nextDay = identifierOf<CalendarDate>('2026-11-24')
    expect(digest(await generateNational({ ...options, anchor: nextDay }))).not.toBe(once)
  })

  it('makes reference data and cases that the protocol accepts (PROTOCOL.md 3.1, 6.1)', () => {
    expect(referenceSchema.safeParse(data.reference).success).toBe(true)
    expect(data.cases.filter((one) => !caseSchema.safeParse(one).success)).toEqual([])
  })

  it('makes 25 officers and 2 supervisors, of whom the README officer sees exactly a quarter', () => {
    expect(data.officers.filter(({ role }) => role === 'officer')).toHaveLength(25)
    expect(data.officers.filter(({ role }) => role === 'supervisor')).toHaveLength(2)
    const officer = first(data.officers, ({ username }) => username === readmeUsername)
    expect(data.cases.filter((one) => canSee(officer, one, data.reference.units))).toHaveLength(500)
  })

  it('leaves each new case that the README officer sees free to be taken', () => {
    const officer = first(data.officers, ({ username }) => username === readmeUsername)
    const isNew = (one: Case) => one.status === 'dispositioned'
    const hers = data.cases.filter((one) => isNew(one) && canSee(officer, one, data.reference.units))
    expect(hers.length).toBeGreaterThan(20)
    expect(hers.filter(({ assigneeId }) => assigneeId !== null)).toEqual([])
    expect(data.cases.some((one) => isNew(one) && one.assigneeId !== null)).toBe(true)
  })

  it('keeps the measured shares of the main categories', () => {
    const parents = new Map(data.reference.categories.map(({ id, parentId }) => [id, parentId]))
    const counted = new Map<string, number>()
    for (const { categoryId } of data.cases) {
      const main = parents.get(categoryId) ?? categoryId
      counted.set(main, (counted.get(main) ?? 0) + 1)
    }
    for (const [id, count] of apportion(readCategories(), 2000)) expect(counted.get(id) ?? 0).toBe(count)
  })

  it('has topics for every main category, each under a sub-category that exists', () => {
    for (const { id, sub } of readCategories()) {
      const topics = allTopics[id] ?? []
      expect(topics.length, id).toBeGreaterThan(0)
      for (const topic of topics) expect(sub, id).toContain(topic.sub)
    }
    const known = new Set(data.reference.categories.map(({ id }) => id))
    expect(known.has(subCategoryId('kesehatan', 'Gizi Buruk/Stunting'))).toBe(true)
  })

  it('sends topics only to units that exist', () => {
    const units = new Set<string>([...data.reference.units.map(({ id }) => id), 'kecamatan'])
    const named = Object.values(allTopics).flatMap((topics) => topics.flatMap((topic) => topic.units))
    expect(named.filter((unit) => !units.has(unit))).toEqual([])
  })

  it('leaves no word in braces unfilled', () => {
    const texts = data.cases.flatMap((one) => [
      one.title,
      one.body,
      ...one.events.map(({ text }) => text ?? ''),
    ])
    expect(texts.filter((text) => /[{}]/.test(text))).toEqual([])
  })

  it('sets each next deadline and status as the rules do (DOMAIN.md, Deadlines)', () => {
    for (const one of data.cases) {
      expect(nextDeadline(one.status, one.deadlines)).toEqual({ dueAt: one.dueAt, dueKind: one.dueKind })
      const times = one.events.map(({ at }) => at)
      expect([...times].sort()).toEqual(times)
      expect(one.version).toBe(one.events.length)
      expect(one.updatedAt < now).toBe(true)
    }
  })

  it('leaves an inbox with about 6 % late and 10 % at risk on the anchor day', () => {
    const open = data.cases.filter(({ status }) => isOpen(status) && status !== 'answered')
    const share = (wanted: string) =>
      open.filter((one) => urgency(one.dueAt, now, countingOf(data.reference, one.unitId)) === wanted)
        .length / open.length
    expect(open.length / data.cases.length).toBeCloseTo(0.4, 2)
    expect(share('late')).toBeCloseTo(0.06, 2)
    expect(share('at_risk')).toBeCloseTo(0.1, 2)
  })

  it('gives anonymous reporters no name anywhere', () => {
    const anonymous = data.cases.filter((one) => one.anonymous)
    expect(anonymous.length).toBeGreaterThan(50)
    for (const one of anonymous) {
      expect(one.reporter).toBeNull()
      const names = one.events.filter(({ actor }) => actor.kind === 'reporter').map(({ actor }) => actor.name)
      expect(new Set(names)).toEqual(new Set(['Anonim']))
    }
  })
})
