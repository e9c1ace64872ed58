import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { electronRuntime } from '../electron-runtime/electronRuntime'
import { projectRoot } from './deskProcess'
import { ensureSystemPackages } from './systemPackages'

/**
 * `npm test`: everything, the real Electron included. Each step counts its own tests; a step that counts none
 * (types, lint, build) is one. The last line is `N passed, N failed`.
 */
interface Tally {
  readonly passed: number
  readonly failed: number
}

const reports = join(projectRoot, 'test-results')
const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  success: z.boolean(),
})
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
})

const steps: readonly { readonly name: string; readonly run: () => Tally }[] = [
  { name: 'build', run: () => oneStep(['electron-vite', 'build']) },
  { name: 'types', run: () => oneStep(['tsx', 'build/run/types.ts']) },
  { name: 'lint', run: () => oneStep(['eslint', '.', '--max-warnings', '0']) },
  { name: 'format', run: () => oneStep(['prettier', '--check', '--log-level', 'warn', '.']) },
  { name: 'unit tests', run: () => vitest('unit') },
  { name: 'component tests in a browser', run: () => vitest('browser') },
  { name: 'end-to-end tests in Electron', run: endToEnd },
]

ensureSystemPackages('test')
await electronRuntime()
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
let total: Tally = { passed: 0, failed: 0 }
for (const { name, run } of steps) {
  console.log(`\n── ${name}`)
  const began = performance.now()
  const { passed, failed } = run()
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`── ${name}: ${passed} passed, ${failed} failed in ${seconds} s`)
  total = { passed: total.passed + passed, failed: total.failed + failed }
}
process.exitCode = total.failed === 0 ? 0 : 1
console.log(`\n${total.passed} passed, ${total.failed} failed`)

function npx(command: readonly string[], environment: Readonly<Record<string, string>> = {}): boolean {
  const { status } = spawnSync('npx', ['--no-install', ...command], {
    cwd: projectRoot,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
  return status === 0
}

function oneStep(command: readonly string[]): Tally {
  return npx(command) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

function vitest(project: string): Tally {
  const file = join(reports, `${project}.json`)
  const succeeded = npx([
    ...['vitest', 'run', '--project', project],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
  ])
  const report = vitestReport.safeParse(readReport(file))
  if (!report.success) return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests } = report.data
  // A file that could not be loaded fails the run without a failed test of its own.
  return { passed: numPassedTests, failed: Math.max(numFailedTests, succeeded ? 0 : 1) }
}

function endToEnd(): Tally {
  const file = join(reports, 'e2e.json')
  const succeeded = npx(
    ['playwright', 'test', '--config', 'test/e2e/playwright.config.ts', '--project', 'stories'],
    {
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    },
  )
  const report = playwrightReport.safeParse(readReport(file))
  if (!report.success) return { passed: 0, failed: 1 }
  const { expected, unexpected, flaky } = report.data.stats
  return { passed: expected, failed: Math.max(unexpected + flaky, succeeded ? 0 : 1) }
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // No report means that the runner itself failed; its caller counts that as one failure.
    return null
  }
}
