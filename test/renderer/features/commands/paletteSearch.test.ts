import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  matchRank,
  searchFor,
  shownGroups,
  type PaletteGroup,
  type PaletteItem,
} from '../../../../renderer/features/commands/paletteSearch'

function item(group: PaletteGroup, name: string): PaletteItem {
  return { key: `${group} ${name}`, group, icon: '', name, detail: null, caps: [], whyNot: null, run() {} }
}
const names = (groups: ReturnType<typeof shownGroups>) =>
  groups.map(({ group, items }) => [group, items.map(({ name }) => name)])

describe('a name', () => {
  it('is found by the beginnings of its words, in any order and any case', () => {
    expect(matchRank('ter jat', 'Hampir Jatuh Tempo')).toBeNull()
    expect(matchRank('temp HAMP', 'Hampir jatuh tempo')).not.toBeNull()
    expect(matchRank('kerjaan', 'Dinas Pekerjaan Umum')).not.toBeNull()
  })

  it('is found whole and by each of its beginnings', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), (name, cut) => {
        const typed = name.slice(0, 1 + (cut % name.length))
        expect(matchRank(typed, name)).not.toBeNull()
      }),
    )
  })

  it('that begins with what was typed comes before one that has it further in', () => {
    const found = shownGroups('ke', [item('unit', 'Dinas Kesehatan'), item('unit', 'Kelurahan')], [], [])
    expect(names(found)).toEqual([['unit', ['Kelurahan', 'Dinas Kesehatan']]])
  })
})

describe('the palette', () => {
  const commands = ['Terima', 'Tanggapi', 'Kirim'].map((name) => item('command', name))

  it('shows what was chosen last first, and nothing twice', () => {
    const recent = [item('command', 'Kirim'), item('report', 'Lampu mati')]
    expect(names(shownGroups('', commands, [], recent))).toEqual([
      ['recent', ['Kirim', 'Lampu mati']],
      ['command', ['Terima', 'Tanggapi']],
    ])
  })

  it('prefers what was chosen lately among what is equally good', () => {
    expect(names(shownGroups('t', commands, [], [item('command', 'Tanggapi')]))).toEqual([
      ['command', ['Tanggapi', 'Terima']],
    ])
  })

  it('shows reports as the engine found them, before all else', () => {
    const found = [item('report', 'Tanpa kata yang diketik')]
    expect(names(shownGroups('kirim', commands, found, []))).toEqual([
      ['report', ['Tanpa kata yang diketik']],
      ['command', ['Kirim']],
    ])
  })

  it('shows few of each group, however many there are', () => {
    const many = Array.from({ length: 1000 }, (_, index) => item('officer', `Petugas ${index}`))
    const [group] = shownGroups('petugas', many, [], [])
    expect(group?.items.length).toBe(5)
  })
})

it('a quotation mark in a name does not end what is searched for', () => {
  expect(searchFor('unit', 'Dinas "PU"')).toBe('unit:"Dinas  PU"')
})
