/**
 * Every place at which the journal's way to the disk can be stopped: one before each await that matters, named by
 * what comes next. Tests stop, kill or cut the power at each of them (RELIABILITY.md 1, 2, 21).
 */
export const journalSteps = [
  // Opening.
  'open-read-journal',
  'open-read-mark',
  'open-list-folder',
  'open-set-aside-copy',
  'open-remove-leftover',
  'open-list-files',
  'open-set-aside-file',
  // Appending.
  'append-connect',
  'append-write',
  'append-sync',
  'append-acknowledge',
  // Cutting off what was not finished or failed.
  'tail-truncate',
  'tail-sync',
  // Writing the file over itself, where there is no room to write it anew.
  'over-write',
  // Writing the whole file anew: the first one, an upgrade, a repair, a compaction.
  'rewrite-create',
  'rewrite-write',
  'rewrite-sync',
  'rewrite-close',
  'rewrite-rename',
  'rewrite-sync-folder',
  'rewrite-done',
  // The high-water mark.
  'mark-create',
  'mark-write',
  'mark-sync',
  'mark-sync-folder',
  // The reserve.
  'reserve-create',
  'reserve-write',
  'reserve-sync',
  'reserve-sync-folder',
  'reserve-remove',
  'reserve-removed-sync-folder',
  // Attached files.
  'file-folder',
  'file-create',
  'file-write',
  'file-sync',
  'file-close',
  'file-sync-folder',
  'file-record',
  'file-remove',
] as const

export type JournalStep = (typeof journalSteps)[number]

/** Called at each step; what it throws or waits for, the step throws or waits for. */
export type OnStep = (step: JournalStep) => void | Promise<void>

export const noSteps: OnStep = () => undefined
