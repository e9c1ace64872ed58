import type { CaseView, TimelineItem } from '../../engine/api'

/** One step of the way of a case through institutions and units. */
export interface DispositionStep {
  readonly key: string
  readonly at: string
  readonly who: string
  readonly kind: 'to' | 'returned'
  readonly unitId: string | null
  readonly agencyId: string | null
  readonly isUnsent: boolean
  /** The case lies there now. */
  readonly isHere: boolean
}

/** From the history alone: who gave the case to whom, and who gave it back. */
export function dispositionsOf({ case: subject, timeline }: CaseView): readonly DispositionStep[] {
  const steps = timeline.filter(({ event }) => ['dispositioned', 'forward', 'return'].includes(event.type))
  const last = steps.findLastIndex(({ event }) => event.type !== 'return')
  return steps.map((item, index) => ({
    ...stepOf(item),
    isHere: index === last && index === steps.length - 1 && subject.status !== 'returned',
  }))
}

function stepOf({ event, unsent }: TimelineItem): Omit<DispositionStep, 'isHere'> {
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  return {
    key: unsent?.actionId ?? event.id,
    at: event.at,
    who: event.actor.name,
    kind: event.type === 'return' ? 'returned' : 'to',
    unitId: text(event.data?.['unitId']),
    agencyId: text(event.data?.['agencyId']),
    isUnsent: unsent !== null,
  }
}
