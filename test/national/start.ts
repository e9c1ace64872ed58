import { parseArgs } from 'node:util'
import { z } from 'zod'
import { calendarDateSchema } from '../../shared/protocol/primitives'
import { readmeUsername } from './generator/officers'
import { faultSchema, type Fault } from './sandbox/faultSchema'
import { describeIssues } from './validation'
import { startNational, type NationalOptions } from './startNational'

/**
 * `npm run national -- --port N --seed S --cases N [--anchor YYYY-MM-DD] [--data FOLDER] [--fault JSON …]
 * [--requests-per-minute N]`. The first line of output is the base URL; the next ones name users and their password. A fault is written as
 * `POST /sandbox/faults` takes it, and is on from the first request. Without a folder, `DATABASE_URL` names a
 * PostgreSQL server's database to keep the data in.
 */
const argumentsSchema = z.object({
  port: z.coerce.number().int().min(0).max(65_535).default(4510),
  seed: z.string().min(1).default('1'),
  cases: z.coerce.number().int().min(1).max(200_000).default(2000),
  anchor: calendarDateSchema.optional(),
  data: z.string().min(1).optional(),
  fault: z.array(z.string().transform(readFault)).optional(),
  'requests-per-minute': z.coerce.number().int().min(1).optional(),
})

function readFault(json: string): Fault {
  return faultSchema.parse(JSON.parse(json))
}

function readArguments(): NationalOptions {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      seed: { type: 'string' },
      cases: { type: 'string' },
      anchor: { type: 'string' },
      data: { type: 'string' },
      fault: { type: 'string', multiple: true },
      'requests-per-minute': { type: 'string' },
    },
  })
  const checked = argumentsSchema.safeParse(values)
  if (!checked.success) throw new Error(`Not understood: ${describeIssues(checked.error)}`)
  const {
    data: folder,
    fault: faults,
    'requests-per-minute': deviceRequestsPerMinute,
    ...given
  } = checked.data
  // A folder that was asked for counts more than what the environment says for all programs.
  const databaseUrl = folder === undefined ? process.env['DATABASE_URL'] : undefined
  const log = (line: string): boolean => process.stderr.write(`${line}\n`)
  return { ...given, folder, databaseUrl, faults, deviceRequestsPerMinute, log }
}

async function main(): Promise<void> {
  const national = await startNational(readArguments())
  const supervisors = national.officers.filter(({ role }) => role === 'supervisor')
  process.stdout.write(`${national.url}\n`)
  process.stdout.write(`officer: ${readmeUsername}\n`)
  for (const { username } of supervisors) process.stdout.write(`supervisor: ${username}\n`)
  process.stdout.write(`password: ${national.password}\n`)
  let closing = false
  const close = (): void => {
    if (closing) return
    closing = true
    national.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`could not close: ${error instanceof Error ? error.message : 'unknown'}\n`)
        process.exit(1)
      },
    )
  }
  process.once('SIGTERM', close)
  process.once('SIGINT', close)
  closeWithNpm(close)
}

/** npm does not pass a SIGTERM on to what it runs: when it has gone, so has whoever wanted the sandbox. */
function closeWithNpm(close: () => void): void {
  if (process.env['npm_lifecycle_event'] !== 'national') return
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) close()
  }, 200).unref()
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
