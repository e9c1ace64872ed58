import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { folderOfTheUser } from '../../e2e/ordinaryUser'
import type { MeasuredProgram, Programs } from './measuredPrograms'
import { isRunning, mainProcessBelow, processesOf } from './processes'

/** What `programs/painted.cjs` says; `at` is milliseconds since 1970. */
const toldSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('painted'), at: z.number() }),
  z.object({ kind: z.literal('listed'), count: z.number(), at: z.number() }),
])
type Told = z.infer<typeof toldSchema>

const saying = 'bench:'
/** Longer than any start takes on a busy machine. */
const patience = 120_000
/** A program that was asked to end and does not is made to. */
const endPatience = 10_000

/**
 * A program started as a desktop does, in a session with a keychain and with nobody attached to it: what drives a
 * program for tests delays its start.
 */
export class Launch {
  private readonly told: Told[] = []
  private heard: () => void = () => undefined
  /** What it said last on its error output: why it ended, when it did. */
  private complaint = ''

  private constructor(
    private readonly child: ChildProcess,
    private readonly beganFile: string,
    private readonly electron: string,
  ) {
    if (!child.stdout || !child.stderr) throw new Error('The program was started without an output.')
    child.stderr.on('data', (bytes: Buffer) => (this.complaint += bytes.toString()))
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith(saying)) return
      this.told.push(toldSchema.parse(JSON.parse(line.slice(saying.length))))
      this.heard()
    })
  }

  /** Starts a program, uses it and ends it, whatever becomes of it. */
  static async during<Value>(
    programs: Programs,
    { program, profile }: { readonly program: MeasuredProgram; readonly profile: string },
    use: (launch: Launch) => Promise<Value>,
  ): Promise<Value> {
    const launch = Launch.start(programs, program, profile)
    try {
      return await use(launch)
    } finally {
      await launch.end()
    }
  }

  private static start(programs: Programs, program: MeasuredProgram, profile: string): Launch {
    const beganFile = join(folderOfTheUser('began'), 'began')
    const environment = { ...process.env, HOME: profile, TZ: 'Asia/Makassar', BENCH_BEGAN: beganFile }
    const child = spawn(programs.noting.executableWithKeychain, [programs.folders[program]], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: program === 'desk' ? { ...environment, MEJA_ADUAN_PROFILE: profile } : environment,
    })
    return new Launch(child, beganFile, programs.electron)
  }

  /** Milliseconds from the start of Electron to the first rows, or the empty window, on screen. */
  async painted(): Promise<number> {
    const { at } = await this.until((told) => told.kind === 'painted')
    return at - this.began()
  }

  /** Milliseconds from the start of Electron to a list of so many cases. */
  async listed(count: number): Promise<number> {
    const { at } = await this.until((told) => told.kind === 'listed' && told.count === count)
    return at - this.began()
  }

  /** Electron's processes, without the session around them. */
  processes(): readonly number[] {
    const main = this.mainProcess()
    if (main === null) throw new Error('The program has ended.')
    return processesOf(main)
  }

  private async end(): Promise<void> {
    const main = this.mainProcess()
    if (main === null) {
      this.child.kill()
      return
    }
    process.kill(main, 'SIGTERM')
    const asked = performance.now()
    // The session may end before the program in it has, and that still holds its profile.
    while (isRunning(main)) {
      await pause(20)
      if (performance.now() - asked > endPatience) process.kill(main, 'SIGKILL')
    }
  }

  private mainProcess(): number | null {
    return this.child.pid === undefined ? null : mainProcessBelow(this.child.pid, this.electron)
  }

  private began(): number {
    return Number(readFileSync(this.beganFile, 'utf8')) / 1e6
  }

  private until(wanted: (told: Told) => boolean): Promise<Told> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('The program painted nothing.')), patience)
      const look = (): void => {
        const found = this.told.find(wanted)
        if (!found) return
        clearTimeout(late)
        this.heard = () => undefined
        resolve(found)
      }
      this.heard = look
      this.child.once('exit', (code, signal) => {
        const how = `${code ?? signal}: ${this.complaint}`
        reject(new Error(`The program ended before it painted anything, with ${how}`))
      })
      look()
    })
  }
}
