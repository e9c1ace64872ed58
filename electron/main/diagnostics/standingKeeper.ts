import type { Standing } from '../../../shared/bridge/standing'
import type { FaultMemory } from './faultMemory'

/** What the page said last of the engine; what it ran into is remembered with its time, as main's own faults are. */
export class StandingKeeper {
  private last: Standing | null = null

  constructor(private readonly faults: FaultMemory) {}

  get current(): Standing | null {
    return this.last
  }

  tell(standing: Standing): void {
    const before = this.last
    this.last = standing
    const { problem, cacheFault } = standing
    if (problem && problem !== before?.problem) this.faults.add('sync-problem', { problem })
    // As a code of two words, which is how the log knows its own (log/redaction.ts).
    if (cacheFault && cacheFault !== before?.cacheFault) {
      this.faults.add('cache-fault', { fault: `cache:${cacheFault}` })
    }
  }

  forget(): void {
    this.last = null
  }
}
