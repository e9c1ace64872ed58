import { holdMilliseconds } from '../../../shared/bridge/journalPort'
import type { ActionId } from '../../../shared/domain/identifiers'

/** A clock that no setting of the system's time moves. */
export interface MonotonicClock {
  /** Milliseconds since some fixed moment. */
  now(): number
  /** Calls back once after so many milliseconds, unless the returned function is called before. */
  after(milliseconds: number, call: () => void): () => void
}

export const systemClock: MonotonicClock = {
  now: () => performance.now(),
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds)
    return () => clearTimeout(timer)
  },
}

/** The actions that can still be undone, each for `holdMilliseconds` from when it was put here. */
export class Hold {
  private readonly held = new Map<ActionId, { readonly releaseAt: number; readonly cancel: () => void }>()

  constructor(
    private readonly clock: MonotonicClock,
    private readonly released: (actionId: ActionId) => void,
  ) {}

  /** Puts an action under hold; one that is held already is held anew. */
  begin(actionId: ActionId): void {
    this.end(actionId)
    const cancel = this.clock.after(holdMilliseconds, () => {
      this.held.delete(actionId)
      this.released(actionId)
    })
    this.held.set(actionId, { releaseAt: this.clock.now() + holdMilliseconds, cancel })
  }

  /** Milliseconds until the action is released; null when it is not held. */
  remaining(actionId: ActionId): number | null {
    const held = this.held.get(actionId)
    return held ? Math.max(0, held.releaseAt - this.clock.now()) : null
  }

  /** Takes the action from hold without releasing it. */
  end(actionId: ActionId): void {
    this.held.get(actionId)?.cancel()
    this.held.delete(actionId)
  }

  endAll(): void {
    for (const actionId of [...this.held.keys()]) this.end(actionId)
  }
}
