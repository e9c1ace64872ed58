import type { ActionType } from '../../../shared/domain/action'
import type { CategoryId, TemplateId } from '../../../shared/domain/identifiers'
import type { Reference, Template } from '../../../shared/domain/reference'
import { identifierOf } from '../newIdentifier'

type Line = readonly [name: string, actionType: ActionType, text: string, categoryId?: string]

const opening = 'Yth. {{reporterName}},\n\nTerima kasih atas laporan nomor #{{trackingId}}.'
const ending = 'Hormat kami,\n{{officerName}}\n{{unitName}}'

const lines: readonly Line[] = [
  [
    'Sedang ditinjau',
    'respond',
    `${opening} Petugas kami akan meninjau lokasi paling lambat {{dueDate}} dan hasilnya kami sampaikan di sini.\n\n${ending}`,
  ],
  [
    'Pekerjaan selesai',
    'respond',
    `${opening} Tindak lanjut di lapangan telah selesai dikerjakan oleh {{unitName}}. Bila masih ada kekurangan, mohon membalas laporan ini.\n\n${ending}`,
  ],
  [
    'Dijadwalkan',
    'respond',
    `${opening} Penanganan telah dijadwalkan dan dikerjakan paling lambat {{dueDate}}.\n\n${ending}`,
  ],
  [
    'Perbaikan jalan',
    'respond',
    `${opening} Kerusakan jalan telah kami catat dan ditangani Satgas Jalan. Penambalan dikerjakan bila cuaca memungkinkan.\n\n${ending}`,
    'pekerjaan-umum',
  ],
  [
    'Lampu jalan diperbaiki',
    'respond',
    `${opening} Lampu penerangan jalan telah diperbaiki dan menyala kembali.\n\n${ending}`,
    'pekerjaan-umum.penerangan-jalan-umum',
  ],
  [
    'Pengangkutan sampah',
    'respond',
    `${opening} Sampah di lokasi telah diangkut dan jadwal pengangkutan kami tinjau kembali bersama kecamatan.\n\n${ending}`,
    'lingkungan.sampah',
  ],
  [
    'Dokumen siap diambil',
    'respond',
    `${opening} Dokumen kependudukan Saudara sudah selesai dan dapat diambil pada jam kerja dengan membawa Kartu Keluarga.\n\n${ending}`,
    'kependudukan',
  ],
  [
    'Klarifikasi sekolah',
    'respond',
    `${opening} Kami telah meminta klarifikasi kepala sekolah. Segala pungutan yang tidak sesuai ketentuan wajib dihentikan dan dikembalikan.\n\n${ending}`,
    'pendidikan',
  ],
  [
    'Minta lokasi dan foto',
    'request_info',
    `${opening} Agar dapat ditindaklanjuti, mohon melengkapi alamat, patokan, dan foto terbaru paling lambat {{dueDate}}.\n\n${ending}`,
  ],
  [
    'Minta data pendukung',
    'request_info',
    `${opening} Mohon melengkapi waktu kejadian dan bukti pendukung. Identitas Saudara kami lindungi.\n\n${ending}`,
  ],
  [
    'Bukan kewenangan kota',
    'return',
    'Laporan #{{trackingId}} berada di luar kewenangan Pemerintah Kota Makassar. Mohon diteruskan kepada instansi yang berwenang.',
  ],
  [
    'Data tidak dilengkapi',
    'archive',
    'Sampai {{dueDate}} data yang diminta belum dilengkapi, sehingga laporan #{{trackingId}} kami arsipkan.',
  ],
  [
    'Survei lapangan',
    'note',
    'Survei lapangan oleh {{unitName}} direncanakan sebelum {{dueDate}}. Penanggung jawab: {{officerName}}.',
  ],
  ['Teruskan ke bidang teknis', 'forward', 'Mohon ditangani. Batas waktu tanggapan pertama {{dueDate}}.'],
  [
    'Di luar tugas unit ini',
    'forward',
    'Setelah kami pelajari, laporan #{{trackingId}} bukan tugas {{unitName}}. Mohon ditangani sebelum {{dueDate}}.',
  ],
  [
    'Jawaban atas aspirasi',
    'respond',
    `${opening} Usulan Saudara kami catat sebagai masukan dalam penyusunan rencana kerja tahun berikutnya.\n\n${ending}`,
  ],
  [
    'Perlu waktu lebih lama',
    'respond',
    `${opening} Penanganan memerlukan waktu karena menunggu ketersediaan bahan dan anggaran. Perkembangannya kami sampaikan paling lambat {{dueDate}}.\n\n${ending}`,
  ],
  [
    'Minta nomor dokumen',
    'request_info',
    `${opening} Mohon menyebutkan nomor berkas atau tanda terima, tanpa menuliskan NIK, paling lambat {{dueDate}}.\n\n${ending}`,
    'kependudukan',
  ],
  [
    'Kewenangan provinsi atau pusat',
    'return',
    'Setelah diperiksa oleh {{unitName}}, urusan dalam laporan #{{trackingId}} merupakan kewenangan pemerintah provinsi atau pusat.',
  ],
  [
    'Laporan ganda',
    'archive',
    'Masalah yang sama sudah ditangani dalam laporan lain. Tindak lanjutnya disampaikan di sana.',
  ],
  [
    'Dalam proses hukum',
    'archive',
    'Perkara dalam laporan #{{trackingId}} sedang diperiksa pengadilan, sehingga tidak dapat kami tindak lanjuti.',
  ],
  [
    'Selesai ditangani',
    'close',
    'Laporan #{{trackingId}} telah selesai ditangani. Terima kasih atas perhatian Saudara.',
  ],
  ['Pekerjaan belum tuntas', 'reopen', 'Hasil pekerjaan belum sesuai dan perlu ditangani kembali.'],
  ['Petugas berhalangan', 'assign', 'Petugas sebelumnya berhalangan. Mohon dilanjutkan sebelum {{dueDate}}.'],
  ['Sesuai bidang tugas', 'assign', 'Sesuai bidang tugas petugas yang bersangkutan.'],
  [
    'Hasil koordinasi',
    'note',
    'Hasil koordinasi tentang laporan #{{trackingId}}: (isi hasilnya). Langkah berikutnya oleh {{officerName}}.',
  ],
]

export const templates: readonly Template[] = lines.map(([name, actionType, text, categoryId], index) => ({
  id: identifierOf<TemplateId>(`templat-${String(index + 1).padStart(2, '0')}`),
  name,
  actionType,
  ...(categoryId === undefined ? {} : { categoryId: identifierOf<CategoryId>(categoryId) }),
  text,
}))

export const archiveReasons: Reference['archiveReasons'] = [
  { code: 'unclear', name: 'Laporan tidak jelas' },
  { code: 'out_of_scope', name: 'Di luar lingkup instansi' },
  { code: 'duplicate', name: 'Duplikat laporan lain' },
  { code: 'not_completed', name: 'Data tidak dilengkapi pelapor' },
  { code: 'in_court', name: 'Sedang dalam proses hukum' },
  { code: 'not_public_service', name: 'Bukan pelayanan publik' },
  { code: 'test_or_spam', name: 'Percobaan atau spam' },
]
