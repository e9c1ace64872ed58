import type { ActionType } from '../../shared/domain/action'
import type { CaseEvent, Visibility } from '../../shared/domain/case'
import type { CalendarDate, CaseId, Instant, OfficerId, TrackingId } from '../../shared/domain/identifiers'
import type { TimelineState } from './api'

/** What the page may ask about who did what when (*Jejak*). Kept for those alone who oversee the agency. */
export interface TrailApi {
  /**
   * The lines `from` (inclusive) to `to` (exclusive) of what matches, the newest first, and how many match: what
   * officers and the national system did to the cases held here, never what reporters wrote. Without lines for
   * officers, whose desk keeps no trail.
   */
  trail(query: TrailQuery, from: number, to: number): Promise<TrailPage>
}

/** `national`: what the national admin and system did: dispositions, closing by themselves. */
export type TrailKind = ActionType | 'national'

export interface TrailQuery {
  /** Null for everybody. */
  readonly officerId: OfficerId | null
  /** Null for everything. */
  readonly kind: TrailKind | null
  /** Days of the agency's calendar, both included; null for no end. */
  readonly from: CalendarDate | null
  readonly to: CalendarDate | null
}

export interface TrailLine {
  /** The same one as long as nothing changes; not an event's id. */
  readonly key: string
  readonly at: Instant
  readonly caseId: CaseId
  readonly trackingId: TrackingId
  readonly title: string
  /** Null for the national system. */
  readonly officerId: OfficerId | null
  /** As the event has it; whoever has left the agency has a name too. */
  readonly actorName: string
  /** As much of the event as it takes to say what was done; never anybody's words. */
  readonly event: Pick<CaseEvent, 'type' | 'data'>
  readonly visibility: Visibility
  /** `server` for all but what this desk has not sent yet, or what needs its officer. */
  readonly state: TimelineState
}

export interface TrailPage {
  readonly total: number
  readonly lines: readonly TrailLine[]
  /** Of how many cases the trail is made; at the start they are being read still. */
  readonly cases: number
}
