import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SearchIndex, type SearchTexts } from '../../../../renderer/engine/search/searchIndex'
import { searchWordsOf, type SearchWord } from '../../../../renderer/engine/search/searchWords'
import type { Pace } from '../../../../renderer/engine/search/segments'
import { scan, scanCompletions } from './scan'

/** Merges at every opportunity, so that a few cases go through everything that many go through. */
const hasty: Pace = { leftAlone: 0, leftAloneShare: 0, mostRecent: 4 }

function textsOf(given: Partial<SearchTexts>): SearchTexts {
  return {
    trackingId: '9000001',
    title: '',
    body: '',
    answers: [],
    reporterName: null,
    place: null,
    ...given,
  }
}

function indexOf(...cases: readonly Partial<SearchTexts>[]): SearchIndex {
  const index = new SearchIndex()
  for (const [slot, texts] of cases.entries()) index.put(slot, textsOf(texts))
  return index
}

const slotsFor = (index: SearchIndex, typed: string): number[] => [...index.find(searchWordsOf(typed)).slots]

const vocabulary =
  "jalan jalanan berjalan jaln jalur jalu terang penerangan menerangkan terangi tebang terbang lampu lampau lampunya sampah persampahan sapmah Café cafés Jum'at 12 123 9000 rt05 bukan ikan a ab ba ß ΑΣ".split(
    ' ',
  )
const textArbitrary = fc
  .array(fc.constantFrom(...vocabulary), { maxLength: 6 })
  .map((words) => words.join(' - '))
const textsArbitrary: fc.Arbitrary<SearchTexts> = fc.record({
  trackingId: fc.constantFrom('9000', '90001', '9165816', '012', 'LPR-7', '12'),
  title: textArbitrary,
  body: textArbitrary,
  answers: fc.array(textArbitrary, { maxLength: 2 }),
  reporterName: fc.option(fc.constantFrom('Sari Terang', 'Jalu'), { nil: null }),
  place: fc.option(fc.constantFrom('Jl. Lampau 12', 'Kel. Ikan'), { nil: null }),
})
const slotArbitrary = fc.integer({ min: 0, max: 30 })
type Step =
  | { readonly kind: 'put'; readonly slot: number; readonly texts: SearchTexts }
  | { readonly kind: 'remove'; readonly slot: number }
  | { readonly kind: 'tidy'; readonly milliseconds: number }
  | { readonly kind: 'clear' }
const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 60,
    arbitrary: fc.record({ kind: fc.constant('put' as const), slot: slotArbitrary, texts: textsArbitrary }),
  },
  { weight: 20, arbitrary: fc.record({ kind: fc.constant('remove' as const), slot: slotArbitrary }) },
  {
    weight: 15,
    arbitrary: fc.record({ kind: fc.constant('tidy' as const), milliseconds: fc.constantFrom(0, 1000) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'clear' as const }) },
)
const wordArbitrary: fc.Arbitrary<SearchWord> = fc.record({
  text: fc.oneof(
    fc.constantFrom(
      ...'jalan jaln jalna jla terang penerang penernagan tebang lampu lampi samph cafe jumat 9 90 9000 12 rt05 bukan a b ss lpr kan'.split(
        ' ',
      ),
    ),
    fc.constantFrom(...vocabulary).map((word) => searchWordsOf(`${word} `)[0]?.text ?? 'a'),
  ),
  kind: fc.constantFrom('word', 'beginning', 'exact'),
})
const queryArbitrary = fc.array(wordArbitrary, { maxLength: 3 })

function take(step: Step, index: SearchIndex, held: Map<number, SearchTexts>): void {
  switch (step.kind) {
    case 'put':
      index.put(step.slot, step.texts)
      held.set(step.slot, step.texts)
      return
    case 'remove':
      index.remove(step.slot)
      held.delete(step.slot)
      return
    case 'tidy':
      index.tidy(step.milliseconds)
      return
    case 'clear':
      index.clear()
      held.clear()
  }
}

const scenarioArbitrary = fc.array(
  fc.tuple(fc.array(stepArbitrary, { minLength: 1, maxLength: 30 }), queryArbitrary),
  { minLength: 1, maxLength: 6 },
)

describe('the search index', () => {
  test.each([
    ['merging at every opportunity', hasty],
    ['leaving changes unmerged', { leftAlone: 10, leftAloneShare: 0, mostRecent: 1000 }],
  ])('answers as a scan over the texts does, whatever came and went before, %s', (_name, pace) => {
    fc.assert(
      fc.property(scenarioArbitrary, (rounds) => {
        const index = new SearchIndex(pace)
        const held = new Map<number, SearchTexts>()
        for (const [steps, words] of rounds) {
          for (const step of steps) take(step, index, held)
          const expected = scan(held, words)
          const matches = index.find(words)
          expect([...matches.slots].map((slot) => [slot, matches.scoreOf(slot)])).toEqual([...expected])
          for (let slot = 0; slot < 32; slot += 1) expect(matches.has(slot)).toBe(expected.has(slot))
          expect(index.size).toBe(held.size)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('completes with the words that most cases have, counted as a scan counts', () => {
    const prefixArbitrary = fc.constantFrom('j', 'jal', 'l', 'te', 'p', '9', 'z')
    fc.assert(
      fc.property(
        fc.array(stepArbitrary, { maxLength: 40 }),
        prefixArbitrary,
        fc.integer({ min: 0, max: 5 }),
        (steps, prefix, limit) => {
          const index = new SearchIndex(hasty)
          const held = new Map<number, SearchTexts>()
          for (const step of steps) take(step, index, held)
          const completions = index.complete(prefix, limit)
          const counts = scanCompletions(held, prefix)
          for (const { word, cases } of completions) expect([word, cases]).toEqual([word, counts.get(word)])
          const best = [...counts.values()].sort((one, other) => other - one).slice(0, limit)
          expect(completions.map(({ cases }) => cases)).toEqual(best)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('finds similar cases the same, merged or not: itself first and wholly, nothing above 1, nothing excepted', () => {
    fc.assert(
      fc.property(fc.array(textsArbitrary, { minLength: 1, maxLength: 12 }), fc.nat(11), (all, which) => {
        const index = new SearchIndex(hasty)
        for (const [slot, texts] of all.entries()) index.put(slot, texts)
        const subject = all[which % all.length]
        if (!subject) return
        const before = index.similarTo(subject, 20, null)
        index.tidy(1000)
        const after = index.similarTo(subject, 20, null)
        expect(after).toEqual(before)
        const scores = after.map(({ score }) => score)
        expect(scores).toEqual([...scores].sort((one, other) => other - one))
        for (const score of scores) expect(score > 0 && score <= 1).toBe(true)
        const own = after.find(({ slot }) => slot === which % all.length)
        if (after.length > 0) expect(own?.score).toBeCloseTo(1)
        const others = index.similarTo(subject, 20, which % all.length)
        expect(others.map(({ slot }) => slot)).not.toContain(which % all.length)
      }),
      { numRuns: 200 },
    )
  })

  test('finds words by their stems, both ways', () => {
    const index = indexOf({ body: 'Lampu penerangan jalan mati' }, { body: 'Lorong kami tidak terang' })
    expect(slotsFor(index, 'terang ')).toEqual([0, 1])
    expect(slotsFor(index, 'menerangi ')).toEqual([0, 1])
  })

  test('finds a word with one letter wrong, too many, missing or in the place of the next', () => {
    const index = indexOf({ title: 'Jalan rusak' }, { title: 'Sampah menumpuk' })
    for (const typed of ['jaln', 'jalaan', 'jakan', 'jlaan', 'jaln ', 'ajlan ']) {
      expect([typed, slotsFor(index, typed)]).toEqual([typed, [0]])
    }
    expect(slotsFor(index, 'jln ')).toEqual([])
    expect(slotsFor(index, '"jaln"')).toEqual([])
  })

  test('lets mistakes in only where fewer than ten cases have the word as it was typed', () => {
    const many = Array.from({ length: 10 }, () => ({ body: 'tebang' }))
    expect(slotsFor(indexOf(...many.slice(1), { body: 'terbang' }), 'tebang ')).toHaveLength(10)
    expect(slotsFor(indexOf(...many, { body: 'terbang' }), 'tebang ')).toHaveLength(10)
    expect(slotsFor(indexOf(...many, { body: 'terbang' }), 'tebang ')).not.toContain(10)
  })

  test('never takes a number for another one', () => {
    const index = indexOf(
      { trackingId: '9165816', body: 'RT 0012' },
      { trackingId: '9165817', body: 'RT 0013' },
    )
    expect(slotsFor(index, '9165816 ')).toEqual([0])
    expect(slotsFor(index, '#916581')).toEqual([0, 1])
    expect(slotsFor(index, '0012 ')).toEqual([0])
  })

  test('puts the exact above the beginning above the stem above the mistake, each above all of the next, and the title first', () => {
    const index = indexOf(
      { body: 'jalan' },
      { body: 'perjalanan' },
      { body: 'jalanjalan' },
      { body: 'jlan' },
      { answers: ['jalan'] },
      { reporterName: 'Jalan' },
      { title: 'Jalan' },
    )
    const matches = index.find(searchWordsOf('jalan'))
    const order = [...matches.slots].sort((one, other) => matches.scoreOf(other) - matches.scoreOf(one))
    expect(order.slice(0, 3)).toEqual([6, 5, 0])
    const inBody = order.filter((slot) => slot < 4)
    expect(inBody).toEqual([0, 2, 1, 3])
    expect(matches.scoreOf(0)).toBeGreaterThan(matches.scoreOf(4))
    const other = indexOf({ answers: ['jalan'] }, { title: 'Perjalanan' }).find(searchWordsOf('jalan'))
    expect(other.scoreOf(0)).toBeGreaterThan(other.scoreOf(1))
  })

  test('finds all that begins with what very many words begin with, ready beforehand or not', () => {
    const many = Array.from({ length: 9 }, () => ({ body: 'pb pc pd pe' }))
    const index = new SearchIndex(hasty)
    for (const [slot, texts] of [{ title: 'pa' }, ...many, { title: 'pf' }, { title: 'q' }].entries()) {
      index.put(slot, textsOf(texts))
    }
    expect(index.tidy(1000)).toBe(true)
    expect(slotsFor(index, 'p')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    index.remove(0)
    index.put(11, textsOf({ title: 'pg' }))
    expect(slotsFor(index, 'p')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  })

  test('wants every word, and finds nothing for none', () => {
    const index = indexOf(
      { title: 'Jalan rusak' },
      { title: 'Jalan', reporterName: 'Rusak' },
      { title: 'Rusak' },
    )
    expect(slotsFor(index, 'jalan rusak')).toEqual([0, 1])
    expect(slotsFor(index, '')).toEqual([])
    expect(slotsFor(index, ' - ')).toEqual([])
  })

  test('says what it took for meant, so that it can be shown', () => {
    const [word] = indexOf({ title: 'Jalan' }).find(searchWordsOf('jaln')).words
    expect(word?.corrections).toContain('jalan')
  })

  test('forgets what left, also the words', () => {
    const index = new SearchIndex(hasty)
    index.put(0, textsOf({ title: 'rahasia' }))
    index.put(1, textsOf({ title: 'biasa' }))
    index.remove(0)
    expect(index.tidy(1000)).toBe(true)
    expect(slotsFor(index, 'rahasia ')).toEqual([])
    expect(JSON.stringify(index.complete('r', 5))).toBe('[]')
  })

  test('keeps hostile texts from growing anything without bounds', () => {
    const index = indexOf({ body: 'a'.repeat(100_000) }, { body: '😀\u0301\uD800 \u202E‮' })
    expect(slotsFor(index, 'a'.repeat(100_000))).toEqual([0])
    expect(slotsFor(index, '\uD800')).toEqual([])
  })
})
