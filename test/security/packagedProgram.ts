import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderOfTheUser } from '../e2e/ordinaryUser'

/** One run of a program that was packed, as an ordinary user would start it. */
export interface PackagedRun {
  readonly executable: string
  readonly words?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** The home of whoever starts it. */
  readonly home: string
  /** It is ended then, if it has not ended by itself. */
  readonly milliseconds: number
}

export interface RunOutcome {
  readonly said: string
  /** Null when it was still running. */
  readonly code: number | null
}

/** As shells call it. */
const endedBySignal = 128

const ordinary = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] as const

/** Starts it in its own session and tells what it said until it ended or was ended. */
export async function run({ executable, words = [], environment = {}, home, milliseconds }: PackagedRun) {
  const [command, ...before] = process.getuid?.() === 0 ? [...ordinary, executable] : [executable]
  const child = spawn(command ?? executable, [...before, ...words], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...quietEnvironment(), HOME: home, ...environment },
  })
  let said = ''
  const hear = (bytes: Buffer): void => void (said += bytes.toString())
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  // What ends by a signal has no code; it has ended all the same.
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? endedBySignal)))
  const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), milliseconds))
  const first = await Promise.race([ended, late])
  if (first === 'late') {
    // Its whole group: Chromium has children of its own.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    await ended
  }
  return { said, code: first === 'late' ? null : first } satisfies RunOutcome
}

function quietEnvironment(): Record<string, string> {
  const { PATH = '', DISPLAY = '', XAUTHORITY = '' } = process.env
  return { PATH, DISPLAY, ...(XAUTHORITY ? { XAUTHORITY } : {}) }
}

/** Where a packaged program keeps what it writes, for a home; Linux. */
export function profileIn(home: string): string {
  return join(home, '.config/Meja Aduan')
}

/** Whether the program came as far as its page. */
export function reachedItsPage(home: string): boolean {
  const log = join(profileIn(home), 'logs/desk.log')
  return existsSync(log) && readFileSync(log, 'utf8').includes('boot:page')
}

export function newHome(): string {
  return folderOfTheUser('rumah')
}

/** A program beside the archive: with the fuse open, Electron would take it. */
export function withProgramBeside(folder: string, use: () => Promise<RunOutcome>): Promise<RunOutcome> {
  const beside = join(folder, 'resources/app')
  mkdirSync(beside)
  writeFileSync(join(beside, 'package.json'), '{"name":"foreign","main":"main.js"}')
  writeFileSync(join(beside, 'main.js'), 'console.log("FOREIGN PROGRAM"); process.exit(7)')
  chmodSync(beside, 0o755)
  return use().finally(() => rmSync(beside, { recursive: true, force: true }))
}
