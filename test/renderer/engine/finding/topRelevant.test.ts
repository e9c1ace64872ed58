import fc from 'fast-check'
import { expect, test } from 'vitest'
import { topRelevant } from '../../../../renderer/engine/finding/topRelevant'

test('the most relevant are those that sorting all of them puts first', () => {
  const scored = fc.array(fc.record({ score: fc.integer({ min: 0, max: 6 }), matches: fc.boolean() }), {
    maxLength: 60,
  })
  const shuffled = scored.chain((slots) =>
    fc.tuple(
      fc.constant(slots),
      fc.shuffledSubarray([...slots.keys()], { minLength: slots.length, maxLength: slots.length }),
    ),
  )
  fc.assert(
    fc.property(shuffled, fc.integer({ min: -1, max: 70 }), ([slots, order], count) => {
      const matching = Uint32Array.from([...slots.keys()].filter((slot) => slots[slot]?.matches))
      const placeOf = Uint32Array.from(slots, (_, slot) => order.indexOf(slot))
      const relevanceOf = (slot: number): number => slots[slot]?.score ?? 0
      const sorted = order
        .filter((slot) => matching.includes(slot))
        .sort((one, other) => relevanceOf(other) - relevanceOf(one))
      expect([...topRelevant(matching, relevanceOf, placeOf, Uint32Array.from(order), count)]).toEqual(
        sorted.slice(0, Math.max(0, count)),
      )
    }),
    { numRuns: 1000 },
  )
})
