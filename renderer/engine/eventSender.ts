import type { CaseId } from '../../shared/domain/identifiers'
import type { EngineEvent, SyncStatus } from './api'
import type { Clock } from './clock'

/** At most one notice of a kind in this span: a pull of thousands of cases must not flood the page. */
const spanMilliseconds = 100

type Notice = Exclude<
  EngineEvent['kind'],
  | 'sync-status'
  | 'case-changed'
  | 'attachment-changed'
  | 'presence-changed'
  | 'engine-restarted'
  | 'bulk-progress'
>

/** Collects what changed and tells the page of it once in a span. */
export class EventSender {
  private readonly notices = new Set<Notice>()
  private readonly caseIds = new Set<CaseId>()
  private statusWanted = false
  private lastStatus = ''
  private lastSent = -Infinity
  private cancelTimer: (() => void) | null = null
  private stopped = false

  constructor(
    private readonly clock: Clock,
    private readonly listener: (event: EngineEvent) => void,
    private readonly status: () => SyncStatus,
  ) {}

  changed(notice: Notice): void {
    this.notices.add(notice)
    this.plan()
  }

  caseChanged(caseId: CaseId): void {
    this.caseIds.add(caseId)
    this.changed('rows-changed')
  }

  statusChanged(): void {
    this.statusWanted = true
    this.plan()
  }

  stop(): void {
    this.stopped = true
    this.cancelTimer?.()
  }

  private plan(): void {
    if (this.cancelTimer || this.stopped) return
    const wait = Math.max(0, this.lastSent + spanMilliseconds - this.clock.monotonic())
    this.cancelTimer = this.clock.after(wait, () => {
      this.cancelTimer = null
      this.send()
    })
  }

  private send(): void {
    this.lastSent = this.clock.monotonic()
    const caseIds = [...this.caseIds]
    const notices = [...this.notices]
    const { statusWanted } = this
    this.caseIds.clear()
    this.notices.clear()
    this.statusWanted = false
    for (const caseId of caseIds) this.listener({ kind: 'case-changed', caseId })
    for (const kind of notices) this.listener({ kind })
    if (statusWanted) this.sendStatus()
  }

  private sendStatus(): void {
    const status = this.status()
    const text = JSON.stringify(status)
    if (text === this.lastStatus) return
    this.lastStatus = text
    this.listener({ kind: 'sync-status', status })
  }
}
