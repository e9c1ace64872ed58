import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countedDaysLeft, deadlineAfter, type Counting } from '../../../shared/domain/calendar'
import type { Deadline } from '../../../shared/domain/case'
import {
  deadlinesOnDisposition,
  meet,
  nextDeadline,
  pauseResolution,
  resumeResolution,
  startAutoClose,
  startReporterReply,
} from '../../../shared/domain/deadlines'
import { instantFrom, millisecondsOf, type Instant } from '../../../shared/domain/identifiers'
import { calendarDateSchema, instantSchema } from '../../../shared/protocol/primitives'
import { caseIn, reference } from './sampleCase'
import { vectors } from './vectors'

const office: Counting = {
  calendar: 'working_days',
  timeZone: 'Asia/Makassar',
  holidays: new Set([calendarDateSchema.parse('2026-12-25')]),
}

function resolution(startedAt: Instant, days: number, counting: Counting): Deadline[] {
  return [
    {
      kind: 'resolution',
      startedAt,
      dueAt: deadlineAfter(startedAt, days, counting),
      metAt: null,
      pausedAt: null,
    },
  ]
}

describe('pausing a resolution', () => {
  it.each(vectors.pauses)(
    '$name',
    ({ startedAt, days, pausedAt, daysLeft, resumedAt, dueAt, ...counting }) => {
      const running = resolution(startedAt, days, counting)
      expect(countedDaysLeft(pausedAt, running[0]?.dueAt ?? startedAt, counting)).toBe(daysLeft)
      const resumed = resumeResolution(pauseResolution(running, pausedAt), resumedAt, counting)
      expect(resumed).toEqual([{ ...running[0], dueAt, pausedAt: null }])
    },
  )

  it('changes nothing when it is resumed at once', () => {
    const starts = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }).map(instantFrom)
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 60 }), fc.nat(90 * 86_400_000), (start, days, later) => {
        const running = resolution(start, days, office)
        const at = instantFrom(millisecondsOf(start) + later)
        expect(resumeResolution(pauseResolution(running, at), at, office)).toEqual(running)
      }),
    )
  })

  it('keeps its first moment when it is paused twice', () => {
    const first = instantFrom(Date.UTC(2026, 10, 24))
    const paused = pauseResolution(resolution(instantFrom(Date.UTC(2026, 10, 23)), 5, office), first)
    expect(pauseResolution(paused, instantFrom(Date.UTC(2026, 10, 25)))).toEqual(paused)
  })
})

describe('the deadlines of a case', () => {
  const rules = reference.deadlineRules
  const dispositionedAt = instantSchema.parse('2026-11-23T01:00:00.000Z')

  it.each([
    ['information_request', false, 5],
    ['aspiration', false, 14],
    ['complaint', false, 14],
    ['complaint', true, 60],
    ['aspiration', true, 14],
  ] as const)('give %s (oversight: %s) %i days to the resolution', (classification, oversight, days) => {
    const deadlines = deadlinesOnDisposition({ classification, oversight, dispositionedAt }, rules, office)
    expect(deadlines.map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ['first_response', deadlineAfter(dispositionedAt, 5, office)],
      ['resolution', deadlineAfter(dispositionedAt, days, office)],
    ])
  })

  it('show the earlier of the first response and the resolution while work goes on', () => {
    const { deadlines } = caseIn('dispositioned', null)
    expect(nextDeadline('dispositioned', deadlines).dueKind).toBe('first_response')
    const responded = meet(deadlines, 'first_response', dispositionedAt)
    expect(nextDeadline('in_progress', responded).dueKind).toBe('resolution')
  })

  it('show the reply while the reporter is awaited and the closing once answered', () => {
    const { deadlines } = caseIn('dispositioned', null)
    const awaited = startReporterReply(deadlines, dispositionedAt, rules.reporter_reply, office)
    expect(nextDeadline('awaiting_reporter', awaited)).toEqual({
      dueKind: 'reporter_reply',
      dueAt: deadlineAfter(dispositionedAt, 10, office),
    })
    const answered = startAutoClose(deadlines, dispositionedAt, rules.auto_close, office)
    expect(nextDeadline('answered', answered).dueKind).toBe('auto_close')
  })

  it.each(['closed', 'archived', 'returned'] as const)('show none once the case is %s', (status) => {
    expect(nextDeadline(status, caseIn(status, null).deadlines)).toEqual({ dueAt: null, dueKind: null })
  })

  it('keep the first time at which they were met', () => {
    const { deadlines } = caseIn('in_progress', null)
    const once = meet(deadlines, 'first_response', dispositionedAt)
    expect(meet(once, 'first_response', instantFrom(Date.UTC(2027, 0, 1)))).toEqual(once)
  })
})
