import { join } from 'node:path'
import {
  engineNotesSchema,
  notesAfter,
  type EngineNoteName,
  type EngineNotes,
} from '../../../shared/bridge/engineNotes'
import type { DiskFiles } from '../files/diskFiles'
import { writeDurably } from '../files/durableFile'
import { jsonBytes, parseJson } from '../files/jsonFile'
import { seal, unseal } from '../files/sealing'

const notesContext = Buffer.from('meja-aduan engine notes 1', 'utf8')

export const engineNotesName = 'engine-notes.sealed'

/**
 * The bytes of the notes' file under another key, without the mark of a cache that cannot be opened any more: the engine
 * is not to take it for one that was damaged. Null when they cannot be opened.
 */
export function notesSealedAnew(
  sealed: Uint8Array,
  { from, to, forgetsCache }: { from: Uint8Array; to: Uint8Array; forgetsCache: boolean },
): Buffer | null {
  const plain = unseal(from, sealed, notesContext)
  const notes = plain && parseJson(engineNotesSchema, plain)
  if (!notes) return null
  const kept = forgetsCache ? notesAfter(notes, 'cache-mark', null) : notes
  return seal(to, jsonBytes(kept), notesContext)
}

/** What the engine wants to know again although its cache is gone; the journal's port asks for it. */
export interface EngineNoteKeeper {
  readonly current: EngineNotes
  /** Resolves when it is on the disk; null forgets the note. */
  keep(name: EngineNoteName, text: string | null): Promise<void>
}

/** The engine's notes of one officer on the disk, sealed with the outbox key. */
export class EngineNotesFile implements EngineNoteKeeper {
  private notes: EngineNotes
  private last: Promise<unknown> = Promise.resolve()

  /**
   * Notes that cannot be read count as none: then the cache is believed as it is, and the national system is asked
   * again about what was sent.
   */
  static async open(files: DiskFiles, folder: string, key: Uint8Array): Promise<EngineNotesFile> {
    const path = join(folder, engineNotesName)
    const sealed = await files.read(path)
    const plain = sealed && unseal(key, sealed, notesContext)
    const notes = plain && parseJson(engineNotesSchema, plain)
    return new EngineNotesFile(files, path, Buffer.from(key), notes ?? {})
  }

  private constructor(
    private readonly files: DiskFiles,
    private readonly path: string,
    private readonly key: Uint8Array,
    notes: EngineNotes,
  ) {
    this.notes = notes
  }

  get current(): EngineNotes {
    return this.notes
  }

  keep(name: EngineNoteName, text: string | null): Promise<void> {
    const mine = this.last.then(async () => {
      if ((this.notes[name] ?? null) === text) return
      const after = notesAfter(this.notes, name, text)
      await writeDurably(this.files, this.path, seal(this.key, jsonBytes(after), notesContext))
      this.notes = after
    })
    this.last = mine.catch(() => undefined)
    return mine
  }

  /** Waits for what is being written and destroys its copy of the key. */
  async close(): Promise<void> {
    await this.last
    this.key.fill(0)
  }
}
