import fc from 'fast-check'
import type { ControlFigures, RunFigures } from '../row'
import { play, type Happening, type Played, type PlaySetting } from './schedule'

export interface ManySetting {
  readonly seed: number
  readonly count: number
  readonly schedules: fc.Arbitrary<Happening[]>
  readonly playing?: Omit<PlaySetting, 'seed'>
  /** Which of what was seen is red for this row; anything that is not good unless given. */
  readonly isRed?: (played: Played) => boolean
}

export interface Many extends Omit<RunFigures, 'figure' | 'ok'> {
  readonly kills: number
  readonly inversions: number
  readonly unwanted: number
  /** Milliseconds until delivery, of those that were delivered. */
  readonly delivered: readonly number[]
  readonly undelivered: number
  /** The least schedule that was not good, and why. */
  readonly firstBad: string | null
}

/** Plays so many schedules; the same seed plays the same ones. */
export async function playMany({ seed, count, schedules, playing = {} }: ManySetting): Promise<Many> {
  const totals = { runs: 0, faults: 0, saved: 0, lost: 0, doubled: 0, kills: 0, inversions: 0, unwanted: 0 }
  const delivered: number[] = []
  let firstBad: string | null = null
  for (const [index, happenings] of fc.sample(schedules, { numRuns: count, seed }).entries()) {
    const played = await play(happenings, { ...playing, seed: seed + index })
    const { verdict } = played
    totals.runs += 1
    totals.faults += played.faults
    totals.kills += played.kills
    totals.saved += verdict.saved
    totals.lost += verdict.lost.length
    totals.doubled += verdict.doubled.length
    totals.inversions += verdict.inversions
    totals.unwanted += verdict.unwanted.length
    if (played.delivered !== null) delivered.push(played.delivered)
    if (!played.good) firstBad ??= `${JSON.stringify(verdict)} after ${JSON.stringify(happenings)}`
  }
  return { ...totals, delivered, undelivered: totals.runs - delivered.length, firstBad }
}

/** The same with a protection taken away: how many of the schedules notice. A run that breaks down is noticed, too. */
export async function controlMany(setting: ManySetting): Promise<ControlFigures> {
  const { seed, count, schedules, playing = {} } = setting
  const isRed = setting.isRed ?? ((played: Played) => !played.good)
  let red = 0
  for (const [index, happenings] of fc.sample(schedules, { numRuns: count, seed }).entries()) {
    const wasRed = await play(happenings, { ...playing, seed: seed + index }).then(
      isRed,
      (error: unknown) => {
        if (error instanceof Noticed) return true
        throw error
      },
    )
    if (wasRed) red += 1
  }
  return { runs: count, red }
}

/** What a look at the desk found wrong. */
export class Noticed extends Error {}
