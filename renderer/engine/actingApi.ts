import type { CaseStatus } from '../../shared/domain/case'
import type { CaseId, OfficerId, TrackingId } from '../../shared/domain/identifiers'
import type { FileId } from '../../shared/bridge/attachedFiles'
import type { PresenceMode } from '../../shared/protocol/events'

/** A colleague who has a case open now. */
export interface ColleagueAtCase {
  readonly officerId: OfficerId
  readonly name: string
  readonly mode: PresenceMode
}

/** A case that another may be linked to as its duplicate. */
export interface PossiblePrimary {
  readonly caseId: CaseId
  readonly trackingId: TrackingId
  readonly title: string
  readonly status: CaseStatus
  readonly unitName: string
  /** Why it cannot be the primary; null when it can (DOMAIN.md, *Actions*). */
  readonly why: 'itself' | 'is-a-duplicate' | null
}

/** What the page may ask around an action: who else is at the report, what it could be a duplicate of. */
export interface ActingApi {
  /**
   * How the officer has a case open. Told to the others only while the national system's events are heard, and never
   * kept for later (PROTOCOL.md 4.8).
   */
  tellPresence(caseId: CaseId, mode: PresenceMode | 'none'): Promise<void>
  /** Who else has the case open, those who are replying first; empty while nothing is heard. */
  presence(caseId: CaseId): Promise<readonly ColleagueAtCase[]>
  /**
   * Cases to link a case to: the one with this number whatever its status, and open ones whose title or number holds
   * what was typed. Few; nothing typed gives the ones most urgent.
   */
  possiblePrimaries(caseId: CaseId, typed: string): Promise<readonly PossiblePrimary[]>
  /** The bytes of a file that a draft holds, as they will be sent; null when it is not there any more. */
  draftFileBytes(fileId: FileId): Promise<Uint8Array | null>
}
