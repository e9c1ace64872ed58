import type { Unit } from '../../../../shared/domain/reference'

export interface UnitInTree {
  readonly unit: Unit
  readonly depth: number
  readonly parentName: string | null
}

/** The units as their tree stands, each before those below it. One that hangs in a circle, or on nothing, is a root. */
export function unitTree(units: readonly Unit[]): readonly UnitInTree[] {
  const known = new Map(units.map((unit) => [unit.id, unit]))
  const placed = new Set<Unit>()
  const lines: UnitInTree[] = []
  function place(unit: Unit, depth: number, parent: Unit | null): void {
    if (placed.has(unit)) return
    placed.add(unit)
    lines.push({ unit, depth, parentName: parent?.name ?? null })
    for (const child of units) if (child.parentId === unit.id) place(child, depth + 1, unit)
  }
  for (const unit of units) if (unit.parentId === null || !known.has(unit.parentId)) place(unit, 0, null)
  for (const unit of units) place(unit, 0, null)
  return lines
}
