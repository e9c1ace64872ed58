import type { JournalDamage } from '../../shared/bridge/journalPort'
import { assertNever } from '../../shared/domain/assertNever'
import type { SyncProblem, SyncStatus } from './api'

/** What the sync reports of itself. */
export interface SyncReport {
  readonly working: boolean
  readonly problem: SyncProblem | null
  readonly problemDetail: string | null
  readonly nextTryAt: number | null
  readonly lastSyncedAt: number | null
  readonly casesSetAside: number
  readonly firstPullRuns: boolean
}

/** What is counted elsewhere and asked when the status is. */
export interface StatusCounts {
  readonly unsent: number
  readonly needsYou: number
  /** Unsent actions that may go out now: not held, not waiting for the officer. */
  readonly sendable: number
  readonly casesHeld: number
}

/** The status line's facts in one place. */
export class StatusKeeper {
  private report: SyncReport = {
    // From the start on there is something to do: the first round has not been.
    working: true,
    problem: null,
    problemDetail: null,
    nextTryAt: null,
    lastSyncedAt: null,
    casesSetAside: 0,
    firstPullRuns: false,
  }

  constructor(
    private readonly counts: () => StatusCounts,
    private readonly journalDamage: JournalDamage | null,
    private readonly onChanged: () => void,
  ) {}

  update(part: Partial<SyncReport>): void {
    this.report = { ...this.report, ...part }
    this.onChanged()
  }

  status(): SyncStatus {
    const { report } = this
    const counts = this.counts()
    return {
      state: stateOf(report, counts),
      unsent: counts.unsent,
      needsYou: counts.needsYou,
      problem: report.problem,
      problemDetail: report.problemDetail,
      nextTryAt: report.nextTryAt,
      lastSyncedAt: report.lastSyncedAt,
      casesHeld: counts.casesHeld,
      firstPull: report.firstPullRuns ? { casesReceived: counts.casesHeld } : null,
      casesSetAside: report.casesSetAside,
      journalDamage: this.journalDamage,
    }
  }
}

function stateOf(report: SyncReport, counts: StatusCounts): SyncStatus['state'] {
  const standing = report.problem === null ? null : standingOf(report.problem)
  if (counts.needsYou > 0 || standing === 'attention') return 'attention'
  if (standing === 'offline') return 'offline'
  return report.working || counts.sendable > 0 ? 'syncing' : 'idle'
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
