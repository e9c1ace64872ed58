import type { Case } from '../../../shared/domain/case'
import { FactColumns } from './factColumns'

/** One reading of all held cases into the columns. */
export interface FactReading {
  /** Whether it was taken: what was written since is newer than what is read. */
  take(slot: number, overlaid: Case): boolean
  done(): void
}

/**
 * Keeps the facts of all held cases in step with their rows. At the start they come with the reading that search needs
 * anyway, after the rows are on screen: nobody’s launch waits for the figures.
 */
export class FactFeed {
  readonly columns = new FactColumns()
  private generation = 0
  /** Null when every held case is in the columns. */
  private reading: { done: number; readonly total: number } | null = null

  /** A row was written. */
  written(slot: number, overlaid: Case): void {
    this.columns.write(slot, overlaid)
  }

  removed(slot: number): void {
    this.columns.clear(slot)
  }

  cleared(): void {
    this.generation += 1
    this.columns.clearAll()
    this.reading = null
  }

  /** All rows are there, their facts are still to come. */
  waits(total: number): void {
    this.reading = total === 0 ? null : { done: 0, total }
  }

  read(): FactReading {
    const mine = this.generation
    return {
      take: (slot, overlaid) => {
        if (mine !== this.generation || this.columns.held[slot] === 1) return false
        this.columns.write(slot, overlaid)
        if (this.reading) this.reading.done += 1
        return true
      },
      done: () => {
        if (mine === this.generation) this.reading = null
      },
    }
  }

  progress(): { readonly done: number; readonly total: number } | null {
    return this.reading && { ...this.reading }
  }
}
