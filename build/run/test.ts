import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'
import { electronRuntime } from '../electron-runtime/electronRuntime'
import { projectRoot } from './deskProcess'
import { ensureSystemPackages } from './systemPackages'
import type { Tally } from './tally'
import { failedFiles, tallyOf, vitestReportSchema, type VitestReport } from './vitestReport'

/**
 * `npm test`: everything, the real Electron included. Each step counts its own tests; a step that counts none
 * (types, lint, build) is one. The last line is `N passed, N failed`.
 */
const reports = join(projectRoot, 'test-results')
/** When more files fail, it is not for chance. */
const mostTriedAgain = 3
const playwrightResult = z.object({ error: z.object({ message: z.string() }).optional() })
const playwrightTest = z.object({ status: z.string(), results: z.array(playwrightResult) })
const playwrightSpecs = z.array(z.object({ title: z.string(), tests: z.array(playwrightTest) }))
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  suites: z.array(z.object({ file: z.string(), specs: playwrightSpecs })),
})
const named = z.string().or(z.number()).transform(String)
const tableReport = z.union([
  z
    .object({ rows: z.array(z.object({ row: named, ok: z.boolean() })) })
    .transform(({ rows }) => rows.map(({ row, ok }) => ({ name: `row ${row}`, ok }))),
  z
    .object({ checks: z.array(z.object({ id: named, ok: z.boolean() })) })
    .transform(({ checks }) => checks.map(({ id, ok }) => ({ name: `check ${id}`, ok }))),
  // Of what is measured, each figure that has a floor is one test.
  z
    .object({ rows: z.array(z.object({ id: named, name: named, floorHeld: z.boolean().nullable() })) })
    .transform(({ rows }) =>
      rows.flatMap(({ id, name, floorHeld }) =>
        floorHeld === null ? [] : [{ name: `${id} ${name}`, ok: floorHeld }],
      ),
    ),
])

interface Step {
  readonly name: string
  readonly run: (start: Start) => Promise<Tally>
}

const build: Step = { name: 'build', run: oneStep(['electron-vite', 'build']) }
const unit: Step = { name: 'unit tests', run: vitest('unit') }
const onPostgres: Step = { name: 'sandbox tests on PostgreSQL', run: vitest('national-postgres') }
const components: Step = { name: 'component tests in a browser', run: vitest('browser') }
const everyView: Step = { name: 'every view in a browser', run: vitest('every-view') }
const stories: Step = { name: 'end-to-end tests in Electron', run: endToEnd }
const proof: Step = { name: 'the proof of RELIABILITY.md', run: table('faults', '--quick') }
const guarded: Step = {
  name: 'the checks of SECURITY.md, those that take no long time',
  run: table('security', '--quick'),
}
const packages: Step = {
  name: 'packages, from their making to their removal',
  run: oneNode('test/package/main.ts'),
}
const floors: Step = {
  name: 'the floors of PERFORMANCE.md that do not depend on the machine',
  run: table('bench', '--floors'),
}
const types: Step = { name: 'types', run: oneStep(['tsx', 'build/run/types.ts']) }
const lint: Step = { name: 'lint', run: oneStep(['eslint', '.', '--max-warnings', '0']) }
const format: Step = {
  name: 'format',
  run: oneStep(['prettier', '--check', '--log-level', 'warn', '.']),
}

/** One after the other; the lanes of a stage run side by side. Who waits for a window to answer has the machine alone. */
const stages: readonly (readonly (readonly Step[])[])[] = [
  [[build]],
  [[unit]],
  // Each of these keeps one core busy; the two lanes take about as long.
  [
    [onPostgres, lint],
    [types, format],
  ],
  [[components], [everyView]],
  [[stories]],
  [[guarded]],
  [[packages], [floors]],
  [[proof]],
]

ensureSystemPackages('test')
await electronRuntime()
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
let total: Tally = { passed: 0, failed: 0 }
const failures: string[] = []
const secondTries: string[] = []
for (const lanes of stages) {
  await Promise.all(lanes.map((steps) => runLane(steps, lanes.length > 1)))
}
process.exitCode = total.failed === 0 ? 0 : 1
if (secondTries.length > 0) console.log(`\nWhat passed only at the second try:\n${secondTries.join('\n')}`)
if (failures.length > 0) console.log(`\nWhat failed:\n${failures.join('\n')}`)
console.log(`\n${total.passed} passed, ${total.failed} failed`)

/** What runs beside others shows what it printed when it is over, so that nothing is mixed. */
async function runLane(steps: readonly Step[], apart: boolean): Promise<void> {
  for (const { name, run } of steps) {
    if (!apart) console.log(`\n── ${name}`)
    const printed: Buffer[] = []
    const began = performance.now()
    const { passed, failed, named = [], again = [] } = await run(starting(apart ? printed : null))
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    if (apart) console.log(`\n── ${name}\n${Buffer.concat(printed).toString()}`)
    console.log(`── ${name}: ${passed} passed, ${failed} failed in ${seconds} s`)
    total = { passed: total.passed + passed, failed: total.failed + failed }
    secondTries.push(...again.map((what) => `  ${name}: ${what}`))
    if (failed > 0)
      failures.push(...(named.length > 0 ? named : ['see above']).map((what) => `  ${name}: ${what}`))
  }
}

/** Whether a command ended well. */
type Start = (
  program: string,
  given: readonly string[],
  environment?: Readonly<Record<string, string>>,
) => Promise<boolean>

function starting(printed: Buffer[] | null): Start {
  return (program, given, environment = {}) =>
    new Promise((done) => {
      const child = spawn(program, given, {
        cwd: projectRoot,
        stdio: printed ? ['ignore', 'pipe', 'pipe'] : 'inherit',
        env: { ...process.env, ...environment },
      })
      child.stdout?.on('data', (bytes: Buffer) => printed?.push(bytes))
      child.stderr?.on('data', (bytes: Buffer) => printed?.push(bytes))
      child.once('error', (error) => {
        console.error(`${program} could not be started: ${error.message}`)
        done(false)
      })
      child.once('close', (code) => done(code === 0))
    })
}

function oneStep(command: readonly string[]): Step['run'] {
  return async (start) =>
    (await start('npx', ['--no-install', ...command])) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

function oneNode(program: string): Step['run'] {
  return async (start) =>
    (await start(process.execPath, ['--import', 'tsx', program]))
      ? { passed: 1, failed: 0 }
      : { passed: 0, failed: 1 }
}

function vitest(project: string): Step['run'] {
  return async (start) => {
    const first = await vitestRun(start, project, [])
    if (!first.report) return { passed: 0, failed: 1 }
    const failed = failedFiles(first.report)
    // A machine that stood still for a while is no reason to refuse an hour's work; what is broken fails again.
    const triesAgain = failed.length > 0 && failed.length <= mostTriedAgain
    const second = triesAgain ? await vitestRun(start, project, failed) : null
    const tally = tallyOf(first.report, second?.report ?? null, projectRoot)
    const { succeeded } = second ?? first
    return { ...tally, failed: Math.max(tally.failed, succeeded ? 0 : 1) }
  }
}

async function vitestRun(
  start: Start,
  project: string,
  files: readonly string[],
): Promise<{ readonly succeeded: boolean; readonly report: VitestReport | null }> {
  const file = join(reports, `${project}${files.length > 0 ? '-again' : ''}.json`)
  const command = ['--no-install', 'vitest', 'run', '--project', project, ...files]
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const succeeded = await start('npx', [...command, ...reporters])
  return { succeeded, report: vitestReportSchema.safeParse(readReport(file)).data ?? null }
}

async function endToEnd(start: Start): Promise<Tally> {
  const file = join(reports, 'e2e.json')
  const config = 'test/e2e/playwright.config.ts'
  const succeeded = await start(
    'npx',
    ['--no-install', 'playwright', 'test', '--config', config, '--project', 'stories'],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  )
  const report = playwrightReport.safeParse(readReport(file))
  if (!report.success) return { passed: 0, failed: 1 }
  const { expected, unexpected, flaky } = report.data.stats
  const namesOf = (wanted: string): string[] =>
    report.data.suites.flatMap(({ file, specs }) =>
      specs.flatMap(({ title, tests }) =>
        tests
          .filter(({ status }) => status === wanted)
          .map(({ results }) => `${file}: ${title}: ${beginning(results[0]?.error?.message)}`),
      ),
    )
  return {
    passed: expected + flaky,
    failed: Math.max(unexpected, succeeded ? 0 : 1),
    named: namesOf('unexpected'),
    again: namesOf('flaky'),
  }
}

/** A short form of a table that shows the program to hold; each of its lines is one test. */
function table(name: 'faults' | 'security' | 'bench', form: '--quick' | '--floors'): Step['run'] {
  const file = join(reports, `${name}.json`)
  const given = ['--import', 'tsx', `test/${name}/main.ts`, form, '--json', file]
  return async (start) => {
    const succeeded = await start(process.execPath, given)
    const report = tableReport.safeParse(readReport(file))
    if (!report.success) return { passed: 0, failed: 1 }
    const named = report.data.filter(({ ok }) => !ok).map(({ name }) => name)
    return {
      passed: report.data.length - named.length,
      failed: Math.max(named.length, succeeded ? 0 : 1),
      named,
    }
  }
}

/** What was expected of which part of a page, in one line and without colours. */
function beginning(text: string | undefined): string {
  return stripVTControlCharacters(text ?? '')
    .replace(/\s+/g, ' ')
    .slice(0, 300)
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // No report means that the runner itself failed; its caller counts that as one failure.
    return null
  }
}
