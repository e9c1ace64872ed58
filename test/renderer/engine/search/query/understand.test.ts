import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CalendarDate } from '../../../../../shared/domain/identifiers'
import { searchOperators } from '../../../../../renderer/engine/findingApi'
import { operatorNames } from '../../../../../renderer/engine/search/query/operators'
import { parseQuery } from '../../../../../renderer/engine/search/query/parseQuery'
import { understand, type Vocabulary } from '../../../../../renderer/engine/search/query/understand'
import { officer, reference } from '../../../../shared/domain/sampleCase'

const vocabulary: Vocabulary = {
  reference,
  officerId: officer('actor').id,
  timeZone: 'Asia/Makassar',
  today: '2026-11-23' as CalendarDate,
}
const read = (typed: string, words: Vocabulary = vocabulary) => understand(parseQuery(typed), words)
const alternatives = (typed: string) => read(typed).conditions.flatMap((condition) => condition.alternatives)

describe('what was typed is understood', () => {
  test('by names that are begun: a unit with all that lie below it', () => {
    expect(alternatives('unit:dinas')).toEqual([{ kind: 'units', ids: ['office', 'section'] }])
    expect(alternatives('unit:"rsud con"')).toEqual([{ kind: 'units', ids: ['hospital'] }])
    expect(alternatives('kategori:bersih')).toEqual([{ kind: 'categories', ids: ['air'] }])
  })

  test('as any of several that are meant', () => {
    expect(alternatives('unit:contoh')).toEqual([
      { kind: 'units', ids: ['root', 'office', 'section', 'hospital'] },
    ])
    expect(read('unit:contoh').shown[0]?.values).toHaveLength(4)
  })

  test('by the officer who asks, by nobody and by a name', () => {
    expect(alternatives('petugas:saya')).toEqual([{ kind: 'assignees', ids: ['actor'] }])
    expect(alternatives('petugas:tidak-ada')).toEqual([{ kind: 'unassigned' }])
    expect(alternatives('petugas:"petugas nurse"')).toEqual([{ kind: 'assignees', ids: ['nurse'] }])
  })

  test.each([
    ['status:proses', 'in_progress'],
    ['status:selesai', 'closed'],
    ['status:menunggu', 'awaiting_reporter'],
    ['status:in_progress', 'in_progress'],
    ['status:archived', 'archived'],
  ])('%s as the status %s', (typed, status) => {
    expect(alternatives(typed)).toEqual([{ kind: 'statuses', statuses: [status] }])
  })

  test('by days of the agency’s own time zone', () => {
    const may = Date.parse('2026-05-01T00:00:00+08:00')
    expect(alternatives('sejak:2026-05-01')).toEqual([{ kind: 'received', from: may, to: Infinity }])
    expect(alternatives('sejak:1/5/2026')).toEqual([{ kind: 'received', from: may, to: Infinity }])
    expect(alternatives('sampai:2026-04')).toEqual([{ kind: 'received', from: -Infinity, to: may }])
    const tomorrow = Date.parse('2026-11-24T00:00:00+08:00')
    expect(alternatives('tenggat:besok')).toEqual([
      { kind: 'due', from: tomorrow, to: tomorrow + 86_400_000 },
    ])
    expect(alternatives('tenggat:<2026-11-24')).toEqual([{ kind: 'due', from: -Infinity, to: tomorrow }])
    expect(alternatives('tenggat:>2026-11-23')).toEqual([{ kind: 'due', from: tomorrow, to: Infinity }])
  })
})

describe('what is not understood', () => {
  test('is told and the rest still filters', () => {
    const { conditions, problems } = read('status:ngawur unit:rsud terlambat:mungkin sejak:kapan petugas:')
    expect(conditions.map(({ operator }) => operator)).toEqual(['unit'])
    expect(problems).toMatchObject([
      { kind: 'unknown-value', operator: 'status', value: 'ngawur' },
      {
        kind: 'unknown-value',
        operator: 'late',
        value: 'mungkin',
        choices: [{ kind: 'yes' }, { kind: 'no' }],
      },
      { kind: 'not-a-date', operator: 'since', value: 'kapan' },
      { kind: 'value-missing', operator: 'assignee' },
    ])
  })

  test('is told of a date that no calendar has', () => {
    expect(read('sejak:2026-02-30').problems).toMatchObject([{ kind: 'not-a-date' }])
    expect(read('sejak:2026-13').problems).toMatchObject([{ kind: 'not-a-date' }])
  })

  test('is told with the nearest operator where there is one, and not of times and addresses', () => {
    expect(read('stats:proses').problems).toMatchObject([{ kind: 'unknown-operator', nearest: 'status' }])
    expect(read('nomor:12').problems).toMatchObject([{ kind: 'unknown-operator', nearest: null }])
    expect(read('10:30 https://contoh.go.id yth:').problems).toEqual([])
  })

  test('is told of names before the reference data came', () => {
    expect(read('unit:dinas petugas:saya', { ...vocabulary, reference: null })).toMatchObject({
      problems: [{ kind: 'names-missing', operator: 'unit' }],
      conditions: [{ operator: 'assignee' }],
    })
  })

  test('is never a failure, whatever stands behind an operator', () => {
    const typed = fc
      .array(fc.tuple(fc.constantFrom(...searchOperators), fc.string({ unit: 'grapheme' })), { maxLength: 5 })
      .map((pairs) => pairs.map(([operator, value]) => `${operatorNames[operator][0]}:${value}`).join(' '))
    fc.assert(
      fc.property(typed, fc.boolean(), (text, hasReference) => {
        const { conditions, shown, problems } = read(text, {
          ...vocabulary,
          reference: hasReference ? reference : null,
        })
        expect(conditions).toHaveLength(shown.length)
        for (const condition of conditions) expect(condition.alternatives).not.toHaveLength(0)
        for (const { span } of problems) expect(span.to).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 1000 },
    )
  })
})
