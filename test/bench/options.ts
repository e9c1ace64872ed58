import { parseArgs } from 'node:util'
import { z } from 'zod'
import { rowIds, type RowId } from './report/benchRow'

export interface BenchOptions {
  readonly work: 'table' | 'floors' | 'growth' | 'soak'
  readonly quick: boolean
  readonly cases: number
  /** Only these rows; all when left out. */
  readonly only: readonly RowId[] | undefined
  readonly json: string | undefined
  readonly markdown: string | undefined
  /** A folder that keeps the generated cases for the next run. */
  readonly data: string | undefined
  readonly allPeers: boolean
}

export const usage = `npm run bench -- [--quick] [--cases N] [--only P1,P2] [--peers all] [--json FILE] [--markdown FILE] [--data FOLDER]
  --quick        10,000 cases and fewer samples, at most 10 minutes; without it 100,000
  --cases N      so many cases: 1000, 10000 or 100000
  --only P1,P2   these rows of PERFORMANCE.md
  --peers all    RxDB and PouchDB too, where they are installed
  --json FILE    the table as JSON
  --markdown FILE  the table as Markdown, for docs/performance.md
  --data FOLDER  keeps the generated cases; MEJA_ADUAN_MANY_DATA says the same
  --floors       only what is cheap and does not depend on the machine; ends with 1 when a floor does not hold
  --growth       P1 to P7 at 1,000, 10,000 and 100,000 cases, drawn into docs/performance-growth.svg
  --soak         100,000 changes, more rounds than 8 hours of syncing have, with the memory they leave behind`

const sizes = [1_000, 10_000, 100_000] as const

const optionsSchema = z
  .object({
    quick: z.boolean().default(false),
    cases: z.coerce
      .number()
      .refine((cases) => sizes.some((size) => size === cases), `must be one of ${sizes.join(', ')}`)
      .optional(),
    only: z
      .string()
      .transform((list) => list.split(','))
      .pipe(z.array(z.enum(rowIds)))
      .optional(),
    peers: z.literal('all').optional(),
    json: z.string().min(1).optional(),
    markdown: z.string().min(1).optional(),
    data: z.string().min(1).optional(),
    floors: z.boolean().default(false),
    growth: z.boolean().default(false),
    soak: z.boolean().default(false),
  })
  .refine(({ floors, growth, soak }) => [floors, growth, soak].filter(Boolean).length < 2, {
    message: 'only one of --floors, --growth and --soak',
  })
  .transform((given): BenchOptions => ({
    work: given.floors ? 'floors' : given.growth ? 'growth' : given.soak ? 'soak' : 'table',
    quick: given.quick || given.floors,
    cases: given.cases ?? (given.quick || given.floors ? 10_000 : 100_000),
    only: given.only,
    json: given.json,
    markdown: given.markdown,
    data: given.data,
    allPeers: given.peers === 'all',
  }))

/** Reads the command line; throws an error that says what is wrong with it. */
export function readOptions(words: readonly string[]): BenchOptions {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const { values } = parseArgs({
    args: [...words],
    options: {
      ...{ quick: flag, floors: flag, growth: flag, soak: flag },
      ...{ cases: text, only: text, peers: text, json: text, markdown: text, data: text },
    },
  })
  const read = optionsSchema.safeParse(values)
  if (read.success) return read.data
  throw new Error(read.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('\n'))
}
