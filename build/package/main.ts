import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { electronRuntime } from '../electron-runtime/electronRuntime'
import { buildCommand, projectRoot } from '../run/deskProcess'
import { usualOutput } from './configuration'
import { makePackages } from './makePackages'
import { readPackageOptions, usage, type PackageOptions } from './options'
import { refusalOf } from './release'
import { signingOf } from './signing'
import { writeSums } from './sums'
import { messageOf, runCommand } from '../run/command'

/** `npm run package`: builds the program and packs it. Ends with 1 when it cannot, with 2 when it was asked wrongly. */
async function main(): Promise<number> {
  let options: PackageOptions
  try {
    options = readPackageOptions(process.argv.slice(2))
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${usage}\n`)
    return 2
  }
  const runtime = await electronRuntime()
  const refusal = options.release ? refusalOf(options.system, runtime, process.env) : null
  if (refusal) {
    process.stderr.write(`${refusal}\n`)
    return 1
  }
  const [command, words] = buildCommand()
  execFileSync(command, words, { cwd: projectRoot, stdio: ['ignore', 'ignore', 'inherit'] })
  const made = await makePackages({
    system: options.system,
    targets: options.targets,
    outputFolder: options.output ? resolve(options.output) : usualOutput,
    runtime,
    isForDevelopment: !options.release,
  })
  const sums = writeSums(made, signingOf(process.env).gpgKey)
  for (const path of [...made, ...sums]) {
    process.stdout.write(`${basename(path)}  ${(statSync(path).size / 1_000_000).toFixed(1)} MB\n`)
  }
  if (!options.release) {
    process.stdout.write(
      `For development, with Electron ${runtime.version} (${runtime.origin}): not to be handed out.\n`,
    )
  }
  return 0
}

runCommand(main, 1)
