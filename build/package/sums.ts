import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * Writes SHA256SUMS beside the packages and, with a key, its detached signature: by these Linux packages are checked
 * (docs/install.md). Gives the paths of what it wrote.
 */
export function writeSums(packages: readonly string[], gpgKey: string | null): readonly string[] {
  const [first] = packages
  if (!first) return []
  const path = join(dirname(first), 'SHA256SUMS')
  writeFileSync(path, packages.map((file) => `${sha256(file)}  ${basename(file)}\n`).join(''))
  if (!gpgKey) return [path]
  const signature = `${path}.asc`
  const words = [
    '--batch',
    '--yes',
    '--local-user',
    gpgKey,
    '--armor',
    '--detach-sign',
    '--output',
    signature,
  ]
  execFileSync('gpg', [...words, path], { stdio: ['ignore', 'inherit', 'inherit'] })
  return [path, signature]
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}
