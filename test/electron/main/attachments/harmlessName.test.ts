import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { harmlessName } from '../../../../electron/main/attachments/harmlessName'

const saved = (name: string, mime: string) => {
  const { base, ending } = harmlessName(name, mime)
  return `${base}.${ending}`
}
const pdf = 'application/pdf'

describe('the name under which a file of a report is saved', () => {
  it.each([
    ['surat-ukur.pdf', pdf, 'surat-ukur.pdf'],
    ['Foto Jalan.JPG', 'image/jpeg', 'Foto Jalan.jpg'],
    ['IMG_20261109.jpeg', 'image/jpeg', 'IMG_20261109.jpeg'],
    ['laporan v1.2.pdf', pdf, 'laporan v1_2.pdf'],
    ['Surat é.pdf', pdf, 'Surat é.pdf'],
    // Another kind than it says.
    ['foto.jpg.exe', 'image/jpeg', 'foto_jpg_exe.jpg'],
    ['foto.exe', 'application/x-msdownload', 'foto_exe.bin'],
    ['foto.jpg.scr', 'application/octet-stream', 'foto_jpg_scr.bin'],
    ['halaman.html', 'text/html', 'halaman_html.bin'],
    ['gambar.svg', 'image/svg+xml', 'gambar_svg.bin'],
    ['pintasan.lnk', pdf, 'pintasan_lnk.pdf'],
    // Written backwards: what is seen ends in pdf.exe's letters.
    ['surat\u202Efdp.exe', pdf, 'suratfdp_exe.pdf'],
    ['surat\u200B.pdf', pdf, 'surat.pdf'],
    // Other folders.
    ['../../../.bashrc', pdf, 'bashrc.pdf'],
    ['C:\\Windows\\System32\\evil.pdf', pdf, 'evil.pdf'],
    ['\\\\server\\share\\a.pdf', pdf, 'a.pdf'],
    ['a.pdf:stream', pdf, 'a_pdf_stream.pdf'],
    // Names with a meaning of their own.
    ['CON.pdf', pdf, 'lampiran-CON.pdf'],
    ['lpt1.pdf', pdf, 'lampiran-lpt1.pdf'],
    ['COM¹.pdf', pdf, 'lampiran-COM¹.pdf'],
    ['.pdf', pdf, 'pdf.pdf'],
    ['   . . ', pdf, 'lampiran.pdf'],
    ['', pdf, 'lampiran.pdf'],
    ['surat.pdf ...', pdf, 'surat.pdf'],
    ['-rf.pdf', pdf, 'rf.pdf'],
    ['a'.repeat(400), pdf, `${'a'.repeat(100)}.pdf`],
  ])('%j as %s is %j', (name, mime, expected) => {
    expect(saved(name, mime)).toBe(expected)
  })

  it('is harmless whatever it was', () => {
    const mimes = fc.constantFrom(pdf, 'image/png', 'text/html', 'application/x-sh', '')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), mimes, (name, mime) => {
        const result = saved(name, mime)
        expect(result).not.toMatch(/[\p{Cc}\p{Cf}<>:"/\\|?*]/u)
        expect(result.split('.')).toHaveLength(2)
        expect(result).not.toMatch(/^[.\s]|[.\s]$/)
        expect(result).toMatch(/\.(pdf|png|bin)$/)
        expect([...result].length).toBeLessThanOrEqual(115)
      }),
      { numRuns: 2000 },
    )
  })
})
