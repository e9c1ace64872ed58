import { writeFile } from 'node:fs/promises'
import { isHeld, type RowReport } from './row'

const columns = ['row', 'held', 'runs', 'faults', 'saved', 'lost', 'doubled', 'control', 'seconds'] as const

function cellsOf(report: RowReport): readonly string[] {
  const head = [String(report.row), isHeld(report) ? 'yes' : 'NO']
  const seconds = report.seconds.toFixed(1)
  if (report.kind === 'broken') return [...head, '-', '-', '-', '-', '-', '-', seconds]
  const { runs, faults, saved, lost, doubled, control } = report
  const red = `${control.red}/${control.runs} red`
  return [...head, ...[runs, faults, saved, lost, doubled].map(String), red, seconds]
}

/** One line of the table; below it what the row is about and its own figure. */
export function lineOf(report: RowReport): string {
  const widths = [4, 5, 8, 8, 8, 6, 8, 14, 8]
  const cells = cellsOf(report).map((cell, index) => cell.padEnd(widths[index] ?? 8))
  const words = report.kind === 'broken' ? `BROKEN: ${report.problem}` : report.figure
  return `${cells.join('').trimEnd()}\n      ${report.name}\n      ${words}`
}

export function headLine(): string {
  const widths = [4, 5, 8, 8, 8, 6, 8, 14, 8]
  return columns
    .map((name, index) => name.padEnd(widths[index] ?? 8))
    .join('')
    .trimEnd()
}

export function endOf(reports: readonly RowReport[]): string {
  const held = reports.filter(isHeld)
  const others = reports.filter((report) => !isHeld(report)).map(({ row }) => row)
  const rest = others.length > 0 ? `; not held: ${others.join(', ')}` : ''
  return `${held.length} of ${reports.length} rows held${rest}`
}

export async function writeJson(file: string, seed: number, reports: readonly RowReport[]): Promise<void> {
  const rows = reports.map((report) => {
    const { row, name } = report
    if (report.kind === 'broken') {
      const nothing = { runs: 0, faults: 0, saved: 0, lost: 0, doubled: 0, control: { runs: 0, red: 0 } }
      return { row, name, ...nothing, figure: report.problem, ok: false }
    }
    const { runs, faults, saved, lost, doubled, control, figure } = report
    return { row, name, runs, faults, saved, lost, doubled, control, figure, ok: isHeld(report) }
  })
  await writeFile(file, `${JSON.stringify({ seed, rows }, null, 2)}\n`)
}
