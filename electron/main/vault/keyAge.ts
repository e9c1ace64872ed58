/** So long, in milliseconds, keys are used before what they seal is sealed with new ones: 180 days. */
export const keyPeriod = 180 * 24 * 60 * 60 * 1000

/** The making of a key that is to be replaced at the next occasion, whatever its age. */
export const longAgo = 0

/**
 * How old a key is. `unknown` where nobody wrote down when it was made, or where that lies in the future because the
 * clock was set back: its period begins now, so that a clock that jumps neither rotates again and again nor never.
 */
export type KeyAge = 'unknown' | 'young' | 'due'

export function ageOf(made: number | null, now: number): KeyAge {
  if (made === null || made > now) return 'unknown'
  return now - made >= keyPeriod ? 'due' : 'young'
}
