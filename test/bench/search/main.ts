import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { caseTexts } from './caseTexts'
import { MiniSearchIndex, OurIndex, type Contestant, type QueryKind } from './contestants'
import { queriesFor, recallAt50, type Query } from './queries'

/**
 * `npm run bench:search -- [--cases 100000] [--queries 100] [--without-minisearch] [--json FILE]`: full-text search,
 * ours and MiniSearch side by side on the same texts and queries (PERFORMANCE.md P5). Ratios first: times depend on
 * the machine and on what else it does.
 */
const argumentsSchema = z.object({
  cases: z.coerce.number().int().min(100).default(100_000),
  queries: z.coerce.number().int().min(1).default(100),
  'without-minisearch': z.boolean().default(false),
  json: z.string().optional(),
})
type Arguments = z.infer<typeof argumentsSchema>

const kinds: readonly QueryKind[] = ['beginning', 'two words', 'mistake', 'stem']
/** Each query is asked so often and the quickest counts, so that what else the machine does is not measured. */
const repetitions = 3

interface Outcome {
  readonly name: string
  /** Milliseconds on the clock, and of the processor's time. */
  readonly build: number
  readonly processor: number
  /** MB. */
  readonly memory: number
  readonly p95: Readonly<Record<QueryKind, number>>
  readonly recall: Readonly<Record<QueryKind, number>>
  readonly recallAsTyped: Readonly<Record<QueryKind, number>>
}

async function main(given: Arguments): Promise<void> {
  const texts = await caseTexts(given.cases, 'bench')
  const queries = queriesFor(texts, given.queries, 'queries')
  const index = new OurIndex()
  const ours = measure(index, texts, queries)
  const theirs = given['without-minisearch'] ? null : measure(new MiniSearchIndex(), texts, queries)
  console.log(
    `\n${given.cases} cases, ${given.queries} queries of each kind, each the quickest of ${repetitions}`,
  )
  console.table(rowsOf(ours, theirs))
  console.table(changesOf(index, texts, queries))
  if (given.json !== undefined)
    await writeFile(given.json, JSON.stringify({ ...given, ours, theirs }, null, 2))
}

function measure(
  contestant: Contestant,
  texts: Parameters<Contestant['build']>[0],
  queries: readonly Query[],
): Outcome {
  const before = memoryInUse()
  const processor = process.cpuUsage()
  const began = performance.now()
  contestant.build(texts)
  const build = performance.now() - began
  const { user, system } = process.cpuUsage(processor)
  const memory = (memoryInUse() - before) / 1e6
  console.log(`${contestant.name}: built`)
  return {
    name: contestant.name,
    build,
    processor: (user + system) / 1000,
    memory,
    p95: byKind((kind) => quantile(timesOf(contestant, queriesOf(queries, kind)), 0.95)),
    recall: byKind((kind) => mean(recallsOf(contestant, queriesOf(queries, kind), 'wanted'))),
    recallAsTyped: byKind((kind) => mean(recallsOf(contestant, queriesOf(queries, kind), 'asTyped'))),
  }
}

function memoryInUse(): number {
  if (!globalThis.gc) throw new Error('Run with --expose-gc')
  // The first pass frees what the second can then see as free.
  globalThis.gc()
  globalThis.gc()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

const queriesOf = (queries: readonly Query[], kind: QueryKind): Query[] =>
  queries.filter((one) => one.kind === kind)

function timesOf(contestant: Contestant, queries: readonly Query[]): number[] {
  return queries.map(({ text, kind }) => {
    const times = Array.from({ length: repetitions }, () => {
      const began = performance.now()
      contestant.ask(text, kind)
      return performance.now() - began
    })
    return Math.min(...times)
  })
}

function recallsOf(contestant: Contestant, queries: readonly Query[], which: 'wanted' | 'asTyped'): number[] {
  return queries.map((query) => recallAt50(contestant.best(query.text, query.kind, 50), query[which]))
}

function byKind(figure: (kind: QueryKind) => number): Record<QueryKind, number> {
  const [beginning, twoWords, mistake, stem] = kinds.map(figure)
  return {
    beginning: beginning ?? Number.NaN,
    'two words': twoWords ?? Number.NaN,
    mistake: mistake ?? Number.NaN,
    stem: stem ?? Number.NaN,
  }
}

function rowsOf(ours: Outcome, theirs: Outcome | null): object[] {
  const row = (work: string, figureOf: (outcome: Outcome) => number, goal: string, unit: string) => {
    const [own, other] = [figureOf(ours), theirs ? figureOf(theirs) : Number.NaN]
    return {
      work,
      'ours / MiniSearch': (own / other).toFixed(3),
      ours: `${own.toFixed(2)} ${unit}`,
      MiniSearch: `${other.toFixed(2)} ${unit}`,
      goal,
    }
  }
  return [
    row('build', ({ build }) => build, '≤ 0.200', 'ms'),
    row('build, processor time', ({ processor }) => processor, '≤ 0.200', 'ms'),
    row('memory', ({ memory }) => memory, '≤ 70 MB', 'MB'),
    row('p95, a beginning', ({ p95 }) => p95.beginning, '≤ 2 ms', 'ms'),
    row('p95, two words', ({ p95 }) => p95['two words'], '≤ 2 ms', 'ms'),
    row('p95, a mistake', ({ p95 }) => p95.mistake, '≤ 5 ms', 'ms'),
    row('p95, by the stem', ({ p95 }) => p95.stem, '', 'ms'),
    ...kinds.map((kind) => {
      return row(`recall@50 as typed, ${kind}`, ({ recallAsTyped }) => recallAsTyped[kind], '≥ 1.000', '')
    }),
    ...kinds.map((kind) => row(`recall@50 in any form, ${kind}`, ({ recall }) => recall[kind], '', '')),
  ]
}

/** What it costs to keep up: changes one by one, and asking while they are not merged yet. */
function changesOf(
  ours: OurIndex,
  texts: Parameters<Contestant['build']>[0],
  queries: readonly Query[],
): object[] {
  const { index } = ours
  const changed = Math.min(250, texts.length >> 1)
  const began = performance.now()
  for (let slot = 0; slot < changed; slot += 1) {
    const other = texts[slot + changed]
    if (other) index.put(slot, other)
  }
  const put = ((performance.now() - began) / changed) * 1000
  const unmerged = timesOf(ours, queries)
  const similar = texts.slice(0, 100).map((one, slot) => {
    const start = performance.now()
    index.similarTo(one, 5, slot)
    return performance.now() - start
  })
  return [
    { work: 'one change', figure: `${put.toFixed(0)} µs` },
    {
      work: `p95 of all queries, ${changed} changes unmerged`,
      figure: `${quantile(unmerged, 0.95).toFixed(2)} ms`,
    },
    { work: 'p95, similar cases', figure: `${quantile(similar, 0.95).toFixed(2)} ms` },
  ]
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

const { values } = parseArgs({
  options: {
    cases: { type: 'string' },
    queries: { type: 'string' },
    'without-minisearch': { type: 'boolean' },
    json: { type: 'string' },
  },
})
await main(argumentsSchema.parse(values))
