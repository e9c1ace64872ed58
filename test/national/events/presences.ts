import { instantFrom, millisecondsOf, type CaseId, type OfficerId } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import { presenceSeconds, type Presence, type PresenceMode } from '../../../shared/protocol/events'
import type { Clock } from '../clock'

/** Cases that one officer can have open at once; another one ends the oldest. */
const mostOfOneOfficer = 20
const mostInAll = 5000

type Held = { readonly agencyId: string; readonly presence: Presence }

/**
 * Who has which case open (PROTOCOL.md 4.8), in memory only: it is worth nothing after 45 s, the less after a
 * restart. Kept from the oldest to the newest.
 */
export class Presences {
  private readonly held = new Map<string, Held>()

  constructor(private readonly clock: Clock) {}

  /** Says that an officer has a case open; gives what others are to be told. */
  set(officer: Officer, caseId: CaseId, mode: PresenceMode): Presence {
    this.dropOver()
    const until = instantFrom(millisecondsOf(this.clock.now()) + presenceSeconds * 1000)
    const presence = { caseId, officerId: officer.id, name: officer.name, mode, until }
    const key = keyOf(caseId, officer.id)
    // Taken out first, so that it stands behind all others again.
    this.held.delete(key)
    this.held.set(key, { agencyId: officer.agencyId, presence })
    this.dropExcess(officer.id)
    return presence
  }

  /** The officer has closed the case; gives what others are to be told, or null when nothing was known. */
  end(officer: Officer, caseId: CaseId): Presence | null {
    const key = keyOf(caseId, officer.id)
    const known = this.held.get(key)
    this.held.delete(key)
    return known ? { ...known.presence, until: this.clock.now() } : null
  }

  /** What an officer of an agency may be told of, if they can see the case. */
  ofOthers(officer: Officer): Presence[] {
    this.dropOver()
    return [...this.held.values()]
      .filter(({ agencyId, presence }) => agencyId === officer.agencyId && presence.officerId !== officer.id)
      .map(({ presence }) => presence)
  }

  private dropOver(): void {
    const now = this.clock.now()
    for (const [key, { presence }] of this.held) if (presence.until <= now) this.held.delete(key)
  }

  private dropExcess(officerId: OfficerId): void {
    const own = [...this.held].filter(([, { presence }]) => presence.officerId === officerId)
    const [oldest] = this.held.keys()
    if (own.length > mostOfOneOfficer && own[0]) this.held.delete(own[0][0])
    else if (this.held.size > mostInAll && oldest !== undefined) this.held.delete(oldest)
  }
}

function keyOf(caseId: CaseId, officerId: OfficerId): string {
  return JSON.stringify([caseId, officerId])
}
