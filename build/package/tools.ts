import { chmodSync, copyFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { path7za } from '7zip-bin'
import { projectRoot } from '../run/deskProcess'

/**
 * The programs that electron-builder would download, from where they are already: 7-Zip out of its registry package,
 * and our own stand-in for fpm. What whoever builds has set stays.
 */
export function bringOwnTools(environment: NodeJS.ProcessEnv): void {
  const folder = mkdtempSync(join(tmpdir(), 'meja-aduan-tools-'))
  environment['ELECTRON_BUILDER_7ZIP_PATH'] ??= sevenZip(folder)
  if (process.platform === 'linux') environment['CUSTOM_FPM_PATH'] ??= debBuilder(folder)
}

/** A copy, since the package's own is not executable and is not ours to change. */
function sevenZip(folder: string): string {
  const path = join(folder, '7za')
  copyFileSync(path7za, path)
  chmodSync(path, 0o755)
  return path
}

function debBuilder(folder: string): string {
  const path = join(folder, 'fpm')
  const loader = createRequire(import.meta.url).resolve('tsx')
  const program = join(projectRoot, 'build/package/deb/buildDeb.ts')
  writeFileSync(path, `#!/bin/sh\nexec '${process.execPath}' --import 'file://${loader}' '${program}' "$@"\n`)
  chmodSync(path, 0o755)
  return path
}
