import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { knownActionTypes, type Action, type KnownActionType } from '../../../shared/domain/action'
import { applyAction, type Application } from '../../../shared/domain/applyAction'
import { caseStatuses, type Case } from '../../../shared/domain/case'
import { deadlineAfter, countingOf } from '../../../shared/domain/calendar'
import type { EventId } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import { actionSchema } from '../../../shared/protocol/action'
import { identifier, instantSchema } from '../../../shared/protocol/primitives'
import { caseIn, officer, reference } from './sampleCase'
import { vectors } from './vectors'

const at = instantSchema.parse('2026-11-24T02:00:00.000Z')
const eventId = identifier<EventId>().parse('event-1')

function actionOf(type: KnownActionType, payload: Readonly<Record<string, unknown>> = {}): Action {
  return actionSchema.parse({
    actionId: '0192f0c1-0000-7000-8000-000000000001',
    caseId: 'case',
    type,
    baseVersion: 3,
    createdAt: at,
    payload: type === 'accept' ? payload : { text: 'Sudah kami periksa.', ...payload },
  })
}

function applied(subject: Case, action: Action, actor: Officer): Application {
  return applyAction(subject, action, { actor, at, eventId, reference })
}

function isKnown(type: string): type is KnownActionType {
  return knownActionTypes.some((known) => known === type)
}

const known = vectors.transitions.filter(({ action }) => isKnown(action))

describe('transitions', () => {
  it('are all held against the worked examples of the actions that this version knows', () => {
    expect(known.length).toBeGreaterThanOrEqual(22)
  })

  it.each(known)('$status + $action by $role, held by $holder: $expect', (vector) => {
    if (!isKnown(vector.action)) throw new Error('Only known actions are listed.')
    const actor = officer('actor', vector.role)
    const holder = vector.holder === 'nobody' ? null : vector.holder
    const result = applied(caseIn(vector.status, holder), actionOf(vector.action, vector.payload), actor)
    if (vector.expect === 'forbidden' || vector.expect === 'invalid_transition') {
      expect(result).toEqual({ outcome: 'rejected', code: vector.expect })
      return
    }
    expect(result).toMatchObject({ outcome: 'applied', case: { status: vector.expect } })
    if (vector.assignee) expect(result).toMatchObject({ case: { assigneeId: vector.assignee } })
  })
})

describe('an applied action', () => {
  it('leaves its event in the timeline with its text, its id and who did it', () => {
    const result = applied(caseIn('in_progress', 'actor'), actionOf('respond'), officer('actor'))
    expect(result).toMatchObject({
      case: {
        updatedAt: at,
        events: [
          {
            id: 'event-1',
            at,
            actor: { kind: 'officer', id: 'actor', name: 'Petugas actor' },
            type: 'respond',
            text: 'Sudah kami periksa.',
            visibility: 'public',
            data: { uploads: [] },
            actionId: '0192f0c1-0000-7000-8000-000000000001',
          },
        ],
      },
    })
  })

  it('keeps a note internal and changes nothing else', () => {
    const subject = caseIn('in_progress', 'other')
    const result = applied(subject, actionOf('note'), officer('actor'))
    if (result.outcome !== 'applied') throw new Error('The note was refused.')
    expect(result.event.visibility).toBe('internal')
    expect({ ...result.case, events: [], updatedAt: subject.updatedAt }).toEqual(subject)
  })

  it('meets the first response and the resolution with an answer and starts the closing', () => {
    const subject = caseIn('dispositioned', null)
    const result = applied(subject, actionOf('respond'), officer('actor'))
    const dueAt = deadlineAfter(at, 10, countingOf(reference, subject.unitId))
    expect(result).toMatchObject({
      case: {
        firstResponseAt: at,
        answeredAt: at,
        closedAt: null,
        dueKind: 'auto_close',
        dueAt,
        deadlines: [
          { kind: 'first_response', metAt: at },
          { kind: 'resolution', metAt: at },
          { kind: 'auto_close', startedAt: at, metAt: null },
        ],
      },
    })
  })

  it('keeps the moment of the first response when it is answered again', () => {
    const earlier = instantSchema.parse('2026-11-23T03:00:00.000Z')
    const answered: Case = { ...caseIn('answered', 'actor'), firstResponseAt: earlier }
    const result = applied(answered, actionOf('respond'), officer('actor'))
    expect(result).toMatchObject({ case: { firstResponseAt: earlier, answeredAt: at } })
  })

  it('answers and closes at once, without a deadline, when asked to', () => {
    const result = applied(
      caseIn('answered', 'actor'),
      actionOf('respond', { close: true }),
      officer('actor'),
    )
    expect(result).toMatchObject({ case: { status: 'closed', closedAt: at, dueAt: null, dueKind: null } })
  })

  it('never gives a version: that is the national system’s', () => {
    const statuses = fc.constantFrom(...caseStatuses)
    fc.assert(
      fc.property(statuses, fc.constantFrom(...knownActionTypes), (status, type) => {
        const result = applied(caseIn(status, null), actionOf(type), officer('actor', 'supervisor'))
        if (result.outcome === 'applied') expect(result.case.version).toBe(3)
      }),
    )
  })

  it('gives the same case in whatever order notes come', () => {
    const statuses = fc.constantFrom(...caseStatuses.filter((status) => status !== 'returned'))
    fc.assert(
      fc.property(statuses, (status) => {
        const actor = officer('actor', 'supervisor')
        const orders = [actionOf('note', { text: 'satu' }), actionOf('note', { text: 'dua' })]
        const [first, second] = [orders, [...orders].reverse()].map((order) =>
          order.reduce(
            (subject, action) => {
              const result = applied(subject, action, actor)
              return result.outcome === 'applied' ? result.case : subject
            },
            caseIn(status, null),
          ),
        )
        expect({ ...first, events: [] }).toEqual({ ...second, events: [] })
        expect(first?.events).toHaveLength(2)
      }),
    )
  })
})
