import type { CaseEventType } from '../../../shared/domain/case'
import type { PublicStatus } from '../../../shared/protocol/citizens'

/** DOMAIN.md's words for a status, and what it means for the citizen. */
export const statusWords: Readonly<
  Record<PublicStatus, { readonly name: string; readonly meaning: string }>
> = {
  received: {
    name: 'Diterima',
    meaning: 'Laporan Anda sudah masuk dan sedang diverifikasi sebelum diteruskan ke instansi.',
  },
  dispositioned: {
    name: 'Terdisposisi',
    meaning: 'Laporan sudah diteruskan ke instansi yang berwenang dan menunggu ditangani.',
  },
  in_progress: { name: 'Diproses', meaning: 'Instansi sedang menangani laporan ini.' },
  awaiting_reporter: {
    name: 'Ditunda, menunggu pelapor',
    meaning: 'Instansi memerlukan keterangan tambahan. Laporan dilanjutkan setelah pelapor membalas.',
  },
  answered: {
    name: 'Ditindaklanjuti',
    meaning: 'Instansi sudah memberi tanggapan. Tanpa balasan dari pelapor, laporan akan ditutup.',
  },
  closed: { name: 'Selesai', meaning: 'Laporan sudah selesai ditangani.' },
  archived: { name: 'Diarsipkan', meaning: 'Laporan ditutup tanpa tindak lanjut.' },
  returned: {
    name: 'Dikembalikan',
    meaning: 'Laporan dikembalikan ke admin nasional untuk diteruskan ke instansi lain.',
  },
}

/** What happened, as a heading in the timeline. */
export const eventWords: Readonly<Record<CaseEventType, string>> = {
  received: 'Laporan diterima',
  dispositioned: 'Didisposisikan ke instansi',
  accept: 'Mulai diproses',
  respond: 'Tanggapan instansi',
  note: 'Catatan',
  request_info: 'Instansi meminta data tambahan',
  forward: 'Diteruskan ke unit lain',
  assign: 'Petugas ditetapkan',
  return: 'Dikembalikan ke admin nasional',
  archive: 'Diarsipkan',
  close: 'Ditutup oleh instansi',
  reopen: 'Dibuka kembali',
  edit: 'Data laporan diperbarui',
  link_duplicate: 'Ditautkan dengan laporan lain',
  unlink_duplicate: 'Tautan laporan dilepas',
  reporter_replied: 'Balasan pelapor',
  auto_closed: 'Ditutup oleh sistem',
  rated: 'Pelapor memberi penilaian',
}
