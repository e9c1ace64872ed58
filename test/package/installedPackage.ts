import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A Debian package where it was installed. */
export interface InstalledPackage {
  /** With the executable in it. */
  readonly folder: string
  /** What a menu or a terminal starts. */
  readonly executable: string
  readonly way: 'installed by dpkg' | 'unpacked by dpkg'
  /** Removes it; gives what it left behind. */
  remove(): readonly string[]
}

const packageName = 'meja-aduan'

/**
 * Installs it as root where nobody has it installed already; otherwise it is only unpacked, and nothing of the machine is
 * touched.
 */
export function install(deb: string): InstalledPackage {
  return process.getuid?.() === 0 && !isInstalled() ? installed(deb) : unpacked(deb)
}

function isInstalled(): boolean {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f=${Status}', packageName], { encoding: 'utf8' })
  return stdout.includes('install ok installed')
}

const places = [
  '/opt/Meja Aduan',
  '/usr/bin/meja-aduan',
  '/usr/share/applications/meja-aduan.desktop',
  '/usr/share/icons/hicolor/256x256/apps/meja-aduan.png',
  '/etc/apparmor.d/meja-aduan',
] as const

function installed(deb: string): InstalledPackage {
  // What a desktop has and a machine for tests may not, as xdg-utils, is not what is asked here.
  execFileSync('dpkg', ['--install', '--force-depends', deb], { stdio: ['ignore', 'ignore', 'pipe'] })
  return {
    folder: places[0],
    executable: places[1],
    way: 'installed by dpkg',
    remove() {
      execFileSync('dpkg', ['--purge', packageName], { stdio: ['ignore', 'ignore', 'pipe'] })
      return places.filter((place) => existsSync(place))
    },
  }
}

function unpacked(deb: string): InstalledPackage {
  const root = mkdtempSync(join(tmpdir(), 'meja-aduan-unpacked-'))
  execFileSync('dpkg', ['-x', deb, root])
  const folder = join(root, places[0])
  return {
    folder,
    executable: join(folder, packageName),
    way: 'unpacked by dpkg',
    remove() {
      rmSync(root, { recursive: true, force: true })
      return []
    },
  }
}
