import { z } from 'zod'

/**
 * What the engine must still know when its cache is gone: a handful of short texts that main keeps in a sealed file
 * beside the journal. They hold nothing of a case but what an officer wrote into a saved search.
 */
export const engineNoteNames = [
  /** The cache as it was last made: a database without this mark is not the one that was filled. */
  'cache-mark',
  /** The time before which the national system does not want to be asked (PROTOCOL.md 1.4). */
  'told-wait',
  /** The epoch in which every sent action is known to be held by the national system (PROTOCOL.md 5.5). */
  'reconciled-epoch',
  /** How far the asking after a restore has come. */
  'reconciling',
  /** The officer's saved views; their words may be a person's name. */
  'saved-views',
  /**
   * Before when nothing is new to the officer although they never opened it, as after a cache was lost with what it
   * said of that; and when all was in step last.
   */
  'seen-baseline',
] as const
export type EngineNoteName = (typeof engineNoteNames)[number]

export const longestEngineNote = 100_000

export const engineNotesSchema = z.partialRecord(z.enum(engineNoteNames), z.string().max(longestEngineNote))
export type EngineNotes = Readonly<Partial<Record<EngineNoteName, string>>>

/** The notes with one of them changed; null takes it out. */
export function notesAfter(notes: EngineNotes, name: EngineNoteName, text: string | null): EngineNotes {
  const after: Partial<Record<EngineNoteName, string>> = { ...notes }
  if (text === null) delete after[name]
  else after[name] = text
  return after
}

/** Those without which nothing could be sent; none of them holds a word of anybody's. */
const notesOfSending: readonly EngineNoteName[] = ['told-wait', 'reconciled-epoch']

export function notesForSending(notes: EngineNotes): EngineNotes {
  const some: Partial<Record<EngineNoteName, string>> = {}
  for (const name of notesOfSending) {
    const text = notes[name]
    if (text !== undefined) some[name] = text
  }
  return some
}
