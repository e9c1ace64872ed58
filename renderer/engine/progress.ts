import type { ActionId, CaseId, TrackingId } from '../../shared/domain/identifiers'
import type { FileId } from '../../shared/bridge/attachedFiles'

/*
 * What the status tells of long work and of what may fail beside the network: the first pull, uploads, reconciling,
 * the cache, the clock.
 */

/** The first pull, or one from the beginning. How many are still to come nobody knows (PROTOCOL.md 4.1). */
export interface PullProgress {
  readonly casesReceived: number
  /** Over the last seconds; null until that can be said. */
  readonly casesPerSecond: number | null
}

/** One file on its way (PROTOCOL.md 7). */
export interface FileProgress {
  readonly fileId: FileId
  readonly name: string
  readonly actionId: ActionId
  readonly caseId: CaseId
  /** What the national system said that it holds. */
  readonly bytesSent: number
  readonly bytesTotal: number
}

/** The files of actions that wait to be sent, all together. */
export interface UploadProgress {
  readonly files: readonly FileProgress[]
  readonly bytesSent: number
  readonly bytesTotal: number
  /** Over the last seconds; null while nothing moves. */
  readonly bytesPerSecond: number | null
}

/** After the national system was restored: which sent actions it still knows is being asked (PROTOCOL.md 5.5). */
export interface ReconcileProgress {
  readonly asked: number
  readonly total: number
}

/** Why what was held is not there any more. A pull brings it back; unsent work was never in it. */
export type CacheLoss =
  /** The database is empty although this desk had filled it. */
  | 'vanished'
  /** It cannot be read. */
  | 'damaged'
  /** A part of it is missing. */
  | 'incomplete'

/** Why nothing can be held on this computer for now. */
export const cacheObstacles = [
  /** Another process or window has it open in another version. */
  'blocked',
  /** The disk is full. */
  'full',
  /** A newer program has written it: this one leaves it as it is. */
  'newer',
  'failed',
] as const
export type CacheObstacle = (typeof cacheObstacles)[number]

/** How the cache on this computer is. What the officer does is safe in every one of these. */
export type CacheStanding =
  | { readonly state: 'whole' }
  /** It was found broken and begun anew; until the pull is complete, cases are missing from the lists. */
  | { readonly state: 'rebuilding'; readonly loss: CacheLoss; readonly pull: PullProgress }
  /** It can be read, and nothing new can be kept. */
  | { readonly state: 'unwritable'; readonly obstacle: CacheObstacle }
  /** The desk goes on without it: what comes is held in memory, until the program ends. */
  | {
      readonly state: 'in-memory'
      readonly obstacle: CacheObstacle
      /** Milliseconds since 1970; null when trying again is of no use before a restart. */
      readonly nextTryAt: number | null
    }

/** The device's clock is more than 5 minutes off the national system's (DOMAIN.md, *Deadlines*). */
export interface WrongClock {
  /** Above 0 when the device is ahead. */
  readonly aheadMilliseconds: number
}

/** `GET /v1/status` (PROTOCOL.md 1.6). */
export interface AnnouncedMaintenance {
  readonly from: string
  readonly until: string
  readonly message: string
}

/** What an action is about, as far as the desk still knows. */
export interface CaseNamed {
  readonly caseId: CaseId
  /** Null when the desk does not hold the case. */
  readonly trackingId: TrackingId | null
  readonly caseTitle: string | null
}
