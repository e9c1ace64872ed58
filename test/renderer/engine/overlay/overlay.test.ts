import { describe, expect, test } from 'vitest'
import type { Action } from '../../../../shared/domain/action'
import { instantFrom, type ActionId } from '../../../../shared/domain/identifiers'
import { actionSchema } from '../../../../shared/protocol/action'
import { caseEventSchema } from '../../../../shared/protocol/case'
import type { EntryState, JournalEntry } from '../../../../shared/bridge/journalPort'
import { overlay } from '../../../../renderer/engine/overlay/overlay'
import { caseIn, officer, reference } from '../../../shared/domain/sampleCase'

const sari = officer('sari')
const circumstances = { actor: sari, reference }
const conflict: EntryState = { state: 'needs-you', outcome: 'conflict', code: null, detail: null }

function entry(
  sequence: number,
  standing: EntryState,
  decision: Pick<Action, 'type' | 'payload'>,
): JournalEntry {
  const action = actionSchema.parse({
    ...decision,
    actionId: `action-${sequence}`,
    caseId: 'case',
    baseVersion: 3,
    createdAt: instantFrom(Date.parse('2026-11-24T01:00:00.000Z') + sequence),
  })
  return { sequence, action, standing, files: [] }
}
const accept = { type: 'accept', payload: {} } as const
const respond = { type: 'respond', payload: { text: 'Jawaban', uploads: [] } } as const

describe('the overlay', () => {
  test('lays the officer’s actions over the stored case in their order, each with its state', () => {
    const base = caseIn('dispositioned', null)
    const entries = [entry(1, { state: 'sent' }, accept), entry(2, { state: 'waiting' }, respond)]
    const result = overlay(base, entries, circumstances)
    expect(result.case).toMatchObject({ status: 'answered', assigneeId: 'sari', version: base.version })
    expect(result.events.map(({ event, state }) => [event.type, state])).toEqual([
      ['accept', 'sending'],
      ['respond', 'saved'],
    ])
    expect(result.unsent).toBe('sending')
    expect(base.status).toBe('dispositioned')
  })

  test('shows what needs the officer but does not let it change the case', () => {
    const result = overlay(caseIn('in_progress', 'sari'), [entry(1, conflict, respond)], circumstances)
    expect(result.case.status).toBe('in_progress')
    expect(result.events.at(-1)).toMatchObject({ state: 'needs-you', event: { text: 'Jawaban' } })
    expect(result.unsent).toBe('needs-you')
  })

  test('shows an accepted action as the server’s until the stored case holds it, then leaves it to that', () => {
    const base = caseIn('in_progress', 'sari')
    const accepted = entry(1, { state: 'accepted' }, respond)
    const before = overlay(base, [accepted], circumstances)
    expect(before).toMatchObject({ unsent: null, settled: [], case: { status: 'answered' } })
    expect(before.events.map((item) => item.state)).toEqual(['server'])

    const event = caseEventSchema.parse({
      id: 'event',
      at: base.updatedAt,
      actor: { kind: 'officer', id: 'sari', name: 'Sari' },
      type: 'respond',
      text: 'Jawaban',
      visibility: 'public',
      actionId: 'action-1' as ActionId,
    })
    const after = overlay({ ...base, events: [event], status: 'answered' }, [accepted], circumstances)
    expect(after.settled).toEqual(['action-1'])
    expect(after.events).toEqual([{ event, state: 'server', entry: null }])
  })

  test('keeps words in the timeline that cannot be applied to what the case has become', () => {
    const result = overlay(caseIn('closed', 'budi'), [entry(1, { state: 'waiting' }, respond)], circumstances)
    expect(result.case.status).toBe('closed')
    expect(result.events).toHaveLength(1)
    expect(result.unsent).toBe('saved')
  })

  test('shows words before the reference data came, without computing deadlines by guess', () => {
    const base = caseIn('in_progress', 'sari')
    const result = overlay(base, [entry(1, { state: 'held', releasedInMilliseconds: 5 }, respond)], {
      actor: sari,
      reference: null,
    })
    expect(result.case).toBe(base)
    expect(result.events.map((item) => item.state)).toEqual(['held'])
  })
})
