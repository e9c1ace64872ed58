import type { OfficerLoad, UnitLoad, WorkCounts, WorkFigure, Workload } from '../../engine/workloadApi'

export const workloadTabs = ['officers', 'units'] as const
export type WorkloadTab = (typeof workloadTabs)[number]

/** By what lines are sorted; units by name come as their tree stands. */
export interface LineOrder {
  readonly by: 'name' | WorkFigure
  readonly descending: boolean
}

interface AnyLine {
  readonly key: string
  /** Null for somebody whose name is not known. */
  readonly name: string | null
  readonly counts: WorkCounts
  /** Finds all cases of the line; a figure's search is put behind it. */
  readonly search: string
}
export type OfficerLine = AnyLine & { readonly kind: 'officer'; readonly officer: OfficerLoad }
export type UnitLine = AnyLine & {
  readonly kind: 'unit'
  readonly unit: UnitLoad
  /** How far it is moved in; 0 where the lines do not stand as a tree. */
  readonly depth: number
  /** The unit above; said where it is not seen. */
  readonly parentName: string | null
}
export type WorkloadLine = OfficerLine | UnitLine

export interface LineWishes {
  readonly tab: WorkloadTab
  readonly order: LineOrder
  /** Only lines with these words. */
  readonly typed: string
  /** Whether a unit's figures hold those of the units below it. */
  readonly withBelow: boolean
}

/** The lines of the table, filtered and sorted. What is equal comes by name, so that nothing jumps about. */
export function workloadLines(workload: Workload, wishes: LineWishes): readonly WorkloadLine[] {
  const words = folded(wishes.typed).split(/\s+/).filter(Boolean)
  const lines =
    wishes.tab === 'officers' ? officerLines(workload) : unitLines(workload, wishes, words.length > 0)
  const found = words.length === 0 ? lines : lines.filter((line) => holdsAll(textOf(line), words))
  if (isTree(wishes)) return found
  return [...found].sort(comparison(wishes.order))
}

function officerLines({ officers }: Workload): OfficerLine[] {
  return officers.map((officer) => ({
    kind: 'officer',
    key: officer.id,
    name: officer.name,
    counts: officer.counts,
    search: officer.search,
    officer,
  }))
}

function unitLines({ units }: Workload, wishes: LineWishes, filtered: boolean): UnitLine[] {
  const moved = isTree(wishes) && !filtered
  return asTree(units).map(({ unit, depth, parentName }) => ({
    kind: 'unit',
    key: unit.id,
    name: unit.name,
    counts: wishes.withBelow ? unit.withBelow : unit.own,
    search: wishes.withBelow ? unit.search : unit.ownSearch,
    unit,
    depth: moved ? depth : 0,
    parentName: moved ? null : parentName,
  }))
}

function isTree({ tab, order }: LineWishes): boolean {
  return tab === 'units' && order.by === 'name' && !order.descending
}

interface Placed {
  readonly unit: UnitLoad
  readonly depth: number
  readonly parentName: string | null
}

/** Each unit before those below it, by name; what hangs in a circle stands at the top. */
function asTree(units: readonly UnitLoad[]): readonly Placed[] {
  const below = new Map<string | null, UnitLoad[]>()
  for (const unit of [...units].sort((one, other) => byName(one.name, other.name))) {
    const siblings = below.get(unit.parentId)
    if (siblings) siblings.push(unit)
    else below.set(unit.parentId, [unit])
  }
  const lines: Placed[] = []
  const placed = new Set<UnitLoad>()
  function place(unit: UnitLoad, depth: number, parentName: string | null): void {
    if (placed.has(unit)) return
    placed.add(unit)
    lines.push({ unit, depth, parentName })
    for (const child of below.get(unit.id) ?? []) place(child, depth + 1, unit.name)
  }
  for (const unit of below.get(null) ?? []) place(unit, 0, null)
  for (const unit of units) place(unit, 0, null)
  return lines
}

function comparison({ by, descending }: LineOrder): (one: WorkloadLine, other: WorkloadLine) => number {
  const direction = descending ? -1 : 1
  return (one, other) => {
    const named = byName(one.name, other.name)
    if (by === 'name') return named * direction
    return (one.counts[by] - other.counts[by]) * direction || named
  }
}

const collator = new Intl.Collator('id', { numeric: true })

/** Who has no name comes last. */
function byName(one: string | null, other: string | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null)
  return collator.compare(one, other)
}

function textOf(line: WorkloadLine): string {
  const around =
    line.kind === 'officer' ? line.officer.units.map(({ name }) => name) : [line.parentName ?? '']
  return folded([line.name ?? '', ...around].join(' '))
}

function holdsAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word))
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
}
