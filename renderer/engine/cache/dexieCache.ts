import type { Case } from '../../../shared/domain/case'
import type { CaseId } from '../../../shared/domain/identifiers'
import { UnreadableSeal, type Seal } from '../seal/seal'
import {
  CacheFailure,
  CacheLost,
  type CacheFinding,
  type CachePage,
  type HeldReference,
  type PageApplication,
  type Standing,
  type StoredCache,
} from './caseCache'
import { CaseReader, inBatches, recordBatch } from './caseReader'
import { CaseWriter, usualMeasures, type ChunkMeasures } from './caseWriter'
import { CacheDatabase, firstStanding, unlessBlocked, migrations, type StandingRecord } from './database'
import { Holdings, type CaseWrites } from './holdings'
import { obstacleIn } from './obstacle'
import { pageEffect } from './pageEffect'
import { isNewer, planPage, setAsideAfter } from './pagePlan'
import type { CaseSummary } from '../rows/caseSummary'
import { SealedValues } from './sealedValues'

/** A name that no note has; it opens only with the key that this database was made with. */
const keyCheck = 'key-check'

/** Where the cases of the open database lie, and what reads and writes them. */
interface OpenCases {
  readonly holdings: Holdings
  readonly reader: CaseReader
  readonly writer: CaseWriter
}

/**
 * The cache on IndexedDB, by Dexie. Everything that names a person or a case's content is sealed. Cases lie by the
 * hundred in chunks, what changed since in records of their own; one worker alone has it open (`becomeSoleEngine`), so
 * that where each lies is read once and then known.
 */
export class DexieCache implements StoredCache {
  private database: CacheDatabase
  private values: SealedValues
  private openCases: Promise<OpenCases> | null = null
  /** Writes go one after the other: each is made from what the one before left. */
  private writing: Promise<unknown> = Promise.resolve()
  private scans = 0

  constructor(
    private readonly databaseName: string,
    private readonly seal: Seal,
    private readonly measures: ChunkMeasures = usualMeasures,
  ) {
    this.database = new CacheDatabase(databaseName)
    this.values = new SealedValues(this.database, seal)
  }

  async open(expectedMark: string | null): Promise<CacheFinding> {
    // One that was opened before may have been closed by the browser; a fresh one opens whatever became of it.
    this.renewDatabase()
    try {
      await this.openDatabase()
      this.refuseNewer()
      return await this.find(expectedMark)
    } catch (failure) {
      this.database.close()
      // Expected by nobody and of another key: left over from before that was renewed, and no damage.
      if (failure instanceof UnreadableSeal) {
        return expectedMark === null ? { kind: 'new' } : { kind: 'lost', loss: 'damaged' }
      }
      if (failure instanceof CacheFailure) throw failure
      throw new CacheFailure(obstacleIn(failure), 'The cache cannot be opened.', { cause: failure })
    }
  }

  async begin(mark: string): Promise<void> {
    try {
      this.database.close()
      await unlessBlocked(this.database, () => this.database.delete())
      this.renewDatabase()
      await this.openDatabase()
      await this.database.standing.put({ ...firstStanding, mark })
      await this.keepNote(keyCheck, keyCheck)
    } catch (failure) {
      throw new CacheFailure(obstacleIn(failure), 'The cache can be neither opened nor made anew.', {
        cause: failure,
      })
    }
  }

  async isWhole(): Promise<boolean> {
    const { database } = this
    const { cases, chunks, heads, standing, summaries } = database
    const tables = [cases, chunks, heads, standing, summaries]
    return await database.transaction('r', tables, async () => {
      const held = await standing.get('standing')
      return held !== undefined && (await this.holdsAllOf(held))
    })
  }

  async isReadable(): Promise<boolean> {
    const { cases, chunks, heads, sealed, summaries } = this.database
    try {
      await sealed.bulkGet(await sealed.toCollection().primaryKeys())
      for (const table of [cases, chunks, heads, summaries]) await table.each(() => undefined)
      return true
    } catch {
      // Whatever the browser calls it: what is there cannot be had.
      return false
    }
  }

  close(): void {
    this.database.close()
  }

  async standing(): Promise<Standing> {
    const { epoch, cursor, complete, setAside } = await this.standingRecord()
    return { epoch, cursor, complete, setAside }
  }

  async caseById(caseId: CaseId): Promise<Case | null> {
    return (await this.casesById([caseId])).get(caseId) ?? null
  }

  async casesById(caseIds: readonly CaseId[]): Promise<ReadonlyMap<CaseId, Case>> {
    const { reader } = await this.cases()
    return await reader.casesById(caseIds)
  }

  async scan(onBatch: (cases: readonly Case[]) => void): Promise<void> {
    await this.fromEndToEnd((reader) => reader.scan(onBatch))
  }

  async scanSummaries(onBatch: (summaries: readonly CaseSummary[]) => void): Promise<void> {
    await this.fromEndToEnd((reader) => reader.scanSummaries(onBatch))
  }

  async applyPage(page: CachePage): Promise<PageApplication> {
    return await this.oneAfterTheOther(async (): Promise<PageApplication> => {
      const { holdings, writer } = await this.cases()
      const effect = pageEffect(page.changes)
      const planned = await this.standingRecord()
      if (!isForThis(page, planned)) return { outcome: 'stale' }
      const epochGeneration = planned.epoch === null ? planned.generation : planned.epochGeneration
      const sweeps = page.snapshotDone && !planned.complete
      const plan = planPage(effect, holdings, { ...planned, epochGeneration }, sweeps)
      const writes = await writer.writesOf(plan, planned.generation)
      const written = await this.write(writes, (before) => {
        if (!isForThis(page, before)) return null
        return {
          ...before,
          epoch: page.epoch,
          cursor: page.cursor,
          complete: before.complete || page.snapshotDone,
          epochGeneration,
          setAside: setAsideAfter(before.setAside, effect),
        }
      })
      if (!written) return { outcome: 'stale' }
      return { outcome: 'applied', stored: plan.stored, removed: [...effect.removals, ...plan.swept] }
    })
  }

  async updateHeld(cases: readonly Case[]): Promise<readonly Case[]> {
    return await this.oneAfterTheOther(async () => {
      const { holdings, writer } = await this.cases()
      const { epochGeneration } = await this.standingRecord()
      const newest = pageEffect(cases.map((subject) => ({ kind: 'upsert', case: subject })))
      const taken = [...newest.upserts.values()]
        .map((upsert) => upsert.case)
        .filter((subject) => {
          const holding = holdings.of(subject.id)
          return holding !== undefined && isNewer(subject, holding, epochGeneration)
        })
      await this.write(await writer.updatesOf(taken), (before) => before)
      return taken
    })
  }

  async pullAnew(why: 'cursor-expired' | 'other-epoch'): Promise<void> {
    // In its turn too: a page that is being sealed belongs to the pull that it was planned in.
    await this.oneAfterTheOther(async () => {
      const { database } = this
      await database.transaction('rw', database.standing, async () => {
        const before = await this.standingRecord()
        await database.standing.put({
          ...before,
          epoch: why === 'other-epoch' ? null : before.epoch,
          cursor: null,
          complete: false,
          generation: before.generation + 1,
          setAside: [],
        })
      })
    })
  }

  async tidy(): Promise<boolean> {
    return await this.oneAfterTheOther(async () => {
      // A scan goes from place to place; what is moved meanwhile it could miss.
      if (this.scans > 0) return true
      const { writer } = await this.cases()
      const writes = await writer.tidyingStep()
      if (writes) await this.write(writes, (before) => before)
      return writes !== null
    })
  }

  reference(): Promise<HeldReference | null> {
    return this.values.reference()
  }

  keepReference(held: HeldReference): Promise<void> {
    return this.values.keepReference(held)
  }

  note(name: string): Promise<string | null> {
    return this.values.note(name)
  }

  keepNote(name: string, text: string | null): Promise<void> {
    return this.values.keepNote(name, text)
  }

  keepNotes(notes: ReadonlyMap<string, string | null>): Promise<void> {
    return this.values.keepNotes(notes)
  }

  seenBlocks(): Promise<ReadonlyMap<number, string>> {
    return this.values.seenBlocks()
  }

  keepSeenBlocks(blocks: ReadonlyMap<number, string>): Promise<void> {
    return this.values.keepSeenBlocks(blocks)
  }

  /** In one transaction with where the cache stands afterwards; false when `after` says that it stands elsewhere. */
  private async write(
    writes: CaseWrites,
    after: (before: StandingRecord) => StandingRecord | null,
  ): Promise<boolean> {
    const { holdings, reader } = await this.cases()
    const { database } = this
    const { cases, chunks, heads, standing, summaries } = database
    const contents = writes.chunks.map(({ content }) => content).filter((content) => content !== null)
    const tables = [cases, chunks, heads, standing, summaries]
    const written = await database.transaction('rw', tables, async () => {
      const next = after(await this.standingRecord())
      if (!next) return false
      await cases.bulkPut([...writes.records])
      await cases.bulkDelete([...writes.goneRecords])
      await chunks.bulkPut(contents.map(({ chunk }) => chunk))
      await summaries.bulkPut(contents.map(({ summary }) => summary))
      for (const table of [chunks, summaries]) await table.bulkDelete([...writes.goneChunks])
      await heads.bulkPut(writes.chunks.map(({ head }) => head))
      await heads.bulkDelete([...writes.goneChunks])
      await standing.put({ ...next, ...holdings.countsAfter(writes) })
      return true
    })
    if (!written) return false
    holdings.take(writes)
    if (writes.chunks.length + writes.goneChunks.length > 0) reader.chunksWritten()
    return true
  }

  private async fromEndToEnd(scan: (reader: CaseReader) => Promise<void>): Promise<void> {
    // Begun between two writes: a step of tidying that is under way would move what is looked for.
    const reader = await this.oneAfterTheOther(async () => {
      const open = await this.cases()
      if (!(await this.isWhole())) throw new CacheLost('incomplete')
      this.scans += 1
      return open.reader
    })
    try {
      await scan(reader)
    } finally {
      this.scans -= 1
    }
  }

  private oneAfterTheOther<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const mine = this.writing.then(work)
    // Whoever asked for it hears of a failure; the next one begins all the same.
    this.writing = mine.catch(() => undefined)
    return mine
  }

  /** Read when first asked for: the desk can show what is in its notes before. */
  private cases(): Promise<OpenCases> {
    this.openCases ??= this.readHoldings().catch((failure: unknown) => {
      this.openCases = null
      throw failure
    })
    return this.openCases
  }

  private async readHoldings(): Promise<OpenCases> {
    const { database, seal } = this
    const holdings = new Holdings(await database.heads.toArray())
    const recordIds = await database.cases.toCollection().primaryKeys()
    for (const batch of inBatches(recordIds, recordBatch)) {
      const records = await database.cases.bulkGet(batch)
      holdings.takeRecords(records.filter((record) => record !== undefined))
    }
    const { cases } = await this.standingRecord()
    if (holdings.counts.cases !== cases) throw new CacheLost('incomplete')
    const reader = new CaseReader(database, seal, holdings)
    return { holdings, reader, writer: new CaseWriter(database, seal, holdings, reader, this.measures) }
  }

  private renewDatabase(): void {
    this.database.close()
    this.database = new CacheDatabase(this.databaseName)
    this.values = new SealedValues(this.database, this.seal)
    this.openCases = null
  }

  private async openDatabase(): Promise<void> {
    await unlessBlocked(this.database, () => this.database.open())
  }

  /** Dexie opens a newer database without an error (RELIABILITY.md 22), so it is asked here. */
  private refuseNewer(): void {
    const version = this.database.backendDB().version / 10
    if (version > migrations.length) {
      const words = `The cache is of version ${version}, newer than this program's ${migrations.length}.`
      throw new CacheFailure('newer', words)
    }
  }

  private async find(expectedMark: string | null): Promise<CacheFinding> {
    const { cases, chunks, heads, sealed, summaries } = this.database
    const standing = await this.database.standing.get('standing')
    const check = await sealed.get(keyCheck)
    if (!standing && !check) {
      const left = await Promise.all([cases, chunks, heads, summaries].map((table) => table.count()))
      if (left.some((count) => count > 0)) return { kind: 'lost', loss: 'incomplete' }
      return expectedMark === null ? { kind: 'new' } : { kind: 'lost', loss: 'vanished' }
    }
    if (!standing || !check) return { kind: 'lost', loss: 'incomplete' }
    await this.seal.open(check.sealed, keyCheck)
    // Another database than the one that was filled last, as from a copy of the profile.
    if (expectedMark !== null && standing.mark !== expectedMark) return { kind: 'lost', loss: 'vanished' }
    return (await this.holdsAllOf(standing))
      ? { kind: 'whole', mark: standing.mark }
      : { kind: 'lost', loss: 'incomplete' }
  }

  private async holdsAllOf({ records, chunks }: StandingRecord): Promise<boolean> {
    const { database } = this
    const beside = [database.chunks, database.heads, database.summaries].map((table) => table.count())
    const counts = await Promise.all(beside)
    return (await database.cases.count()) === records && counts.every((count) => count === chunks)
  }

  private async standingRecord(): Promise<StandingRecord> {
    const standing = await this.database.standing.get('standing')
    // It is written before anything else is, so without it the store has lost what it held.
    if (!standing) throw new CacheLost('incomplete')
    return standing
  }
}

/** Whether the page is the next one of the cache that stands so. */
function isForThis(page: CachePage, { cursor, epoch }: StandingRecord): boolean {
  return cursor === page.askedWith && (epoch === null || epoch === page.epoch)
}
