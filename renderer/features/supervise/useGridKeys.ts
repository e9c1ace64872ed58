import { nextTick, ref, type Ref } from 'vue'

/** A place in a table: rows and columns from 0. */
export interface GridPlace {
  readonly row: number
  readonly column: number
}

export interface Grid {
  readonly rows: () => number
  /** Rows need not have the same number of them. */
  readonly columns: (row: number) => number
  /** How many rows a page is. */
  readonly page: () => number
  /** Brings a row into the table when it is not there. */
  readonly show: (row: number) => void
  readonly table: () => HTMLElement | null
}

/** Where a key leads from a place; null for a key that means nothing here. */
export function gridStep(
  key: string,
  ctrl: boolean,
  from: GridPlace,
  size: { readonly rows: number; readonly columns: (row: number) => number; readonly page: number },
): GridPlace | null {
  const { row, column } = from
  const last = size.rows - 1
  const at = (toRow: number, toColumn: number): GridPlace => {
    const there = Math.max(0, Math.min(last, toRow))
    return { row: there, column: Math.max(0, Math.min(size.columns(there) - 1, toColumn)) }
  }
  switch (key) {
    case 'ArrowDown':
      return at(row + 1, column)
    case 'ArrowUp':
      return at(row - 1, column)
    case 'ArrowRight':
      return at(row, column + 1)
    case 'ArrowLeft':
      return at(row, column - 1)
    case 'PageDown':
      return at(row + size.page, column)
    case 'PageUp':
      return at(row - size.page, column)
    case 'Home':
      return at(ctrl ? 0 : row, 0)
    case 'End':
      return at(ctrl ? last : row, Infinity)
    default:
      return null
  }
}

/** One place of a table is reached with Tab; from there the arrows walk, as in any grid. */
export function useGridKeys(grid: Grid): {
  readonly active: Ref<GridPlace>
  readonly pressed: (event: KeyboardEvent) => void
  readonly focused: (event: FocusEvent) => void
} {
  const active = ref<GridPlace>({ row: 0, column: 0 })

  function cell({ row, column }: GridPlace): HTMLElement | null {
    return grid.table()?.querySelector(`[data-row="${row}"][data-column="${column}"]`) ?? null
  }
  function placeOf(target: EventTarget | null): GridPlace | null {
    if (!(target instanceof HTMLElement)) return null
    const { row, column } = target.dataset
    return row === undefined || column === undefined ? null : { row: Number(row), column: Number(column) }
  }
  async function go(to: GridPlace): Promise<void> {
    active.value = to
    grid.show(to.row)
    await nextTick()
    if (!cell(to)) await new Promise(requestAnimationFrame)
    await nextTick()
    cell(to)?.focus()
  }
  function pressed(event: KeyboardEvent): void {
    const from = placeOf(event.target)
    if (!from || event.altKey || event.metaKey || event.shiftKey) return
    const size = { rows: grid.rows(), columns: grid.columns, page: grid.page() }
    const to = gridStep(event.key, event.ctrlKey, from, size)
    if (!to) return
    event.preventDefault()
    event.stopPropagation()
    void go(to)
  }
  function focused(event: FocusEvent): void {
    const place = placeOf(event.target)
    if (place) active.value = place
  }
  return { active, pressed, focused }
}
