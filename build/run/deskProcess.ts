import { spawn, type ChildProcess } from 'node:child_process'
import { join, resolve } from 'node:path'
import { electronRuntime } from '../electron-runtime/electronRuntime'

export const projectRoot = resolve(import.meta.dirname, '../..')

/** The environment by which an unpackaged desk is told its profile, server and passphrase. */
export interface DeskEnvironment {
  readonly MEJA_ADUAN_PROFILE?: string
  readonly MEJA_ADUAN_SERVER?: string
  readonly MEJA_ADUAN_PASSPHRASE?: string
}

/** Starts the built desk in a window; on a machine without a screen, on a hidden one. */
export async function startDesk(environment: DeskEnvironment): Promise<ChildProcess> {
  const { executable } = await electronRuntime()
  const options = [projectRoot]
  // Chromium's sandbox cannot start as root; an ordinary user's desk always has it.
  if (process.getuid?.() === 0) options.unshift('--no-sandbox')
  const hidden = process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']
  if (hidden) console.log('There is no screen here: the desk opens on a hidden one.')
  const [command, prefix] = hidden
    ? ['xvfb-run', ['-a', '-s', '-screen 0 1366x768x24', executable]]
    : [executable, []]
  return spawn(command, [...prefix, ...options], {
    cwd: projectRoot,
    // A group of its own, so that `endDesk` reaches the program behind the hidden screen too.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  })
}

/** Asks the desk to quit, as closing its window does. */
export function endDesk(desk: ChildProcess): void {
  if (desk.pid === undefined || desk.exitCode !== null) return
  if (process.platform === 'win32') desk.kill('SIGTERM')
  else process.kill(-desk.pid, 'SIGTERM')
}

/** Builds main, preload and page into `out/`. */
export function buildCommand(): readonly [string, readonly string[]] {
  return [process.execPath, [join(projectRoot, 'node_modules/electron-vite/bin/electron-vite.js'), 'build']]
}
