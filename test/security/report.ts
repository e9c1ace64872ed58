import { writeFile } from 'node:fs/promises'
import type { CheckReport } from './check'

const widths = [4, 5, 7, 10, 9] as const

function row(...cells: readonly string[]): string {
  return cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('')
}

export function headLine(): string {
  return row('id', 'held', 'runs', 'control', 'seconds')
}

/** One line of the table; below it what the check is about and its own figures. */
export function lineOf({ id, name, runs, control, ok, detail, seconds }: CheckReport): string {
  const red = `${control.red}/${control.runs} red`
  const line = row(String(id), ok ? 'yes' : 'NO', String(runs), red, seconds.toFixed(1))
  return `${line.trimEnd()}\n    ${name}\n    ${detail}`
}

export function endOf(reports: readonly CheckReport[]): string {
  const held = reports.filter(({ ok }) => ok)
  const others = reports.filter(({ ok }) => !ok).map(({ id }) => id)
  return `${held.length} of ${reports.length} checks held${others.length > 0 ? `; not held: ${others.join(', ')}` : ''}`
}

export async function writeJson(file: string, reports: readonly CheckReport[]): Promise<void> {
  const checks = reports.map(({ id, name, runs, control, ok, detail }) => {
    return { id, name, runs, control, ok, detail }
  })
  await writeFile(file, `${JSON.stringify({ checks }, null, 2)}\n`)
}
