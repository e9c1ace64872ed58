import { parseArgs } from 'node:util'
import { z } from 'zod'

export interface FaultOptions {
  readonly quick: boolean
  readonly json: string | undefined
  /** Given again to see the same run. */
  readonly seed: number
  /** Only these rows; all when left out. */
  readonly only: readonly number[] | undefined
  /** Without the real program: what needs it says so and is not held. */
  readonly withoutProgram: boolean
}

export const usage = `npm run faults -- [--quick] [--json FILE] [--seed N] [--only ROW,ROW]
  --quick            at most 5 minutes, as in npm test; without it everything, up to an hour
  --json FILE        the table as JSON
  --seed N           the seed that a run printed, to see it again
  --only 1,3         these rows of RELIABILITY.md
  --without-program  nothing in the real Electron`

const optionsSchema = z
  .object({
    quick: z.boolean().default(false),
    json: z.string().min(1).optional(),
    seed: z.coerce.number().int().min(0).max(0xffffffff).optional(),
    only: z
      .string()
      .transform((list) => list.split(',').map(Number))
      .pipe(z.array(z.number().int().min(1).max(24)))
      .optional(),
    'without-program': z.boolean().default(false),
  })
  .transform((given): FaultOptions => ({
    quick: given.quick,
    json: given.json,
    seed: given.seed ?? Math.floor(Math.random() * 0xffffffff),
    only: given.only,
    withoutProgram: given['without-program'],
  }))

/** Reads the command line; throws an error that says what is wrong with it. */
export function readOptions(words: readonly string[]): FaultOptions {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = { quick: flag, json: text, seed: text, only: text, 'without-program': flag }
  const { values } = parseArgs({ args: [...words], options })
  const read = optionsSchema.safeParse(values)
  if (read.success) return read.data
  throw new Error(read.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('\n'))
}
