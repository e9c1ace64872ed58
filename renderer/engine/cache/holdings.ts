import type { CaseId } from '../../../shared/domain/identifiers'
import type { CaseRecord, ChunkHead, ChunkRecord, SummaryRecord } from './database'

/** What the pull compares of a held case, and where it lies. */
export interface Holding {
  readonly version: number
  readonly generation: number
  /** The chunk that has a line of it; null when none has. */
  readonly chunk: number | null
  /** Whether it has a record, which then is newer than the chunk's line. */
  readonly hasRecord: boolean
}

export interface ChunkWrite {
  readonly head: ChunkHead
  /** Null: the lines stay as they are. */
  readonly content: { readonly chunk: ChunkRecord; readonly summary: SummaryRecord } | null
}

/** What a transaction writes, and with it what the holdings are afterwards. */
export interface CaseWrites {
  readonly records: readonly CaseRecord[]
  readonly goneRecords: readonly CaseId[]
  readonly chunks: readonly ChunkWrite[]
  readonly goneChunks: readonly number[]
  /** Cases that are held no more. */
  readonly gone: readonly CaseId[]
}

export interface HoldingCounts {
  readonly records: number
  readonly chunks: number
  readonly cases: number
}

/** Which cases the database holds and where: read once, kept in step with what is written. */
export class Holdings {
  private readonly byId = new Map<CaseId, Holding>()
  private readonly lines = new Map<number, readonly CaseId[]>()
  private readonly recordIds = new Set<CaseId>()
  private lastChunk = 0

  constructor(heads: readonly ChunkHead[]) {
    for (const head of heads) this.takeHead(head)
  }

  /** Records that lie in the database beside the chunks. */
  takeRecords(records: readonly Omit<CaseRecord, 'sealed'>[]): void {
    for (const record of records) this.takeRecord(record)
  }

  get counts(): HoldingCounts {
    return { records: this.recordIds.size, chunks: this.lines.size, cases: this.byId.size }
  }

  /** A number that no chunk has had. */
  get nextChunk(): number {
    return this.lastChunk + 1
  }

  of(caseId: CaseId): Holding | undefined {
    return this.byId.get(caseId)
  }

  entries(): IterableIterator<[CaseId, Holding]> {
    return this.byId.entries()
  }

  chunkNumbers(): number[] {
    return [...this.lines.keys()]
  }

  /** The cases of a chunk's lines; none when there is no such chunk. */
  idsIn(chunk: number): readonly CaseId[] {
    return this.lines.get(chunk) ?? []
  }

  idsInRecords(): readonly CaseId[] {
    return [...this.recordIds]
  }

  /** Whether the case's newest version is the line of that chunk. */
  liesIn(chunk: number, caseId: CaseId): boolean {
    const holding = this.byId.get(caseId)
    return holding?.chunk === chunk && !holding.hasRecord
  }

  /** How many there will be after these writes. */
  countsAfter({ records, goneRecords, chunks, goneChunks, gone }: CaseWrites): HoldingCounts {
    const newRecords = records.filter(({ id }) => !this.recordIds.has(id))
    const newChunks = chunks.filter(({ head }) => !this.lines.has(head.number))
    const added = new Set([...newRecords.map(({ id }) => id), ...newChunks.flatMap(({ head }) => head.ids)])
    const newCases = [...added].filter((caseId) => !this.byId.has(caseId))
    const left = goneRecords.filter((caseId) => this.recordIds.has(caseId))
    return {
      records: this.recordIds.size + newRecords.length - left.length,
      chunks: this.lines.size + newChunks.length - goneChunks.length,
      cases: this.byId.size + newCases.length - gone.length,
    }
  }

  /** After they were written. */
  take({ records, goneRecords, chunks, goneChunks, gone }: CaseWrites): void {
    for (const caseId of goneRecords) this.recordIds.delete(caseId)
    for (const number of goneChunks) this.leaveChunk(number)
    for (const { head } of chunks) {
      this.leaveChunk(head.number)
      this.takeHead(head)
    }
    this.takeRecords(records)
    for (const caseId of gone) this.byId.delete(caseId)
  }

  private takeHead({ number, ids, versions, generations }: ChunkHead): void {
    this.lines.set(number, ids)
    this.lastChunk = Math.max(this.lastChunk, number)
    for (const [line, caseId] of ids.entries()) {
      const before = this.byId.get(caseId)
      if (before && this.recordIds.has(caseId)) this.byId.set(caseId, { ...before, chunk: number })
      else {
        const [version, generation] = [versions[line] ?? 0, generations[line] ?? 0]
        this.byId.set(caseId, { version, generation, chunk: number, hasRecord: false })
      }
    }
  }

  private takeRecord({ id, version, generation }: Omit<CaseRecord, 'sealed'>): void {
    this.recordIds.add(id)
    this.byId.set(id, { version, generation, chunk: this.byId.get(id)?.chunk ?? null, hasRecord: true })
  }

  /** Its cases stay held: they have a record, are in another chunk by now, or are among those that are gone. */
  private leaveChunk(number: number): void {
    for (const caseId of this.idsIn(number)) {
      const holding = this.byId.get(caseId)
      if (holding?.chunk === number) this.byId.set(caseId, { ...holding, chunk: null })
    }
    this.lines.delete(number)
  }
}
