import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  correctionsOf,
  isMistakenBeginning,
  isOneMistakeAway,
} from '../../../../renderer/engine/search/corrections'
import { Vocabulary, lettersOfWord } from '../../../../renderer/engine/search/vocabulary'
import { WordOrder } from '../../../../renderer/engine/search/wordOrder'

const letters = 'abcé1'
const wordArbitrary = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 6 })

/** All that one mistake makes of a word, by making every mistake. */
function mistakesIn(word: string): Set<string> {
  const made = new Set<string>()
  for (let at = 0; at <= word.length; at += 1) {
    const [before, after] = [word.slice(0, at), word.slice(at)]
    if (after !== '') made.add(before + after.slice(1))
    if (after.length > 1) made.add(before + after.charAt(1) + after.charAt(0) + after.slice(2))
    for (const letter of letters) {
      made.add(before + letter + after)
      if (after !== '') made.add(before + letter + after.slice(1))
    }
  }
  made.delete(word)
  return made
}

test('a mistake is one letter too many, too few, another, or two in each other’s place', () => {
  fc.assert(
    fc.property(wordArbitrary, wordArbitrary, (one, other) => {
      expect(isOneMistakeAway(one, other)).toBe(mistakesIn(one).has(other))
    }),
    { numRuns: 2000 },
  )
})

test('the walk through the ordered words finds all that one mistake makes, and nothing else', () => {
  fc.assert(
    fc.property(
      fc.array(wordArbitrary, { maxLength: 40 }),
      wordArbitrary,
      fc.boolean(),
      (words, typed, whole) => {
        const vocabulary = new Vocabulary()
        const order = new WordOrder(vocabulary)
        for (const [index, word] of words.entries()) {
          vocabulary.numberOf(lettersOfWord(word), word.length)
          if (index % 7 === 0) order.refresh()
        }
        order.refresh()
        const found = correctionsOf(typed, whole ? 'word' : 'beginning', vocabulary, order)
        const isText = (word: string): boolean => !/\p{N}/u.test(word)
        const expected = words.filter((word) => isText(word) && isOneMistakeAway(typed, word))
        expect([...found.words].sort()).toEqual([...new Set(expected)].sort())
        const beginnings = words
          .flatMap((word) => Array.from(word, (_, index) => word.slice(0, index + 1)))
          .filter((beginning) => isText(beginning) && isMistakenBeginning(typed, beginning))
        expect([...found.beginnings].sort()).toEqual(whole ? [] : [...new Set(beginnings)].sort())
      },
    ),
    { numRuns: 1000 },
  )
})
