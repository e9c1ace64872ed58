import { assertNever } from '../../../shared/domain/assertNever'
import type { CaseEventType } from '../../../shared/domain/case'
import type { EventId, Instant, OfficerId } from '../../../shared/domain/identifiers'
import type { TimelineItem } from '../../engine/api'

export const newsKinds = [
  'status',
  'assignee',
  'unit',
  'reply',
  'response',
  'note',
  'data',
  'duplicate',
  'rating',
] as const
export type NewsKind = (typeof newsKinds)[number]

/** What others did with a report since the officer looked at it. */
export interface News {
  readonly eventIds: ReadonlySet<EventId>
  readonly first: EventId
  /** What it changed, as the header hints at it; each once, always in the same order. */
  readonly kinds: readonly NewsKind[]
}

/**
 * Null when there is nothing, or when the report was never looked at before: then all of it is new. What the officer
 * did is not news to them, also when it was done at another computer.
 */
export function newSince(
  timeline: readonly TimelineItem[],
  seenUntil: Instant | null,
  officerId: OfficerId | null,
): News | null {
  if (seenUntil === null) return null
  const events = timeline
    .filter((item) => item.unsent === null && item.event.at > seenUntil && item.event.actor.id !== officerId)
    .map((item) => item.event)
  const [first] = events
  if (!first) return null
  const changed = new Set(events.flatMap(({ type }) => kindsOf(type)))
  return {
    eventIds: new Set(events.map(({ id }) => id)),
    first: first.id,
    kinds: newsKinds.filter((kind) => changed.has(kind)),
  }
}

function kindsOf(type: CaseEventType): readonly NewsKind[] {
  switch (type) {
    case 'received':
      return []
    case 'dispositioned':
    case 'forward':
      return ['status', 'unit']
    case 'accept':
      return ['status', 'assignee']
    case 'assign':
      return ['assignee']
    case 'respond':
      return ['status', 'response']
    case 'reporter_replied':
      return ['status', 'reply']
    case 'request_info':
    case 'return':
    case 'archive':
    case 'close':
    case 'reopen':
    case 'auto_closed':
      return ['status']
    case 'note':
      return ['note']
    case 'edit':
      return ['data']
    case 'link_duplicate':
    case 'unlink_duplicate':
      return ['duplicate']
    case 'rated':
      return ['rating']
    default:
      return assertNever(type, 'type of an event')
  }
}
