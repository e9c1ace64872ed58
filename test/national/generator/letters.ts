import { SeededRandom } from './seededRandom'

/** What a letter is about: a neighbourhood head's word for a citizen, or an office's report of a visit. */
export const letterKinds = ['introduction', 'visit'] as const
export type LetterKind = (typeof letterKinds)[number]

const months = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']

/** A letter of one page as a PDF file, by its number: the same number gives the same bytes for ever. */
export function letter(kind: LetterKind, number: number): Buffer {
  const random = new SeededRandom(`letter-${kind}-${number}`)
  return pdfFile(kind === 'introduction' ? introduction(random) : visit(random))
}

function introduction(random: SeededRandom): string[] {
  const neighbourhood = `RT ${String(random.integer(1, 12)).padStart(3, '0')} / RW ${String(random.integer(1, 9)).padStart(3, '0')}`
  return [
    `KETUA ${neighbourhood}`,
    'SURAT PENGANTAR',
    `Nomor: ${random.integer(1, 240)}/RT/${random.pick(months)}/2026`,
    '',
    'Yang bertanda tangan di bawah ini menerangkan bahwa laporan warga',
    `kami tentang ${random.pick(['jalan rusak', 'saluran tersumbat', 'lampu jalan padam', 'sampah menumpuk'])} benar adanya`,
    `dan sudah dirasakan oleh ${random.integer(5, 90)} kepala keluarga.`,
    '',
    'Demikian surat ini dibuat untuk dipergunakan sebagaimana mestinya.',
  ]
}

function visit(random: SeededRandom): string[] {
  return [
    'BERITA ACARA PENINJAUAN LAPANGAN',
    `Nomor: ${random.integer(1, 900)}/BA/${random.pick(months)}/2026`,
    '',
    `Petugas yang hadir: ${random.integer(2, 6)} orang.`,
    `Hasil: ${random.pick(['pekerjaan selesai', 'perlu perbaikan lanjutan', 'menunggu material', 'sesuai laporan'])}.`,
    `Panjang yang ditangani: ${random.integer(4, 320)} meter.`,
    '',
    'Dokumentasi disimpan di kantor dan dapat diminta sewaktu-waktu.',
  ]
}

/** The smallest PDF that shows lines of text: catalogue, one page, its font and its content (ISO 32000-1, 7). */
function pdfFile(lines: readonly string[]): Buffer {
  const shown = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`).join('\n')
  const content = `BT /F1 12 Tf 72 770 Td 18 TL\n${shown}\nET\n`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Length ${content.length} >>\nstream\n${content}endstream`,
  ]
  let file = '%PDF-1.4\n'
  const places: string[] = []
  for (const [index, object] of objects.entries()) {
    places.push(`${String(file.length).padStart(10, '0')} 00000 n \n`)
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
  }
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  // The letters are ASCII, so that a character is a byte and the places are right.
  return Buffer.from(file + table + trailer, 'latin1')
}
