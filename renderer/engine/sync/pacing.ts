/** PROTOCOL.md 4.8: without events the desk pulls every 60 s ± 20 %. */
const pollMilliseconds = 60_000

/** `random` gives numbers from 0 inclusive to 1 exclusive. */
export function pollWait(random: () => number): number {
  return Math.round(pollMilliseconds * (0.8 + 0.4 * random()))
}
