import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, countingOf, deadlineAfter, isCounted } from '../../../shared/domain/calendar'
import type { Case, CaseEvent, Deadline } from '../../../shared/domain/case'
import { endWait, pauseResolution, resolutionDays, resumeResolution } from '../../../shared/domain/deadlines'
import { explainDeadline, type DeadlineExplanation } from '../../../shared/domain/explainDeadline'
import {
  instantFrom,
  millisecondsOf,
  type CalendarDate,
  type Instant,
} from '../../../shared/domain/identifiers'
import type { Reference } from '../../../shared/domain/reference'
import { caseEventSchema } from '../../../shared/protocol/case'
import { actionOf, apply } from './sampleActions'
import { caseIn, officer, reference as sample } from './sampleCase'
import { vectors } from './vectors'

const boss = officer('actor', 'supervisor')

interface Counting {
  readonly calendar: Reference['units'][number]['calendar']
  readonly timeZone: string
  readonly holidays: ReadonlySet<CalendarDate>
}

/** The sample agency with the calendar of a worked example, and as many days for every kind as it has. */
function referenceOf({ calendar, timeZone, holidays }: Counting, days: number): Reference {
  return {
    ...sample,
    agency: { ...sample.agency, timeZone },
    units: sample.units.map((unit) => ({ ...unit, calendar })),
    holidays: [...holidays].map((date) => ({ date, name: `Libur ${date}`, collectiveLeave: false })),
    deadlineRules: {
      first_response: days,
      resolution: { information_request: days, aspiration: days, complaint: days, oversight: days },
      reporter_reply: days,
      auto_close: days,
    },
  }
}

function event(type: string, at: Instant, data?: object): CaseEvent {
  const actor = { kind: 'officer', id: 'actor', name: 'Petugas' }
  return caseEventSchema.parse({ id: `${type}-${at}`, at, actor, type, visibility: 'public', data })
}

const countedIn = ({ stretches }: DeadlineExplanation): number =>
  stretches.reduce((sum, { counted }) => sum + counted, 0)

describe('how a deadline was counted', () => {
  it.each(vectors.deadlines)('$name', ({ start, days, dueAt, ...counting }) => {
    const deadline: Deadline = {
      kind: 'first_response',
      startedAt: start,
      dueAt,
      metAt: null,
      pausedAt: null,
    }
    const subject = { ...caseIn('dispositioned', null), events: [] }
    const told = explainDeadline(deadline, subject, referenceOf(counting, days), start)
    expect(told).toMatchObject({ agrees: true, days, standing: 'running', waits: [] })
    expect(countedIn(told)).toBe(days)
  })

  it.each(vectors.pauses)(
    '$name',
    ({ startedAt, days, pausedAt, daysLeft, resumedAt, dueAt, ...counting }) => {
      const reference = referenceOf(counting, days)
      const asked = event('request_info', pausedAt)
      const replied = event('reporter_replied', resumedAt)
      const running: Deadline = {
        kind: 'resolution',
        startedAt,
        dueAt: deadlineAfter(startedAt, days, counting),
        metAt: null,
        pausedAt: null,
      }
      const [paused] = pauseResolution([running], pausedAt)
      const [resumed] = resumeResolution([{ ...running, pausedAt }], resumedAt, counting)
      if (!paused || !resumed) throw new Error('There is no deadline.')
      expect(resumed.dueAt).toBe(dueAt)
      const waiting = explainDeadline(
        paused,
        { ...caseIn('in_progress', null), events: [asked] },
        reference,
        pausedAt,
      )
      expect(waiting).toMatchObject({ agrees: true, standing: 'paused', daysWaiting: daysLeft })
      expect(countedIn(waiting)).toBe(days - daysLeft)
      const subject = { ...caseIn('in_progress', null), events: [asked, replied] }
      const told = explainDeadline(resumed, subject, reference, resumedAt)
      expect(told).toMatchObject({ agrees: true, daysWaiting: null })
      expect(countedIn(told)).toBe(days)
    },
  )

  it('names the holidays and counts the weekends in between', () => {
    const start = instantFrom(Date.UTC(2026, 11, 21, 1))
    const deadline: Deadline = {
      kind: 'first_response',
      startedAt: start,
      dueAt: deadlineAfter(start, 5, countingOf(sample, caseIn('dispositioned', null).unitId)),
      metAt: null,
      pausedAt: null,
    }
    const told = explainDeadline(deadline, caseIn('dispositioned', null), sample, start)
    expect(told.stretches).toEqual([
      {
        from: '2026-12-21',
        until: '2026-12-29',
        calendar: 'working_days',
        counted: 5,
        weekendDays: 2,
        holidays: [{ date: '2026-12-25', name: 'Hari Raya Natal', collectiveLeave: false }],
      },
    ])
  })

  it('does not claim to have counted what the national system has set otherwise', () => {
    const [deadline] = caseIn('dispositioned', null).deadlines
    if (!deadline) throw new Error('There is no deadline.')
    const later = { ...deadline, dueAt: instantFrom(millisecondsOf(deadline.dueAt) + 3 * 86_400_000) }
    const told = explainDeadline(later, caseIn('dispositioned', null), sample, deadline.startedAt)
    expect(told).toMatchObject({ agrees: false, dueAt: later.dueAt, waits: [] })
  })

  it.each([
    ['met', { metAt: -1 }, 0],
    ['met-late', { metAt: 1 }, 0],
    ['past', {}, 1],
    ['running', {}, -1],
  ] as const)('says %s', (standing, { metAt }: { metAt?: number }, sinceDue) => {
    const [deadline] = caseIn('dispositioned', null).deadlines
    if (!deadline) throw new Error('There is no deadline.')
    const due = millisecondsOf(deadline.dueAt)
    const met = metAt === undefined ? null : instantFrom(due + metAt)
    const told = explainDeadline(
      { ...deadline, metAt: met },
      caseIn('dispositioned', null),
      sample,
      instantFrom(due + sinceDue),
    )
    expect(told.standing).toBe(standing)
  })
})

/** What happens to a case, so many hours after what happened before. */
const happenings = fc.array(
  fc.record({
    what: fc.constantFrom('ask', 'reply', 'forward', 'oversee', 'retitle', 'answer'),
    hours: fc.integer({ min: 1, max: 24 * 12 }),
  }),
  { maxLength: 8 },
)

/** The case after it, by the rules; null when they do not allow it. */
function happen(subject: Case, what: string, at: Instant): Case | null {
  if (what === 'reply') return subject.status === 'awaiting_reporter' ? replied(subject, at) : null
  const action =
    what === 'ask'
      ? actionOf('request_info')
      : what === 'answer'
        ? actionOf('respond')
        : what === 'forward'
          ? actionOf('forward', { unitId: subject.unitId === 'hospital' ? 'office' : 'hospital' })
          : actionOf('edit', what === 'oversee' ? { oversight: !subject.oversight } : {})
  const done = apply(subject, action, boss, { at })
  return done.outcome === 'applied' ? done.case : null
}

/** As the national system takes a reply (DOMAIN.md, *Actions*, the last paragraph). */
function replied(subject: Case, at: Instant): Case {
  const counting = countingOf(sample, subject.unitId)
  const days = resolutionDays(subject, sample.deadlineRules)
  const deadlines = endWait(subject.deadlines, at, days, { until: counting, from: counting })
  return {
    ...subject,
    status: 'in_progress',
    deadlines,
    events: [...subject.events, event('reporter_replied', at)],
  }
}

describe('an explanation', () => {
  it('comes to the deadline that the rules came to, whatever happened, and counts its days', () => {
    fc.assert(
      fc.property(happenings, (story) => {
        let subject: Case = caseIn('in_progress', 'actor')
        const first = event('dispositioned', subject.dispositionedAt, { unitId: subject.unitId })
        subject = { ...subject, events: [first] }
        let at = millisecondsOf(subject.dispositionedAt)
        for (const { what, hours } of story) {
          at += hours * 3_600_000
          subject = happen(subject, what, instantFrom(at)) ?? subject
          for (const deadline of subject.deadlines) {
            const told = explainDeadline(deadline, subject, sample, instantFrom(at))
            expect(told.agrees).toBe(true)
            expect(told.dueAt).toBe(deadline.dueAt)
            // Days left are counted by the unit that waits: of two calendars they may be more, or fewer.
            if (subject.events.some(({ type }) => type === 'forward')) continue
            const given = countedIn(told) + (told.daysWaiting ?? 0) - told.days
            expect(given).toBeGreaterThanOrEqual(0)
            expect(given).toBeLessThanOrEqual(mostDaysGiven(told))
          }
        }
      }),
      { numRuns: 200 },
    )
  })
})

/**
 * A clock that goes on with no day left ends on the day of the reply, or on the next that counts: that one may be given.
 */
function mostDaysGiven({ stretches, kind }: DeadlineExplanation): number {
  if (kind !== 'resolution' || stretches.length < 2) return 0
  return stretches.slice(1).filter(({ from, until, calendar, counted }) => {
    const counting = { ...countingOf(sample, caseIn('in_progress', null).unitId), calendar }
    const next = [1, 2, 3, 4, 5].map((days) => addDays(from, days)).find((date) => isCounted(date, counting))
    return counted === 1 && !isCounted(from, counting) && until === next
  }).length
}
