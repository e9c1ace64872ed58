import type { CaseId } from '../../../shared/domain/identifiers'
import type { PresenceMode } from '../../../shared/protocol/events'
import type { Clock } from '../clock'

/** Well before the 45 s after which the national system forgets it. */
const renewMilliseconds = 30_000
/** A case that is only passed by on the way to another is not told. */
const lookMilliseconds = 800

export interface TellerParts {
  readonly clock: Clock
  /** Whether the others can be reached now; what is not told then is not told later either. */
  readonly isHeard: () => boolean
  /** Resolves whatever the network did: that nobody was told is no fault. */
  readonly send: (caseId: CaseId, mode: PresenceMode | 'none') => Promise<void>
}

interface Open {
  readonly caseId: CaseId
  readonly mode: PresenceMode
}

/** Tells the others which case is open at this desk, and goes on telling it while that lasts (PROTOCOL.md 4.8). */
export class PresenceTeller {
  private open: Open | null = null
  /** What the others know. */
  private told: Open | null = null
  private cancelTimer: (() => void) | null = null
  private last: Promise<void> = Promise.resolve()

  constructor(private readonly parts: TellerParts) {}

  /** One case at a time: another one ends the one before. */
  tell(caseId: CaseId, mode: PresenceMode | 'none'): void {
    if (mode === 'none') {
      if (this.open?.caseId === caseId) this.become(null)
      return
    }
    if (this.open?.caseId !== caseId || this.open.mode !== mode) this.become({ caseId, mode })
  }

  /** The others can be reached again. */
  heardAgain(): void {
    this.told = null
    if (this.open) this.say()
  }

  stop(): void {
    this.become(null)
  }

  private become(open: Open | null): void {
    const { clock } = this.parts
    this.open = open
    this.cancelTimer?.()
    this.cancelTimer = null
    if (this.told && this.told.caseId !== open?.caseId) {
      this.send(this.told.caseId, 'none')
      this.told = null
    }
    if (!open) return
    const goesOn = this.told !== null
    if (goesOn || open.mode === 'replying') this.say()
    else this.cancelTimer = clock.after(lookMilliseconds, () => this.say())
  }

  private say(): void {
    if (!this.open) return
    this.cancelTimer?.()
    this.cancelTimer = this.parts.clock.after(renewMilliseconds, () => this.say())
    if (!this.parts.isHeard()) return
    this.told = this.open
    this.send(this.open.caseId, this.open.mode)
  }

  /** One after the other, so that the last word stands. */
  private send(caseId: CaseId, mode: PresenceMode | 'none'): void {
    const { isHeard, send } = this.parts
    this.last = this.last.then(() => (isHeard() ? send(caseId, mode) : undefined))
  }
}
