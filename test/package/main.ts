import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { electronRuntime } from '../../build/electron-runtime/electronRuntime'
import { makePackages } from '../../build/package/makePackages'
import hiddenScreen from '../e2e/hiddenScreen'
import { NationalProcess } from '../e2e/nationalProcess'
import { newHome, reachedItsPage, run } from '../security/packagedProgram'
import { archiveSize, wrongInArchive } from './archive'
import { useCutShort } from './cutShort'
import { inspectableCopy } from './inspectable'
import { install } from './installedPackage'
import { tellMainStory } from './mainStory'
import { removeFolder } from '../security/world/removeFolder'

/**
 * `npm run test:package`: makes the packages that can be made here, installs one as a user's machine does, works with it
 * as an ordinary user with Chromium's sandbox on, and removes it. Build first.
 */
const wrong: string[] = []
const lines: string[] = []
const folders: string[] = []
const endScreen = await hiddenScreen()
const national = new NationalProcess({ cases: 200 })
try {
  await national.start()
  const packages = await pack()
  await usePackages(packages)
  const cut = await useCutShort(packages)
  lines.push(...cut.lines)
  wrong.push(...cut.wrong)
} catch (error) {
  wrong.push(error instanceof Error ? error.message : String(error))
} finally {
  await national.stop()
  endScreen?.()
  for (const folder of folders) removeFolder(folder)
}
console.log(lines.join('\n'))
for (const sentence of wrong) console.log(`WRONG: ${sentence}`)
console.log(
  wrong.length === 0
    ? 'The packages can be installed, worked with and removed.'
    : 'The packages are not as they must be.',
)
process.exitCode = wrong.length === 0 ? 0 : 1

interface Packages {
  readonly folder: string
  readonly deb: string
  readonly archive: string
}

async function pack(): Promise<Packages> {
  const outputFolder = folderFor('packages')
  const runtime = await electronRuntime()
  const made = await makePackages({
    ...{ system: 'linux', targets: ['dir', 'tar.gz', 'deb'] },
    ...{ outputFolder, runtime, isForDevelopment: true },
  })
  const deb = made.find((file) => file.endsWith('.deb'))
  const archive = made.find((file) => file.endsWith('.tar.gz'))
  if (!deb || !archive) throw new Error(`No deb or no tar.gz was made, only ${made.join(', ')}`)
  for (const file of [deb, archive]) {
    lines.push(`${basename(file)}  ${megabytes(statSync(file).size)}`)
    if (!basename(file).includes('-development-'))
      wrong.push(`${basename(file)} does not say that it is for development`)
  }
  const folder = join(outputFolder, 'linux-unpacked')
  lines.push(`app.asar  ${megabytes(archiveSize(folder))}`)
  wrong.push(...wrongInArchive(folder))
  return { folder, deb, archive }
}

async function usePackages({ deb, archive }: Packages): Promise<void> {
  await startsFrom('tar.gz', unpackArchive(archive))
  const installed = install(deb)
  try {
    lines.push(`deb  ${installed.way}`)
    wrong.push(...wrongInArchive(installed.folder))
    if (installed.way === 'installed by dpkg') wrong.push(...wrongInDesktop())
    await startsFrom('deb', installed.executable)
    await works(installed.folder)
  } finally {
    wrong.push(...installed.remove().map((place) => `${place} is still there`))
  }
}

/** As it is shipped: nobody can look into it, but its log says how far it came. */
async function startsFrom(name: string, executable: string): Promise<void> {
  const home = newHome()
  folders.push(home)
  const { code, said } = await run({ executable, home, milliseconds: 8_000 })
  if (code !== null) wrong.push(`${name}: it ended with ${code}: ${said.slice(0, 200)}`)
  else if (!reachedItsPage(home)) wrong.push(`${name}: it did not come as far as its page`)
  else lines.push(`${name}  starts as an ordinary user, with Chromium’s sandbox`)
}

async function works(folder: string): Promise<void> {
  const copy = await inspectableCopy(folder)
  folders.push(copy)
  const home = newHome()
  folders.push(home)
  const { delivered, sandboxed, profile } = await tellMainStory(copy, home, national)
  if (delivered !== 1) wrong.push(`the answer took effect ${delivered} times`)
  if (!sandboxed) wrong.push('the page’s process is not sandboxed')
  if (!existsSync(profile)) wrong.push(`there is no profile at ${profile}`)
  lines.push('main story  signed in, answered, delivered once')
}

function unpackArchive(archive: string): string {
  const folder = folderFor('archive')
  execFileSync('tar', ['xzf', archive, '-C', folder, '--strip-components=1'])
  return join(folder, 'meja-aduan')
}

/** Links of the scheme open the installed program, from the menu too. */
function wrongInDesktop(): readonly string[] {
  const entry = readFileSync('/usr/share/applications/meja-aduan.desktop', 'utf8')
  return ['x-scheme-handler/mejaaduan', 'Exec="/opt/Meja Aduan/meja-aduan" %U', 'Icon=meja-aduan']
    .filter((part) => !entry.includes(part))
    .map((part) => `the desktop entry lacks ${part}`)
}

function folderFor(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `meja-aduan-${name}-`))
  execFileSync('chmod', ['755', folder])
  folders.push(folder)
  return folder
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
