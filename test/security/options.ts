import { parseArgs } from 'node:util'
import { z } from 'zod'

export interface SecurityOptions {
  readonly json: string | undefined
  /** Only these lines of SECURITY.md; all when left out. */
  readonly only: readonly number[] | undefined
  /** Leaves out what makes a package. */
  readonly withoutPackage: boolean
  /** Leaves out what takes long as well, as `npm test` does. */
  readonly quick: boolean
}

export const usage = `npm run security -- [--json FILE] [--only ID,ID] [--without-package] [--quick]
  --json FILE        the table as JSON
  --only 1,3         these lines of SECURITY.md
  --without-package  what needs no package
  --quick            of these what takes no more than 90 seconds, as in npm test`

const optionsSchema = z
  .object({
    json: z.string().min(1).optional(),
    only: z
      .string()
      .transform((list) => list.split(',').map(Number))
      .pipe(z.array(z.number().int().min(1).max(21)))
      .optional(),
    'without-package': z.boolean().default(false),
    quick: z.boolean().default(false),
  })
  .transform((given): SecurityOptions => {
    const { json, only, quick } = given
    return { json, only, quick, withoutPackage: quick || given['without-package'] }
  })

/** Reads the command line; throws an error that says what is wrong with it. */
export function readOptions(words: readonly string[]): SecurityOptions {
  const text = { type: 'string' } as const
  const options = {
    json: text,
    only: text,
    'without-package': { type: 'boolean' },
    quick: { type: 'boolean' },
  } as const
  const { values } = parseArgs({ args: [...words], options })
  const read = optionsSchema.safeParse(values)
  if (read.success) return read.data
  throw new Error(read.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('\n'))
}
