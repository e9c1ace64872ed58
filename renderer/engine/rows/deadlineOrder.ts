import type { Columns } from './columns'

/**
 * All slots by deadline: due first, nothing due last, then the longer one waits, then by id so that the order is
 * always the same. Changed slots are merged in when the order is asked for: one pass, however many they are.
 */
export class DeadlineOrder {
  private sorted: number[] = []
  private readonly changed = new Set<number>()

  constructor(private readonly columns: Columns) {}

  noteChanged(slot: number): void {
    this.changed.add(slot)
  }

  slots(): readonly number[] {
    if (this.changed.size > 0) this.merge()
    return this.sorted
  }

  private merge(): void {
    const { columns, changed } = this
    const kept = this.sorted.filter((slot) => !changed.has(slot))
    const added = [...changed].filter((slot) => columns.caseIds[slot] !== null)
    added.sort((one, other) => this.compare(one, other))
    changed.clear()
    const merged: number[] = []
    let next = 0
    for (const slot of kept) {
      for (let candidate = added[next]; candidate !== undefined; candidate = added[++next]) {
        if (this.compare(candidate, slot) > 0) break
        merged.push(candidate)
      }
      merged.push(slot)
    }
    for (const slot of added.slice(next)) merged.push(slot)
    this.sorted = merged
  }

  private compare(one: number, other: number): number {
    const { due, received, caseIds } = this.columns
    const dueOne = due[one] ?? Infinity
    const dueOther = due[other] ?? Infinity
    // Compared, not subtracted: infinity less infinity is no number.
    if (dueOne !== dueOther) return dueOne < dueOther ? -1 : 1
    const waited = (received[one] ?? 0) - (received[other] ?? 0)
    if (waited !== 0) return waited
    return (caseIds[one] ?? '') < (caseIds[other] ?? '') ? -1 : 1
  }
}
