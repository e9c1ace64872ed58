import type { EChartsOption, LineSeriesOption, BarSeriesOption } from 'echarts'
import type { ChartData } from './chartData'
import type { ValueKind } from './measures'
import type { ChartLook } from './useChartLook'

export interface ChartSetting {
  readonly look: ChartLook
  /** Read by those who do not see the chart. */
  readonly description: string
  readonly text: (kind: ValueKind, value: number | null) => string
}

/** Of the first, second and third line: told apart without their look. */
export const dashes = [[], [6, 4], [2, 3]] as const
const symbols = ['circle', 'triangle', 'rect'] as const
const small = 12

type Series = ChartData['series'][number]

/** The chart as ECharts draws it: nothing moves, and every number stands beside its bar. */
export function chartOption(data: ChartData, setting: ChartSetting): EChartsOption {
  const common: EChartsOption = {
    animation: false,
    aria: { enabled: true, label: { enabled: true, description: setting.description } },
    textStyle: { fontFamily: setting.look.font },
    tooltip: tooltip(data, setting),
  }
  return data.shape === 'bars'
    ? { ...common, ...bars(data, setting) }
    : { ...common, ...overTime(data, setting) }
}

/** Drawn, not made of HTML: names that somebody wrote stay text. */
function tooltip({ series, shape }: ChartData, { look, text }: ChartSetting): EChartsOption['tooltip'] {
  return {
    trigger: shape === 'bars' ? 'item' : 'axis',
    renderMode: 'richText',
    backgroundColor: look.background,
    borderColor: look.line,
    textStyle: { color: look.text, fontSize: small },
    transitionDuration: 0,
    formatter(parameters) {
      const points = Array.isArray(parameters) ? parameters : [parameters]
      const lines = points.map(({ seriesIndex = 0, seriesName, value }) => {
        const amount = typeof value === 'number' ? value : null
        const written = text(series[seriesIndex]?.kind ?? 'count', amount)
        return series.length > 1 ? `${seriesName ?? ''}: ${written}` : written
      })
      return [points[0]?.name ?? '', ...lines].join('\n')
    },
  }
}

function bars(data: ChartData, setting: ChartSetting): EChartsOption {
  const { look, text } = setting
  return {
    grid: { left: 4, right: 56, top: 4, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { type: 'value', show: false, min: 0 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: [...data.categories],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: look.line } },
      axisLabel: { color: look.text, fontSize: small, width: 200, overflow: 'truncate', interval: 0 },
    },
    series: data.series.map((series, index) => barSeries(series, index, { look, text, side: 'right' })),
  }
}

function overTime(data: ChartData, setting: ChartSetting): EChartsOption {
  const { look, text } = setting
  const kind = data.series[0]?.kind ?? 'count'
  return {
    grid: {
      left: 4,
      right: 16,
      top: 20,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: {
      type: 'category',
      data: [...data.categories],
      boundaryGap: data.shape === 'columns' || data.categories.length === 1,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: look.line } },
      axisLabel: { color: look.muted, fontSize: small, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      min: 0,
      ...(kind === 'share' ? { max: 1, interval: 0.25 } : {}),
      ...(kind === 'mean' ? { max: 5, interval: 1 } : {}),
      minInterval: kind === 'count' ? 1 : 0,
      splitNumber: 3,
      splitLine: { lineStyle: { color: look.line, opacity: 0.5 } },
      axisLabel: { color: look.muted, fontSize: small, formatter: (value: number) => text(kind, value) },
    },
    series: data.series.map((series, index) =>
      data.shape === 'lines'
        ? lineSeries(series, index, setting)
        : barSeries(series, index, { look, text, side: 'top' }),
    ),
  }
}

function barSeries(
  { name, kind, values }: Series,
  index: number,
  { look, text, side }: Pick<ChartSetting, 'look' | 'text'> & { readonly side: 'right' | 'top' },
): BarSeriesOption {
  return {
    type: 'bar',
    name,
    data: [...values],
    barMaxWidth: 28,
    barMinHeight: 1,
    itemStyle: { color: look.series[index] ?? look.text },
    emphasis: { disabled: true },
    label: {
      show: true,
      position: side,
      color: look.text,
      fontSize: small,
      formatter: ({ value }) => (typeof value === 'number' ? text(kind, value) : ''),
    },
    labelLayout: { hideOverlap: true },
  }
}

function lineSeries({ name, values }: Series, index: number, { look }: ChartSetting): LineSeriesOption {
  const colour = look.series[index] ?? look.text
  const dash = dashes[index] ?? dashes[0]
  return {
    type: 'line',
    name,
    data: [...values],
    symbol: symbols[index] ?? symbols[0],
    symbolSize: 6,
    showAllSymbol: 'auto',
    itemStyle: { color: colour },
    lineStyle: { color: colour, width: 2, type: dash.length === 0 ? 'solid' : [...dash] },
    emphasis: { disabled: true },
  }
}
