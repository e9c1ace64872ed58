import type { CacheFinding, StoredCache } from '../../../renderer/engine/cache/caseCache'
import { MemoryCache } from '../../../renderer/engine/cache/memoryCache'

/**
 * A cache that outlives the program as a database does, in memory, for schedules by the thousand. What the database
 * itself can do wrong is the rows' about the database, on Dexie and in the real program.
 */
export class KeptCache {
  private content = new MemoryCache()
  private mark: string | null = null

  /** All that was in it is gone, without a word. */
  vanish(): void {
    this.content = new MemoryCache()
    this.mark = null
  }

  /** As one life of the program has it. */
  ofLife(isAlive: () => boolean): StoredCache {
    const living = async <Answer>(
      work: (content: MemoryCache) => Answer | Promise<Answer>,
    ): Promise<Answer> => {
      // Killed: nothing is done any more and nobody hears of it.
      if (!isAlive()) return new Promise<never>(() => undefined)
      return await work(this.content)
    }
    return {
      open: (expectedMark) => living(() => this.find(expectedMark)),
      begin: (mark) =>
        living(() => {
          this.content = new MemoryCache()
          this.mark = mark
        }),
      isWhole: () => living(() => true),
      isReadable: () => living(() => true),
      tidy: () => living(() => false),
      close: () => undefined,
      standing: () => living((content) => content.standing()),
      caseById: (id) => living((content) => content.caseById(id)),
      casesById: (ids) => living((content) => content.casesById(ids)),
      scan: (onBatch) => living((content) => content.scan(onBatch)),
      scanSummaries: (onBatch) => living((content) => content.scanSummaries(onBatch)),
      applyPage: (page) => living((content) => content.applyPage(page)),
      updateHeld: (cases) => living((content) => content.updateHeld(cases)),
      pullAnew: (why) => living((content) => content.pullAnew(why)),
      reference: () => living((content) => content.reference()),
      keepReference: (held) => living((content) => content.keepReference(held)),
      note: (name) => living((content) => content.note(name)),
      keepNote: (name, text) => living((content) => content.keepNote(name, text)),
      keepNotes: (notes) => living((content) => content.keepNotes(notes)),
      seenBlocks: () => living((content) => content.seenBlocks()),
      keepSeenBlocks: (blocks) => living((content) => content.keepSeenBlocks(blocks)),
    }
  }

  private find(expectedMark: string | null): CacheFinding {
    if (this.mark === null) {
      return expectedMark === null ? { kind: 'new' } : { kind: 'lost', loss: 'vanished' }
    }
    if (expectedMark !== null && this.mark !== expectedMark) return { kind: 'lost', loss: 'vanished' }
    return { kind: 'whole', mark: this.mark }
  }
}
