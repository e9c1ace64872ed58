import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { registryRuntime } from './registryRuntime'

/**
 * Where Electron's binary comes from. The official one is downloaded from a place that an office network or a
 * CI machine may not reach, so this looks, in order, at the folder that ELECTRON_OVERRIDE_DIST_PATH names, at the
 * official binary (downloaded once, where that is possible) and, on Linux x64, at one inside a registry package.
 */
export interface ElectronRuntime {
  /** The folder that holds the whole distribution. */
  readonly folder: string
  readonly executable: string
  readonly version: string
  readonly origin: 'override' | 'official' | 'registry'
}

const projectRoot = resolve(import.meta.dirname, '../..')
const electronPackage = join(projectRoot, 'node_modules/electron')
export const cacheFolder = join(projectRoot, 'node_modules/.cache/electron-runtime')
const downloadMilliseconds = 20_000

/** Finds a binary or makes one; throws with what was tried when this machine can have none. */
export async function electronRuntime(): Promise<ElectronRuntime> {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (override) return runtimeIn(override, 'override')
  const official = join(electronPackage, 'dist')
  if (existsSync(join(official, 'version')) || downloadedOfficial()) return runtimeIn(official, 'official')
  if (process.platform === 'linux' && process.arch === 'x64') {
    return runtimeIn(await registryRuntime(cacheFolder), 'registry')
  }
  throw new Error(
    'Electron could not be downloaded. Allow the download (npx install-electron), or set ' +
      'ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron.',
  )
}

function runtimeIn(folder: string, origin: ElectronRuntime['origin']): ElectronRuntime {
  const executable = join(folder, executableName())
  if (!existsSync(executable)) throw new Error(`No Electron at ${executable}.`)
  const versionFile = join(folder, 'version')
  const version = existsSync(versionFile)
    ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')
    : 'unknown'
  return { folder, executable, version, origin }
}

function executableName(): string {
  if (process.platform === 'win32') return 'electron.exe'
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return 'electron'
}

/** Tries the official download once and remembers a failure, so that no later start waits for it again. */
function downloadedOfficial(): boolean {
  const refusal = join(cacheFolder, 'official-download-failed')
  if (existsSync(refusal)) return false
  console.log('Downloading Electron (tried once, 20 seconds at most) …')
  const attempt = spawnSync(process.execPath, [join(electronPackage, 'install.js')], {
    cwd: electronPackage,
    stdio: 'ignore',
    timeout: downloadMilliseconds,
  })
  if (attempt.status === 0 && existsSync(join(electronPackage, 'dist/version'))) return true
  mkdirSync(cacheFolder, { recursive: true })
  writeFileSync(refusal, 'Delete this file to let the official download be tried again.\n')
  return false
}
