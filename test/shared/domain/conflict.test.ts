import { describe, expect, it } from 'vitest'
import { actionTypes } from '../../../shared/domain/action'
import type { CaseEvent } from '../../../shared/domain/case'
import { conflictWith } from '../../../shared/domain/conflict'
import { caseEventSchema } from '../../../shared/protocol/case'
import { actionOf, apply } from './sampleActions'
import { caseIn, officer } from './sampleCase'
import { vectors } from './vectors'

const actor = officer('actor')

/** Reads `respond`, `own:respond` and `edit:title=A` as the worked examples write them. */
function eventOf(written: string, data?: object): CaseEvent {
  const own = written.startsWith('own:')
  const [type, assignment] = written.replace('own:', '').split(':')
  const reporter = type === 'reporter_replied'
  const [field, value] = assignment?.split('=') ?? []
  return caseEventSchema.parse({
    id: `event-${written}`,
    at: '2026-11-24T02:00:00.000Z',
    actor: { kind: reporter ? 'reporter' : 'officer', id: own ? 'actor' : 'other', name: 'Seseorang' },
    type,
    visibility: 'public',
    data: data ?? (field === undefined ? undefined : { [field]: value }),
  })
}

function conflicts(action: Parameters<typeof actionOf>, ...events: readonly CaseEvent[]): boolean {
  return conflictWith(actionOf(...action), events, actor.id) !== null
}

describe('the worked examples of conflicts', () => {
  it.each(vectors.conflicts)('$action after $othersSince: $expect', (vector) => {
    const { action: type, othersSince, payload, status = 'in_progress' } = vector
    // An edit is made of its fields alone; nothing of the sample's may stay in it.
    const action = actionOf(type, type === 'edit' ? { title: undefined, ...payload } : payload)
    const against = conflictWith(
      action,
      othersSince.map((written) => eventOf(written)),
      actor.id,
    )
    expect(against === null ? 'applied' : 'conflict').toBe(vector.expect)
    if (against === null) expect(apply(caseIn(status, null), action, actor).outcome).toBe('applied')
  })
})

const answersAndMoves = ['respond', 'request_info', 'forward', 'return', 'archive', 'close'] as const

describe('what stands against an action (DOMAIN.md, Actions)', () => {
  const asRespond = ['respond', 'request_info', 'forward', 'return', 'archive', 'close'] as const

  it.each(asRespond)(
    'is, for %s, an answer or a move by another, also one by the national system',
    (type) => {
      for (const theirs of answersAndMoves) expect(conflicts([type], eventOf(theirs))).toBe(true)
      const closed: CaseEvent = { ...eventOf('auto_closed'), actor: { kind: 'system', name: 'SP4N-LAPOR!' } }
      expect(conflictWith(actionOf(type), [closed], actor.id)).toBe(closed)
    },
  )

  it.each(asRespond)('is, for %s, never a change of holder, data or links', (type) => {
    for (const theirs of ['accept', 'assign', 'edit', 'link_duplicate', 'unlink_duplicate', 'reopen']) {
      expect(conflicts([type], eventOf(theirs))).toBe(false)
    }
  })

  it.each(actionTypes)('is, for %s, the reporter’s reply only where it is put aside or closed', (type) => {
    const stands = type === 'archive' || type === 'close'
    expect(conflicts([type], eventOf('reporter_replied'))).toBe(stands)
  })

  it.each(actionTypes)('is, for %s, never a note', (type) => {
    expect(conflicts([type], eventOf('note'), eventOf('note'))).toBe(false)
  })

  it('is, for accept, that the case was taken or given to somebody else', () => {
    expect(conflicts(['accept'], eventOf('accept'))).toBe(true)
    expect(conflicts(['accept'], eventOf('assign', { assigneeId: 'third' }))).toBe(true)
    expect(conflicts(['accept'], eventOf('assign', { assigneeId: 'actor' }))).toBe(false)
    expect(conflicts(['accept'], eventOf('assign', { assigneeId: null }))).toBe(false)
    expect(conflicts(['accept'], eventOf('respond'))).toBe(false)
  })

  it('is, for assign, that it was given to another person than the one chosen', () => {
    expect(conflicts(['assign', { assigneeId: 'third' }], eventOf('assign', { assigneeId: 'actor' }))).toBe(
      true,
    )
    expect(conflicts(['assign', { assigneeId: 'third' }], eventOf('assign', { assigneeId: 'third' }))).toBe(
      false,
    )
    expect(conflicts(['assign', { assigneeId: 'third' }], eventOf('assign', { assigneeId: null }))).toBe(
      false,
    )
    expect(conflicts(['assign', { assigneeId: null }], eventOf('assign', { assigneeId: 'third' }))).toBe(true)
    expect(conflicts(['assign', { assigneeId: 'other' }], eventOf('accept'))).toBe(false)
  })

  it('is, for edit, the same field with another value, whichever of several it is', () => {
    const edit = ['edit', { title: 'B', tags: ['x', 'y'] }] as const
    expect(conflicts([...edit], eventOf('edit', { tags: ['x', 'z'] }))).toBe(true)
    expect(conflicts([...edit], eventOf('edit', { tags: ['y', 'x'], oversight: true }))).toBe(false)
    expect(conflicts([...edit], eventOf('edit', { title: 'B' }), eventOf('edit', { title: 'C' }))).toBe(true)
    expect(conflicts(['edit', { anonymous: true }], eventOf('edit', { anonymous: true }))).toBe(false)
  })

  it.each(['link_duplicate', 'unlink_duplicate'] as const)('is, for %s, a link to another', (type) => {
    expect(conflicts([type], eventOf('link_duplicate', { primaryCaseId: 'another' }))).toBe(true)
    expect(conflicts([type], eventOf('link_duplicate', { primaryCaseId: 'primary' }))).toBe(false)
    expect(conflicts([type], eventOf('unlink_duplicate', { primaryCaseId: 'another' }))).toBe(false)
  })

  it('is never what the officer did themself', () => {
    for (const mine of actionTypes) {
      for (const type of actionTypes) {
        const event = { ...eventOf(`own:${mine}`), data: { assigneeId: 'third', primaryCaseId: 'another' } }
        expect(conflicts([type], event)).toBe(false)
      }
    }
  })

  it('is the first of several', () => {
    const first = eventOf('request_info')
    const found = conflictWith(actionOf('respond'), [eventOf('note'), first, eventOf('close')], actor.id)
    expect(found).toBe(first)
  })
})
