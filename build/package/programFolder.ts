import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '../run/deskProcess'

/** What the program itself needs to know of its manifest, and what the packages say of it. */
const manifestSchema = z.object({
  name: z.string(),
  productName: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  type: z.literal('module'),
  main: z.string(),
})

/**
 * A folder with what is shipped and nothing else: the built program and a manifest without scripts and dependencies, all
 * of which the build has put into its own files. Throws when nothing was built.
 */
export function makeProgramFolder(builtFolder = join(projectRoot, 'out')): string {
  if (!existsSync(join(builtFolder, 'main/index.js'))) throw new Error('Build first: npm run build')
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')))
  const folder = join(mkdtempSync(join(tmpdir(), 'meja-aduan-program-')), 'program')
  mkdirSync(folder)
  cpSync(builtFolder, join(folder, 'out'), { recursive: true })
  const shown = {
    ...manifest,
    author: { name: 'Meja Aduan', email: 'desk@mejaaduan.invalid' },
    homepage: 'https://mejaaduan.invalid',
    // What the desktop knows the window by.
    desktopName: 'meja-aduan.desktop',
  }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(shown, null, 2)}\n`)
  return folder
}
