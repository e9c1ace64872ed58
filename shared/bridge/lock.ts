import { z } from 'zod'

/** A PIN of digits, or a password: whatever is not shorter. */
export const shortestPin = 6
export const longestSecret = 1000

/** What opens a locked desk. */
export type DeskOpener =
  /** Chosen by the officer, where the operating system keeps the keys. */
  | 'pin'
  /** That which keeps the keys on this computer. */
  | 'passphrase'

/** After how many minutes without a key or the mouse the desk locks by itself. */
export const idleMinuteChoices = [1, 3, 5, 10, 15, 30, 60] as const
export const usualIdleMinutes = 10
export const idleMinutesSchema = z.number().int().min(1).max(480).nullable()

export interface IdleLock {
  /** What holds: the officer's choice within the institution's limit; null while it does not lock by itself. */
  readonly minutes: number | null
  /** The most that the institution allows; null when it leaves that to the officer. */
  readonly longestMinutes: number | null
}

/** What holds of an officer's choice where the institution sets a limit. */
export function idleLockOf(chosen: number | null, longestMinutes: number | null): IdleLock {
  if (longestMinutes === null) return { minutes: chosen, longestMinutes }
  return { minutes: Math.min(chosen ?? longestMinutes, longestMinutes), longestMinutes }
}

export const pinChoiceSchema = z.object({
  pin: z.string().max(longestSecret),
  /** The PIN of before; null where there was none. */
  present: z.string().max(longestSecret).nullable(),
  /** Whether the reports get another key too: for a PIN that somebody else may know. They are pulled anew. */
  renewsKey: z.boolean(),
})
export type PinChoice = z.infer<typeof pinChoiceSchema>
