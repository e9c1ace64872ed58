import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyAction } from '../../../shared/domain/applyAction'
import { caseStatuses, type Case } from '../../../shared/domain/case'
import type { ActionId, CaseId, EventId, Instant, UnitId } from '../../../shared/domain/identifiers'
import { roles } from '../../../shared/domain/officer'
import { bulkVerdict, decisionFor } from '../../../renderer/engine/bulkDecision'
import type { Bulk, BulkObstacle } from '../../../renderer/engine/listApi'
import { caseIn, officer, reference } from '../../shared/domain/sampleCase'

const tag = fc.constantFrom('mudik2026', 'lampu', 'jalan', 'prioritas')
/** What reassigning comes to depends on who is named; superviseReassign.test.ts has that. */
type SameForAll = Exclude<Bulk, { kind: 'reassign' }>

const bulkArbitrary: fc.Arbitrary<SameForAll> = fc.oneof(
  fc.constant<SameForAll>({ kind: 'accept' }),
  fc.constant<SameForAll>({ kind: 'assign-to-me' }),
  fc
    .constantFrom('office', 'section', 'hospital', 'nowhere')
    .map((unitId): SameForAll => ({ kind: 'forward', unitId: unitId as UnitId, text: 'Mohon ditangani.' })),
  fc.constant<SameForAll>({ kind: 'archive', reasonCode: 'duplicate', text: '' }),
  fc.record({
    kind: fc.constant('tag' as const),
    add: fc.array(tag, { maxLength: 2 }),
    remove: fc.array(tag, { maxLength: 2 }),
  }),
)
const caseArbitrary: fc.Arbitrary<Case> = fc
  .record({
    status: fc.constantFrom(...caseStatuses),
    holder: fc.constantFrom(null, 'actor', 'other'),
    tags: fc.uniqueArray(tag, { maxLength: 3 }),
  })
  .map(({ status, holder, tags }) => ({ ...caseIn(status, holder), tags }))

function isOfTheRules(why: BulkObstacle): boolean {
  return !(['already-so', 'not-possible', 'too-many-tags'] as readonly BulkObstacle[]).includes(why)
}

test('what a preview promises the rules allow, and what it leaves they refuse or would change nothing', () => {
  fc.assert(
    fc.property(bulkArbitrary, caseArbitrary, fc.constantFrom(...roles), (bulk, subject, role) => {
      const actor = officer('actor', role)
      const verdict = bulkVerdict(bulk, subject, { officer: actor, reference })
      // What would change nothing, or names what is not there, the rules may see in another way.
      if (verdict.kind === 'left' && !isOfTheRules(verdict.why)) return
      const decision = verdict.kind === 'done' ? verdict.decision : decisionFor(bulk, subject.tags, actor)
      const application = applyAction(
        subject,
        {
          ...decision,
          actionId: 'act' as ActionId,
          caseId: 'case' as CaseId,
          baseVersion: 3,
          createdAt: subject.updatedAt,
        },
        { actor, at: '2026-11-24T01:00:00.000Z' as Instant, eventId: 'event' as EventId, reference },
      )
      expect([verdict, application.outcome]).toEqual([
        verdict,
        verdict.kind === 'done' ? 'applied' : 'rejected',
      ])
    }),
    { numRuns: 500 },
  )
})

test('tags are added and taken away, the others stay as they are', () => {
  const subject = { ...caseIn('in_progress', 'actor'), tags: ['lampu', 'jalan'] }
  const circumstances = { officer: officer('actor'), reference }
  const asked = { kind: 'tag', add: [' mudik2026 ', 'jalan'], remove: ['lampu'] } as const
  expect(bulkVerdict(asked, subject, circumstances)).toEqual({
    kind: 'done',
    decision: { type: 'edit', payload: { tags: ['jalan', 'mudik2026'] } },
  })
  const twenty = Array.from({ length: 20 }, (_, index) => `tag${index}`)
  expect(bulkVerdict(asked, { ...subject, tags: twenty }, circumstances)).toEqual({
    kind: 'left',
    why: 'too-many-tags',
  })
})
