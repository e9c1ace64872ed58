import { Dexie, type Table } from 'dexie'
import type { CaseId, Cursor, Epoch } from '../../../shared/domain/identifiers'

/** Only what the pull must compare is in clear; the rest of a case is sealed (SECURITY.md 10). */
export interface CaseRecord {
  readonly id: CaseId
  readonly version: number
  /** The full pull in which it came last (PROTOCOL.md 4.5). */
  readonly generation: number
  readonly sealed: Uint8Array<ArrayBuffer>
}

export interface StandingRecord {
  readonly key: 'standing'
  readonly epoch: Epoch | null
  readonly cursor: Cursor | null
  readonly complete: boolean
  /** Counts full pulls; a case of an earlier one did not come again when the present one is complete. */
  readonly generation: number
  /** The first full pull of this epoch: versions of earlier ones cannot be compared (PROTOCOL.md 4.5). */
  readonly epochGeneration: number
  readonly setAside: readonly string[]
}

export interface SealedRecord {
  readonly name: string
  readonly sealed: Uint8Array<ArrayBuffer>
}

interface Migration {
  readonly name: string
  readonly stores: Readonly<Record<string, string>>
}

/** Append only: a step that was published is never changed. Its place in the list is its version. */
export const migrations: readonly Migration[] = [
  {
    // `generation` is indexed so that the end of a full pull finds what did not come again without reading all.
    name: 'sealed cases, standing of the pull, sealed values',
    stores: { cases: 'id, generation', standing: 'key', sealed: 'name' },
  },
]

export class CacheDatabase extends Dexie {
  declare readonly cases: Table<CaseRecord, CaseId>
  declare readonly standing: Table<StandingRecord, 'standing'>
  declare readonly sealed: Table<SealedRecord, string>

  constructor(name: string) {
    // The default mode loses acknowledged writes in a power cut (RELIABILITY.md, measured).
    super(name, { autoOpen: false, chromeTransactionDurability: 'strict' })
    migrations.forEach((migration, index) => this.version(index + 1).stores({ ...migration.stores }))
  }
}

export const firstStanding: StandingRecord = {
  key: 'standing',
  epoch: null,
  cursor: null,
  complete: false,
  generation: 1,
  epochGeneration: 1,
  setAside: [],
}
