import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Plugin } from 'vite'
import { pageSumsName, type PageSumsFile } from '../../electron/main/gateway/pageSums'

/**
 * Writes beside the built page what each of its files must hold, so that the program notices one that is missing, cut
 * short or garbled (electron/main/gateway/pageFiles.ts). Against damage, not against an attacker, who would write the
 * sums anew too: that is what signatures and asar integrity are for.
 */
export function writePageSums(folder: string): void {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile() && name !== pageSumsName)
    .sort()
  const sums = names.map((name) => {
    const path = join(folder, name)
    return [
      `/${relative(folder, path).replaceAll(sep, '/')}`,
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    ]
  })
  const file: PageSumsFile = { version: 1, sums: Object.fromEntries(sums) as Record<string, string> }
  writeFileSync(join(folder, pageSumsName), JSON.stringify(file))
}

/** Does it at the end of every build of the page. */
export function pageSums(): Plugin {
  return {
    name: 'page-sums',
    writeBundle: {
      order: 'post',
      handler: ({ dir }) => {
        if (dir !== undefined) writePageSums(dir)
      },
    },
  }
}
