import { parseArgs } from 'node:util'
import { z } from 'zod'

export const systems = ['linux', 'windows', 'mac'] as const
export type System = (typeof systems)[number]

export interface PackageOptions {
  readonly system: System
  /** By electron-builder's names; all of the system when left out. */
  readonly targets: readonly string[] | undefined
  /** Where the packages come to lie. */
  readonly output: string | undefined
  /** Refuses whatever would make it no release: an Electron that is for development only, or no signature. */
  readonly release: boolean
}

export const usage = `npm run package -- [--system linux|windows|mac] [--targets dir,tar.gz,deb] [--output FOLDER] [--release]
  --system    whose packages; this one's when left out
  --targets   only these; all of the system when left out
  --output    where they come to lie; dist/ when left out
  --release   refuses an Electron that is for development only, and packages without a signature`

const here = { win32: 'windows', darwin: 'mac' } as const satisfies Partial<Record<NodeJS.Platform, System>>

const optionsSchema = z
  .object({
    system: z.enum(systems).optional(),
    targets: z
      .string()
      .transform((list) => list.split(','))
      .optional(),
    output: z.string().min(1).optional(),
    release: z.boolean().default(false),
  })
  .transform((given): PackageOptions => ({
    system: given.system ?? thisSystem(),
    targets: given.targets,
    output: given.output,
    release: given.release,
  }))

function thisSystem(): System {
  return process.platform === 'win32' || process.platform === 'darwin' ? here[process.platform] : 'linux'
}

/** Reads the command line; throws an error that says what is wrong with it. */
export function readPackageOptions(words: readonly string[]): PackageOptions {
  const text = { type: 'string' } as const
  const options = { system: text, targets: text, output: text, release: { type: 'boolean' } } as const
  const { values } = parseArgs({ args: [...words], options })
  const read = optionsSchema.safeParse(values)
  if (read.success) return read.data
  throw new Error(read.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('\n'))
}
