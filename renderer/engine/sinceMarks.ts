import { conflictWith } from '../../shared/domain/conflict'
import type { Case, CaseEvent } from '../../shared/domain/case'
import type { ActionId, Instant, OfficerId } from '../../shared/domain/identifiers'
import type { JournalEntry } from '../../shared/bridge/journalPort'
import type { CaseCache } from './cache/caseCache'

/** No event's id: the officer saw the case without any. */
const beforeAll = ''

/**
 * Remembers up to which event of the case the officer saw when they acted, so that *needs you* can show what others
 * did since. Events carry no version (PROTOCOL.md 6.2). A lost mark costs a shorter list, never an action.
 */
export class SinceMarks {
  private forgotten: ActionId[] = []

  constructor(private readonly cache: CaseCache) {}

  async remember(actionId: ActionId, seen: Case): Promise<void> {
    await this.rememberAll(new Map([[actionId, seen]]))
  }

  /** In one write, however many they are. */
  async rememberAll(seen: ReadonlyMap<ActionId, Case>): Promise<void> {
    const notes = [...seen].map(([actionId, { events }]) => {
      return [noteName(actionId), events.at(-1)?.id ?? beforeAll] as const
    })
    await this.cache.keepNotes(new Map(notes)).catch(() => undefined)
  }

  /** Those that are forgotten in one breath are so in one write. */
  async forget(actionId: ActionId): Promise<void> {
    this.forgotten.push(actionId)
    if (this.forgotten.length > 1) return
    await Promise.resolve()
    const notes = this.forgotten.map((forgotten) => [noteName(forgotten), null] as const)
    this.forgotten = []
    await this.cache.keepNotes(new Map(notes)).catch(() => undefined)
  }

  /** When the last event was that the officer had seen; null when that is not known any more. */
  async seenUntil(actionId: ActionId, present: Case): Promise<Instant | null> {
    const lastSeenId = await this.cache.note(noteName(actionId))
    return present.events.find((event) => event.id === lastSeenId)?.at ?? null
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
