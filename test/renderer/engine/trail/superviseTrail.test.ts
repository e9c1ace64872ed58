import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Case, CaseEvent } from '../../../../shared/domain/case'
import { instantFrom, millisecondsOf, type CaseId, type Instant } from '../../../../shared/domain/identifiers'
import { localDate } from '../../../../shared/domain/calendar'
import { calendarDateSchema } from '../../../../shared/protocol/primitives'
import type { TimelineState } from '../../../../renderer/engine/api'
import type { OverlaidEvent } from '../../../../renderer/engine/overlay/overlay'
import { ReferenceView } from '../../../../renderer/engine/referenceView'
import { RowIndex } from '../../../../renderer/engine/rows/rowIndex'
import { TrailIndex } from '../../../../renderer/engine/trail/trailIndex'
import { TrailReading } from '../../../../renderer/engine/trail/trailReading'
import type { TrailKind, TrailQuery } from '../../../../renderer/engine/trailApi'
import { officer, reference } from '../../../shared/domain/sampleCase'
import { caseNumbered } from '../support/caseNumbered'

const start = Date.parse('2026-11-20T10:00:00.000Z')
const people = ['actor', 'other', 'retired'] as const
const days = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map((day) =>
  calendarDateSchema.parse(day),
)

const actorArbitrary: fc.Arbitrary<CaseEvent['actor']> = fc.oneof(
  fc.constantFrom(...people).map((id) => ({ kind: 'officer' as const, id, name: `Petugas ${id}` })),
  fc.constant({ kind: 'reporter' as const, id: 'warga', name: 'Nurlaela Saleh' }),
  fc.constant({ kind: 'system' as const, name: 'Sistem Nasional' }),
)
function typeFor(kind: CaseEvent['actor']['kind'], pick: number): CaseEvent['type'] {
  const officers = ['respond', 'note', 'assign', 'forward'] as const
  if (kind === 'officer') return officers[pick % officers.length] ?? 'note'
  return kind === 'reporter' ? 'reporter_replied' : 'auto_closed'
}
const dataOf: Partial<Record<CaseEvent['type'], NonNullable<CaseEvent['data']>>> = {
  assign: { assigneeId: 'other' },
  forward: { unitId: 'hospital' },
}

const eventArbitrary: fc.Arbitrary<OverlaidEvent> = fc
  .record({
    actor: actorArbitrary,
    hours: fc.integer({ min: 0, max: 90 }),
    pick: fc.nat(7),
    state: fc.constantFrom<TimelineState>('server', 'server', 'held', 'needs-you'),
    internal: fc.boolean(),
  })
  .map(({ actor, hours, pick, state, internal }) => {
    const type = typeFor(actor.kind, pick)
    const event: CaseEvent = {
      id: 'peristiwa' as CaseEvent['id'],
      at: instantFrom(start + hours * 3_600_000),
      actor,
      type,
      text: 'Rahasia warga.',
      visibility: internal ? 'internal' : 'public',
      data: dataOf[type],
    }
    return { event, state, entry: null }
  })

type Step =
  | { readonly kind: 'put'; readonly number: number; readonly events: readonly OverlaidEvent[] }
  | { readonly kind: 'more'; readonly number: number; readonly event: OverlaidEvent }
  | { readonly kind: 'remove'; readonly number: number }
const numberArbitrary = fc.integer({ min: 0, max: 6 })
const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('put' as const),
    number: numberArbitrary,
    events: fc.array(eventArbitrary, { maxLength: 5 }),
  }),
  fc.record({ kind: fc.constant('more' as const), number: numberArbitrary, event: eventArbitrary }),
  fc.record({ kind: fc.constant('remove' as const), number: numberArbitrary }),
)
const kinds: readonly (TrailKind | null)[] = [null, 'respond', 'note', 'assign', 'forward', 'national']
const queryArbitrary: fc.Arbitrary<TrailQuery> = fc.record({
  officerId: fc.constantFrom(null, ...people.map((id) => officer(id).id)),
  kind: fc.constantFrom(...kinds),
  from: fc.constantFrom(null, ...days),
  to: fc.constantFrom(null, ...days),
})

/** One case as the trail's index is told of it. */
interface Held {
  readonly case: Case
  readonly events: readonly OverlaidEvent[]
}

/** Who did what when to which case, without an order among what was done at the same time. */
type Said = readonly [at: Instant, caseId: CaseId, type: string, name: string, data: string, state: string]

function scan(held: Iterable<Held>, { officerId, kind, from, to }: TrailQuery): Said[] {
  const { timeZone } = reference.agency
  return [...held].flatMap(({ case: subject, events }) =>
    events
      .filter(({ event: { actor, at, type } }) => {
        if (actor.kind === 'reporter') return false
        if (officerId !== null && actor.id !== officerId) return false
        if (kind !== null && (kind === 'national' ? actor.kind !== 'system' : type !== kind)) return false
        const day = localDate(at, timeZone)
        return (from === null || day >= from) && (to === null || day <= to)
      })
      .map(({ event, state }): Said => [
        event.at,
        subject.id,
        event.type,
        event.actor.name,
        JSON.stringify(event.data ?? null),
        `${state} ${event.visibility}`,
      ]),
  )
}

class Trail {
  readonly rows = new RowIndex()
  readonly index = new TrailIndex()
  readonly held = new Map<number, Held>()
  private readonly reading = new TrailReading({
    reading: () => null,
    trail: this.index,
    rows: this.rows,
    references: () => new ReferenceView(reference),
  })

  take(step: Step): void {
    const before = this.held.get(step.number)
    if (step.kind === 'remove') {
      const slot = before && this.rows.remove(before.case.id)
      if (typeof slot === 'number') this.index.removed(slot)
      this.held.delete(step.number)
      return
    }
    const subject = caseNumbered(step.number)
    const events = step.kind === 'put' ? step.events : [...(before?.events ?? []), step.event]
    this.held.set(step.number, { case: subject, events })
    this.index.written(this.rows.put(subject, null), events)
  }

  said(query: TrailQuery, from = 0, to = Infinity): Said[] {
    return this.reading
      .page(query, from, to)
      .lines.map(({ at, caseId, event, actorName, state, visibility }) => [
        at,
        caseId,
        event.type,
        actorName,
        JSON.stringify(event.data ?? null),
        `${state} ${visibility}`,
      ])
  }

  total(query: TrailQuery): number {
    return this.reading.page(query, 0, 0).total
  }
}

const everything: TrailQuery = { officerId: null, kind: null, from: null, to: null }
const sorted = (said: readonly Said[]): string[] => said.map((line) => JSON.stringify(line)).sort()

describe('the trail', () => {
  test('holds what a scan over the cases finds, newest first, whatever came, grew and went before', () => {
    const rounds = fc.array(fc.tuple(fc.array(stepArbitrary, { maxLength: 8 }), queryArbitrary), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(rounds, (scenario) => {
        const trail = new Trail()
        for (const [steps, query] of scenario) {
          for (const step of steps) trail.take(step)
          const expected = scan(trail.held.values(), query)
          const said = trail.said(query)
          expect(sorted(said)).toEqual(sorted(expected))
          expect(trail.total(query)).toBe(expected.length)
          const times = said.map(([at]) => millisecondsOf(at))
          expect(times).toEqual([...times].sort((one, other) => other - one))
          // Pages are parts of the whole.
          expect([...trail.said(query, 0, 3), ...trail.said(query, 3, Infinity)]).toEqual(said)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('gives back the room of what is gone, and says the same afterwards', () => {
    const trail = new Trail()
    const events = (round: number): OverlaidEvent[] =>
      Array.from({ length: 40 }, (_, place) => ({
        event: {
          id: 'peristiwa' as CaseEvent['id'],
          at: instantFrom(start + round * 60_000 + place * 1_000),
          actor: { kind: 'officer', id: 'actor', name: 'Petugas actor' },
          type: 'note',
          visibility: 'internal',
        },
        state: 'server',
        entry: null,
      }))
    for (let round = 0; round < 100; round += 1) {
      for (let number = 0; number < 10; number += 1)
        trail.take({ kind: 'put', number, events: events(round) })
      expect(trail.total(everything)).toBe(400)
    }
    expect(trail.index.columns.length).toBeLessThan(11_000)
    expect(sorted(trail.said(everything))).toEqual(sorted(scan(trail.held.values(), everything)))
  })

  test('tells no words of anybody, and nothing at the desk of an officer', () => {
    const trail = new Trail()
    const [event] = fc.sample(eventArbitrary, { numRuns: 1, seed: 7 })
    if (event) trail.take({ kind: 'put', number: 1, events: [event] })
    expect(JSON.stringify(trail.said(everything))).not.toContain('Rahasia')
    const none = new TrailReading({
      reading: () => null,
      trail: null,
      rows: trail.rows,
      references: () => new ReferenceView(null),
    })
    expect(none.page(everything, 0, 10)).toEqual({ total: 0, lines: [], cases: 0 })
  })
})
