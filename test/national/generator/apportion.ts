/** Shares of a whole in whole numbers that add up to it exactly, in the order of the weights (largest remainders). */
export function apportioned(weights: readonly number[], whole: number): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const exact = weights.map((weight) => (sum === 0 ? 0 : (weight * whole) / sum))
  const counts = exact.map(Math.floor)
  const missing = whole - counts.reduce((total, count) => total + count, 0)
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share % 1 }))
    .sort((one, other) => other.remainder - one.remainder)
  for (const { index } of byRemainder.slice(0, missing)) counts[index] = (counts[index] ?? 0) + 1
  return counts
}
