import { describe, expect, test } from 'vitest'
import { searchWordsOf } from '../../../../renderer/engine/search/searchWords'

const read = (typed: string): string[] => searchWordsOf(typed).map(({ text, kind }) => `${kind} ${text}`)

describe('what was typed', () => {
  test.each([
    ['', []],
    ['   ', []],
    ['jalan', ['beginning jalan']],
    ['jalan ', ['word jalan']],
    ['Jalan berlub', ['word jalan', 'beginning berlub']],
    ['#9165816', ['beginning 9165816']],
    ['# 9165816 ', ['word 9165816']],
    ['"jalan rusak" parah', ['exact jalan', 'exact rusak', 'beginning parah']],
    ['“jalan rusak”', ['exact jalan', 'exact rusak']],
    ['lampu "jalan rus', ['word lampu', 'exact jalan', 'beginning rus']],
    ["Café Jum’at Pa'baeng", ['word cafe', 'word jumat', 'beginning pabaeng']],
    ['sayur-mayur.', ['word sayur', 'word mayur']],
    ['RT 003/RW', ['word rt', 'word 003', 'beginning rw']],
  ])('%j is %j', (typed, words) => {
    expect(read(typed)).toEqual(words)
  })
})
