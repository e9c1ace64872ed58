import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { electronRuntime } from '../electron-runtime/electronRuntime'
import { buildCommand, projectRoot } from './deskProcess'
import { ensureSystemPackages } from './systemPackages'

/** `npm run screenshots -- --folder FOLDER`: builds, and writes a picture of every view (test/e2e/screenshots). */
const { values } = parseArgs({ options: { folder: { type: 'string' } } })

ensureSystemPackages('test')
await electronRuntime()
const [command, options] = buildCommand()
process.exitCode = run(command, options) || run('npx', playwright())

function playwright(): readonly string[] {
  return [
    '--no-install',
    'playwright',
    'test',
    '--config',
    'test/e2e/playwright.config.ts',
    '--project',
    'screenshots',
  ]
}

function run(program: string, given: readonly string[]): number {
  const { status } = spawnSync(program, given, {
    cwd: projectRoot,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...(values.folder === undefined ? {} : { MEJA_ADUAN_SCREENSHOTS: resolve(values.folder) }),
    },
  })
  return status ?? 1
}
