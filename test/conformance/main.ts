import { messageOf } from '../../build/run/command'
import { readOptions, usage, type SuiteOptions } from './options'
import { endOf, isFailed, lineOf, writeJson } from './report'
import { runSuite } from './runSuite'

/** `npm run conformance -- --url URL --user NAME --password P …`: ends with 1 when a check failed, 2 when none ran. */
async function main(): Promise<number> {
  let options: SuiteOptions
  try {
    options = readOptions(process.argv.slice(2))
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${usage}\n`)
    return 2
  }
  const report = await runSuite(options, (check) => {
    const line = lineOf(check)
    if (line !== null) process.stdout.write(`${line}\n`)
  })
  if (report.checks.length === 0) {
    process.stderr.write('No check is about what --only names.\n')
    return 2
  }
  if (options.json !== undefined) await writeJson(options.json, report)
  process.stdout.write(`${endOf(report)}\n`)
  return report.checks.some(isFailed) ? 1 : 0
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(`The server cannot be checked: ${messageOf(error)}\n`)
    process.exitCode = 2
  },
)
