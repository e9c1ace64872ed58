import { computed, type ComputedRef } from 'vue'
import { ageBands } from '../../../shared/domain/figures/figures'
import type { CalendarDate } from '../../../shared/domain/identifiers'
import { archiveReasonCodes } from '../../../shared/domain/reference'
import { asBarsIfShort, type ChartData } from './chartData'
import type { ShownFigures } from './figuresStore'
import { kindOf, valueOf, type Measure } from './measures'
import { useFigureWords } from './useFigureWords'

export interface ShownChart {
  readonly id: 'flow' | 'rates' | 'firstResponse' | 'age' | 'reasons' | 'satisfaction'
  readonly title: string
  readonly data: ChartData
}

/** The pictures of the board that are always there, made of what is shown. */
export function useFigureCharts(
  shown: () => ShownFigures,
  today: () => CalendarDate | null,
): ComputedRef<readonly ShownChart[]> {
  const { t, month } = useFigureWords()

  function overTime(shape: 'lines' | 'columns', measures: readonly Measure[]): ChartData {
    // What has not begun has no figures yet, not figures of 0.
    const months = shown().months.filter(({ key }) => (key ?? '') <= (today() ?? '9'))
    const data: ChartData = {
      heading: t('figures.month'),
      categories: months.map(({ key }) => month(key ?? '')),
      series: measures.map((measure) => ({
        name: t(`figures.measures.${measure}`),
        kind: kindOf[measure],
        values: months.map(({ figures }) => valueOf(measure, figures)),
      })),
      shape,
    }
    return shape === 'lines' ? asBarsIfShort(data) : data
  }
  function counts(heading: string, of: readonly (readonly [name: string, cases: number])[]): ChartData {
    return {
      heading,
      categories: of.map(([name]) => name),
      series: [{ name: t('figures.measure'), kind: 'count', values: of.map(([, cases]) => cases) }],
      shape: 'bars',
    }
  }

  return computed(() => {
    const { open, archived } = shown().total
    const ages = ageBands.map((band) => [t(`figures.ages.${band}`), open.byAge[band]] as const)
    const reasons = archiveReasonCodes.map(
      (code) => [t(`archiveReason.${code}`), archived.byReason[code]] as const,
    )
    const data: Readonly<Record<ShownChart['id'], ChartData>> = {
      flow: overTime('lines', ['received', 'dispositioned', 'followedUp']),
      rates: overTime('lines', ['followUpRate', 'insideShare']),
      firstResponse: overTime('columns', ['firstResponse']),
      age: counts(t('figures.charts.age'), ages),
      reasons: counts(t('figures.charts.reasons'), reasons),
      satisfaction: overTime('columns', ['satisfaction']),
    }
    const order: readonly ShownChart['id'][] = [
      'flow',
      'rates',
      'firstResponse',
      'age',
      'reasons',
      'satisfaction',
    ]
    return order.map((id) => ({ id, title: t(`figures.charts.${id}`), data: data[id] }))
  })
}
