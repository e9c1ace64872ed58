import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { officers, otpSecrets } from '../../national/generator/officers'
import { findPostgres } from '../../national/database/findPostgres'
import { openPostgresDatabase } from '../../national/database/postgresDatabase'
import { startPrivatePostgres } from '../../national/database/privatePostgres'
import { BenchDesk } from './benchDesk'
import { measure, type Figure } from './measure'

/**
 * `npm run bench:national -- [--cases 20000] [--desks 16] [--seconds 3] [--json FILE]`: what the sandbox answers in a
 * second to so many desks at once, on PGlite and on a PostgreSQL server of its own that writes to the disk before it
 * says committed. PERFORMANCE.md N1: a delta costs its own changes only, however long the log is.
 */
const argumentsSchema = z.object({
  cases: z.coerce.number().int().min(1000).default(20_000),
  desks: z.coerce.number().int().min(1).max(25).default(16),
  seconds: z.coerce.number().min(0.1).default(3),
  json: z.string().optional(),
})
type Arguments = z.infer<typeof argumentsSchema>

interface Row extends Figure {
  readonly storage: string
  readonly work: string
}

const strangersChanges = 200_000

async function main(given: Arguments): Promise<void> {
  const rows = await onStorage('PGlite', given, undefined)
  const programs = findPostgres()
  if ('missing' in programs) console.log(`PostgreSQL: not measured, ${programs.missing}`)
  else rows.push(...(await onPostgres(programs.folder, given)))
  console.log(
    `\n${given.cases} cases, ${given.desks} desks at once, medians of 5 rounds of ${given.seconds} s`,
  )
  console.table(
    rows.map(({ storage, work, perSecond, p50, p95 }) => ({
      storage,
      work,
      'per second': Math.round(perSecond),
      'p50 ms': p50.toFixed(1),
      'p95 ms': p95.toFixed(1),
    })),
  )
  if (given.json !== undefined) await writeFile(given.json, JSON.stringify({ ...given, rows }, null, 2))
}

async function onPostgres(programs: string, given: Arguments): Promise<Row[]> {
  const postgres = await startPrivatePostgres(programs, { durable: true })
  try {
    return await onStorage('PostgreSQL', given, postgres.urlOf('postgres'))
  } finally {
    await postgres.stop()
  }
}

async function onStorage(storage: string, given: Arguments, databaseUrl: string | undefined): Promise<Row[]> {
  const server = await startServer(given.cases, databaseUrl)
  const desks = await signedIn(server.url, given.desks)
  const rows: Row[] = []
  const row = async (work: string, act: (desk: BenchDesk) => Promise<unknown>): Promise<void> => {
    const workers = desks.map((desk) => async () => void (await act(desk)))
    rows.push({ storage, work, ...(await measure(workers, given.seconds)) })
    console.log(`${storage}: ${work}, done`)
  }
  try {
    await row('delta with nothing new', (desk) => desk.pull())
    await row('push of 1 note', (desk) => desk.push(1))
    await row('push of 10 notes', (desk) => desk.push(10))
    await row('push of 5 notes, then their delta', async (desk) => {
      await desk.push(5)
      await desk.pull()
    })
    if (databaseUrl !== undefined) {
      await addStrangersChanges(databaseUrl)
      await row(`the same, ${strangersChanges} changes of other units later`, async (desk) => {
        await desk.push(5)
        await desk.pull()
      })
    }
  } finally {
    for (const desk of desks) desk.end()
    await server.stop()
  }
  return rows
}

async function startServer(
  cases: number,
  databaseUrl: string | undefined,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const file = fileURLToPath(new URL('./server.ts', import.meta.url))
  const given = databaseUrl === undefined ? [] : [databaseUrl]
  const child = spawn(process.execPath, ['--import', 'tsx', file, String(cases), ...given], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const url = await firstLine(child)
  return {
    url,
    stop: async () => {
      const ended = once(child, 'exit')
      child.stdin.end()
      await ended
    },
  }
}

async function firstLine(child: ChildProcess & { readonly stdout: NodeJS.ReadableStream }): Promise<string> {
  for await (const line of createInterface({ input: child.stdout })) return line
  throw new Error('The sandbox did not start')
}

/** Officers whose desks hold something, each at a computer. */
async function signedIn(url: string, count: number): Promise<BenchDesk[]> {
  const usable = officers.filter(({ role, username }) => role === 'officer' && !otpSecrets.has(username))
  return Promise.all(
    usable.slice(0, count).map(async ({ username }) => {
      const desk = new BenchDesk(url)
      await desk.begin(username)
      return desk
    }),
  )
}

/** What units that none of the desks sees have changed meanwhile: a log as long as after months. */
async function addStrangersChanges(databaseUrl: string): Promise<void> {
  const database = await openPostgresDatabase(databaseUrl)
  try {
    await database.run(
      `insert into changes (agency_id, unit_id, sequence, case_id, at)
       select agency_id, 'unit-of-others', nextval('change_numbers'), id, updated_at
         from (select * from cases order by id limit 1) as one, generate_series(1, $1::integer)`,
      [strangersChanges],
    )
    await database.run('analyze changes')
  } finally {
    await database.close()
  }
}

const { values } = parseArgs({
  options: {
    cases: { type: 'string' },
    desks: { type: 'string' },
    seconds: { type: 'string' },
    json: { type: 'string' },
  },
})
await main(argumentsSchema.parse(values))
