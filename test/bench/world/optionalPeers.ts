import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { z } from 'zod'
import { projectRoot } from '../../../build/run/deskProcess'
import { usualFolder } from './keptNational'

/**
 * Peers that take long and are no dependency of this project: measured with `--peers all` where somebody installed them
 * in these versions (`npm install --no-save rxdb@16.21.1 rxjs pouchdb@9.0.0`).
 */
export const optionalPeers = {
  RxDB: {
    package: 'rxdb',
    version: '16.21.1',
    file: 'rxdb.mjs',
    // The storage that its documentation names for browsers without a licence.
    entry: `export { createRxDatabase } from 'rxdb'
export { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'`,
  },
  PouchDB: {
    package: 'pouchdb',
    version: '9.0.0',
    file: 'pouchdb.mjs',
    // Its own bundle for browsers: the modules ask for one of Node's.
    entry: `export { default as PouchDB } from 'pouchdb/dist/pouchdb.min.js'`,
  },
} as const
export type OptionalPeer = keyof typeof optionalPeers

export function isInstalled(peer: OptionalPeer): boolean {
  const file = join(projectRoot, 'node_modules', optionalPeers[peer].package, 'package.json')
  if (!existsSync(file)) return false
  const found = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8')))
  return found.version === optionalPeers[peer].version
}

/** Puts the peer's library as one file into a folder from which a page loads it. */
export async function bundlePeer(peer: OptionalPeer, folder: string): Promise<void> {
  const { entry, file } = optionalPeers[peer]
  // Below node_modules, so that the library is found.
  mkdirSync(usualFolder, { recursive: true })
  const source = join(usualFolder, `entry-${file}`)
  writeFileSync(source, `${entry}\n`)
  await build({
    configFile: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    build: {
      ...{ outDir: folder, emptyOutDir: false, target: 'chrome130' },
      lib: { entry: source, formats: ['es'], fileName: () => file },
    },
  })
}
