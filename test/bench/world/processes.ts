import { readdirSync, readFileSync } from 'node:fs'

/*
 * What the processes of a running program take, by what Linux tells in /proc. Elsewhere there is no such thing, and
 * the rows that need it say so.
 */

/** A program's main process and all that come from it. */
export function processesOf(mainProcess: number): readonly number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    const id = Number(name)
    const parent = Number.isInteger(id) ? parentOf(id) : null
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), id])
  }
  const all: number[] = []
  const waiting = [mainProcess]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    all.push(id)
    waiting.push(...(children.get(id) ?? []))
  }
  return all
}

/** The process that runs `executable` for the user, somewhere below the scripts that started it; null while it is not there. */
export function mainProcessBelow(script: number, executable: string): number | null {
  const named = processesOf(script).find((id) => {
    const command = commandOf(id)
    return command.startsWith(executable) && !command.includes(' --type=')
  })
  return named ?? null
}

/** Whether it has not ended yet; one that nobody has asked for its end counts as ended. */
export function isRunning(id: number): boolean {
  const [state] = statFields(id)
  return state !== undefined && state !== 'Z'
}

/** Memory in MB; what several processes share is counted once (proportional set size). */
export function memoryOf(processes: readonly number[]): number {
  const kilobytes = processes.map((id) => {
    const line = /^Pss:\s+(\d+) kB$/m.exec(read(id, 'smaps_rollup') ?? '')
    return Number(line?.[1] ?? 0)
  })
  return (kilobytes.reduce((sum, one) => sum + one, 0) * 1024) / 1e6
}

export interface Activity {
  /** Seconds of processor time. */
  readonly processor: number
  /** How often a thread went to sleep of its own will, and so was woken. */
  readonly sleeps: number
}

/** What the processes have done since they began. */
export function activityOf(processes: readonly number[]): Activity {
  const all = processes.map((id) => ({ processor: processorSeconds(id), sleeps: sleepsOf(id) }))
  return {
    processor: all.reduce((sum, one) => sum + one.processor, 0),
    sleeps: all.reduce((sum, one) => sum + one.sleeps, 0),
  }
}

/** Of Linux on every machine on which Electron runs. */
const ticksPerSecond = 100

function processorSeconds(id: number): number {
  const fields = statFields(id)
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond
}

function sleepsOf(id: number): number {
  let threads: readonly string[]
  try {
    threads = readdirSync(`/proc/${id}/task`)
  } catch {
    // It has ended meanwhile.
    return 0
  }
  return threads.reduce((sum, thread) => {
    const status = read(id, `task/${thread}/status`) ?? ''
    return sum + Number(/^voluntary_ctxt_switches:\s+(\d+)$/m.exec(status)?.[1] ?? 0)
  }, 0)
}

function parentOf(id: number): number | null {
  const parent = statFields(id)[1]
  return parent === undefined ? null : Number(parent)
}

/** What stands behind the name, which may hold spaces and parentheses: state, parent, … */
function statFields(id: number): readonly string[] {
  const text = read(id, 'stat')
  return text === null ? [] : text.slice(text.lastIndexOf(')') + 2).split(' ')
}

/** Chromium writes its own command anew, with spaces in the place of what parts arguments. */
function commandOf(id: number): string {
  return (read(id, 'cmdline') ?? '').replaceAll('\0', ' ')
}

/** Null of a process that has ended meanwhile. */
function read(id: number, name: string): string | null {
  try {
    return readFileSync(`/proc/${id}/${name}`, 'utf8')
  } catch {
    return null
  }
}
