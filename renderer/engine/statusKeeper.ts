import type { DiskState, JournalDamage } from '../../shared/bridge/journalPort'
import { assertNever } from '../../shared/domain/assertNever'
import type { SyncProblem, SyncStatus } from './api'
import type { CacheCondition } from './cache/guardedCache'
import type {
  AnnouncedMaintenance,
  CacheStanding,
  PullProgress,
  ReconcileProgress,
  UploadProgress,
  WrongClock,
} from './progress'

/** What the sync reports of itself. */
export interface SyncReport {
  readonly working: boolean
  readonly problem: SyncProblem | null
  readonly problemDetail: string | null
  readonly nextTryAt: number | null
  readonly lastSyncedAt: number | null
  readonly casesSetAside: number
  readonly firstPullRuns: boolean
  readonly reconciling: ReconcileProgress | null
  readonly maintenance: AnnouncedMaintenance | null
  readonly journalDamage: JournalDamage | null
  readonly diskState: DiskState
}

/** What is counted elsewhere and asked when the status is. */
export interface StatusFacts {
  readonly unsent: number
  readonly needsYou: number
  /** Unsent actions that may go out now: not held, not waiting for the officer. */
  readonly sendable: number
  readonly casesHeld: number
  readonly pull: PullProgress
  readonly uploads: UploadProgress | null
  readonly cache: CacheCondition
  readonly clockWrong: WrongClock | null
}

/** The status line's facts in one place. */
export class StatusKeeper {
  private report: SyncReport

  constructor(
    private readonly facts: () => StatusFacts,
    journal: Pick<SyncReport, 'journalDamage' | 'diskState'>,
    private readonly onChanged: () => void,
  ) {
    this.report = {
      // From the start on there is something to do: the first round has not been.
      working: true,
      problem: null,
      problemDetail: null,
      nextTryAt: null,
      lastSyncedAt: null,
      casesSetAside: 0,
      firstPullRuns: false,
      reconciling: null,
      maintenance: null,
      ...journal,
    }
  }

  get diskState(): DiskState {
    return this.report.diskState
  }

  update(part: Partial<SyncReport>): void {
    this.report = { ...this.report, ...part }
    this.onChanged()
  }

  status(): SyncStatus {
    const { report } = this
    const facts = this.facts()
    return {
      state: stateOf(report, facts),
      unsent: facts.unsent,
      needsYou: facts.needsYou,
      problem: report.problem,
      problemDetail: report.problemDetail,
      nextTryAt: report.nextTryAt,
      lastSyncedAt: report.lastSyncedAt,
      casesHeld: facts.casesHeld,
      firstPull: report.firstPullRuns ? facts.pull : null,
      uploads: facts.uploads,
      reconciling: report.reconciling,
      cache: cacheStanding(facts.cache, facts.pull),
      clockWrong: facts.clockWrong,
      maintenance: report.maintenance,
      casesSetAside: report.casesSetAside,
      journalDamage: report.journalDamage,
      diskState: report.diskState,
    }
  }
}

function cacheStanding(condition: CacheCondition, pull: PullProgress): CacheStanding {
  switch (condition.kind) {
    case 'whole':
      return { state: 'whole' }
    case 'begun-anew':
      return { state: 'rebuilding', loss: condition.loss, pull }
    case 'unwritable':
      return { state: 'unwritable', obstacle: condition.obstacle }
    case 'in-memory':
      return { state: 'in-memory', obstacle: condition.obstacle, nextTryAt: condition.nextTryAt }
    default:
      return assertNever(condition, 'condition of the cache')
  }
}

/** How the sync stands. A broken cache or a full disk is told beside it: it keeps no work from being sent. */
function stateOf(report: SyncReport, facts: StatusFacts): SyncStatus['state'] {
  const standing = report.problem === null ? null : standingOf(report.problem)
  // Damage is said whatever else there is: what was lost may be what the officer believes to be sent.
  if (facts.needsYou > 0 || standing === 'attention' || report.journalDamage !== null) return 'attention'
  if (standing === 'offline') return 'offline'
  return report.working || facts.sendable > 0 || facts.uploads !== null ? 'syncing' : 'idle'
}

/** Whether somebody must do something, or time alone may mend it. */
function standingOf(problem: SyncProblem): 'attention' | 'offline' {
  switch (problem) {
    case 'session-ended':
    case 'device-revoked':
    case 'upgrade-required':
    case 'cache-failed':
      return 'attention'
    case 'unreachable':
    case 'untrusted-certificate':
    case 'not-the-national-system':
    case 'server-error':
    case 'maintenance':
    case 'too-many':
      return 'offline'
    default:
      return assertNever(problem, 'problem')
  }
}
