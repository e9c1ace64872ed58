import { describe, expect, it } from 'vitest'
import { knownActionTypes, type KnownActionType } from '../../../shared/domain/action'
import type { CaseEvent } from '../../../shared/domain/case'
import { conflictWith } from '../../../shared/domain/conflict'
import { caseEventSchema } from '../../../shared/protocol/case'
import { officer } from './sampleCase'
import { vectors } from './vectors'

const actor = officer('actor')

/** Reads `respond`, `own:respond` and `edit:title=A` as the worked examples write them. */
function eventOf(written: string): CaseEvent {
  const own = written.startsWith('own:')
  const type = written.replace('own:', '').split(':')[0]
  const reporter = type === 'reporter_replied'
  return caseEventSchema.parse({
    id: `event-${written}`,
    at: '2026-11-24T02:00:00.000Z',
    actor: { kind: reporter ? 'reporter' : 'officer', id: own ? 'actor' : 'other', name: 'Seseorang' },
    type,
    visibility: 'public',
  })
}

function isKnown(type: string): type is KnownActionType {
  return knownActionTypes.some((known) => known === type)
}

describe('conflicts', () => {
  it.each(vectors.conflicts.filter(({ action }) => isKnown(action)))(
    '$action after $othersSince: $expect',
    ({ action, othersSince, expect: expected }) => {
      if (!isKnown(action)) throw new Error('Only known actions are listed.')
      const against = conflictWith({ type: action }, othersSince.map(eventOf), actor.id)
      expect(against === null ? 'applied' : 'conflict').toBe(expected)
    },
  )

  it('stands against an acceptance when the case was given to somebody else, not when it was given to me', () => {
    const assignedTo = (assigneeId: string | null): CaseEvent => ({
      ...eventOf('assign'),
      data: { assigneeId },
    })
    expect(conflictWith({ type: 'accept' }, [assignedTo('third')], actor.id)).not.toBeNull()
    expect(conflictWith({ type: 'accept' }, [assignedTo('actor')], actor.id)).toBeNull()
    expect(conflictWith({ type: 'accept' }, [assignedTo(null)], actor.id)).toBeNull()
  })

  it('stands against an answer when the national system closed the case meanwhile', () => {
    const closed: CaseEvent = { ...eventOf('auto_closed'), actor: { kind: 'system', name: 'SP4N-LAPOR!' } }
    expect(conflictWith({ type: 'respond' }, [closed], actor.id)).toBe(closed)
  })
})
