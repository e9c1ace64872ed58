import { setTimeout as pause } from 'node:timers/promises'
import { activityOf } from './processes'

/** With many cases a program goes on reading their texts: at rest it is when it did nothing for so many looks in a row. */
const looksAtRest = 3
const lookMilliseconds = 1_000
/** Per cent of one core. */
const nothingDone = 2
/** A program that does not come to rest is measured as it is. */
const mostLooks = 60

type ProcessesNow = () => readonly number[]

/** Resolves when the processes rest, or after a minute in which they did not. */
export async function untilAtRest(processes: ProcessesNow): Promise<void> {
  for (let look = 0, still = 0; look < mostLooks && still < looksAtRest; look += 1) {
    const { processor } = await activityDuring(processes, lookMilliseconds)
    still = processor < nothingDone ? still + 1 : 0
  }
}

/** Per cent of one core, and threads woken in a second. */
export async function activityDuring(
  processes: ProcessesNow,
  milliseconds: number,
): Promise<{ readonly processor: number; readonly wakeUps: number }> {
  const before = activityOf(processes())
  const began = performance.now()
  await pause(milliseconds)
  const after = activityOf(processes())
  const seconds = (performance.now() - began) / 1000
  return {
    processor: ((after.processor - before.processor) / seconds) * 100,
    wakeUps: (after.sleeps - before.sleeps) / seconds,
  }
}
