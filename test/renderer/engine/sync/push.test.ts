import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseId } from '../../../../shared/domain/identifiers'
import { actionSchema } from '../../../../shared/protocol/action'
import type { EntryState, JournalEntry } from '../../../../shared/bridge/journalPort'
import { nextBatch } from '../../../../renderer/engine/sync/push'

const standings: readonly EntryState[] = [
  { state: 'held', releasedInMilliseconds: 1 },
  { state: 'waiting' },
  { state: 'sent' },
  { state: 'accepted' },
  { state: 'needs-you', outcome: 'rejected', code: null, detail: null },
]
const entriesArbitrary: fc.Arbitrary<JournalEntry[]> = fc
  .array(fc.record({ caseNumber: fc.integer({ min: 0, max: 4 }), standing: fc.constantFrom(...standings) }), {
    maxLength: 60,
  })
  .map((drafts) =>
    drafts.map(({ caseNumber, standing }, sequence) => ({
      sequence,
      standing,
      action: actionSchema.parse({
        actionId: `action-${sequence}`,
        caseId: `case-${caseNumber}`,
        type: 'note',
        baseVersion: 1,
        createdAt: '2026-11-24T01:00:00.000Z',
        payload: { text: 'x', uploads: [] },
      }),
    })),
  )

describe('the next batch', () => {
  test('holds of each case its first open action, when that may go, in the officer’s order', () => {
    const stoppedArbitrary = fc.subarray([0, 1, 2, 3, 4])
    fc.assert(
      fc.property(
        entriesArbitrary,
        stoppedArbitrary,
        fc.integer({ min: 1, max: 6 }),
        (entries, stops, limit) => {
          const stopped = new Set(stops.map((number) => `case-${number}` as CaseId))
          const firsts = [0, 1, 2, 3, 4]
            .map((number) => `case-${number}` as CaseId)
            .filter((caseId) => !stopped.has(caseId))
            .map((caseId) =>
              entries.find(
                ({ action, standing }) => action.caseId === caseId && standing.state !== 'accepted',
              ),
            )
            .filter((entry) => entry !== undefined)
            .filter(({ standing }) => standing.state === 'waiting' || standing.state === 'sent')
            .sort((one, other) => one.sequence - other.sequence)
          const expected = firsts.slice(0, limit).map(({ action }) => action.actionId)
          expect(nextBatch(entries, stopped, limit).map((action) => action.actionId)).toEqual(expected)
        },
      ),
      { numRuns: 500 },
    )
  })
})
