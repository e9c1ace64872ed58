import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { roots } from '../../../../renderer/engine/search/roots'
import { stemOf } from '../../../../renderer/engine/search/stem'

/** By the root, words that must meet there. */
const families: Readonly<Record<string, string>> = {
  terang: 'terang penerangan menerangkan diterangi keterangan seterang terangnya menerangi',
  baik: 'baik perbaikan memperbaiki diperbaiki kebaikan sebaiknya terbaik membaik perbaikannya',
  jalan:
    'jalan jalanan berjalan perjalanan menjalani dijalankan pejalan jalan-jalan jalannya menjalankan sejalan',
  lubang: 'lubang berlubang lubangnya berlubang-lubang melubangi',
  layan: 'layanan pelayanan melayani dilayani pelayan pelayanannya',
  bayar: 'bayar pembayaran membayar dibayarkan terbayar bayarnya bayarlah pembayar',
  bersih: 'bersih kebersihan membersihkan dibersihkan pembersihan bersihkan',
  sampah: 'sampah sampahnya persampahan sampah-sampah sampahmu sampahku',
  sapu: 'sapu menyapu disapu penyapu sapunya',
  ukur: 'ukur mengukur pengukuran diukur ukuran terukur pengukur',
  bangun: 'bangun dibangun pembangunan bangunan membangun terbangun bangunannya',
  kurang: 'kurang kekurangan pengurangan mengurangi berkurang dikurangi kekurangannya sekurangnya',
  tabrak: 'tertabrak tabrakan menabrak ditabrak bertabrakan penabrak',
  makan: 'makan makanan dimakan pemakan makanannya memakan termakan',
  adu: 'pengaduan mengadu diadukan aduan mengadukan pengaduannya pengadu',
  lapor: 'laporan melapor melaporkan pelapor pelaporan dilaporkan terlapor laporannya laporkan',
  tanggap: 'tanggapan menanggapi ditanggapi tanggap tanggapannya',
  rusak: 'kerusakan merusak rusaknya dirusak perusakan perusak',
  banjir: 'banjir kebanjiran membanjiri banjirnya',
  lurah: 'kelurahan lurah lurahnya',
  camat: 'kecamatan camat',
  sehat: 'kesehatan sehat menyehatkan penyehatan',
  didik: 'pendidikan mendidik pendidik dididik',
  aman: 'keamanan mengamankan aman pengamanan diamankan',
  kelola: 'pengelolaan mengelola dikelola pengelola',
  periksa: 'pemeriksaan memeriksa diperiksa periksa pemeriksa',
  tindaklanjut: 'tindaklanjuti ditindaklanjuti menindaklanjuti',
  kirim: 'mengirim pengiriman dikirimkan kiriman terkirim pengirim',
  tutup: 'menutup penutup ditutup penutupan tertutup tutupnya',
  air: 'air pengairan perairan airnya berair',
  pasang: 'memasang pemasangan dipasang terpasang pasangan',
  ganggu: 'gangguan mengganggu terganggu diganggu pengganggu',
  tebang: 'menebang penebangan ditebang',
  gali: 'galian penggalian menggali digali',
  cat: 'mengecat pengecatan dicat cat',
  nyata: 'menyatakan pernyataan dinyatakan nyata kenyataan',
  wenang: 'kewenangan berwenang wewenang',
  tahu: 'mengetahui diketahui pengetahuan ketahui memberitahu',
  tangan: 'menangani ditangani penanganan tertangani',
  mohon: 'permohonan memohon pemohon dimohon mohon',
  minta: 'permintaan meminta diminta peminta',
  tanya: 'pertanyaan menanyakan ditanyakan bertanya tanyakan',
}

/** Words that look as if they had affixes and have none: each is its own stem. */
const unlike =
  'bukan jalan lampu ikan taman makan beras dinas medan dengan akan bahkan sedangkan pekan rekan kabupaten jembatan halaman sekolah selokan segera selalu setia kereta kelas keluarga kemudian belakang berita bensin besar terminal ternak meter merah pesawat pertama penting sungai pantai ramai nilai pegawai sopan awan lawan kawan hujan depan papan makassar sudirman hasanuddin abdullah rahman kediri bekasi seperti semua mereka beliau petir'.split(
    ' ',
  )

const pairs = Object.entries(families).flatMap(([root, words]) =>
  words.split(' ').map((word) => [word, root] as const),
)

describe('the stem', () => {
  test('there are at least 150 pairs', () => expect(pairs.length + unlike.length).toBeGreaterThan(150))

  // "Memberitahu" is a root of its own here, since "beritahu" takes further affixes.
  test.each(pairs.filter(([word]) => word !== 'memberitahu'))('of %s is %s', (word, root) => {
    expect(stemOf(word)).toBe(root)
  })

  test.each(unlike)('of %s is the word itself', (word) => {
    expect(stemOf(word)).toBe(word)
  })

  test('of a doubled word is that of its half', () => {
    expect(
      ['rumah-rumah', 'berlubang-lubang', 'tarik-menarik', 'memukul-mukul', 'sayur-mayur'].map(stemOf),
    ).toEqual(['rumah', 'lubang', 'tarik', 'pukul', 'sayur'])
  })

  test('of names and unknown words loses only what can hardly be anything but an affix', () => {
    expect(['paccerakkangnya', 'tamalanrea', 'borongloe', 'kaharuddin'].map(stemOf)).toEqual([
      'paccerakkang',
      'tamalanrea',
      'borongloe',
      'kaharuddin',
    ])
  })

  test('different roots keep different stems', () => {
    expect([...roots].filter((root) => stemOf(root) !== root)).toEqual([])
  })

  const prefixes = [
    '',
    'me',
    'mem',
    'men',
    'meng',
    'meny',
    'di',
    'ke',
    'ber',
    'ter',
    'per',
    'pe',
    'peng',
    'pen',
    'se',
  ]
  const suffixes = ['', 'i', 'kan', 'an', 'nya', 'lah', 'kah', 'pun', 'annya', 'kanlah', '-']
  const derived = fc
    .tuple(
      fc.constantFrom(...prefixes),
      fc.constantFrom(...prefixes),
      fc.oneof(
        fc.constantFrom(...roots),
        fc.string({ unit: fc.constantFrom(...'aeioubdkmnprst'), maxLength: 8 }),
      ),
      fc.constantFrom(...suffixes),
    )
    .map(([first, second, root, suffix]) => `${first}${second}${root}${suffix}`)
    .filter((word) => word !== '')
  const anything = fc.oneof(
    derived,
    fc.tuple(derived, derived).map(([one, other]) => `${one}-${other}`),
    fc.string({ minLength: 1 }),
  )

  test('of a stem is the stem; it is never empty and never longer than the word', () => {
    fc.assert(
      fc.property(anything, (word) => {
        const stem = stemOf(word)
        expect(stemOf(stem)).toBe(stem)
        expect(stem).not.toBe('')
        expect(stem.length).toBeLessThanOrEqual(word.length)
      }),
      { numRuns: 5000 },
    )
  })

  test('is found again behind a prefix and its ending, if the root is known', () => {
    const longRoots = [...roots].filter((root) => root.length > 5 && /^[bdg]/.test(root))
    fc.assert(
      fc.property(fc.constantFrom(...longRoots), (root) => {
        expect([stemOf(`di${root}kan`), stemOf(`${root}nya`)]).toEqual([root, root])
      }),
    )
  })
})
