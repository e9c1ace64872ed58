import { assertNever } from '../../../shared/domain/assertNever'
import type { Clock } from '../clock'
import { JournalFailure } from '../journal/journalClient'
import type { StatusKeeper } from '../statusKeeper'
import type { AskingGate } from './askingGate'
import { Backoff } from './backoff'
import type { Fault } from './fault'
import { pollWait } from './pacing'
import type { RoundOutcome } from './syncRound'

export interface LoopParts {
  readonly clock: Clock
  readonly random: () => number
  readonly gate: AskingGate
  readonly status: StatusKeeper
  readonly round: (signal: AbortSignal) => Promise<RoundOutcome>
  /** The national system was reached: whatever waits for that may go on. */
  readonly onReached: () => void
}

/** Why the loop waits; it decides who may end the wait. */
type WaitReason =
  /** All is done: anybody may. */
  | 'poll'
  /** The server put actions off: anybody may. */
  | 'retry'
  /** The last request failed: the officer and regained network may. */
  | 'backoff'
  /** The server named a time: nobody may (PROTOCOL.md 1.4). */
  | 'told'
  /** Only an officer can mend it, by signing in again or asking: nobody else may. */
  | 'officer'

type LoopState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working' }
  | { readonly kind: 'waiting'; readonly reason: WaitReason; readonly cancel: () => void }
  | { readonly kind: 'stopped' }

type Plan = { readonly wait: number; readonly reason: WaitReason } | 'halt' | 'stop'

/** Rounds of sync, one at a time, and the waits between them. Offline is known from failed requests only. */
export class SyncLoop {
  private state: LoopState = { kind: 'idle' }
  /** Somebody asked for a round while one was running. */
  private again = false
  private readonly abort = new AbortController()
  private readonly backoff: Backoff

  constructor(private readonly parts: LoopParts) {
    this.backoff = new Backoff(parts.random)
  }

  start(): void {
    this.parts.gate.onClosed = () => this.gateClosed()
    if (!this.followTold()) void this.work()
  }

  /** No request goes out any more; one that is under way is given up. */
  stop(): void {
    if (this.state.kind === 'waiting') this.state.cancel()
    this.state = { kind: 'stopped' }
    this.abort.abort()
  }

  /** The officer asks: at once, whatever the backoff says (PROTOCOL.md 1.5). */
  syncNow(): void {
    this.backoff.reset()
    this.wake(['poll', 'retry', 'backoff', 'officer'])
  }

  /** The device says that it has a network again: a hint to try, nothing more. */
  networkRegained(): void {
    if (this.state.kind !== 'waiting' || this.state.reason !== 'backoff') return
    this.backoff.reset()
    this.wake(['backoff'])
  }

  /** Something may be sent now. In an outage it waits for the next try like everything else. */
  workReleased(): void {
    this.wake(['poll', 'retry'])
  }

  /** The national system has named a time, to whoever asked it. */
  private gateClosed(): void {
    if (this.state.kind !== 'waiting' || this.state.reason === 'officer') return
    this.state.cancel()
    this.followTold()
  }

  private followTold(): boolean {
    const told = this.parts.gate.told()
    if (!told) return false
    this.parts.status.update({ problem: told.problem, problemDetail: told.detail })
    this.follow({ wait: told.wait, reason: 'told' })
    return true
  }

  private wake(reasons: readonly WaitReason[]): void {
    if (this.state.kind === 'working') this.again = true
    if (this.state.kind !== 'waiting' || !reasons.includes(this.state.reason)) return
    this.state.cancel()
    void this.work()
  }

  private async work(): Promise<void> {
    const { status } = this.parts
    this.state = { kind: 'working' }
    this.again = false
    status.update({ working: true, nextTryAt: null })
    let plan: Plan
    try {
      plan = this.planAfter(await this.parts.round(this.abort.signal))
    } catch (failure) {
      // Whoever stopped the loop has closed what the round was using.
      if (this.isStopped()) return
      plan = this.planAfterException(failure)
    }
    if (this.isStopped()) return
    this.follow(plan)
  }

  /** A method, because the state may have changed while the round was awaited. */
  private isStopped(): boolean {
    return this.state.kind === 'stopped'
  }

  private follow(plan: Plan): void {
    const { clock, status } = this.parts
    if (plan === 'stop') {
      this.state = { kind: 'stopped' }
      status.update({ working: false, nextTryAt: null })
      return
    }
    if (plan === 'halt') {
      // Asked for while the round was running, as by signing in again: what ended it may be mended already.
      if (this.again) return void this.work()
      this.state = { kind: 'waiting', reason: 'officer', cancel: () => undefined }
      status.update({ working: false, nextTryAt: null })
      return
    }
    const atOnce = this.again && (plan.reason === 'poll' || plan.reason === 'retry')
    const wait = atOnce ? 0 : plan.wait
    const cancel = clock.after(wait, () => void this.work())
    this.state = { kind: 'waiting', reason: plan.reason, cancel }
    status.update({ working: false, nextTryAt: clock.now() + wait })
  }

  private planAfter(outcome: RoundOutcome): Plan {
    const { random } = this.parts
    switch (outcome.kind) {
      case 'done':
        this.backoff.reset()
        this.reportReached()
        return { wait: pollWait(random), reason: 'poll' }
      case 'retry':
        this.reportReached()
        return { wait: this.backoff.next(), reason: 'retry' }
      case 'fault':
        return this.planAfterFault(outcome.fault)
      default:
        return assertNever(outcome, 'outcome of a round')
    }
  }

  private reportReached(): void {
    const { clock, status } = this.parts
    status.update({ problem: null, problemDetail: null, lastSyncedAt: clock.now() })
    this.parts.onReached()
  }

  private planAfterFault(fault: Fault): Plan {
    const { gate, status } = this.parts
    switch (fault.kind) {
      case 'again':
        status.update({ problem: fault.problem, problemDetail: null })
        return { wait: this.backoff.next(), reason: 'backoff' }
      case 'not-before':
        status.update({ problem: fault.problem, problemDetail: fault.detail })
        return { wait: gate.told()?.wait ?? 0, reason: 'told' }
      case 'stop':
        status.update({ problem: fault.problem, problemDetail: null })
        return 'halt'
      case 'epoch-changed':
      case 'cursor-expired':
      case 'refused':
        // The round deals with these; one that comes through is a server that does not keep to the protocol.
        status.update({ problem: 'server-error', problemDetail: null })
        return { wait: this.backoff.next(), reason: 'backoff' }
      case 'aborted':
        return 'stop'
      default:
        return assertNever(fault, 'fault')
    }
  }

  /** The cache or the journal could not be written: said, and tried again; nothing counts as done meanwhile. */
  private planAfterException(failure: unknown): Plan {
    if (failure instanceof JournalFailure && failure.code === 'closed') return 'stop'
    this.parts.status.update({ problem: 'cache-failed', problemDetail: String(failure).slice(0, 200) })
    return { wait: this.backoff.next(), reason: 'backoff' }
  }
}
