import { beforeAll, describe, expect, it } from 'vitest'
import { actionTypes } from '../../../shared/domain/action'
import { channels, isOpen, type Case } from '../../../shared/domain/case'
import { factsOf } from '../../../shared/domain/figures/caseFacts'
import { millisecondsOf } from '../../../shared/domain/identifiers'
import { archiveReasonCodes } from '../../../shared/domain/reference'
import { canSee } from '../../../shared/domain/visibility'
import { caseSchema } from '../../../shared/protocol/case'
import { first, testAnchor } from '../testDesk'
import { agencyId, neighbourId, neighbourUnits } from './agency'
import { generateNational, type NationalData } from './generate'
import { neighbourOfficers } from './officers'

let data: NationalData
const count = 2000

beforeAll(async () => {
  data = await generateNational({ seed: '1', cases: count, anchor: testAnchor })
})

/** Of the cases on the desks, the share in which something happened. */
function shareWith(wanted: (subject: Case) => boolean): number {
  return data.cases.filter(wanted).length / data.cases.length
}

function has(type: Case['events'][number]['type']): (subject: Case) => boolean {
  return ({ events }) => events.some((event) => event.type === type)
}

describe('the stories of cases (DOMAIN.md, Actions)', () => {
  it('hold each of the 13 actions, the rarer ones in small shares', () => {
    for (const type of actionTypes) expect(shareWith(has(type)), type).toBeGreaterThan(0)
    for (const type of [
      'forward',
      'assign',
      'edit',
      'link_duplicate',
      'unlink_duplicate',
      'reopen',
    ] as const) {
      expect(shareWith(has(type)), type).toBeLessThan(0.15)
    }
    expect(shareWith(has('forward'))).toBeGreaterThan(0.03)
    expect(shareWith(has('assign'))).toBeGreaterThan(0.03)
    expect(shareWith(has('edit'))).toBeGreaterThan(0.03)
  })

  it('come by each of the eight channels, and are archived for each of the seven reasons', () => {
    for (const channel of channels) expect(shareWith((one) => one.channel === channel)).toBeGreaterThan(0.01)
    const reasons = new Set(data.cases.map((one) => factsOf(one).archiveReason))
    expect(archiveReasonCodes.filter((code) => !reasons.has(code))).toEqual([])
  })

  it('are done by officers and supervisors, and only these reopen', () => {
    const roles = new Map(data.officers.map(({ id, role }) => [String(id), role]))
    for (const event of data.cases.flatMap(({ events }) => events)) {
      if (event.actor.kind !== 'officer' || event.type === 'return') continue
      const role = roles.get(event.actor.id ?? '')
      if (event.type === 'reopen') expect(role).toBe('supervisor')
      else expect(['officer', 'supervisor']).toContain(role)
    }
  })

  it('carry tags, the campaign’s among them, and satisfaction from 1 to 5 on closed cases only', () => {
    expect(shareWith(({ tags }) => tags.includes('mudik2018'))).toBeGreaterThan(0.003)
    const rated = data.cases.filter(({ satisfaction }) => satisfaction !== null)
    expect(new Set(rated.map(({ satisfaction }) => satisfaction))).toEqual(new Set([1, 2, 3, 4, 5]))
    expect(rated.every(has('rated'))).toBe(true)
  })

  it('are reopened and closed again, replied to after the end, and handed back and forth', () => {
    expect(data.cases.some((one) => one.status === 'closed' && has('reopen')(one))).toBe(true)
    const late = data.cases.filter(({ events, status }) => {
      const reply = events.findLast(({ type }) => type === 'reporter_replied')
      return status === 'closed' && reply !== undefined && reply === events.at(-1)
    })
    expect(late.length).toBeGreaterThan(0)
    const handedBack = data.cases.filter(has('return'))
    expect(handedBack.length).toBeGreaterThan(10)
    for (const { events } of handedBack) {
      expect(events.filter(({ type }) => type === 'dispositioned')).toHaveLength(2)
    }
  })
})

describe('clusters of reports about the same thing', () => {
  it('are linked within days to a case of the same unit, by another reporter, that is no duplicate itself', () => {
    const linked = data.cases.filter(({ duplicateOf }) => duplicateOf !== null)
    expect(linked.length / count).toBeGreaterThan(0.015)
    for (const one of linked) {
      const primary = first(data.cases, ({ id }) => id === one.duplicateOf)
      expect(primary.duplicateOf).toBeNull()
      expect(primary.unitId).toBe(one.unitId)
      const apart = millisecondsOf(one.dispositionedAt) - millisecondsOf(primary.dispositionedAt)
      expect(Math.abs(apart)).toBeLessThanOrEqual(3 * 86_400_000)
      if (one.reporter) expect(one.reporter.id).not.toBe(primary.reporter?.id)
      const places = [one, primary].map(({ location }) => location.address)
      if (!places.includes(undefined)) expect(places[0]).toBe(places[1])
    }
  })

  it('are two to five', () => {
    const sizes = new Map<string, number>()
    for (const { duplicateOf } of data.cases) {
      if (duplicateOf) sizes.set(duplicateOf, (sizes.get(duplicateOf) ?? 1) + 1)
    }
    expect(Math.max(...sizes.values())).toBeLessThanOrEqual(5)
    expect([...sizes.values()].some((size) => size > 2)).toBe(true)
  })
})

describe('what lies elsewhere', () => {
  it('comes on top of the cases that were asked for, and is what the protocol says (PROTOCOL.md 6.1)', () => {
    expect(data.cases).toHaveLength(count)
    expect(data.cases.every((one) => one.agencyId === agencyId && one.status !== 'returned')).toBe(true)
    expect(data.casesElsewhere.length / count).toBeLessThan(0.05)
    expect(data.casesElsewhere.filter((one) => !caseSchema.safeParse(one).success)).toEqual([])
  })

  it('gives each officer of the neighbour open work, of a small sandbox as well', async () => {
    const small = await generateNational({ seed: 'small', cases: 40, anchor: testAnchor })
    expect(small.cases).toHaveLength(40)
    for (const { casesElsewhere } of [data, small]) {
      const theirs = casesElsewhere.filter((one) => one.agencyId === neighbourId)
      expect(theirs.length).toBeGreaterThan(5)
      const agency = first(data.agencies, ({ id }) => id === neighbourId)
      for (const officer of neighbourOfficers) {
        expect(
          theirs.some((one) => canSee(officer, one, neighbourUnits(agency))),
          officer.username,
        ).toBe(true)
      }
      expect(theirs.some(({ status }) => isOpen(status))).toBe(true)
    }
  })

  it('holds what the first institution returned: some wait for another one, some have found it', () => {
    const returned = data.casesElsewhere.filter(
      ({ agencyId: id, status }) => id === agencyId && status === 'returned',
    )
    expect(returned.length).toBeGreaterThan(0)
    const gone = data.handedBack.filter(({ before }) => before.agencyId === agencyId)
    expect(gone.length).toBeGreaterThan(0)
    for (const { before, after } of data.handedBack) {
      expect(before.status).toBe('returned')
      expect(after.agencyId).not.toBe(before.agencyId)
    }
  })
})
