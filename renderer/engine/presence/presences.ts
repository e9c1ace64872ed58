import type { CaseId, OfficerId } from '../../../shared/domain/identifiers'
import { presenceSeconds, type Presence } from '../../../shared/protocol/events'
import type { ColleagueAtCase } from '../actingApi'
import type { Clock } from '../clock'
import type { ServerClock } from '../serverClock'

interface Held extends ColleagueAtCase {
  readonly caseId: CaseId
  /** By the monotonic clock. */
  readonly endsAt: number
}

export interface PresencesParts {
  readonly clock: Clock
  readonly serverClock: ServerClock
  /** The officer at this desk, whom nobody need be told about. */
  readonly ownId: OfficerId
  readonly changed: (caseId: CaseId) => void
}

/** Who else has which case open, as the national system said it last; in memory, and soon over (PROTOCOL.md 4.8). */
export class Presences {
  private readonly held = new Map<string, Held>()
  private cancelTimer: (() => void) | null = null

  constructor(private readonly parts: PresencesParts) {}

  came({ caseId, officerId, name, mode, until }: Presence): void {
    const { clock, ownId, serverClock } = this.parts
    if (officerId === ownId) return
    const key = JSON.stringify([caseId, officerId])
    const left = Date.parse(until) - Date.parse(serverClock.instant() ?? new Date(clock.now()).toISOString())
    this.held.delete(key)
    if (left > 0) {
      // Nobody is there longer than the protocol says, whatever a server's clock does.
      const endsAt = clock.monotonic() + Math.min(left, presenceSeconds * 1000)
      this.held.set(key, { caseId, officerId, name, mode, endsAt })
    }
    this.parts.changed(caseId)
    this.planEnd()
  }

  of(caseId: CaseId): readonly ColleagueAtCase[] {
    const now = this.parts.clock.monotonic()
    return [...this.held.values()]
      .filter((held) => held.caseId === caseId && held.endsAt > now)
      .sort((one, other) => Number(other.mode === 'replying') - Number(one.mode === 'replying'))
      .map(({ officerId, name, mode }) => ({ officerId, name, mode }))
  }

  /** Nothing is heard any more, or all is about to be said anew. */
  forgetAll(): void {
    const caseIds = new Set([...this.held.values()].map(({ caseId }) => caseId))
    this.held.clear()
    this.planEnd()
    for (const caseId of caseIds) this.parts.changed(caseId)
  }

  stop(): void {
    this.held.clear()
    this.planEnd()
  }

  private planEnd(): void {
    this.cancelTimer?.()
    this.cancelTimer = null
    const ends = [...this.held.values()].map(({ endsAt }) => endsAt)
    if (ends.length === 0) return
    const { clock } = this.parts
    this.cancelTimer = clock.after(Math.max(0, Math.min(...ends) - clock.monotonic()), () => this.dropEnded())
  }

  private dropEnded(): void {
    const now = this.parts.clock.monotonic()
    for (const [key, { caseId, endsAt }] of this.held) {
      if (endsAt > now) continue
      this.held.delete(key)
      this.parts.changed(caseId)
    }
    this.planEnd()
  }
}
