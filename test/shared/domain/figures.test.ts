import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countedDaysLeft, localDate } from '../../../shared/domain/calendar'
import { archiveReasonCodes } from '../../../shared/domain/reference'
import { factsOf, type CaseFacts } from '../../../shared/domain/figures/caseFacts'
import { figureRulesOf, median } from '../../../shared/domain/figures/figures'
import { LocalDays, monthsOf, type Period } from '../../../shared/domain/figures/localDays'
import { figureReport, figuresByTag } from '../../../shared/domain/figures/report'
import type { CalendarDate, Instant } from '../../../shared/domain/identifiers'
import { instantFrom } from '../../../shared/domain/identifiers'
import { caseSchema } from '../../../shared/protocol/case'
import { caseFactsSchema, figuresSchema } from '../../../shared/protocol/figures'
import { calendarDateSchema } from '../../../shared/protocol/primitives'
import { caseIn, reference } from './sampleCase'

const day = (text: string): CalendarDate => calendarDateSchema.parse(text)
/** A moment by the clock on the wall in Makassar, UTC+8. */
const local = (text: string): Instant => instantFrom(Date.parse(`${text}+08:00`))

const november: Period = { from: day('2026-11-01'), to: day('2026-11-30') }
/** A Tuesday. */
const rules = figureRulesOf(reference, local('2026-12-01T10:00'))

/** Dispositioned on Monday 23 November at ten, and open. */
function facts(change: Record<string, unknown> = {}): CaseFacts {
  return caseFactsSchema.parse({
    unitId: 'office',
    assigneeId: null,
    categoryId: 'jalan',
    channel: 'web',
    areaCode: null,
    status: 'in_progress',
    receivedAt: local('2026-11-20T09:00'),
    dispositionedAt: local('2026-11-23T10:00'),
    firstResponseAt: null,
    wasArchived: false,
    archiveReason: null,
    resolution: { dueAt: local('2026-12-11T23:59:59.999'), metAt: null, pausedAt: null },
    satisfaction: null,
    ...change,
  })
}

const figures = (...cases: CaseFacts[]) => figureReport(cases, november, rules).total
const many = (count: number, change: Record<string, unknown>) =>
  Array.from({ length: count }, () => facts(change))
const resolution = (due: string, met: string | null, paused: string | null = null) => ({
  dueAt: local(due),
  metAt: met && local(met),
  pausedAt: paused && local(paused),
})

describe('figures (DOMAIN.md, Figures that agencies report)', () => {
  it('the follow-up rate of the whole country in May 2018 is 339 of 375, 90.4 %', () => {
    const followed = many(300, { firstResponseAt: local('2026-11-24T09:00') })
    const archived = many(39, { status: 'archived', wasArchived: true, archiveReason: 'unclear' })
    const { dispositioned, followedUp, followUpRate } = figures(...followed, ...archived, ...many(36, {}))
    expect([dispositioned, followedUp]).toEqual([375, 339])
    expect(followUpRate).toBe(0.904)
  })

  it('nothing has no rate, no median, no share and no mean', () => {
    expect(figures()).toEqual({
      received: 0,
      dispositioned: 0,
      followedUp: 0,
      followUpRate: null,
      firstResponse: { cases: 0, medianDays: null },
      deadline: { decided: 0, inside: 0, insideShare: null },
      open: { cases: 0, byAge: { upTo7: 0, upTo14: 0, upTo30: 0, upTo60: 0, over60: 0 } },
      returned: 0,
      archived: { cases: 0, byReason: Object.fromEntries(archiveReasonCodes.map((code) => [code, 0])) },
      satisfaction: { ratings: 0, mean: null },
    })
  })

  it("a period's first and last day count whole, by the agency's clock", () => {
    const at = (text: string) => figures(facts({ dispositionedAt: local(text) })).dispositioned
    expect(at('2026-10-31T23:59:59.999')).toBe(0)
    expect(at('2026-11-01T00:00')).toBe(1)
    expect(at('2026-11-30T23:59:59.999')).toBe(1)
    expect(at('2026-12-01T00:00')).toBe(0)
  })

  it('received is counted by the day of receipt, all else by that of the disposition', () => {
    const before = facts({ receivedAt: local('2026-10-30T09:00'), satisfaction: 5 })
    const after = facts({ dispositionedAt: local('2026-12-01T09:00'), satisfaction: 1 })
    expect(figures(before)).toMatchObject({ received: 0, dispositioned: 1, satisfaction: { ratings: 1 } })
    expect(figures(after)).toMatchObject({ received: 1, dispositioned: 0, satisfaction: { ratings: 0 } })
  })

  it('an archived case that was opened again stays followed up, and is in the archive no more', () => {
    expect(figures(facts({ wasArchived: true }))).toMatchObject({ followedUp: 1, archived: { cases: 0 } })
  })

  it('days to the first response are counted by the calendar of the unit', () => {
    const days = (unitId: string, answered: string) =>
      figures(facts({ unitId, firstResponseAt: local(answered) })).firstResponse.medianDays
    expect(days('office', '2026-11-23T16:00')).toBe(0)
    expect(days('office', '2026-11-24T08:00')).toBe(1)
    // Over a weekend: Tuesday to Friday, and Monday.
    expect(days('office', '2026-11-30T08:00')).toBe(5)
    expect(days('hospital', '2026-11-30T08:00')).toBe(7)
  })

  it('the median is the one in the middle, or between the two in the middle', () => {
    expect(median([9, 1, 2])).toBe(2)
    expect(median([9, 1, 2, 4])).toBe(3)
    expect(median([])).toBeNull()
  })

  it('inside the deadline is what was met by it; what runs decides nothing yet', () => {
    const due = '2026-11-25T23:59:59.999'
    const decided = (change: Record<string, unknown>) => figures(facts(change)).deadline
    expect(decided({ resolution: resolution(due, due) })).toMatchObject({ decided: 1, inside: 1 })
    expect(decided({ resolution: resolution(due, '2026-11-26T00:00') })).toMatchObject({
      decided: 1,
      inside: 0,
      insideShare: 0,
    })
    expect(decided({ resolution: resolution(due, null) })).toMatchObject({ decided: 1, inside: 0 })
    expect(decided({ resolution: resolution('2026-12-02T23:59:59.999', null) }).insideShare).toBeNull()
  })

  it('a clock that stands still was late only if it was when it was stopped; a return decides nothing', () => {
    const due = '2026-11-25T23:59:59.999'
    const decided = (change: Record<string, unknown>) => figures(facts(change)).deadline.decided
    expect(decided({ resolution: resolution(due, null, '2026-11-24T09:00') })).toBe(0)
    expect(decided({ resolution: resolution(due, null, '2026-11-26T09:00') })).toBe(1)
    expect(decided({ resolution: resolution(due, null), status: 'returned' })).toBe(0)
  })

  it('open cases are counted by the days since the day of their disposition', () => {
    const year = { from: day('2026-01-01'), to: day('2026-12-31') }
    const ages = (...days: string[]) => {
      const cases = days.map((date) => facts({ dispositionedAt: local(`${date}T23:00`) }))
      return figureReport(cases, year, rules).total.open
    }
    expect(ages('2026-11-24', '2026-11-23', '2026-11-17', '2026-11-16', '2026-11-01')).toEqual({
      cases: 5,
      byAge: { upTo7: 1, upTo14: 2, upTo30: 2, upTo60: 0, over60: 0 },
    })
    expect(ages('2026-10-31', '2026-10-02', '2026-10-01').byAge).toMatchObject({ upTo60: 2, over60: 1 })
    expect(figures(facts({ status: 'closed' }), facts({ status: 'returned' })).open.cases).toBe(0)
  })

  it('counts returned, archived by reason, and the mean of what reporters gave', () => {
    const given = figures(
      facts({ status: 'returned' }),
      facts({ status: 'archived', wasArchived: true, archiveReason: 'in_court' }),
      facts({ status: 'closed', satisfaction: 2 }),
      facts({ status: 'closed', satisfaction: 5 }),
    )
    expect(given.returned).toBe(1)
    expect(given.archived).toMatchObject({ cases: 1, byReason: { in_court: 1, unclear: 0 } })
    expect(given.satisfaction).toEqual({ ratings: 2, mean: 3.5 })
  })
})

describe('the report of an agency', () => {
  it('puts each case into one group of each kind, villages into their district', () => {
    const cases = [
      facts({ areaCode: '73.71.01.1001', assigneeId: 'actor', channel: 'sms' }),
      facts({ areaCode: '73.71.01', unitId: 'section' }),
      facts({ areaCode: '73.71' }),
    ]
    const { total, by } = figureReport(cases, november, rules)
    const counted = (groups: (typeof by)['unit']) =>
      groups.map(({ key, figures: own }) => [key, own.dispositioned])
    expect(total.dispositioned).toBe(3)
    expect(counted(by.unit)).toEqual([
      ['office', 2],
      ['section', 1],
    ])
    expect(counted(by.officer)).toEqual([
      ['actor', 1],
      [null, 2],
    ])
    expect(counted(by.category)).toEqual([['jalan', 3]])
    expect(counted(by.channel)).toEqual([
      ['sms', 1],
      ['web', 2],
    ])
    expect(counted(by.area)).toEqual([
      ['73.71', 1],
      ['73.71.01', 2],
    ])
  })

  it('has every month of the period, and leaves out groups without a case in it', () => {
    const period = { from: day('2026-10-15'), to: day('2026-12-05') }
    const cases = [
      facts({ receivedAt: local('2026-10-31T23:00') }),
      facts({
        receivedAt: local('2026-10-14T23:00'),
        dispositionedAt: local('2026-10-14T23:30'),
        unitId: 'x',
      }),
    ]
    const { by } = figureReport(cases, period, rules)
    expect(by.month.map(({ key, figures: own }) => [key, own.received, own.dispositioned])).toEqual([
      ['2026-10', 1, 0],
      ['2026-11', 0, 1],
      ['2026-12', 0, 0],
    ])
    expect(by.unit.map(({ key }) => key)).toEqual(['office'])
  })

  it('by tag counts a case once under each of its tags, however they are written, and those without any apart', () => {
    const tagged = [
      { facts: facts(), tags: ['Mudik2018', 'banjir'] },
      { facts: facts({ satisfaction: 4 }), tags: ['mudik2018', 'MUDIK2018'] },
      { facts: facts(), tags: [] },
    ]
    const groups = figuresByTag(tagged, november, rules)
    expect(groups.map(({ key, figures: own }) => [key, own.dispositioned, own.satisfaction.mean])).toEqual([
      ['banjir', 1, null],
      ['mudik2018', 2, 4],
      [null, 1, null],
    ])
  })

  it('is what the schema of the answer says', () => {
    const report = figureReport([facts({ satisfaction: 4 })], november, rules)
    const answer = { ...november, timeZone: rules.timeZone, at: rules.now, ...report }
    expect(figuresSchema.parse(JSON.parse(JSON.stringify(answer)))).toEqual(answer)
  })
})

describe('the days of a zone', () => {
  const zones = [
    'Asia/Makassar',
    'Asia/Jayapura',
    'Asia/Kolkata',
    'America/New_York',
    'Pacific/Kiritimati',
    'UTC',
  ]
  const moment = fc.date({ min: new Date('2018-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })

  it('are those of the calendar, at every moment', () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(...zones), (date, zone) => {
        const at = instantFrom(date.getTime())
        expect(new LocalDays(zone).dateOf(at)).toBe(localDate(at, zone))
      }),
    )
  })

  it('are counted as deadlines count them', () => {
    fc.assert(
      fc.property(
        moment,
        fc.nat(60 * 24 * 40),
        fc.constantFrom(...reference.units),
        (date, minutes, unit) => {
          const [from, to] = [instantFrom(date.getTime()), instantFrom(date.getTime() + minutes * 60_000)]
          const days = new LocalDays(rules.timeZone)
          const counting = rules.countingOf(unit.id)
          expect(days.counted(days.dateOf(from), days.dateOf(to), counting)).toBe(
            countedDaysLeft(from, to, counting),
          )
        },
      ),
    )
  })

  it('lie in months without a gap', () => {
    expect(monthsOf({ from: day('2026-11-30'), to: day('2027-02-01') })).toEqual([
      '2026-11',
      '2026-12',
      '2027-01',
      '2027-02',
    ])
    expect(monthsOf({ from: day('2026-11-30'), to: day('2026-11-30') })).toEqual(['2026-11'])
  })
})

describe('what is kept of a case for the figures', () => {
  const event = (type: string, at: string, data?: unknown) => ({
    id: `${type}-${at}`,
    at: local(at),
    actor: { kind: 'officer', id: 'actor', name: 'Petugas' },
    type,
    visibility: 'public',
    data,
  })

  it('tells of the agency where the case lies, not of the one that had it before', () => {
    const subject = caseSchema.parse({
      ...caseIn('archived', 'actor'),
      dispositionedAt: local('2026-11-23T10:00'),
      events: [
        event('request_info', '2026-11-02T09:00'),
        event('return', '2026-11-03T09:00'),
        event('dispositioned', '2026-11-23T10:00'),
        event('request_info', '2026-11-24T09:00'),
        event('archive', '2026-11-25T09:00', { reasonCode: 'not_completed' }),
      ],
    })
    expect(factsOf(subject)).toMatchObject({
      firstResponseAt: local('2026-11-24T09:00'),
      wasArchived: true,
      archiveReason: 'not_completed',
    })
    const again = caseSchema.parse({
      ...subject,
      events: subject.events.slice(0, 3),
      status: 'dispositioned',
    })
    expect(factsOf(again)).toMatchObject({ firstResponseAt: null, wasArchived: false, archiveReason: null })
  })

  it('holds nothing about a citizen', () => {
    const subject = caseIn('in_progress', 'actor')
    const kept = JSON.stringify(factsOf(subject))
    for (const text of [subject.title, subject.body, subject.reporter?.name ?? subject.trackingId]) {
      expect(kept).not.toContain(text)
    }
    expect(caseFactsSchema.parse(JSON.parse(kept))).toEqual(factsOf(subject))
  })
})
