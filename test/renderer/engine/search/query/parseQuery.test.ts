import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuery, printQuery } from '../../../../../renderer/engine/search/query/parseQuery'

const bare = (typed: string) => parseQuery(typed).map(({ span: _span, ...part }) => part)

/** Texts made of what the language is made of, so that its corners meet. */
const queryText = fc
  .array(
    fc.constantFrom(
      ...[
        'status:',
        'unit:',
        'tag:',
        '-',
        '#',
        '"',
        '“',
        '”',
        ',',
        ' ',
        '\t',
        ':',
        'a',
        'Dinas PU',
        'jalan',
        '9',
        '<',
      ],
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.join(''))
const anyText = fc.oneof(queryText, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }))

describe('a search that was typed', () => {
  test('is read into words, phrases and conditions', () => {
    expect(
      bare('lampu "jalan mati" status:proses unit:"Dinas PU" -terlambat:ya #mudik2018 #9165816'),
    ).toEqual([
      { kind: 'word', text: 'lampu', negated: false },
      { kind: 'phrase', text: 'jalan mati', negated: false },
      { kind: 'condition', operator: 'status', values: ['proses'], negated: false },
      { kind: 'condition', operator: 'unit', values: ['Dinas PU'], negated: false },
      { kind: 'condition', operator: 'late', values: ['ya'], negated: true },
      { kind: 'condition', operator: 'tag', values: ['mudik2018'], negated: false },
      { kind: 'word', text: '#9165816', negated: false },
    ])
  })

  test('ends a tag at a comma or a quote', () => {
    expect(bare('#mudik2018, "jalan" #”,"')).toMatchObject([
      { kind: 'condition', operator: 'tag', values: ['mudik2018'] },
      { kind: 'word', text: ',' },
      { kind: 'phrase', text: 'jalan' },
      { kind: 'word', text: '#”,"' },
    ])
  })

  test('may name several values, in any case and in English', () => {
    expect(bare('STATUS:proses,"selesai", Category:air')).toEqual([
      { kind: 'condition', operator: 'status', values: ['proses', 'selesai'], negated: false },
      { kind: 'condition', operator: 'category', values: ['air'], negated: false },
    ])
  })

  test('keeps as words what only looks like an operator', () => {
    expect(bare('jam 10:30 https://contoh.go.id nama:Budi - x-y').map((part) => part.kind)).toEqual(
      Array.from({ length: 6 }, () => 'word'),
    )
  })

  test('takes a quotation that is not closed yet to its end', () => {
    expect(bare('unit:"Dinas P')).toEqual([
      { kind: 'condition', operator: 'unit', values: ['Dinas P'], negated: false },
    ])
  })

  test('never fails, and says of each part where it stands', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        let end = 0
        for (const { span } of parseQuery(typed)) {
          expect(span.from).toBeGreaterThanOrEqual(end)
          expect(span.to).toBeGreaterThan(span.from)
          end = span.to
        }
        expect(end).toBeLessThanOrEqual(typed.length)
      }),
      { numRuns: 2000 },
    )
  })

  test('is printed in one way that is read as the same', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const printed = printQuery(parseQuery(typed))
        expect(bare(printed)).toEqual(bare(typed))
        expect(printQuery(parseQuery(printed))).toBe(printed)
      }),
      { numRuns: 5000 },
    )
  })
})
