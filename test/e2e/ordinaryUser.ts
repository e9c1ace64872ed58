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
  if (process.getuid?.() !== 0) return { executable: runtime.executable, program: projectRoot }
  const folder = mkdtempSync(join(tmpdir(), 'meja-aduan-installed-'))
  chmodSync(folder, 0o755)
  cpSync(runtime.folder, join(folder, 'electron'), { recursive: true })
  const program = join(folder, 'program')
  mkdirSync(program)
  cpSync(join(projectRoot, 'package.json'), join(program, 'package.json'))
  cpSync(join(projectRoot, 'out'), join(program, 'out'), { recursive: true })
  const executable = join(folder, 'as-ordinary-user')
  writeFileSync(
    executable,
    `#!/bin/sh\nexec setpriv --reuid=${ordinary.user} --regid=${ordinary.group} --clear-groups ` +
      `${join(folder, 'electron/electron')} "$@"\n`,
  )
  chmodSync(executable, 0o755)
  return { executable, program }
}

/** A new folder that belongs to the user who runs the desk. */
export function folderOfTheUser(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `meja-aduan-${name}-`))
  if (process.getuid?.() === 0) chownSync(folder, ordinary.user, ordinary.group)
  return folder
}
