import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** What Electron needs of a Debian system besides Node, and what its tests need more. */
const forTheDesk = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'libxss1',
  'libnotify4',
  'libsecret-1-0',
  'fonts-noto-core',
]
const forAHiddenScreen = ['xvfb', 'xauth']
// PostgreSQL: the sandbox's tests run on it too, on a server of their own that they start and end.
const forTests = ['chromium', 'dbus-x11', 'gnome-keyring', 'util-linux', 'postgresql']

export type Purpose = 'start' | 'test'

/**
 * Says in one line which system packages are missing and, as root on Debian, installs them. Throws when they are
 * missing and cannot be installed. On other systems it changes nothing: their desktops bring what is needed.
 */
export function ensureSystemPackages(purpose: Purpose): void {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return
  const wanted = [...forTheDesk]
  if (purpose === 'test' || !process.env['DISPLAY']) wanted.push(...forAHiddenScreen)
  if (purpose === 'test') wanted.push(...forTests)
  const missing = wanted.filter((name) => !isInstalled(name))
  if (missing.length === 0) return
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.getuid?.() !== 0) {
    throw new Error(`Missing system packages; install them with: sudo ${command}`)
  }
  console.log(`Missing system packages, installing them: ${missing.join(' ')}`)
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = (shell: string) => spawnSync('sh', ['-c', shell], { env: environment, encoding: 'utf8' })
  run('apt-get update')
  const installation = run(command)
  if (installation.status !== 0) {
    throw new Error(`Could not install the system packages:\n${installation.stderr}`)
  }
}

/** Newer Debian releases renamed libraries with a suffix, such as `libgtk-3-0t64`. */
function isInstalled(name: string): boolean {
  return [name, `${name}t64`].some((candidate) => {
    const query = spawnSync('dpkg-query', ['-W', '-f=${Status}', candidate], { encoding: 'utf8' })
    return query.stdout.includes('install ok installed')
  })
}
