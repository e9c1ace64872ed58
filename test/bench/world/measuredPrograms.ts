import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '../../../build/run/deskProcess'
import { installed, script, startScripts, type StartScripts } from '../../e2e/ordinaryUser'

/** The programs that are measured: each is a folder that Electron is started with. */
export const measuredPrograms = ['desk', 'empty', 'peer'] as const
export type MeasuredProgram = (typeof measuredPrograms)[number]

export interface Programs {
  readonly folders: Readonly<Record<MeasuredProgram, string>>
  /** As `installed()` has them, but they note in the file BENCH_BEGAN when Electron was started: nanoseconds since 1970. */
  readonly noting: StartScripts
  /** What runs in the end. */
  readonly electron: string
  remove(): void
}

/** What a peer's page may load, by the name under which it asks. */
const libraries = { 'dexie.mjs': 'node_modules/dexie/dist/modern/dexie.mjs' } as const

const manifestSchema = z.looseObject({ name: z.string(), main: z.string() })

/** Puts the programs where an ordinary user can read them. */
export async function makePrograms(): Promise<Programs> {
  const { electron, program } = await installed()
  const folder = mkdtempSync(join(tmpdir(), 'meja-aduan-bench-programs-'))
  chmodSync(folder, 0o755)
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')))
  const made = (name: MeasuredProgram): string => {
    const place = join(folder, name)
    cpSync(join(import.meta.dirname, '../programs'), place, { recursive: true })
    // The desk keeps its name and version: it is the program that is shipped, with somebody looking on.
    const about = name === 'desk' ? manifest : { name: `bench-${name}`, version: '0.0.0', type: 'module' }
    writeFileSync(join(place, 'package.json'), JSON.stringify({ ...about, main: `${name}.mjs` }))
    return place
  }
  const folders = { desk: made('desk'), empty: made('empty'), peer: made('peer') }
  symlinkSync(join(program, 'out'), join(folders.desk, 'out'))
  const shared = join(folders.peer, 'libraries')
  mkdirSync(shared)
  for (const [name, path] of Object.entries(libraries)) cpSync(join(projectRoot, path), join(shared, name))
  const scripts = join(folder, 'scripts')
  mkdirSync(scripts)
  const noting = script(join(scripts, 'noting'), `date +%s%N >"$BENCH_BEGAN"\nexec ${electron} "$@"`)
  return {
    folders,
    noting: startScripts(scripts, noting),
    electron,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
