import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readFpmArguments, type DebDescription } from './fpmArguments'

/**
 * Stands in for fpm, which electron-builder would download: makes the Debian package with Debian's own `dpkg-deb`. Its
 * command line is fpm's, as far as electron-builder uses it (`CUSTOM_FPM_PATH`).
 */
buildDeb(readFpmArguments(process.argv.slice(2)))

function buildDeb(description: DebDescription): void {
  const root = mkdtempSync(join(tmpdir(), 'meja-aduan-deb-'))
  try {
    for (const { from, to } of description.content) {
      const target = join(root, to)
      mkdirSync(dirname(target), { recursive: true, mode: 0o755 })
      cpSync(from, target, { recursive: true, verbatimSymlinks: true })
    }
    makeReadable(root)
    writeControl(root, description)
    const words = ['--root-owner-group', ...compressionWords(description.compression)]
    execFileSync('dpkg-deb', [...words, '--build', root, description.path])
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** Quickly where it is gzip, which only packages for development are. */
function compressionWords(compression: string): readonly string[] {
  return compression === 'gz' ? ['-Zgzip', '-z1'] : [`-Z${compression}`]
}

function writeControl(root: string, { control, afterInstall, afterRemove }: DebDescription): void {
  const folder = join(root, 'DEBIAN')
  const size = { 'Installed-Size': String(Math.ceil(sizeOf(root) / 1024)) }
  mkdirSync(folder, { mode: 0o755 })
  const { Description: words = '', ...fields } = control
  const lines = Object.entries({ ...fields, ...size, Description: words })
  writeFileSync(join(folder, 'control'), lines.map(([name, value]) => `${name}: ${value}\n`).join(''))
  const scripts = { postinst: afterInstall, postrm: afterRemove }
  for (const [name, source] of Object.entries(scripts)) {
    if (!source) continue
    cpSync(source, join(folder, name))
    chmodSync(join(folder, name), 0o755)
  }
}

/** Whatever the umask of whoever builds: all may read, what may be executed by its owner may be by all. */
function makeReadable(root: string): void {
  chmodSync(root, 0o755)
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const path = join(entry.parentPath, entry.name)
    const isExecutable = entry.isDirectory() || (statSync(path).mode & 0o100) !== 0
    chmodSync(path, isExecutable ? 0o755 : 0o644)
  }
}

function sizeOf(root: string): number {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}
