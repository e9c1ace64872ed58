import type { Case } from '../../../shared/domain/case'
import type { CaseId } from '../../../shared/domain/identifiers'
import type { Seal } from '../seal/seal'
import { CacheLost } from './caseCache'
import { readStoredCase } from './caseForm'
import { jsonOfCase, jsonOfLine, linesOf } from './chunkText'
import type { CacheDatabase, ChunkHead, SummaryRecord } from './database'
import type { Holdings } from './holdings'
import { summaryForm, summaryOf, type CaseSummary } from '../rows/caseSummary'

/** Records read at once. */
export const recordBatch = 500
/** Chunks read at once: as many cases as a batch of records at the usual length. */
const chunkBatch = 5
/** Of a whole reading one at a time: what is asked meanwhile waits for a hundred cases and no more. */
const scanBatch = 1
/** Chunks of which the summaries are read at once; those of one take 25 KB. */
const summaryBatch = 50

/** Of cases asked for by name so many are kept open: those around a report are asked for with every change of it. */
const mostKeptOpen = 64

/** Reads cases out of records and chunks. */
export class CaseReader {
  /** Out of chunks, as these stand now; the oldest first. */
  private readonly keptOpen = new Map<CaseId, Case>()
  /** Rises whenever chunks are written: what was read before is not kept then. */
  private turn = 0

  constructor(
    private readonly database: CacheDatabase,
    private readonly seal: Seal,
    private readonly holdings: Holdings,
  ) {}

  /** To be said once `holdings` knows what is written. */
  chunksWritten(): void {
    this.turn += 1
    this.keptOpen.clear()
  }

  /** Those of them that are held. */
  async casesById(caseIds: readonly CaseId[]): Promise<Map<CaseId, Case>> {
    const found = new Map<CaseId, Case>()
    await this.findIn(caseIds, found)
    // Between looking where a case lies and reading there, it may have been put elsewhere.
    const missed = caseIds.filter((caseId) => !found.has(caseId) && this.holdings.of(caseId))
    if (missed.length > 0) await this.findIn(missed, found)
    return found
  }

  /** All that are held, in batches; `CacheLost` when a chunk that should be there is not. */
  async scan(onBatch: (cases: readonly Case[]) => void): Promise<void> {
    const numbers = this.holdings.chunkNumbers()
    const recordIds = this.holdings.idsInRecords()
    await readAhead(inBatches(numbers, scanBatch), (batch) => this.casesInChunks(batch), onBatch)
    const ofRecords = async (batch: readonly CaseId[]): Promise<readonly Case[]> => {
      return [...(await this.casesInRecords(batch)).values()]
    }
    await readAhead(inBatches(recordIds, recordBatch), ofRecords, onBatch)
  }

  async scanSummaries(onBatch: (summaries: readonly CaseSummary[]) => void): Promise<void> {
    const numbers = this.holdings.chunkNumbers()
    const recordIds = this.holdings.idsInRecords()
    const ofChunks = async (batch: readonly number[]): Promise<readonly CaseSummary[]> => {
      const records = await this.database.summaries.bulkGet([...batch])
      const summaries = batch.map((number, index) => this.summariesIn(number, records[index]))
      return (await Promise.all(summaries)).flat()
    }
    await readAhead(inBatches(numbers, summaryBatch), ofChunks, onBatch)
    const ofRecords = async (batch: readonly CaseId[]): Promise<readonly CaseSummary[]> => {
      return [...(await this.casesInRecords(batch)).values()].map(summaryOf)
    }
    await readAhead(inBatches(recordIds, recordBatch), ofRecords, onBatch)
  }

  /** `CacheLost` when it is not there, as for its text. */
  async headOf(number: number): Promise<ChunkHead> {
    const head = await this.database.heads.get(number)
    if (!head) throw new CacheLost('incomplete')
    return head
  }

  async textOf(number: number): Promise<string> {
    const chunk = await this.database.chunks.get(number)
    if (!chunk) throw new CacheLost('incomplete')
    return await this.seal.open(chunk.sealed, chunkName(number))
  }

  /** From the cases themselves where there is none in the present form. */
  private async summariesIn(number: number, record: SummaryRecord | undefined): Promise<CaseSummary[]> {
    if (record?.form !== summaryForm) return (await this.casesInChunks([number])).map(summaryOf)
    const text = await this.seal.open(record.sealed, summaryName(number))
    // Made by this program's form of them before they were sealed.
    const summaries = JSON.parse(text) as CaseSummary[]
    return summaries.filter(({ id }) => this.holdings.liesIn(number, id))
  }

  private async findIn(caseIds: readonly CaseId[], found: Map<CaseId, Case>): Promise<void> {
    const { turn } = this
    const inRecords: CaseId[] = []
    const inChunks = new Map<number, CaseId[]>()
    for (const caseId of caseIds) {
      const holding = this.holdings.of(caseId)
      if (holding?.hasRecord) inRecords.push(caseId)
      else if (holding && holding.chunk !== null) {
        const kept = this.keptOpen.get(caseId)
        const wanted = inChunks.get(holding.chunk)
        if (kept) found.set(caseId, kept)
        else if (wanted) wanted.push(caseId)
        else inChunks.set(holding.chunk, [caseId])
      }
    }
    for (const batch of inBatches(inRecords, recordBatch)) {
      for (const [caseId, subject] of await this.casesInRecords(batch)) found.set(caseId, subject)
    }
    for (const batch of inBatches([...inChunks.keys()], chunkBatch)) {
      for (const { head, text } of await this.openChunks(batch)) {
        for (const caseId of inChunks.get(head.number) ?? []) {
          const json = jsonOfCase(text, caseId)
          if (json === null) continue
          const read = readStoredCase(json, head.form)
          found.set(caseId, read)
          if (turn === this.turn) this.keepOpen(caseId, read)
        }
      }
    }
  }

  private keepOpen(caseId: CaseId, subject: Case): void {
    this.keptOpen.set(caseId, subject)
    const [oldest] = this.keptOpen.keys()
    if (this.keptOpen.size > mostKeptOpen && oldest !== undefined) this.keptOpen.delete(oldest)
  }

  private async casesInRecords(caseIds: readonly CaseId[]): Promise<Map<CaseId, Case>> {
    const records = (await this.database.cases.bulkGet([...caseIds])).filter((record) => record !== undefined)
    const pairs = records.map(async (record) => {
      return [record.id, readStoredCase(await this.seal.open(record.sealed, record.id), record.form)] as const
    })
    return new Map(await Promise.all(pairs))
  }

  private async casesInChunks(numbers: readonly number[]): Promise<Case[]> {
    return (await this.openChunks(numbers)).flatMap(({ head, text }) =>
      linesOf(text).flatMap((line, index) => {
        const caseId = head.ids[index]
        if (caseId === undefined || !this.holdings.liesIn(head.number, caseId)) return []
        return [readStoredCase(jsonOfLine(line, caseId), head.form)]
      }),
    )
  }

  /** Head and text of one moment. A chunk that was given up meanwhile is left out. */
  private async openChunks(numbers: readonly number[]): Promise<{ head: ChunkHead; text: string }[]> {
    const { database } = this
    const [heads, chunks] = await database.transaction('r', database.heads, database.chunks, () =>
      Promise.all([database.heads.bulkGet([...numbers]), database.chunks.bulkGet([...numbers])]),
    )
    const opened = numbers.map(async (number, index) => {
      const [head, chunk] = [heads[index], chunks[index]]
      if (head && chunk) return [{ head, text: await this.seal.open(chunk.sealed, chunkName(number)) }]
      if (this.holdings.idsIn(number).length > 0) throw new CacheLost('incomplete')
      return []
    })
    return (await Promise.all(opened)).flat()
  }
}

export function summaryName(number: number): string {
  return `summary:${number}`
}

/** To which place a sealed chunk is bound. */
export function chunkName(number: number): string {
  return `chunk:${number}`
}

export function inBatches<Item>(items: readonly Item[], length: number): Item[][] {
  const count = Math.ceil(items.length / length)
  return Array.from({ length: count }, (_, index) => items.slice(index * length, (index + 1) * length))
}

/** Reads each batch while the one before is taken: the database and unsealing work beside this thread. */
async function readAhead<Item, Read>(
  batches: readonly (readonly Item[])[],
  read: (batch: readonly Item[]) => Promise<Read>,
  take: (read: Read) => void,
): Promise<void> {
  let before: Promise<Read> | null = null
  for (const batch of batches) {
    const reading: Promise<Read> = read(batch)
    // Where the one before fails nobody waits for this one any more.
    reading.catch(() => undefined)
    if (before) take(await before)
    before = reading
  }
  if (before) take(await before)
}
