const second = 1_000
const minute = 60 * second

/** So many wrong ones anybody types by mistake; after them each failure costs more (SECURITY.md 13). */
const failuresWithoutDelay = 4
const delays = [30 * second, minute, 5 * minute, 15 * minute, 60 * minute] as const
const longestDelay = 60 * minute

/** Milliseconds that must pass after so many failures in a row before the next PIN or passphrase is tried. */
export function delayAfter(failures: number): number {
  if (failures <= failuresWithoutDelay) return 0
  return delays[failures - failuresWithoutDelay - 1] ?? longestDelay
}

/** A number of failures after which there is a delay: what is supposed where the number cannot be read. */
export const supposedFailures = failuresWithoutDelay + 1
