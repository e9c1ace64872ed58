import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { newHome, profileIn, run } from '../security/packagedProgram'
import { removeFolder } from '../security/world/removeFolder'

/** What came of using packages that were cut off in the middle: what held, and what did not. */
export interface CutShort {
  readonly lines: readonly string[]
  readonly wrong: readonly string[]
}

/** A download that broke off, and an archive of which the end is missing: nothing of it may look as if it were whole. */
export async function useCutShort(packages: {
  readonly folder: string
  readonly deb: string
  readonly archive: string
}): Promise<CutShort> {
  const lines: string[] = []
  const wrong: string[] = []
  for (const [file, refuses] of [
    [packages.archive, (cut, empty) => spawnSync('tar', ['xzf', cut, '-C', empty])],
    [packages.deb, (cut, empty) => spawnSync('dpkg-deb', ['--extract', cut, empty])],
  ] satisfies readonly (readonly [string, (cut: string, empty: string) => { status: number | null }])[]) {
    const folder = scratchFolder()
    const cut = join(folder, basename(file))
    cpSync(file, cut)
    truncateSync(cut, Math.floor(statSync(cut).size / 2))
    const { status } = refuses(cut, folder)
    if (status === 0) wrong.push(`${basename(file)}, cut in half, is unpacked as if it were whole`)
    else lines.push(`${basename(file)}  cut in half, is refused`)
    removeFolder(folder)
  }
  for (const [name, damage, happened] of [
    ['of which a view is garbled', garbleView, saysSo],
    ['without its end', (asar) => truncateSync(asar, statSync(asar).size - 100), endsByItself],
    ['of which little is there', (asar) => truncateSync(asar, 10_000), endsByItself],
  ] satisfies readonly (readonly [string, (asar: string) => void, Happened])[]) {
    const folder = scratchFolder()
    cpSync(packages.folder, folder, { recursive: true, verbatimSymlinks: true })
    damage(join(folder, 'resources/app.asar'))
    const home = newHome()
    const outcome = await run({ executable: join(folder, 'meja-aduan'), home, milliseconds: 8_000 })
    const sentence = happened(home, outcome)
    if (sentence === null) lines.push(`app.asar  ${name}: the program does not go on`)
    else wrong.push(`app.asar ${name}: ${sentence}`)
    removeFolder(folder)
    removeFolder(home)
  }
  return { lines, wrong }
}

/** Null when it is as it must be, otherwise what was wrong. */
type Happened = (
  home: string,
  outcome: { readonly said: string; readonly code: number | null },
) => string | null

/** The page that says so has come in the place of the page (damagedPage.ts); what it says is an end-to-end test’s matter. */
const saysSo: Happened = (home, { code }) => {
  const log = join(profileIn(home), 'logs/desk.log')
  const noticed = existsSync(log) && readFileSync(log, 'utf8').includes('program-damaged')
  if (code !== null) return `it ended with ${code}`
  return noticed ? null : 'nothing was noticed'
}

/**
 * The manifest stands last in the archive: without it Electron finds no program, says nothing and ends. Nothing of a
 * profile is touched.
 */
const endsByItself: Happened = (home, { code }) => {
  if (code === null) return 'it went on'
  if (code === 0) return 'it ended as if all were well'
  return existsSync(profileIn(home)) ? 'a profile was begun' : null
}

/** In the middle of its text, of the same length: as a bad block of the disk leaves it. */
function garbleView(asar: string): void {
  const [name] = listPackage(asar, { isPack: false }).filter((file) => file.includes('/assets/TrailBoard-'))
  if (name === undefined) throw new Error('There is no such view in the archive.')
  const text = extractFile(asar, name.slice(1))
  const bytes = readFileSync(asar)
  const begins = bytes.indexOf(text)
  writeFileSync(asar, bytes.fill(0, begins + 100, begins + 200))
}

function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'meja-aduan-cut-'))
  chmodSync(folder, 0o755)
  return folder
}
