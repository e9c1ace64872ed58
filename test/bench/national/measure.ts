export interface Figure {
  /** Pieces of work in a second, of all workers together. */
  readonly perSecond: number
  /** Milliseconds of one piece of work. */
  readonly p50: number
  readonly p95: number
}

const rounds = 5

/** Lets every worker work without a pause, first to warm up and then in rounds; gives the medians of the rounds. */
export async function measure(
  workers: readonly (() => Promise<void>)[],
  secondsPerRound: number,
): Promise<Figure> {
  await round(workers, secondsPerRound)
  const figures: Figure[] = []
  for (let count = 0; count < rounds; count += 1) figures.push(await round(workers, secondsPerRound))
  return {
    perSecond: quantile(
      figures.map(({ perSecond }) => perSecond),
      0.5,
    ),
    p50: quantile(
      figures.map(({ p50 }) => p50),
      0.5,
    ),
    p95: quantile(
      figures.map(({ p95 }) => p95),
      0.5,
    ),
  }
}

async function round(workers: readonly (() => Promise<void>)[], seconds: number): Promise<Figure> {
  const times: number[] = []
  const began = performance.now()
  const end = began + seconds * 1000
  await Promise.all(
    workers.map(async (work) => {
      while (performance.now() < end) {
        const start = performance.now()
        await work()
        times.push(performance.now() - start)
      }
    }),
  )
  const passed = (performance.now() - began) / 1000
  return { perSecond: times.length / passed, p50: quantile(times, 0.5), p95: quantile(times, 0.95) }
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
