import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { z } from 'zod'

/**
 * PGlite makes a new database by running initdb in WebAssembly, some 3 s of processor time. An empty one is kept
 * in `node_modules/.cache`, so that only the first start pays for it.
 */
const cacheFolder = new URL('../../../node_modules/.cache/meja-aduan/', import.meta.url)

const packageFile = new URL('../../../node_modules/@electric-sql/pglite/package.json', import.meta.url)

/** One for each version of PGlite: their files need not be of one form. */
async function cacheFile(): Promise<string> {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(packageFile, 'utf8')))
  return fileURLToPath(new URL(`empty-database-${version}.tar`, cacheFolder))
}

/** Opens a new database; `folder` must hold none yet. */
export async function openNewDatabase(folder: string): Promise<PGlite> {
  const file = await cacheFile()
  const kept = await readFile(file).catch(() => null)
  if (kept) {
    try {
      return await PGlite.create(folder, { loadDataDir: new Blob([new Uint8Array(kept)]) })
    } catch {
      // A damaged copy: made anew below, as if there were none.
    }
  }
  const pglite = await PGlite.create(folder)
  await keep(pglite, file).catch(() => {
    // A read-only checkout: the next start takes as long as this one.
  })
  return pglite
}

async function keep(pglite: PGlite, file: string): Promise<void> {
  const dump = await pglite.dumpDataDir('none')
  await mkdir(cacheFolder, { recursive: true })
  const partial = `${file}.${process.pid}`
  await writeFile(partial, new Uint8Array(await dump.arrayBuffer()))
  await rename(partial, file)
}
