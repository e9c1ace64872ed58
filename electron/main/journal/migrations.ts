import type { NumberedRecord } from './records'

/** One change of the stored format, for good: a step that was once shipped is never altered, only followed. */
export interface Migration {
  readonly from: number
  readonly to: number
  readonly name: string
  /** Why there is a new version at all. */
  readonly reason: string
  /** The same records as the newer version writes them. */
  readonly carry: (records: readonly NumberedRecord[]) => readonly NumberedRecord[]
}

/**
 * From the first format on, in order (STYLE.md, *Take* 3). An older file is read whole, carried through the steps
 * and written anew beside the old one, which stays untouched until the new one is synced and renamed over it: a kill
 * or a power cut anywhere leaves one of the two whole (RELIABILITY.md 21).
 */
export const migrations: readonly Migration[] = [
  {
    from: 1,
    to: 2,
    name: 'files, and sent actions kept for 30 days',
    reason:
      'Attached files, uploads, settled actions kept for reconciling, the national system’s time and damage that ' +
      'was not told yet are kinds that version 1 would take for damage. Its own kinds keep their meaning.',
    carry: (records) => records,
  },
]

/** The records of a file of that version as the newest version has them. */
export function carryForward(version: number, records: readonly NumberedRecord[]): readonly NumberedRecord[] {
  return migrations
    .filter(({ from }) => from >= version)
    .reduce((carried, migration) => migration.carry(carried), records)
}
