/** The value below or at which that share of them lies; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** The value in the middle, of an even number the mean of the two; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/**
 * How a figure grows with the size: the exponent of the power law that fits best, by least squares over the logarithms.
 * 0 does not grow, 1 grows with the size. NaN with fewer than two sizes.
 */
export function growthExponent(
  points: readonly { readonly size: number; readonly figure: number }[],
): number {
  const logarithms = points.map(({ size, figure }) => [Math.log(size), Math.log(figure)] as const)
  const mean = (place: 0 | 1): number =>
    logarithms.reduce((sum, pair) => sum + pair[place], 0) / logarithms.length
  const [meanSize, meanFigure] = [mean(0), mean(1)]
  const spread = logarithms.reduce((sum, [size]) => sum + (size - meanSize) ** 2, 0)
  const together = logarithms.reduce(
    (sum, [size, figure]) => sum + (size - meanSize) * (figure - meanFigure),
    0,
  )
  return together / spread
}
