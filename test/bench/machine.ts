import { cpus, loadavg, platform, release, totalmem } from 'node:os'
import { electronRuntime } from '../../build/electron-runtime/electronRuntime'

/** On what was measured. */
export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly memoryGigabytes: number
  readonly system: string
  readonly electron: string
  readonly electronOrigin: string
  readonly date: string
  /** Processes that wanted to run, over the minute before the run began and over the last one of it. */
  readonly loadBefore: number
  readonly loadAfter: number
  /** Whether the machine had little else to do when the run began. What runs itself raises the load afterwards. */
  readonly calm: boolean
}

/** Below that the machine counts as calm, for each core. */
const calmLoad = 0.25

/** Asked at the beginning; what it answers completes the description at the end. */
export async function describeMachine(): Promise<() => Machine> {
  const { version, origin } = await electronRuntime()
  const [loadBefore = Number.NaN] = loadavg()
  const processors = cpus()
  const date = new Date().toISOString()
  return () => ({
    processor: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memoryGigabytes: Math.round(totalmem() / 1e9),
    system: `${platform()} ${release()}`,
    electron: version,
    electronOrigin: origin,
    date,
    loadBefore,
    loadAfter: loadavg()[0] ?? Number.NaN,
    calm: loadBefore < calmLoad * processors.length,
  })
}

/** The machine in one sentence. */
export function machineLine(machine: Machine): string {
  const { processor, cores, memoryGigabytes, system, electron, electronOrigin, loadBefore, loadAfter } =
    machine
  const load = `load ${loadBefore.toFixed(1)} before, ${loadAfter.toFixed(1)} after`
  const busy = machine.calm ? 'calm' : 'not calm: only ratios say something'
  return (
    `${processor}, ${cores} cores, ${memoryGigabytes} GB, ${system}, ` +
    `Electron ${electron} (${electronOrigin}), ${load} (${busy})`
  )
}
