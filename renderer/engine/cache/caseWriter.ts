import type { Case } from '../../../shared/domain/case'
import type { CaseId } from '../../../shared/domain/identifiers'
import type { Seal } from '../seal/seal'
import { CacheLost } from './caseCache'
import { caseForm, readStoredCase } from './caseForm'
import { chunkName, summaryName, type CaseReader } from './caseReader'
import { chunkTextOf, jsonOfLine, lineFrom, linesOf } from './chunkText'
import type { CacheDatabase, CaseRecord, ChunkHead } from './database'
import type { CaseWrites, ChunkWrite, Holdings } from './holdings'
import type { PagePlan } from './pagePlan'
import { summaryForm, summaryOf } from '../rows/caseSummary'

/** How cases lie in the database; smaller in tests, so that few cases show what many do. */
export interface ChunkMeasures {
  /** Cases in a chunk: enough to save records, few enough that one case is read out of it in a moment. */
  readonly length: number
  /** Records over the chunks' lines that are let be; each costs a scan a little. */
  readonly mostOverLines: number
}

export const usualMeasures: ChunkMeasures = { length: 100, mostOverLines: 500 }

const nothing: CaseWrites = { records: [], goneRecords: [], chunks: [], goneChunks: [], gone: [] }

/**
 * Makes what a transaction writes. Sealing is asynchronous and a transaction would end while it waits, so all of it is
 * made before. What leaves the desk leaves the chunks at once, as sealed as it was (SECURITY.md 20).
 */
export class CaseWriter {
  constructor(
    private readonly database: CacheDatabase,
    private readonly seal: Seal,
    private readonly holdings: Holdings,
    private readonly reader: CaseReader,
    private readonly measures: ChunkMeasures,
  ) {}

  async writesOf(plan: PagePlan, generation: number): Promise<CaseWrites> {
    const { holdings } = this
    const { length } = this.measures
    const fresh = plan.stored.filter(({ id }) => !holdings.of(id))
    const inChunks = fresh.slice(0, fresh.length - (fresh.length % length))
    const chunked = new Set(inChunks.map(({ id }) => id))
    const inRecords = plan.stored.filter(({ id }) => !chunked.has(id))
    const [newChunks, records, again, changed] = await Promise.all([
      this.newChunks(inChunks, generation),
      this.recordsOf(inRecords, () => generation),
      this.recordsThatCameAgain(plan.cameAgain, generation),
      this.changedChunks(plan, generation),
    ])
    return {
      records: [...records, ...again],
      goneRecords: plan.gone.filter((caseId) => holdings.of(caseId)?.hasRecord),
      chunks: [...newChunks, ...changed.chunks],
      goneChunks: changed.goneChunks,
      gone: plan.gone,
    }
  }

  /** Newer states of held cases; that they came as results does not say that they came again in the full pull. */
  async updatesOf(cases: readonly Case[]): Promise<CaseWrites> {
    const records = await this.recordsOf(cases, (caseId) => this.holdings.of(caseId)?.generation ?? 0)
    return { ...nothing, records }
  }

  /**
   * One small step towards few records and full chunks; null when there is none to take. First chunks that lost half
   * of their cases are dissolved, then records without a line make chunks, then records go into the lines they stand over.
   */
  async tidyingStep(): Promise<CaseWrites | null> {
    const { holdings } = this
    const { length, mostOverLines } = this.measures
    const thin = holdings.chunkNumbers().find((number) => holdings.idsIn(number).length * 2 < length)
    if (thin !== undefined) return await this.dissolved(thin)
    const recordIds = holdings.idsInRecords()
    const alone = recordIds.filter((caseId) => holdings.of(caseId)?.chunk === null)
    if (alone.length >= length) return await this.gathered(alone.slice(0, length))
    if (recordIds.length - alone.length <= mostOverLines) return null
    const chunk = recordIds.map((caseId) => holdings.of(caseId)?.chunk).find((number) => number != null)
    return chunk === undefined || chunk === null ? null : await this.renewed(chunk)
  }

  private async newChunks(cases: readonly Case[], generation: number): Promise<ChunkWrite[]> {
    const { length } = this.measures
    const first = this.holdings.nextChunk
    const writes = Array.from({ length: cases.length / length }, (_, index) => {
      const subjects = cases.slice(index * length, (index + 1) * length)
      return this.chunkOf(
        first + index,
        subjects.map((subject) => ({ subject, generation })),
      )
    })
    return await Promise.all(writes)
  }

  private async recordsOf(
    cases: readonly Case[],
    generationOf: (caseId: CaseId) => number,
  ): Promise<CaseRecord[]> {
    return await Promise.all(cases.map((subject) => this.recordOf(subject, generationOf(subject.id))))
  }

  private async recordOf(subject: Case, generation: number): Promise<CaseRecord> {
    const { id, version } = subject
    const sealed = await this.seal.seal(JSON.stringify(subject), id)
    return { id, version, generation, form: caseForm, sealed }
  }

  private async recordsThatCameAgain(caseIds: readonly CaseId[], generation: number): Promise<CaseRecord[]> {
    const inRecords = caseIds.filter((caseId) => this.holdings.of(caseId)?.hasRecord)
    return (await this.recordsWith(inRecords)).map((record) => ({ ...record, generation }))
  }

  private async recordsWith(caseIds: readonly CaseId[]): Promise<CaseRecord[]> {
    return (await this.database.cases.bulkGet([...caseIds])).filter((record) => record !== undefined)
  }

  /** Chunks of which cases go, and heads of cases that came again. */
  private async changedChunks(
    { gone, cameAgain }: PagePlan,
    generation: number,
  ): Promise<Pick<CaseWrites, 'chunks' | 'goneChunks'>> {
    const leaving = new Set(gone)
    const marked = new Set(cameAgain.filter((caseId) => !this.holdings.of(caseId)?.hasRecord))
    const touched = new Set<number>()
    for (const caseId of [...leaving, ...marked]) {
      const chunk = this.holdings.of(caseId)?.chunk ?? null
      if (chunk !== null) touched.add(chunk)
    }
    const chunks: ChunkWrite[] = []
    const goneChunks: number[] = []
    for (const number of touched) {
      const ids = this.holdings.idsIn(number)
      const staying = ids.filter((caseId) => !leaving.has(caseId))
      if (staying.length === 0) goneChunks.push(number)
      else if (staying.length === ids.length) {
        const head = await this.reader.headOf(number)
        const generations = head.generations.map((before, line) => {
          const caseId = ids[line]
          return caseId !== undefined && marked.has(caseId) ? generation : before
        })
        chunks.push({ head: { ...head, generations }, content: null })
      } else {
        const lines = (await this.linesIn(number)).filter(({ subject }) => !leaving.has(subject.id))
        const came = lines.map((line) => (marked.has(line.subject.id) ? { ...line, generation } : line))
        chunks.push(await this.chunkOf(number, came))
      }
    }
    return { chunks, goneChunks }
  }

  private async dissolved(number: number): Promise<CaseWrites> {
    const lines = await this.linesIn(number)
    const records = lines
      .filter(({ subject }) => this.holdings.liesIn(number, subject.id))
      .map(({ subject, generation }) => this.recordOf(subject, generation))
    return { ...nothing, records: await Promise.all(records), goneChunks: [number] }
  }

  private async gathered(caseIds: readonly CaseId[]): Promise<CaseWrites> {
    const lines = await this.linesOfRecords(caseIds)
    const chunk = await this.chunkOf(this.holdings.nextChunk, lines)
    return { ...nothing, goneRecords: caseIds, chunks: [chunk] }
  }

  private async renewed(number: number): Promise<CaseWrites> {
    const over = this.holdings.idsIn(number).filter((caseId) => this.holdings.of(caseId)?.hasRecord)
    const newer = new Map((await this.linesOfRecords(over)).map((line) => [line.subject.id, line]))
    const lines = (await this.linesIn(number)).map((line) => newer.get(line.subject.id) ?? line)
    return { ...nothing, goneRecords: over, chunks: [await this.chunkOf(number, lines)] }
  }

  private async chunkOf(number: number, lines: readonly Line[]): Promise<ChunkWrite> {
    const cases = lines.map(({ subject }) => subject)
    const head: ChunkHead = {
      number,
      form: caseForm,
      ids: cases.map(({ id }) => id),
      versions: cases.map(({ version }) => version),
      generations: lines.map(({ generation }) => generation),
    }
    const texts = cases.map((subject) => lineFrom(subject.id, JSON.stringify(subject)))
    const [chunk, summary] = await Promise.all([
      this.seal.seal(chunkTextOf(texts), chunkName(number)),
      this.seal.seal(JSON.stringify(cases.map(summaryOf)), summaryName(number)),
    ])
    return {
      head,
      content: {
        chunk: { number, sealed: chunk },
        summary: { number, form: summaryForm, sealed: summary },
      },
    }
  }

  private async linesIn(number: number): Promise<Line[]> {
    const { form, ids, generations } = await this.reader.headOf(number)
    return linesOf(await this.reader.textOf(number)).flatMap((line, index) => {
      const id = ids[index]
      if (id === undefined) return []
      const subject = readStoredCase(jsonOfLine(line, id), form)
      return [{ subject, generation: generations[index] ?? 0 }]
    })
  }

  /** `CacheLost` when one is not there. */
  private async linesOfRecords(caseIds: readonly CaseId[]): Promise<Line[]> {
    const records = await this.recordsWith(caseIds)
    if (records.length < caseIds.length) throw new CacheLost('incomplete')
    const lines = records.map(async ({ id, generation, form, sealed }) => {
      return { subject: readStoredCase(await this.seal.open(sealed, id), form), generation }
    })
    return await Promise.all(lines)
  }
}

/** A case as a chunk has it, and the full pull in which it came last. */
interface Line {
  readonly subject: Case
  readonly generation: number
}
