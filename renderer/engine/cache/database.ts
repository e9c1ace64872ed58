import { Dexie, type Table, type Transaction } from 'dexie'
import { CacheFailure } from './caseCache'
import type { CaseId, Cursor, Epoch } from '../../../shared/domain/identifiers'

/** Only what the pull must compare is in clear; the rest of a case is sealed (SECURITY.md 10). */
export interface CaseRecord {
  readonly id: CaseId
  readonly version: number
  /** The full pull in which it came last (PROTOCOL.md 4.5). */
  readonly generation: number
  /** The form of cases by which it was checked when it came; records of older programs have none. */
  readonly form?: string
  readonly sealed: Uint8Array<ArrayBuffer>
}

/**
 * What is known of a chunk without opening it: its cases in the order of its lines. A case that has a record too is
 * the record's; what the chunk has of it is older.
 */
export interface ChunkHead {
  readonly number: number
  readonly form: string
  readonly ids: readonly CaseId[]
  readonly versions: readonly number[]
  readonly generations: readonly number[]
}

/** Many cases in one sealed value: what costs is the number of records (PERFORMANCE.md). */
export interface ChunkRecord {
  readonly number: number
  readonly sealed: Uint8Array<ArrayBuffer>
}

/** What the lists need of a chunk's cases, beside them because it is read without them. */
export interface SummaryRecord extends ChunkRecord {
  readonly form: string
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
  /** What main remembers too; a database without it is not the one that was filled (RELIABILITY.md 19). */
  readonly mark: string
  /** How many records and chunks there are, and cases in both: fewer are a store that was half lost. */
  readonly records: number
  readonly chunks: number
  readonly cases: number
}

export interface SealedRecord {
  readonly name: string
  readonly sealed: Uint8Array<ArrayBuffer>
}

interface Migration {
  readonly name: string
  readonly stores: Readonly<Record<string, string>>
  readonly upgrade?: (transaction: Transaction) => Promise<void>
}

/** Append only: a step that was published is never changed. Its place in the list is its version. */
export const migrations: readonly Migration[] = [
  {
    // `generation` is indexed so that the end of a full pull finds what did not come again without reading all.
    name: 'sealed cases, standing of the pull, sealed values',
    stores: { cases: 'id, generation', standing: 'key', sealed: 'name' },
  },
  {
    name: 'a mark and the number of cases, by which a loss is noticed',
    stores: { cases: 'id, generation', standing: 'key', sealed: 'name' },
    async upgrade(transaction) {
      const standing = transaction.table<StandingRecord, 'standing'>('standing')
      const cases = await transaction.table('cases').count()
      const before = (await standing.get('standing')) ?? firstStanding
      await standing.put({ ...before, mark: newMark(), cases })
    },
  },
  {
    // Beside the sealed values, because these are read all at once when the desk opens.
    name: 'what the officer has looked at, in blocks',
    stores: { cases: 'id, generation', standing: 'key', sealed: 'name', seen: 'block' },
  },
  {
    // The records stay as they are and go into chunks when nothing else is to do.
    name: 'cases by the hundred in chunks and their summaries beside, what changed since in records',
    stores: {
      ...{ cases: 'id', chunks: 'number', heads: 'number', summaries: 'number' },
      ...{ standing: 'key', sealed: 'name', seen: 'block' },
    },
    async upgrade(transaction) {
      const standing = transaction.table<StandingRecord, 'standing'>('standing')
      const before = await standing.get('standing')
      if (before) await standing.put({ ...before, records: before.cases, chunks: 0 })
    },
  },
]

/** Many cases in one record, as in the chunks. */
export interface SeenRecord {
  readonly block: number
  readonly sealed: Uint8Array<ArrayBuffer>
}

export class CacheDatabase extends Dexie {
  declare readonly cases: Table<CaseRecord, CaseId>
  declare readonly chunks: Table<ChunkRecord, number>
  declare readonly heads: Table<ChunkHead, number>
  declare readonly summaries: Table<SummaryRecord, number>
  declare readonly standing: Table<StandingRecord, 'standing'>
  declare readonly sealed: Table<SealedRecord, string>
  declare readonly seen: Table<SeenRecord, number>

  constructor(name: string) {
    // The default mode loses acknowledged writes in a power cut (RELIABILITY.md, measured).
    super(name, { autoOpen: false, chromeTransactionDurability: 'strict' })
    migrations.forEach(({ stores, upgrade }, index) => {
      const version = this.version(index + 1).stores({ ...stores })
      if (upgrade) version.upgrade(upgrade)
    })
  }
}

/** Of no meaning but to be another one each time. */
export function newMark(): string {
  return crypto.randomUUID()
}

export const firstStanding: StandingRecord = {
  key: 'standing',
  epoch: null,
  cursor: null,
  complete: false,
  generation: 1,
  epochGeneration: 1,
  setAside: [],
  mark: '',
  records: 0,
  chunks: 0,
  cases: 0,
}

/** Another connection that keeps its version open would keep this one waiting for ever. */
export async function unlessBlocked(
  database: CacheDatabase,
  work: () => PromiseLike<unknown>,
): Promise<void> {
  const blocked = new Promise<never>((_resolve, reject) => {
    database.on('blocked', () => reject(new CacheFailure('blocked', 'Another connection holds the cache.')))
  })
  await Promise.race([work(), blocked])
}
