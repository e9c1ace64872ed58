import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { projectRoot } from '../../../build/run/deskProcess'
import type { Measured, Unit } from '../report/benchRow'
import type { RowContext, RowWork } from './rowWork'

const byKind = z.object({ beginning: z.number(), 'two words': z.number(), mistake: z.number() })
const outcomeSchema = z.object({
  build: z.number(),
  memory: z.number(),
  p95: byKind,
  recallAsTyped: byKind,
})
type Outcome = z.infer<typeof outcomeSchema>
const documentSchema = z.object({ ours: outcomeSchema, theirs: outcomeSchema.nullable() })

/** P5: the engine's index and MiniSearch on the same texts and queries, in a process without anything else. */
export const search: RowWork = { ids: ['P5'], measure: (context) => measure(context, true) }

/** The same without MiniSearch, which takes most of the time: what stays is ours against itself. */
export const searchAlone: RowWork = { ids: ['P5'], measure: (context) => measure(context, false) }

async function measure({ size, quick }: RowContext, beside: boolean): Promise<readonly Measured[]> {
  const queries = quick ? 40 : 100
  const { ours, theirs } = await benchSearch(size, queries, beside)
  const figure = (
    [key, name, unit]: readonly [string, string, Unit],
    of: (outcome: Outcome) => number,
  ): Measured => {
    const peers: Record<string, number> = theirs ? { MiniSearch: of(theirs) } : {}
    const head = { id: 'P5', key, name, size, unit } as const
    return { ...head, ours: of(ours), limit: null, peers, against: 'MiniSearch', samples: queries }
  }
  const missed = ({ recallAsTyped: { beginning, 'two words': two, mistake } }: Outcome): number =>
    1 - (beginning + two + mistake) / 3
  const own: Measured = {
    ...{ id: 'P5', key: 'search-mistake-to-beginning', name: 'engine, one mistake against none, p95', size },
    ...{ unit: 'ms', ours: ours.p95.mistake, limit: null, samples: queries },
    ...{ peers: { 'ours without a mistake': ours.p95.beginning }, against: 'ours without a mistake' },
  }
  return [
    figure(['search-beginning', 'engine, a beginning, p95', 'ms'], ({ p95 }) => p95.beginning),
    figure(['search-two-words', 'engine, two words, p95', 'ms'], ({ p95 }) => p95['two words']),
    figure(['search-mistake', 'engine, one mistake, p95', 'ms'], ({ p95 }) => p95.mistake),
    figure(['search-build', 'engine, index built', 'ms'], ({ build }) => build),
    figure(['search-memory', 'engine, memory of the index', 'MB'], ({ memory }) => memory),
    figure(['search-recall', 'engine, share of 50 best that is missed', 'share'], missed),
    own,
  ]
}

async function benchSearch(
  cases: number,
  queries: number,
  beside: boolean,
): Promise<z.infer<typeof documentSchema>> {
  const folder = mkdtempSync(join(tmpdir(), 'meja-aduan-search-'))
  try {
    const file = join(folder, 'search.json')
    await promisify(execFile)(
      process.execPath,
      [
        ...['--expose-gc', '--max-old-space-size=6144', '--import', 'tsx', 'test/bench/search/main.ts'],
        ...['--cases', String(cases), '--queries', String(queries), '--json', file],
        ...(beside ? [] : ['--without-minisearch']),
      ],
      { cwd: projectRoot },
    )
    return documentSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
