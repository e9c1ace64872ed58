import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { highlightsIn, snippetOf } from '../../../../renderer/engine/search/highlights'
import { SearchIndex } from '../../../../renderer/engine/search/searchIndex'
import { searchWordsOf, type SearchWord } from '../../../../renderer/engine/search/searchWords'

/** The text with what is marked in brackets. */
function marked(text: string, words: readonly SearchWord[] | string): string {
  const ranges = highlightsIn(text, typeof words === 'string' ? searchWordsOf(words) : words)
  return [...ranges]
    .reverse()
    .reduce((left, { from, to }) => `${left.slice(0, from)}[${left.slice(from, to)}]${left.slice(to)}`, text)
}

describe('highlights', () => {
  test.each([
    ['Lampu penerangan JALAN mati', 'terang jalan ', 'Lampu [penerangan] [JALAN] mati'],
    ['Jalan berlubang', 'berlu', 'Jalan [berlu]bang'],
    ['Jalan berlubang', '"lubang"', 'Jalan berlubang'],
    ['Jalan berlubang, lubang', '"lubang"', 'Jalan berlubang, [lubang]'],
    ['Jalan rusak', 'jaln ', '[Jalan] rusak'],
    ['Jalan jaln', 'jaln ', 'Jalan [jaln]'],
    ['Nomor 9165816', '#91658', 'Nomor [91658]16'],
    ['Nomor 9165816', '9165817 ', 'Nomor 9165816'],
    ['Cafe\u0301 dan Café', 'cafe ', '[Cafe\u0301] dan [Café]'],
    ['Hari Jum’at, Jumat', 'jumat ', 'Hari [Jum’at], [Jumat]'],
    ['Hari Jum’at', 'juma', 'Hari [Jum’a]t'],
    ['Jalan-jalan', 'jalan', '[Jalan]-[jalan]'],
    ['Sampah', '', 'Sampah'],
    ['<b>sampah</b>', 'sampah', '<b>[sampah]</b>'],
  ])('in %j for %j are %j', (text, typed, expected) => {
    expect(marked(text, typed)).toBe(expected)
  })

  test('show what the index took for meant, with its other forms, and only that', () => {
    const index = new SearchIndex()
    const title = 'Perbaikan jalan'
    index.put(0, { trackingId: '1', title, body: 'diperbaiki', answers: [], reporterName: null, place: null })
    const { words } = index.find(searchWordsOf('perbakan '))
    expect(marked('diperbaiki, perbaikan, perban', words)).toBe('[diperbaiki], [perbaikan], perban')
    expect(marked('jaln', index.find(searchWordsOf('jalan ')).words)).toBe('jaln')
  })

  test('mark something of every text for which a case was found, whatever was typed', () => {
    const word = fc.constantFrom(
      ...'jalan jaln berjalan penerangan terang Jum’at cafés 90 9000 lampau'.split(' '),
    )
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), word, fc.nat(3), (words, typed, cut) => {
        const index = new SearchIndex()
        const title = words.join(' ')
        index.put(0, { trackingId: 'x', title, body: '', answers: [], reporterName: null, place: null })
        const matches = index.find(searchWordsOf(typed.slice(0, Math.max(1, typed.length - cut))))
        expect(highlightsIn(title, matches.words).length > 0).toBe(matches.has(0))
      }),
    )
  })

  test('lie in the text, sorted and apart', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme', maxLength: 5 }),
        (text, typed) => {
          let last = 0
          for (const { from, to } of highlightsIn(text + typed, searchWordsOf(typed))) {
            expect(from >= last && to > from && to <= (text + typed).length).toBe(true)
            last = to
          }
        },
      ),
    )
  })
})

describe('a snippet', () => {
  const long = `${'Awal cerita yang panjang sekali. '.repeat(10)}Lampu jalan mati di depan pasar. ${'Akhir yang juga panjang. '.repeat(10)}`

  test('is a piece around the place that has most of the words', () => {
    const snippet = snippetOf(`Lampu. ${long}`, searchWordsOf('lampu pasar '), 60)
    expect(snippet?.text).toMatch(/^….*Lampu jalan mati di depan pasar.*…$/)
    expect(snippet?.highlights.map(({ from, to }) => snippet.text.slice(from, to))).toEqual([
      'Lampu',
      'pasar',
    ])
  })

  test('is the whole text where that is short enough, and nothing where nothing answers', () => {
    expect(snippetOf('Lampu mati', searchWordsOf('lampu'), 60)?.text).toBe('Lampu mati')
    expect(snippetOf(long, searchWordsOf('sampah'), 60)).toBeNull()
  })

  test('is never longer than asked for, part of the text, and its highlights are those of the text', () => {
    const words = fc.array(fc.constantFrom('lampu', 'jalan', 'a', 'cerita', 'é😀x', 'x'.repeat(50)), {
      minLength: 1,
      maxLength: 60,
    })
    fc.assert(
      fc.property(words, fc.integer({ min: 12, max: 80 }), (parts, longest) => {
        const text = parts.join(' ')
        const snippet = snippetOf(text, searchWordsOf('lampu xxx'), longest)
        if (!snippet) return
        expect(snippet.text.length).toBeLessThanOrEqual(longest)
        expect(text).toContain(snippet.text.replace(/^…|…$/g, ''))
        expect(snippet.highlights.length).toBeGreaterThan(0)
        for (const { from, to } of snippet.highlights) {
          expect(from >= 0 && to > from && to <= snippet.text.length).toBe(true)
          expect(snippet.text.slice(from, to).toLowerCase()).toMatch(/^(lampu|xxx)$/)
        }
      }),
      { numRuns: 500 },
    )
  })
})
