import fc from 'fast-check'
import { engineSteps, type EngineStep } from '../../../../renderer/engine/steps'
import type { NetworkFault } from '../support/scriptedNational'

/** What may happen to a desk and to the national system, in any order. */
export type Happening =
  | { readonly kind: 'note'; readonly caseNumber: number }
  | { readonly kind: 'note-with-file'; readonly caseNumber: number; readonly bytes: number }
  | { readonly kind: 'respond'; readonly caseNumber: number }
  | { readonly kind: 'undo-last' }
  /** What the officer does about the first thing that needs them. */
  | { readonly kind: 'decide'; readonly how: 'send-on-top' | 'change' | 'discard' }
  /** Puts other words in the place of an action that waits. */
  | { readonly kind: 'change-waiting' }
  | { readonly kind: 'discard-waiting' }
  | { readonly kind: 'pass'; readonly milliseconds: number }
  | { readonly kind: 'clock-jumps'; readonly milliseconds: number }
  | { readonly kind: 'others-note'; readonly caseNumber: number }
  | { readonly kind: 'others-respond'; readonly caseNumber: number }
  /** The case is handed to somebody else, and may be handed back. */
  | { readonly kind: 'case-leaves'; readonly caseNumber: number }
  | { readonly kind: 'case-comes-back' }
  | { readonly kind: 'network'; readonly faults: readonly NetworkFault[] }
  | { readonly kind: 'told-to-wait'; readonly seconds: number; readonly asDate: boolean }
  | { readonly kind: 'sync-now' }
  | { readonly kind: 'kill-worker' }
  | { readonly kind: 'kill-program' }
  | { readonly kind: 'kill-at'; readonly step: EngineStep }
  | { readonly kind: 'backup' }
  | { readonly kind: 'restore' }
  | { readonly kind: 'cursors-expire' }
  | { readonly kind: 'uploads-dropped' }
  /** The database is empty when it is opened next. */
  | { readonly kind: 'cache-vanishes' }
  | { readonly kind: 'cache-blocked'; readonly blocked: boolean }
  | { readonly kind: 'cache-full'; readonly full: boolean }

export const casesOfSchedule = 3
const caseNumber = fc.integer({ min: 1, max: casesOfSchedule })
const faults: readonly NetworkFault[] = [
  'none',
  'none',
  'request-lost',
  'response-lost',
  'server-error',
  'html',
  'cut-off',
]

function only<Kind extends string>(kind: Kind): fc.Arbitrary<{ readonly kind: Kind }> {
  return fc.constant({ kind })
}

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('note' as const), caseNumber }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('note-with-file' as const),
      caseNumber,
      bytes: fc.constantFrom(0, 10, 70_000),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('respond' as const), caseNumber }) },
  { weight: 1, arbitrary: only('undo-last') },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      how: fc.constantFrom('send-on-top', 'change', 'discard'),
    }),
  },
  { weight: 1, arbitrary: only('change-waiting') },
  { weight: 1, arbitrary: only('discard-waiting') },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      milliseconds: fc.constantFrom(50, 900, 11_000, 30_000, 80_000, 400_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('clock-jumps' as const),
      milliseconds: fc.constantFrom(-94_608_000_000, -3_600_000, 3_600_000, 94_608_000_000),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('others-note' as const), caseNumber }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('others-respond' as const), caseNumber }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('case-leaves' as const), caseNumber }) },
  { weight: 1, arbitrary: only('case-comes-back') },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('network' as const),
      faults: fc.array(fc.constantFrom(...faults), { maxLength: 8 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('told-to-wait' as const),
      seconds: fc.constantFrom(5, 120, 900),
      asDate: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: only('sync-now') },
  { weight: 2, arbitrary: only('kill-worker') },
  { weight: 2, arbitrary: only('kill-program') },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('kill-at' as const), step: fc.constantFrom(...engineSteps) }),
  },
  { weight: 2, arbitrary: only('backup') },
  { weight: 2, arbitrary: only('restore') },
  { weight: 1, arbitrary: only('cursors-expire') },
  { weight: 1, arbitrary: only('uploads-dropped') },
  { weight: 1, arbitrary: only('cache-vanishes') },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cache-blocked' as const), blocked: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cache-full' as const), full: fc.boolean() }) },
)

export const schedules: fc.Arbitrary<Happening[]> = fc.array(happening, { minLength: 4, maxLength: 20 })
