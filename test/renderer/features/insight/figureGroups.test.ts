import { describe, expect, it } from 'vitest'
import { channels } from '../../../../shared/domain/case'
import { factsOf } from '../../../../shared/domain/figures/caseFacts'
import { figureRulesOf, type Figures } from '../../../../shared/domain/figures/figures'
import { figureReport } from '../../../../shared/domain/figures/report'
import { instantFrom } from '../../../../shared/domain/identifiers'
import { calendarDateSchema } from '../../../../shared/protocol/primitives'
import type { NamedGroup } from '../../../../renderer/engine/figuresApi'
import { parseQuery } from '../../../../renderer/engine/search/query/parseQuery'
import { understand } from '../../../../renderer/engine/search/query/understand'
import { asBarsIfShort, tabSeparated, type ChartData } from '../../../../renderer/features/insight/chartData'
import { chosenGroups } from '../../../../renderer/features/insight/groupChart'
import { searchOf } from '../../../../renderer/features/insight/groupSearch'
import { officer, reference } from '../../../shared/domain/sampleCase'

const period = { from: calendarDateSchema.parse('2026-11-01'), to: calendarDateSchema.parse('2026-11-30') }
const rules = figureRulesOf(reference, instantFrom(Date.parse('2026-12-01T00:00:00.000Z')))
const nothing: Figures = figureReport([].map(factsOf), period, rules).total

function group(key: string, change: Partial<Figures>): NamedGroup {
  return { key, name: `Unit ${key}`, figures: { ...nothing, ...change } }
}

describe('the groups of a chart', () => {
  const many = Array.from({ length: 20 }, (_, index) =>
    group(String(index), { dispositioned: index, followUpRate: index === 0 ? 1 : index / 40 }),
  )

  it('are the largest, with all others added up', () => {
    const { groups, rest, byDispositions } = chosenGroups(many, 'dispositioned', 3)
    expect(groups.map(({ value }) => value)).toEqual([19, 18, 17])
    // 1 to 16; a group with none has no bar.
    expect(rest).toEqual({ groups: 16, value: 136 })
    expect(byDispositions).toBe(false)
  })

  it('of a share are those with the most dispositions, and nothing is added up', () => {
    const { groups, rest, byDispositions } = chosenGroups(many, 'followUpRate', 2)
    expect(groups.map(({ value }) => value)).toEqual([19 / 40, 18 / 40])
    expect([rest, byDispositions]).toEqual([null, true])
  })

  it('without a number have no bar', () => {
    expect(chosenGroups([group('a', { dispositioned: 4 })], 'satisfaction').groups).toEqual([])
  })
})

describe('the search for the reports of a group', () => {
  const vocabulary = {
    reference,
    officerId: officer('actor').id,
    today: period.to,
    timeZone: 'Asia/Makassar',
  }
  const read = (search: string | null) => understand(parseQuery(search ?? ''), vocabulary)

  it('means that group and nothing else', () => {
    const [unit, person, category] = [reference.units[1], reference.officers[0], reference.categories[1]]
    const groups = [
      ['unit', unit?.id, unit?.name],
      ['officer', person?.id, person?.name],
      ['category', category?.id, category?.name],
      ['tag', 'mudik2018', 'mudik2018'],
      ['tag', 'arus balik', 'arus balik'],
      ['officer', null, null],
    ] as const
    for (const [by, key = null, name = null] of groups) {
      const { conditions, problems, texts } = read(searchOf({ key, name }, by))
      expect([problems, texts]).toEqual([[], []])
      expect(conditions).toHaveLength(1)
      const ids = conditions[0]?.alternatives.flatMap((one): readonly string[] =>
        'ids' in one ? one.ids : [],
      )
      if (key !== null && by !== 'tag') expect(ids).toContain(key)
    }
  })

  it('knows every channel', () => {
    for (const channel of channels) {
      const { conditions } = read(searchOf({ key: channel, name: null }, 'channel'))
      expect(conditions[0]?.alternatives).toEqual([{ kind: 'channel', channel }])
    }
  })

  it('is none where no operator says it', () => {
    expect(searchOf({ key: '73.71.01', name: 'Rappocini' }, 'area')).toBeNull()
    expect(searchOf({ key: 'gone', name: null }, 'unit')).toBeNull()
    expect(searchOf({ key: null, name: null }, 'tag')).toBeNull()
  })
})

describe('the numbers of a chart', () => {
  const data: ChartData = {
    heading: 'Bulan',
    categories: ['Nov 2026'],
    series: [
      { name: 'Diterima', kind: 'count', values: [4] },
      { name: 'Didisposisikan', kind: 'count', values: [3] },
    ],
    shape: 'lines',
  }

  it('of one month are bars, since a line needs two points', () => {
    expect(asBarsIfShort(data)).toMatchObject({
      categories: ['Diterima', 'Didisposisikan'],
      series: [{ values: [4, 3] }],
      shape: 'bars',
    })
    const twoMonths = { ...data, categories: ['Okt 2026', 'Nov 2026'] }
    expect(asBarsIfShort(twoMonths)).toBe(twoMonths)
  })

  it('are copied with tabs between them, whatever a name holds', () => {
    expect(tabSeparated(['Unit', 'Diterima'], [['Dinas\tPU\n', '4']])).toBe('Unit\tDiterima\nDinas PU \t4')
  })
})
