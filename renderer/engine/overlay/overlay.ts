import type { Case, CaseEvent } from '../../../shared/domain/case'
import { applyAction } from '../../../shared/domain/applyAction'
import { assertNever } from '../../../shared/domain/assertNever'
import { eventOf } from '../../../shared/domain/event'
import type { ActionId, EventId } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import type { RuleReference } from '../../../shared/domain/rules/rule'
import type { EntryState, JournalEntry } from '../../../shared/bridge/journalPort'
import type { TimelineState } from '../api'
import { unsentMarks, type UnsentMark } from '../rows/columns'

export interface OverlayCircumstances {
  readonly actor: Officer
  /** Null before the reference data came: then deadlines cannot be computed and the case is shown as stored. */
  readonly reference: RuleReference | null
}

/** One event of the timeline; `entry` stands with what the stored case does not hold yet. */
export interface OverlaidEvent {
  readonly event: CaseEvent
  readonly state: TimelineState
  readonly entry: JournalEntry | null
}

export interface Overlay {
  readonly case: Case
  /** Oldest first: what the server said, then what the officer did, in the order it was done. */
  readonly events: readonly OverlaidEvent[]
  readonly unsent: UnsentMark
  /** Entries that the stored case holds by now: the journal may forget them (PROTOCOL.md 5.4). */
  readonly settled: readonly ActionId[]
}

/**
 * What an officer sees of a case: the stored one with their unsent work over it (ARCHITECTURE.md, *base and
 * overlay*). Entries are those of the case, in order. What needs the officer stands in the timeline but does not
 * change the case: it may never come to be.
 */
export function overlay(
  base: Case,
  entries: readonly JournalEntry[],
  { actor, reference }: OverlayCircumstances,
): Overlay {
  const inStoredCase = new Set(base.events.map((event) => event.actionId).filter((id) => id !== undefined))
  const settled: ActionId[] = []
  const events: OverlaidEvent[] = base.events.map((event) => ({ event, state: 'server', entry: null }))
  let overlaid = base
  let unsent: UnsentMark = null
  for (const entry of entries) {
    const { action, standing } = entry
    if (inStoredCase.has(action.actionId)) {
      settled.push(action.actionId)
      continue
    }
    const circumstances = { actor, at: action.createdAt, eventId: eventIdOf(action.actionId) }
    const event = eventOf(action, circumstances)
    if (reference && standing.state !== 'needs-you') {
      const application = applyAction(overlaid, action, { ...circumstances, reference })
      // What cannot be applied to the present state stands in the timeline; the national system decides about it.
      if (application.outcome === 'applied') overlaid = application.case
    }
    events.push({ event, state: timelineStateOf(standing), entry })
    unsent = worse(unsent, unsentMarkOf(standing))
  }
  return { case: overlaid, events, unsent, settled }
}

/** The national system gives the event an id of its own; until then it needs one that is always the same. */
function eventIdOf(actionId: ActionId): EventId {
  // An action's id is a UUID: with the prefix it is still shorter than the 64 characters of an id.
  return `unsent-${actionId}` as EventId
}

function timelineStateOf(standing: EntryState): TimelineState {
  switch (standing.state) {
    case 'held':
      return 'held'
    case 'waiting':
      return 'saved'
    case 'sent':
      return 'sending'
    case 'accepted':
      return 'server'
    case 'needs-you':
      return 'needs-you'
    default:
      return assertNever(standing, 'standing')
  }
}

function unsentMarkOf(standing: EntryState): UnsentMark {
  const state = timelineStateOf(standing)
  return state === 'server' ? null : state
}

function worse(one: UnsentMark, other: UnsentMark): UnsentMark {
  return unsentMarks.indexOf(one) >= unsentMarks.indexOf(other) ? one : other
}
