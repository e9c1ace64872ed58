import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { electronRuntime } from '../../build/electron-runtime/electronRuntime'
import { projectRoot } from '../../build/run/deskProcess'

/** Nobody: an ordinary user, for whom Chromium's sandbox starts. */
const ordinary = { user: 65_534, group: 65_534 } as const

export interface Installation {
  /** What to execute: Electron, as an ordinary user also when the tests run as root. */
  readonly executable: string
  /** The same in a session of the desktop that has a keychain. */
  readonly executableWithKeychain: string
  /** The folder with package.json and out/. */
  readonly program: string
}

let installation: Promise<Installation> | null = null

/** The built program and its Electron where an ordinary user can read them; made once for a run. */
export function installed(): Promise<Installation> {
  installation ??= install()
  return installation
}

async function install(): Promise<Installation> {
  const runtime = await electronRuntime()
  if (!existsSync(join(projectRoot, 'out/main/index.js'))) throw new Error('Build first: npm run build')
  const folder = mkdtempSync(join(tmpdir(), 'meja-aduan-installed-'))
  chmodSync(folder, 0o755)
  if (process.getuid?.() !== 0) {
    return { ...commands(folder, '', runtime.executable), program: projectRoot }
  }
  cpSync(runtime.folder, join(folder, 'electron'), { recursive: true })
  const program = join(folder, 'program')
  mkdirSync(program)
  cpSync(join(projectRoot, 'package.json'), join(program, 'package.json'))
  cpSync(join(projectRoot, 'out'), join(program, 'out'), { recursive: true })
  const asOrdinaryUser = `setpriv --reuid=${ordinary.user} --regid=${ordinary.group} --clear-groups`
  return { ...commands(folder, asOrdinaryUser, join(folder, 'electron/electron')), program }
}

function commands(folder: string, prefix: string, electron: string): Omit<Installation, 'program'> {
  return {
    executable: script(join(folder, 'desk'), `exec ${prefix} ${electron} "$@"`),
    // An empty password does not unlock the keyring; any other does, the keyring being new.
    executableWithKeychain: script(
      join(folder, 'desk-with-keychain'),
      `export XDG_RUNTIME_DIR="$HOME/run" XDG_DATA_HOME="$HOME/share" XDG_CURRENT_DESKTOP=GNOME\n` +
        `exec ${prefix} dbus-run-session -- sh -c 'mkdir -p -m 700 "$XDG_RUNTIME_DIR" "$XDG_DATA_HOME"; ` +
        `printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null; ` +
        `exec ${electron} "$@"' desk "$@"`,
    ),
  }
}

function script(path: string, command: string): string {
  writeFileSync(path, `#!/bin/sh\n${command}\n`)
  chmodSync(path, 0o755)
  return path
}

/** A new folder that belongs to the user who runs the desk. */
export function folderOfTheUser(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `meja-aduan-${name}-`))
  if (process.getuid?.() === 0) chownSync(folder, ordinary.user, ordinary.group)
  return folder
}
