import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseEvent } from '../../../../shared/domain/case'
import { instantFrom, type OfficerId } from '../../../../shared/domain/identifiers'
import { caseSummarySchema, othersAt, summaryOf } from '../../../../renderer/engine/rows/caseSummary'
import { caseNumbered } from '../support/caseNumbered'

const officers = ['sari', 'budi', 'rahmawati'] as OfficerId[]
const event = fc
  .record({
    actor: fc.oneof(
      fc.constantFrom(...officers).map((id) => ({ kind: 'officer' as const, id, name: 'Petugas' })),
      fc.constantFrom(
        { kind: 'officer' as const, name: 'Tanpa tanda' },
        { kind: 'reporter' as const, name: 'Pelapor' },
        { kind: 'system' as const, name: 'SP4N' },
      ),
    ),
    minute: fc.integer({ min: 0, max: 100_000 }),
  })
  .map(({ actor, minute }): CaseEvent => {
    const id = `event-${minute}` as CaseEvent['id']
    return { id, at: instantFrom(minute * 60_000), actor, type: 'note', visibility: 'internal' }
  })

describe('the summary of a case', () => {
  test('is what its schema says, and stays so through JSON', () => {
    const subject = caseNumbered(3, { dueAt: null, dueKind: null, tags: ['banjir'] })
    const summary = summaryOf(subject)
    expect(caseSummarySchema.parse(JSON.parse(JSON.stringify(summary)))).toEqual(summary)
  })

  test('knows for each officer when somebody else did something last', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), fc.constantFrom(...officers), (events, me) => {
        const last = events.findLast(({ actor }) => actor.kind !== 'officer' || actor.id !== me)
        const expected = last ? Date.parse(last.at) : -Infinity
        expect(othersAt(summaryOf(caseNumbered(1, { events })), me)).toBe(expected)
      }),
    )
  })
})
