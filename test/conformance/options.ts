import { parseArgs } from 'node:util'
import { z } from 'zod'

/** What the suite is told: where the server is and who can sign in there. */
export interface SuiteOptions {
  /** Without a slash at its end. */
  readonly url: string
  readonly user: string
  readonly password: string
  /** Another officer who sees a unit that the first one sees too. */
  readonly colleague?: string | undefined
  readonly supervisor?: string | undefined
  readonly auditor?: string | undefined
  /** An officer of another agency. */
  readonly outsider?: string | undefined
  /** The outsider's, where it is not the same. */
  readonly outsiderPassword?: string | undefined
  /** A user who is asked for a one-time code, and the secret (base32) from which it is made by the time. */
  readonly otpUser?: string | undefined
  readonly otpSecret?: string | undefined
  /** Only these paragraphs: `5.6`, `5`, `PROTOCOL 5.6`, `actions/forward`. */
  readonly only?: readonly string[] | undefined
  /** How many checks run at a time. */
  readonly jobs: number
  /** Ends at the first check that fails; those after it are not in the report. */
  readonly untilFailed?: boolean | undefined
  /** Where the report goes as JSON. */
  readonly json?: string | undefined
}

export const usage = `npm run conformance -- --url URL --user NAME --password PASSWORD
  --user                an officer
  --colleague           another officer who sees a unit that the first one sees too
  --supervisor, --auditor   of the same agency
  --outsider            an officer of another agency   --outsider-password, when it is another one
  --otp-user, --otp-secret   a user who needs a one-time code, and the secret of it in base32
  --only 5.6,actions/forward   these paragraphs and rows only
  --until-failed        ends at the first check that fails
  --json FILE           the report as JSON             --jobs N   checks at a time, 4`

const name = z.string().min(1).optional()

const optionsSchema = z
  .object({
    url: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
    user: z.string().min(1),
    password: z.string().min(1),
    colleague: name,
    supervisor: name,
    auditor: name,
    outsider: name,
    'outsider-password': name,
    'otp-user': name,
    'otp-secret': name,
    only: z
      .string()
      .transform((list) => list.split(',').map((one) => one.trim()))
      .optional(),
    jobs: z.coerce.number().int().min(1).max(32).default(4),
    'until-failed': z.boolean().optional(),
    json: name,
  })
  .transform((given): SuiteOptions => ({
    ...given,
    outsiderPassword: given['outsider-password'],
    otpUser: given['otp-user'],
    otpSecret: given['otp-secret'],
    untilFailed: given['until-failed'],
  }))

/** Reads the command line; throws an error that says what is wrong with it. */
export function readOptions(words: readonly string[]): SuiteOptions {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...words],
    options: {
      url: text,
      user: text,
      password: text,
      colleague: text,
      supervisor: text,
      auditor: text,
      outsider: text,
      'outsider-password': text,
      'otp-user': text,
      'otp-secret': text,
      only: text,
      jobs: text,
      'until-failed': { type: 'boolean' },
      json: text,
    },
  })
  const read = optionsSchema.safeParse(values)
  if (read.success) return read.data
  const wrong = read.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`)
  throw new Error(wrong.join('\n'))
}
