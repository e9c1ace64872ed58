import { expect, it } from 'vitest'
import { en } from '../../../renderer/i18n/en'
import { id } from '../../../renderer/i18n/id'
import { createWords } from '../../../renderer/i18n/words'

function sentences(node: object, path = ''): [string, string][] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    if (typeof value === 'string') return [[`${path}${key}`, value]]
    return typeof value === 'object' && value !== null ? sentences(value, `${path}${key}.`) : []
  })
}
const placeholders = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort()

it('both languages hold the same sentences with the same values in them', () => {
  const english = new Map(sentences(en))
  expect([...english.keys()]).toEqual(sentences(id).map(([key]) => key))
  for (const [key, indonesian] of sentences(id)) {
    expect([key, placeholders(english.get(key) ?? '')]).toEqual([key, placeholders(indonesian)])
  }
})

it.each(['id', 'en'] as const)('every sentence of %s can be said, with its values in it', (language) => {
  const { t } = createWords(language).global
  for (const [key, sentence] of sentences(language === 'id' ? id : en)) {
    const values = Object.fromEntries(placeholders(sentence).map((name) => [name.slice(1, -1), 'NILAI']))
    const said = t(key, values, 2)
    expect(said).not.toBe(key)
    expect(said).not.toMatch(/[{}|]/)
    if (placeholders(sentence).length > 0) expect(said).toContain('NILAI')
  }
})

it('nobody is shouted at', () => {
  for (const [, sentence] of [...sentences(id), ...sentences(en)]) {
    expect(sentence.replaceAll('SP4N-LAPOR!', '')).not.toContain('!')
  }
})
