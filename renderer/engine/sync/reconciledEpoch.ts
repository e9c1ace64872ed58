import type { Epoch } from '../../../shared/domain/identifiers'
import type { Notes } from '../journal/notes'

/**
 * The epoch in which the national system is known to hold every action that it took, or to be sent it again. What a
 * cache of another epoch says of an action proves nothing: the system may have lost it since (PROTOCOL.md 4.5, 5.5).
 */
export class ReconciledEpoch {
  private epoch: Epoch | null

  constructor(private readonly notes: Notes) {
    // It was an epoch when it was kept; the cast only gives the brand back.
    this.epoch = notes.read('reconciled-epoch') as Epoch | null
  }

  /** Null before the first time that all was reconciled. */
  get known(): Epoch | null {
    return this.epoch
  }

  is(epoch: Epoch | null): boolean {
    return epoch !== null && epoch === this.epoch
  }

  /** Counts at once. A full disk must not keep work from being sent: not noted, it is asked again after a restart. */
  async keep(epoch: Epoch): Promise<void> {
    this.epoch = epoch
    await this.notes.keep('reconciled-epoch', epoch).catch(() => undefined)
  }
}
