import type { ValueKind } from './measures'

/** What a chart and its table are both made of. */
export interface ChartData {
  /** What the rows of the table are, such as months. */
  readonly heading: string
  readonly categories: readonly string[]
  readonly series: readonly {
    readonly name: string
    readonly kind: ValueKind
    readonly values: readonly (number | null)[]
  }[]
  /** `lines` and `columns` run from left to right with the time, `bars` lie below each other. */
  readonly shape: 'lines' | 'columns' | 'bars'
}

export function hasValues({ series }: ChartData): boolean {
  return series.some(({ values }) => values.some((value) => value !== null && value !== 0))
}

/** A line through one point is none: one month is shown as a bar for each of its numbers. */
export function asBarsIfShort(data: ChartData): ChartData {
  const [first, ...others] = data.series
  if (data.categories.length > 1 || !first || others.length === 0) return data
  const values = data.series.map(({ values: [value = null] }) => value)
  return {
    ...data,
    categories: data.series.map(({ name }) => name),
    series: [{ ...first, name: data.categories[0] ?? '', values }],
    shape: 'bars',
  }
}

/** With tabs and line ends, as spreadsheets take it. */
export function tabSeparated(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, ...rows].map((cells) => cells.map((cell) => cell.replace(/\s+/g, ' ')).join('\t')).join('\n')
}
