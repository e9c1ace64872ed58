import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { electronRuntime } from '../../build/electron-runtime/electronRuntime'
import { projectRoot } from '../../build/run/deskProcess'

/** Nobody: an ordinary user, for whom Chromium's sandbox starts. */
const ordinary = { user: 65_534, group: 65_534 } as const

export interface StartScripts {
  /** What to execute: Electron, as an ordinary user also when the tests run as root. */
  readonly executable: string
  /** The same in a session of the desktop that has a keychain. */
  readonly executableWithKeychain: string
}

export interface Installation extends StartScripts {
  /** Electron itself, where an ordinary user can read it. */
  readonly electron: string
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
    const electron = runtime.executable
    return { ...startScripts(folder, electron), electron, program: projectRoot }
  }
  cpSync(runtime.folder, join(folder, 'electron'), { recursive: true })
  const program = join(folder, 'program')
  mkdirSync(program)
  cpSync(join(projectRoot, 'package.json'), join(program, 'package.json'))
  cpSync(join(projectRoot, 'out'), join(program, 'out'), { recursive: true })
  const electron = join(folder, 'electron/electron')
  return { ...startScripts(folder, electron), electron, program }
}

/** Writes the scripts that start that Electron into a folder that an ordinary user can read. */
export function startScripts(folder: string, electron: string): StartScripts {
  const asOrdinaryUser = `setpriv --reuid=${ordinary.user} --regid=${ordinary.group} --clear-groups`
  const prefix = process.getuid?.() === 0 ? asOrdinaryUser : ''
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

/** Writes a script that can be executed; gives its path. */
export function script(path: string, command: string): string {
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
