import { describe, expect, it } from 'vitest'
import { agencyKinds } from '../../../shared/domain/reference'
import { agencyId, neighbourId, neighbourUnits } from './agency'
import { readInstitutions } from './institutions'
import { pastTotals } from './pastTotals'

const institutions = readInstitutions()

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

describe('the institutions', () => {
  it('are 812 of six kinds', () => {
    const counts = agencyKinds.map((kind) => [kind, institutions.filter((one) => one.kind === kind).length])
    expect(Object.fromEntries(counts)).toEqual({
      ministry: 34,
      state_body: 97,
      university: 130,
      local_government: 305,
      state_enterprise: 116,
      mission_abroad: 130,
    })
  })

  it('have an id and a name of their own each, the two with desks among them', () => {
    expect(new Set(institutions.map(({ id }) => id)).size).toBe(812)
    expect(new Set(institutions.map(({ name }) => name)).size).toBe(812)
    expect(institutions.every(({ id }) => /^[a-z0-9-]{2,58}$/.test(id))).toBe(true)
    expect(institutions[0]?.id).toBe(agencyId)
    expect(institutions.map(({ id }) => id)).toContain(neighbourId)
  })

  it('count their days in a zone that exists: regions in one of three, missions in that of their city', () => {
    for (const { id, kind, timeZone } of institutions) {
      expect(() => new Intl.DateTimeFormat('id-ID', { timeZone }), id).not.toThrow()
      const isHome = ['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'].includes(timeZone)
      expect(isHome, id).toBe(kind !== 'mission_abroad')
    }
  })

  it('have one root unit each, whose id is nobody else’s (PROTOCOL.md 6.1)', () => {
    const roots = institutions.map((agency) =>
      neighbourUnits(agency).filter(({ parentId }) => parentId === null),
    )
    expect(roots.every((own) => own.length === 1)).toBe(true)
    expect(new Set(roots.flat().map(({ id }) => id)).size).toBe(812)
  })
})

describe('the totals of the years before', () => {
  const totals = pastTotals(institutions)

  it('add up to what was published of May 2018', () => {
    expect(sum(totals.map(({ received }) => received))).toBe(1_280_000)
    expect(sum(totals.map(({ dispositioned }) => dispositioned))).toBe(375_000)
    expect(sum(totals.map(({ followedUp }) => followedUp))).toBe(339_000)
  })

  it('give every institution something, and none more followed up than it had', () => {
    const own = totals.filter((one) => one.agencyId !== null)
    expect(own).toHaveLength(812)
    for (const { agencyId: id, received, dispositioned, followedUp } of own) {
      expect(dispositioned, id ?? '').toBeGreaterThan(0)
      expect(received, id ?? '').toBe(dispositioned)
      expect(followedUp, id ?? '').toBeLessThanOrEqual(dispositioned)
    }
  })
})
