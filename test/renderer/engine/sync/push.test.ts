import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseId } from '../../../../shared/domain/identifiers'
import { actionSchema } from '../../../../shared/protocol/action'
import type { EntryState, JournalEntry } from '../../../../shared/bridge/journalPort'
import { nextBatch } from '../../../../renderer/engine/sync/nextBatch'

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
      files: [],
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

/** What PROTOCOL.md 5.3 asks of any batch, said without the way in which it is made. */
function goes(
  entries: readonly JournalEntry[],
  stopped: ReadonlySet<CaseId>,
  withFiles: ReadonlySet<number>,
) {
  return entries.filter((entry) => {
    const { caseId } = entry.action
    const upTo = entries.filter(({ action, sequence }) => {
      return action.caseId === caseId && sequence <= entry.sequence
    })
    const open = upTo.filter(({ standing }) => standing.state !== 'accepted')
    const allMayGo = open.every(({ standing, sequence }) => {
      return (standing.state === 'waiting' || standing.state === 'sent') && withFiles.has(sequence)
    })
    return entry.standing.state !== 'accepted' && allMayGo && !stopped.has(caseId)
  })
}

describe('the next batch', () => {
  test('holds of each case its open actions in order, up to the first that may not go', () => {
    const caseNumbers = fc.subarray([0, 1, 2, 3, 4])
    const limit = fc.integer({ min: 1, max: 6 })
    const withoutFiles = fc.array(fc.nat(60), { maxLength: 5 })
    fc.assert(
      fc.property(entriesArbitrary, caseNumbers, limit, withoutFiles, (entries, stops, most, missing) => {
        const stopped = new Set(stops.map((number) => `case-${number}` as CaseId))
        const there = new Set(entries.map(({ sequence }) => sequence).filter((at) => !missing.includes(at)))
        const expected = goes(entries, stopped, there).slice(0, most)
        const batch = nextBatch(entries, stopped, most, ({ sequence }) => there.has(sequence))
        expect(batch.map(({ sequence }) => sequence)).toEqual(expected.map(({ sequence }) => sequence))
      }),
      { numRuns: 500 },
    )
  })
})
