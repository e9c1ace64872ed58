import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../../build/run/deskProcess'
import { allChecks } from './allChecks'
import { reportOf, type CheckReport } from './check'
import { sentenceOfUpdates } from './noUpdates'
import { readOptions, usage, type SecurityOptions } from './options'
import { endOf, headLine, lineOf, writeJson } from './report'
import { SecurityWorld } from './world/securityWorld'
import { messageOf, runCommand } from '../../build/run/command'

/** `npm run security`: ends with 1 when a check is not held, with 2 when it could not be asked. */
async function main(): Promise<number> {
  let options: SecurityOptions
  try {
    options = readOptions(process.argv.slice(2))
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${usage}\n`)
    return 2
  }
  const checks = allChecks.filter(({ id, needsPackage, takesLong }) => {
    if ((needsPackage && options.withoutPackage) || (takesLong && options.quick)) return false
    return options.only?.includes(id) ?? true
  })
  const world = new SecurityWorld()
  process.once('SIGTERM', () => void world.close().finally(() => process.exit(2)))
  const reports: CheckReport[] = []
  try {
    for (const check of checks) {
      reports.push(await reportOf(check, world, (words) => noteOf(check.id, words)))
      process.stderr.write(`  ${check.id} looked at\n`)
    }
  } finally {
    await world.close()
  }
  reports.sort((one, other) => one.id - other.id)
  process.stdout.write(`${[headLine(), ...reports.map(lineOf)].join('\n')}\n`)
  process.stdout.write(`${endOf(reports)}\n${sentenceOfUpdates()}\n`)
  if (options.json !== undefined) await writeJson(options.json, reports)
  const packagesHold = options.withoutPackage || options.only !== undefined || usePackages()
  return reports.every(({ ok }) => ok) && packagesHold ? 0 : 1
}

/** Makes, installs, uses and removes the packages; it prints what came of it. */
function usePackages(): boolean {
  const program = join(projectRoot, 'test/package/main.ts')
  return spawnSync(process.execPath, ['--import', 'tsx', program], { stdio: 'inherit' }).status === 0
}

function noteOf(id: number, words: string): void {
  process.stderr.write(`  check ${id}: ${words}\n`)
}

runCommand(main)
