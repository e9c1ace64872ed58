import { growthExponent } from '../statistics'
import type { BenchRow } from './benchRow'

export interface GrowthLine {
  readonly name: string
  readonly unit: string
  readonly points: readonly { readonly size: number; readonly figure: number }[]
  /** 0 does not grow with the size, 1 grows with it. */
  readonly exponent: number
}

/** One line for each figure that was measured at two sizes or more. */
export function growthLines(rows: readonly BenchRow[]): readonly GrowthLine[] {
  const byKey = new Map<string, BenchRow[]>()
  for (const row of rows.filter(({ ours }) => ours > 0)) {
    byKey.set(row.key, [...(byKey.get(row.key) ?? []), row])
  }
  return [...byKey.values()].flatMap((same) => {
    const [first] = same
    if (!first || same.length < 2) return []
    const points = same
      .map(({ size, ours }) => ({ size, figure: ours }))
      .toSorted((one, other) => one.size - other.size)
    const { id, name, unit } = first
    return [{ name: `${id} ${name}`, unit, points, exponent: growthExponent(points) }]
  })
}

const width = 960
const height = 620
const plot = { left: 64, right: 420, top: 24, bottom: 48 } as const
const colours = ['#2563eb', '#dc2626', '#059669', '#d97706', '#7c3aed', '#0891b2', '#be185d', '#4d7c0f']

/** Both axes are logarithmic, so that what grows with a power of the size is a straight line. */
export function growthPlot(lines: readonly GrowthLine[]): string {
  const sizes = lines.flatMap(({ points }) => points.map(({ size }) => size))
  const figures = lines.flatMap(({ points }) => points.map(({ figure }) => figure))
  const across = logarithmic(sizes, plot.left, width - plot.right)
  const up = logarithmic(figures, height - plot.bottom, plot.top)
  const bottom = height - plot.bottom
  const marksAcross = across.decades.map(
    (size) =>
      `<line class="grid" x1="${across.at(size)}" y1="${plot.top}" x2="${across.at(size)}" y2="${bottom}"/>` +
      `<text x="${across.at(size)}" y="${bottom + 20}" text-anchor="middle">${size.toLocaleString('en')}</text>`,
  )
  const marksUp = up.decades.map(
    (figure) =>
      `<line class="grid" x1="${plot.left}" y1="${up.at(figure)}" x2="${width - plot.right}" y2="${up.at(figure)}"/>` +
      `<text x="${plot.left - 8}" y="${up.at(figure) + 4}" text-anchor="end">${figure.toLocaleString('en')}</text>`,
  )
  const drawn = lines.map((line, place) => lineOf(line, place, { across: across.at, up: up.at }))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Growth with the number of cases">`,
    '<style>text{font:12px sans-serif;fill:#334155}.grid{stroke:#e2e8f0}.line{fill:none;stroke-width:2}</style>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...marksAcross,
    ...marksUp,
    ...drawn,
    `<text x="${plot.left}" y="${height - 8}">cases held; figures in the unit of their line; in brackets the exponent</text>`,
    '</svg>',
    '',
  ].join('\n')
}

interface Places {
  readonly across: (size: number) => number
  readonly up: (figure: number) => number
}

function lineOf({ name, unit, points, exponent }: GrowthLine, place: number, at: Places): string {
  const colour = colours[place % colours.length] ?? '#000000'
  const dashes = place < colours.length ? '' : ' stroke-dasharray="6 4"'
  const corners = points.map(({ size, figure }) => `${at.across(size)},${at.up(figure)}`)
  const dots = corners.map((corner) => {
    const [x, y] = corner.split(',')
    return `<circle cx="${x}" cy="${y}" r="3" fill="${colour}"/>`
  })
  const y = plot.top + 14 + place * 22
  const x = width - plot.right + 20
  return (
    `<polyline class="line" stroke="${colour}"${dashes} points="${corners.join(' ')}"/>${dots.join('')}` +
    `<line class="line" stroke="${colour}"${dashes} x1="${x}" y1="${y - 4}" x2="${x + 24}" y2="${y - 4}"/>` +
    `<text x="${x + 32}" y="${y}">${escaped(name)}, ${escaped(unit)} (${exponent.toFixed(2)})</text>`
  )
}

/** From the power of ten below the least value to the one above the largest. */
function logarithmic(values: readonly number[], from: number, to: number) {
  const least = Math.floor(Math.log10(Math.min(...values)))
  const most = Math.max(least + 1, Math.ceil(Math.log10(Math.max(...values))))
  const decades = Array.from({ length: most - least + 1 }, (_, place) => 10 ** (least + place))
  const at = (value: number): number => {
    const share = (Math.log10(value) - least) / (most - least)
    return Math.round((from + share * (to - from)) * 10) / 10
  }
  return { decades, at }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
