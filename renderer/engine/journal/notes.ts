import { notesAfter, type EngineNoteName, type EngineNotes } from '../../../shared/bridge/engineNotes'
import type { JournalClient } from './journalClient'

/** The engine's notes that outlive its cache, as main keeps them (shared/bridge/engineNotes.ts). */
export class Notes {
  private held: EngineNotes

  constructor(
    private readonly journal: JournalClient,
    opening: EngineNotes,
  ) {
    this.held = opening
  }

  read(name: EngineNoteName): string | null {
    return this.held[name] ?? null
  }

  /** Resolves when it is on the disk; null forgets it. */
  async keep(name: EngineNoteName, text: string | null): Promise<void> {
    if (this.read(name) === text) return
    await this.journal.request('keepNote', { name, text })
    this.held = notesAfter(this.held, name, text)
  }
}
