import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writePageSums } from '../../../build/page/pageSums'

/**
 * The built program with a protection taken away: a copy in which texts of the built files are put in the place of
 * others. The product has no switch that could do it; a text that is not found where it must be is an error, so that no
 * control stays behind when the program changes.
 */
export interface Variant {
  readonly name: string
  readonly replacements: readonly Replacement[]
}

export interface Replacement {
  readonly in: 'main' | 'preload' | 'page' | 'worker'
  readonly from: string
  readonly to: string
  /** How often it stands there; once when left out. */
  readonly times?: number
}

/** A folder of the same form as the program's, with the texts replaced. */
export function makeVariant(program: string, { name, replacements }: Variant): string {
  const folder = mkdtempSync(join(tmpdir(), 'meja-aduan-variant-'))
  chmodSync(folder, 0o755)
  for (const part of ['package.json', 'out'])
    cpSync(join(program, part), join(folder, part), { recursive: true })
  for (const replacement of replacements) {
    const files = filesOf(folder, replacement.in)
    const times = files.reduce((sum, file) => sum + replaced(file, replacement), 0)
    if (times !== (replacement.times ?? 1))
      throw new Error(`${name}: ${replacement.from} stands ${times} times in ${replacement.in}.`)
  }
  // The changed page is the one that was built.
  writePageSums(join(folder, 'out/renderer'))
  return folder
}

function filesOf(folder: string, where: Replacement['in']): readonly string[] {
  if (where === 'main') return [join(folder, 'out/main/index.js')]
  if (where === 'preload') return [join(folder, 'out/preload/index.cjs')]
  const begins = where === 'page' ? 'index-' : 'worker-'
  const assets = join(folder, 'out/renderer/assets')
  return readdirSync(assets)
    .filter((file) => file.startsWith(begins) && file.endsWith('.js'))
    .map((file) => join(assets, file))
}

function replaced(file: string, { from, to }: Replacement): number {
  const pieces = readFileSync(file, 'utf8').split(from)
  if (pieces.length > 1) writeFileSync(file, pieces.join(to))
  return pieces.length - 1
}
