import type { CaseCache, HeldReference } from '../cache/caseCache'
import type { Clock } from '../clock'
import type { Fault } from './fault'
import type { NationalClient } from './nationalClient'

const spanMilliseconds = 3_600_000

/** Keeps the reference data fresh: at the start and every hour, by its ETag (PROTOCOL.md 3.1). */
export class ReferenceFetcher {
  private lastFetched = -Infinity
  /** Rises with every change that is told, so that an answer from before one does not count for it. */
  private changes = 0

  constructor(
    private readonly national: NationalClient,
    private readonly cache: CaseCache,
    private readonly clock: Clock,
    private readonly onFetched: (held: HeldReference) => Promise<void>,
  ) {}

  /** The national system says that it has changed: the next round asks. */
  changed(): void {
    this.changes += 1
    this.lastFetched = -Infinity
  }

  due(): boolean {
    return this.clock.monotonic() >= this.lastFetched + spanMilliseconds
  }

  async fetchIfDue(
    signal: AbortSignal,
  ): Promise<{ readonly kind: 'done' } | { readonly kind: 'fault'; readonly fault: Fault }> {
    if (!this.due()) return { kind: 'done' }
    const { changes } = this
    const held = await this.cache.reference()
    const reply = await this.national.reference(held?.etag ?? null, signal)
    // The server refuses reference data alone: cases come without names rather than not at all.
    const refused = reply.kind === 'fault' && reply.fault.kind === 'refused'
    if (reply.kind === 'fault' && !refused) return reply
    if (reply.kind === 'done') {
      await this.cache.keepReference(reply.value)
      await this.onFetched(reply.value)
    }
    if (changes === this.changes) this.lastFetched = this.clock.monotonic()
    return { kind: 'done' }
  }
}
