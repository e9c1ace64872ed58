import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../build/run/deskProcess'

/** What no program can do without that looks for a newer one of itself, or that asks the network on ways of its own. */
const telling =
  /autoUpdater|electron-updater|setFeedURL|checkForUpdates|app-update\.yml|from "node:(http|https|http2|net|tls|dgram)"|\bnet\.(fetch|request)\(/

/**
 * SECURITY.md 19 speaks of updates, and this program has none yet. Whether it is so: a sentence about the built files;
 * throws when one of them could look for an update.
 */
export function sentenceOfUpdates(): string {
  const out = join(projectRoot, 'out')
  const files = existsSync(out)
    ? readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => /\.c?js$/.test(name))
    : []
  if (files.length === 0) throw new Error('Build first: npm run build')
  const found = files.filter((name) => telling.test(readFileSync(join(out, name), 'utf8')))
  if (found.length > 0)
    throw new Error(`Of 19 (updates) there is no check, and ${found.join(', ')} could look for one.`)
  return `19 (updates) is not in this program yet: none of its ${files.length} built files can look for one`
}
