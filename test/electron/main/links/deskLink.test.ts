import { describe, expect, it } from 'vitest'
import { LinkedReports, reportAskedFor, wordsToStartAnew } from '../../../../electron/main/links/deskLink'

describe('a link that opens the desk', () => {
  it.each([
    ['mejaaduan:laporan/9165816', '9165816'],
    ['mejaaduan://laporan/9165816', '9165816'],
    ['MejaAduan://Laporan/9165816/', '9165816'],
  ])('%s names a report', (link, number) => {
    expect(reportAskedFor(['/opt/meja-aduan', '--flag', link])).toBe(number)
  })

  it.each([
    'mejaaduan:',
    'mejaaduan:laporan/',
    'mejaaduan:laporan/1/../2',
    'mejaaduan:laporan/12ab',
    'mejaaduan:laporan/1?status=proses',
    'mejaaduan:laporan/1%20OR',
    'mejaaduan:laporan/<script>',
    'mejaaduan:hapus/1',
    `mejaaduan:laporan/${'9'.repeat(21)}`,
    'https://mejaaduan/laporan/1',
    ' mejaaduan:laporan/1',
  ])('%s names none', (link) => {
    expect(reportAskedFor([link])).toBeNull()
  })

  it('waits for the page, and is told once', () => {
    const told: string[] = []
    let open = false
    const links = new LinkedReports((number) => {
      if (open) told.push(number)
      return open
    })
    links.ask(['mejaaduan:laporan/1'])
    links.pageReady()
    expect(told).toEqual([])
    open = true
    links.pageReady()
    links.pageReady()
    links.ask(['mejaaduan:laporan/2'])
    expect(told).toEqual(['1', '2'])
  })
})

describe('the words for starting anew', () => {
  it('are those of the program, with the link that was asked for last and no other', () => {
    const asked = ['/opt/meja-aduan', '--some-switch-of-chromium', 'mejaaduan:laporan/2']
    expect(wordsToStartAnew(['folder', 'mejaaduan:laporan/1'], asked)).toEqual([
      'folder',
      'mejaaduan:laporan/2',
    ])
    expect(wordsToStartAnew(['folder', 'mejaaduan:laporan/1'], ['/opt/meja-aduan'])).toEqual(['folder'])
  })
})
