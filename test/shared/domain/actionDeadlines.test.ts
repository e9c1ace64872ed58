import { describe, expect, it } from 'vitest'
import { countingOf, deadlineAfter, type Counting } from '../../../shared/domain/calendar'
import type { Case, Deadline, DeadlineKind } from '../../../shared/domain/case'
import { endWait, restartResolution } from '../../../shared/domain/deadlines'
import type { Instant } from '../../../shared/domain/identifiers'
import { instantSchema } from '../../../shared/protocol/primitives'
import { actionOf, after, at } from './sampleActions'
import { caseIn, officer, reference } from './sampleCase'

/**
 * DOMAIN.md, *Deadlines*, for each action that touches a clock. The sample case was dispositioned on Monday
 * 23 November 2026 to an office in Makassar: first response until 30 November, resolution until 11 December.
 */
const boss = officer('actor', 'supervisor')
const opened = caseIn('in_progress', 'actor')
const office = countingOf(reference, opened.unitId)
const hospital: Counting = { ...office, calendar: 'continuous' }

function endOf(date: string): string {
  return `${date}T15:59:59.999Z`
}

function deadline(subject: Case, kind: DeadlineKind): Deadline {
  const found = subject.deadlines.find((candidate) => candidate.kind === kind)
  if (!found) throw new Error(`The case has no ${kind}.`)
  return found
}

function on(date: string): { readonly at: Instant } {
  return { at: instantSchema.parse(`${date}T02:00:00.000Z`) }
}

const asked = after(opened, actionOf('request_info'), boss)

describe('request_info', () => {
  it('meets the first response, stops the resolution and starts the reporter’s days', () => {
    expect(asked).toMatchObject({
      firstResponseAt: at,
      dueKind: 'reporter_reply',
      dueAt: endOf('2026-12-08'),
    })
    expect(deadline(asked, 'first_response').metAt).toBe(at)
    expect(deadline(asked, 'resolution')).toMatchObject({
      metAt: null,
      pausedAt: at,
      dueAt: endOf('2026-12-11'),
    })
  })

  it('starts no resolution after an answer until the reporter replies', () => {
    const answered = after(opened, actionOf('respond'), boss)
    const askedAgain = after(answered, actionOf('request_info'), boss, on('2026-11-26'))
    expect(deadline(askedAgain, 'resolution')).toEqual(deadline(answered, 'resolution'))
    expect(askedAgain.deadlines.map(({ kind }) => kind)).not.toContain('auto_close')
    expect(askedAgain.firstResponseAt).toBe(answered.firstResponseAt)
    const counting = { until: office, from: office }
    const replied = endWait(askedAgain.deadlines, on('2026-11-30').at, 14, counting)
    expect(replied.find(({ kind }) => kind === 'resolution')).toEqual({
      kind: 'resolution',
      startedAt: on('2026-11-30').at,
      dueAt: deadlineAfter(on('2026-11-30').at, 14, office),
      metAt: null,
      pausedAt: null,
    })
  })
})

describe('the end of the wait', () => {
  it('comes with an answer: nothing runs any more but the closing', () => {
    const answered = after(asked, actionOf('respond'), boss, on('2026-11-30'))
    expect(answered).toMatchObject({ dueKind: 'auto_close', firstResponseAt: at })
    expect(deadline(answered, 'reporter_reply').metAt).toBe(on('2026-11-30').at)
    expect(deadline(answered, 'resolution')).toMatchObject({ metAt: on('2026-11-30').at, pausedAt: null })
  })

  it('comes with a forward: the days that were left go on, by the new unit’s calendar', () => {
    const moved = after(asked, actionOf('forward'), boss, on('2026-11-30'))
    expect(deadline(moved, 'reporter_reply').metAt).toBe(on('2026-11-30').at)
    // 13 working days were left after Tuesday 24 November; the hospital counts every day from 30 November on.
    expect(moved).toMatchObject({ dueKind: 'resolution', dueAt: endOf('2026-12-13') })
    expect(deadline(moved, 'resolution').pausedAt).toBeNull()
  })

  it('starts a new resolution where none stood still, so that no open case is without one', () => {
    const answered = after(opened, actionOf('respond'), boss)
    const askedAgain = after(answered, actionOf('request_info'), boss, on('2026-11-26'))
    const moved = after(askedAgain, actionOf('forward'), boss, on('2026-11-30'))
    expect(moved).toMatchObject({
      dueKind: 'resolution',
      dueAt: deadlineAfter(on('2026-11-30').at, 14, hospital),
    })
  })

  it('comes with archiving, when the reporter gave no data', () => {
    const archived = after(asked, actionOf('archive', { reasonCode: 'not_completed' }), boss)
    expect(archived.deadlines.every(({ metAt }) => metAt !== null)).toBe(true)
  })
})

describe('forward', () => {
  it('changes no running deadline; clocks that start later use the new unit’s calendar', () => {
    const moved = after(opened, actionOf('forward'), boss)
    expect(moved.deadlines).toEqual(opened.deadlines)
    const answered = after(moved, actionOf('respond'), boss, on('2026-11-27'))
    expect(answered).toMatchObject({ dueKind: 'auto_close', dueAt: endOf('2026-12-07') })
  })
})

describe('reopen', () => {
  it('starts a new resolution from its own moment and leaves the first response met', () => {
    const closed = after(opened, actionOf('respond', { close: true }), boss)
    const reopened = after(closed, actionOf('reopen'), boss, on('2026-12-07'))
    expect(reopened).toMatchObject({ dueKind: 'resolution', dueAt: endOf('2026-12-28') })
    expect(reopened.deadlines).toHaveLength(2)
    expect(deadline(reopened, 'resolution').startedAt).toBe(on('2026-12-07').at)
    expect(deadline(reopened, 'first_response').metAt).toBe(at)
  })
})

describe('edit of classification or oversight', () => {
  const edit = (payload: object, subject = opened, when = '2026-11-25'): Case =>
    after(subject, actionOf('edit', { title: undefined, ...payload }), boss, on(when))

  it('computes the running resolution from its start', () => {
    const start = opened.dispositionedAt
    expect(deadline(edit({ oversight: true }), 'resolution')).toMatchObject({
      startedAt: start,
      dueAt: deadlineAfter(start, 60, office),
    })
    const asking = edit({ classification: 'information_request' })
    expect(asking).toMatchObject({ dueKind: 'first_response', dueAt: endOf('2026-11-30') })
    expect(deadline(asking, 'resolution').dueAt).toBe(endOf('2026-11-30'))
  })

  it('counts oversight for complaints only', () => {
    const aspiration = edit({ classification: 'aspiration', oversight: true })
    expect(aspiration.oversight).toBe(true)
    expect(aspiration.deadlines).toEqual(opened.deadlines)
    const complaint = edit({ classification: 'complaint' }, aspiration)
    expect(deadline(complaint, 'resolution').dueAt).toBe(deadlineAfter(opened.dispositionedAt, 60, office))
  })

  it('computes one that stands still anew as well, and lets it stand still', () => {
    const changed = edit({ oversight: true }, asked)
    expect(deadline(changed, 'resolution')).toMatchObject({
      pausedAt: at,
      dueAt: deadlineAfter(opened.dispositionedAt, 60, office),
    })
    expect(changed.dueKind).toBe('reporter_reply')
  })

  it('leaves one that is met as it was', () => {
    const answered = after(opened, actionOf('respond'), boss)
    expect(edit({ oversight: true }, answered).deadlines).toEqual(answered.deadlines)
  })

  it('touches no deadline when the days stay the same: what a wait added is not lost', () => {
    const counting = { until: office, from: office }
    const extended = endWait(asked.deadlines, on('2026-12-01').at, 14, counting)
    const resumed: Case = { ...asked, status: 'in_progress', deadlines: extended }
    expect(edit({ classification: 'aspiration' }, resumed, '2026-12-02').deadlines).toEqual(extended)
  })
})

describe('a reply to what was answered', () => {
  it('starts a new resolution in the place of the old one and takes the closing away', () => {
    const answered = after(opened, actionOf('respond'), boss)
    const replied = restartResolution(answered.deadlines, on('2026-12-01').at, 14, office)
    expect(replied.map(({ kind }) => kind)).toEqual(['first_response', 'resolution'])
    expect(replied[1]).toMatchObject({ startedAt: on('2026-12-01').at, metAt: null })
  })
})
