import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actionTypes, type Action, type ActionType } from '../../../shared/domain/action'
import { caseStatuses, type Case } from '../../../shared/domain/case'
import { conflictWith } from '../../../shared/domain/conflict'
import { nextDeadline } from '../../../shared/domain/deadlines'
import { instantFrom, millisecondsOf, type EventId, type Instant } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import { canSee } from '../../../shared/domain/visibility'
import { caseSchema } from '../../../shared/protocol/case'
import { identifier } from '../../../shared/protocol/primitives'
import { actionOf, apply, at } from './sampleActions'
import { caseIn, officer, reference } from './sampleCase'

/** Laws of what officers do, whoever they are and in whatever order they act. */

interface Step {
  readonly actor: Officer
  readonly action: Action
  readonly laterMilliseconds: number
}

const people = [
  officer('actor'),
  officer('other'),
  officer('boss', 'supervisor'),
  officer('inspector', 'auditor'),
]

const peopleIds = ['actor', 'other', 'nurse', 'retired', 'boss', 'inspector', 'unknown']

/** Payloads that refer to what there is and to what there is not. */
const payloads: Readonly<Record<ActionType, fc.Arbitrary<object>>> = {
  accept: fc.constant({}),
  respond: fc.record({ text: fc.constantFrom('Sudah.', 'Selesai.'), close: fc.boolean() }),
  note: fc.record({ text: fc.constantFrom('satu', 'dua') }),
  request_info: fc.constant({}),
  forward: fc.record({ unitId: fc.constantFrom('root', 'office', 'section', 'hospital', 'nowhere') }),
  assign: fc.record({ assigneeId: fc.option(fc.constantFrom(...peopleIds)) }),
  return: fc.constant({}),
  archive: fc.constant({}),
  close: fc.constant({}),
  reopen: fc.constant({}),
  edit: fc.record(
    {
      title: fc.constantFrom('Satu', 'Dua'),
      categoryId: fc.constantFrom('air', 'jalan', 'nothing'),
      classification: fc.constantFrom('complaint', 'aspiration', 'information_request'),
      oversight: fc.boolean(),
      anonymous: fc.constant(true),
    },
    { requiredKeys: ['title'] },
  ),
  link_duplicate: fc.record({ primaryCaseId: fc.constantFrom('primary', 'case') }),
  unlink_duplicate: fc.constant({}),
}

const actions: fc.Arbitrary<Action> = fc.oneof(
  ...actionTypes.map((type) => payloads[type].map((payload) => actionOf(type, payload))),
)

const steps: fc.Arbitrary<Step> = fc.record({
  actor: fc.constantFrom(...people),
  action: actions,
  laterMilliseconds: fc.nat(5 * 86_400_000),
})

const starts = fc
  .tuple(fc.constantFrom(...caseStatuses), fc.constantFrom(null, 'actor', 'other'))
  .map(([status, holder]) => caseIn(status, holder))

const walks = fc.tuple(starts, fc.array(steps, { maxLength: 12 }))

/** One step of a walk: what the case was, what came of it. */
interface Trodden extends Step {
  readonly before: Case
  readonly result: ReturnType<typeof apply>
}

function walk(start: Case, taken: readonly Step[]): readonly Trodden[] {
  const trodden: Trodden[] = []
  let subject = start
  let now: Instant = at
  for (const [index, step] of taken.entries()) {
    now = instantFrom(millisecondsOf(now) + step.laterMilliseconds)
    const eventId = identifier<EventId>().parse(`event-${index}`)
    const before = frozen(subject)
    const result = apply(before, step.action, step.actor, { at: now, eventId })
    trodden.push({ ...step, before, result })
    if (result.outcome === 'applied') subject = result.case
  }
  return trodden
}

/** Whoever writes into it fails at once. */
function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(frozen)
  }
  return value
}

function everyStep(holds: (step: Trodden) => void): void {
  fc.assert(fc.property(walks, ([start, taken]) => walk(start, taken).forEach(holds)))
}

describe('whatever officers do to a case', () => {
  it('a rejected action changes nothing, an applied one leaves exactly its event', () => {
    everyStep(({ before, result, action }) => {
      // What was there is frozen: had anything written into it, `apply` would have thrown.
      if (result.outcome === 'rejected') return expect(Object.keys(result)).not.toContain('case')
      expect(result.case.events).toHaveLength(before.events.length + 1)
      expect(result.case.events.at(-1)).toBe(result.event)
      expect(result.event).toMatchObject({ type: action.type, actionId: action.actionId })
      expect(result.case.version).toBe(before.version)
    })
  })

  it('the case stays one that the protocol’s schema takes, unchanged', () => {
    everyStep(({ result }) => {
      if (result.outcome === 'applied') expect(caseSchema.parse(result.case)).toEqual(result.case)
    })
  })

  it('the next deadline is always that of the stored ones, each of which stands once', () => {
    everyStep(({ result }) => {
      if (result.outcome === 'rejected') return
      const { status, deadlines, dueAt, dueKind } = result.case
      expect({ dueAt, dueKind }).toEqual(nextDeadline(status, deadlines))
      expect(new Set(deadlines.map(({ kind }) => kind)).size).toBe(deadlines.length)
    })
  })

  it('an open case that its officers must go on with is never without a deadline', () => {
    const openStarts = fc.constantFrom(caseIn('dispositioned', null), caseIn('in_progress', 'actor'))
    fc.assert(
      fc.property(openStarts, fc.array(steps, { maxLength: 12 }), (start, taken) => {
        for (const { result } of walk(start, taken)) {
          if (result.outcome === 'rejected') continue
          const { status, dueAt } = result.case
          const over = status === 'closed' || status === 'archived' || status === 'returned'
          expect(dueAt === null).toBe(over)
        }
      }),
    )
  })

  it('no clock stands still but while the reporter is awaited', () => {
    const openStarts = fc.constantFrom(caseIn('dispositioned', null), caseIn('in_progress', 'actor'))
    fc.assert(
      fc.property(openStarts, fc.array(steps, { maxLength: 12 }), (start, taken) => {
        for (const { result } of walk(start, taken)) {
          if (result.outcome === 'rejected' || result.case.status === 'awaiting_reporter') continue
          if (result.case.status === 'returned') continue
          expect(result.case.deadlines.every(({ pausedAt }) => pausedAt === null)).toBe(true)
        }
      }),
    )
  })

  it('nobody gets a case whom it cannot be given to', () => {
    everyStep(({ result, action }) => {
      if (result.outcome === 'rejected' || (action.type !== 'assign' && action.type !== 'forward')) return
      const { assigneeId, agencyId } = result.case
      if (assigneeId === null) return
      const holder = reference.officers.find(({ id }) => id === assigneeId)
      if (!holder) throw new Error('It was given to somebody unknown.')
      expect(holder.active).toBe(true)
      expect(canSee({ ...holder, agencyId }, result.case, reference.units)).toBe(true)
    })
  })

  it('an applied event never conflicts with what its own actor does next', () => {
    fc.assert(
      fc.property(walks, actions, ([start, taken], next) => {
        for (const { result, actor } of walk(start, taken)) {
          if (result.outcome === 'applied') expect(conflictWith(next, [result.event], actor.id)).toBeNull()
        }
      }),
    )
  })

  it('notes in between change nothing but the timeline, in whatever order they come', () => {
    const noted = fc.array(fc.tuple(fc.nat(12), fc.constantFrom('satu', 'dua', 'tiga')), { maxLength: 6 })
    fc.assert(
      fc.property(walks, noted, ([start, taken], notes) => {
        const withNotes = [...taken]
        for (const [place, text] of notes) {
          const action = actionOf('note', { text })
          withNotes.splice(Math.min(place, withNotes.length), 0, {
            actor: officer('boss', 'supervisor'),
            action,
            laterMilliseconds: 0,
          })
        }
        expect(withoutNotes(last(start, withNotes))).toEqual(withoutNotes(last(start, taken)))
      }),
    )
  })

  it('notes of others never stand against anything', () => {
    fc.assert(
      fc.property(actions, fc.integer({ min: 1, max: 5 }), (action, count) => {
        const notes = Array.from({ length: count }, (): Step => {
          return { actor: officer('other'), action: actionOf('note'), laterMilliseconds: 0 }
        })
        const { events } = last(caseIn('in_progress', 'actor'), notes)
        expect(events).toHaveLength(count)
        expect(conflictWith(action, events, officer('actor').id)).toBeNull()
      }),
    )
  })
})

function last(start: Case, taken: readonly Step[]): Case {
  return walk(start, taken).reduce(
    (subject, { result }) => (result.outcome === 'applied' ? result.case : subject),
    start,
  )
}

/** The ids that the walk gives differ when notes stand between, and a note is the last thing that happened. */
function withoutNotes(subject: Case): object {
  const events = subject.events.filter(({ type }) => type !== 'note').map(({ id: _, ...event }) => event)
  return { ...subject, events, updatedAt: null }
}
