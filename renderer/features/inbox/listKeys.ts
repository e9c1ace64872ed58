interface ListPosition {
  readonly active: number
  readonly total: number
  /** Rows that fit on screen, less one that stays as an anchor. */
  readonly pageOf: number
  readonly step: (by: number) => number
}

/** The row that a key leads to in the list; null for keys that are not the list's. */
export function listStep(key: string, position: ListPosition): number | null {
  const last = position.total - 1
  switch (key) {
    case 'ArrowDown':
      return position.step(1)
    case 'ArrowUp':
      return Math.max(0, position.step(-1))
    case 'PageDown':
      return Math.min(last, position.active + position.pageOf)
    case 'PageUp':
      return Math.max(0, position.active - position.pageOf)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
