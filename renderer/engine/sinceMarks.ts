import { conflictWith } from '../../shared/domain/conflict'
import type { Case, CaseEvent } from '../../shared/domain/case'
import type { ActionId, OfficerId } from '../../shared/domain/identifiers'
import type { JournalEntry } from '../../shared/bridge/journalPort'
import type { CaseCache } from './cache/caseCache'

/** No event's id: the officer saw the case without any. */
const beforeAll = ''

/**
 * Remembers up to which event of the case the officer saw when they acted, so that *needs you* can show what others
 * did since. Events carry no version (PROTOCOL.md 6.2). A lost mark costs a shorter list, never an action.
 */
export class SinceMarks {
  constructor(private readonly cache: CaseCache) {}

  async remember(actionId: ActionId, seen: Case): Promise<void> {
    const lastSeenId = seen.events.at(-1)?.id ?? beforeAll
    await this.cache.keepNote(noteName(actionId), lastSeenId).catch(() => undefined)
  }

  async forget(actionId: ActionId): Promise<void> {
    await this.cache.keepNote(noteName(actionId), null).catch(() => undefined)
  }

  /** What others did since, newest last. */
  async othersSince(entry: JournalEntry, present: Case, officerId: OfficerId): Promise<readonly CaseEvent[]> {
    const others = (event: CaseEvent): boolean =>
      !(event.actor.kind === 'officer' && event.actor.id === officerId)
    const lastSeenId = await this.cache.note(noteName(entry.action.actionId))
    const lastSeen = present.events.findIndex((event) => event.id === lastSeenId)
    if (lastSeen >= 0 || lastSeenId === beforeAll) return present.events.slice(lastSeen + 1).filter(others)
    // Without the mark: from the last thing on that stands against the action.
    const against = present.events.findLastIndex(
      (event) => conflictWith(entry.action, [event], officerId) !== null,
    )
    return against < 0 ? [] : present.events.slice(against).filter(others)
  }
}

function noteName(actionId: ActionId): string {
  return `seen-before:${actionId}`
}
