import type { BenchRow, Judged, Unit } from './benchRow'

const heads = [
  'row',
  'work',
  'cases',
  'ratio',
  'floor',
  'goal',
  'ours',
  'limit',
  'peers',
  'held',
  'reached',
] as const

/** The table for a terminal: ratios first. */
export function textTable(rows: readonly BenchRow[]): string {
  const lines = [[...heads], ...rows.map(cellsOf)]
  const widths = heads.map((_, place) => Math.max(...lines.map((cells) => cells[place]?.length ?? 0)))
  return lines
    .map((cells) =>
      cells
        .map((cell, place) => cell.padEnd(widths[place] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** The same as a table of Markdown, for `docs/performance.md`. */
export function markdownTable(rows: readonly BenchRow[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map((row) => line(cellsOf(row)))].join('\n')
}

function cellsOf(row: BenchRow): string[] {
  const peers = Object.entries(row.peers).map(([name, figure]) => `${name} ${figureText(figure, row.unit)}`)
  return [
    row.id,
    row.name,
    row.size.toLocaleString('en'),
    row.ratio === null ? '' : row.ratio.toPrecision(3),
    atMost(row.floor, row.floorBy, row.unit),
    atMost(row.goal, row.goalBy, row.unit),
    figureText(row.ours, row.unit),
    row.limit === null ? '' : figureText(row.limit, row.unit),
    peers.join(', '),
    answer(row.floorHeld, 'NO'),
    answer(row.goalReached, 'no'),
  ]
}

function atMost(most: number | null, by: Judged, unit: Unit): string {
  if (most === null) return ''
  return by === 'ratio' ? `≤ ${most.toPrecision(3)}` : `≤ ${most} ${unit}`
}

function figureText(figure: number, unit: Unit): string {
  const digits = figure >= 100 ? 0 : figure >= 10 ? 1 : 2
  return `${figure.toFixed(digits)} ${unit}`
}

function answer(held: boolean | null, no: string): string {
  return held === null ? '' : held ? 'yes' : no
}
