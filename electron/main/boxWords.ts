import type { Language } from '../../shared/bridge/desk'
import type { UnsentCount } from './page/closing'

/** What stands in the boxes that main shows itself: about a page that may not be there. */
export interface BoxWords {
  readonly unsentTitle: (unsent: UnsentCount) => string
  readonly unsentDetail: (unsent: UnsentCount) => string
  readonly close: string
  readonly cancel: string
  readonly pageDied: string
  readonly pageDiedDetail: string
  readonly reload: string
  readonly quit: string
  readonly diagnosticsTitle: string
  readonly diagnosticsFailed: string
  readonly saveReportFile: string
}

export const boxWords: Readonly<Record<Language, BoxWords>> = {
  id: {
    unsentTitle: ({ total }) => `${total.toLocaleString('id-ID')} pekerjaan belum terkirim.`,
    unsentDetail: ({ needsYou }) =>
      'Semuanya tersimpan di komputer ini dan dikirim saat program dibuka lagi.' +
      (needsYou > 0 ? ` ${needsYou.toLocaleString('id-ID')} di antaranya perlu Anda.` : ''),
    close: 'Tutup',
    cancel: 'Batal',
    pageDied: 'Tampilan program berulang kali terhenti.',
    pageDiedDetail:
      'Pekerjaan yang tersimpan tetap aman di komputer ini. Muat ulang untuk melanjutkan; bila terulang, hubungi bagian TI.',
    reload: 'Muat ulang',
    quit: 'Tutup program',
    diagnosticsTitle: 'Simpan berkas diagnostik',
    diagnosticsFailed:
      'Berkas tidak dapat ditulis di tempat itu. Periksa ruang diska dan izin foldernya, lalu pilih tempat lain.',
    saveReportFile: 'Simpan lampiran',
  },
  en: {
    unsentTitle: ({ total }) =>
      total === 1
        ? '1 action is not sent yet.'
        : `${total.toLocaleString('en-GB')} actions are not sent yet.`,
    unsentDetail: ({ needsYou }) =>
      'Everything is saved on this computer and is sent when the program is opened again.' +
      (needsYou > 0 ? ` ${needsYou.toLocaleString('en-GB')} of them need you.` : ''),
    close: 'Close',
    cancel: 'Cancel',
    pageDied: 'The program’s view has stopped again and again.',
    pageDiedDetail:
      'What was saved is safe on this computer. Reload to go on; if it happens again, ask your IT staff.',
    reload: 'Reload',
    quit: 'Close the program',
    diagnosticsTitle: 'Save the diagnostics file',
    diagnosticsFailed:
      'The file cannot be written there. Check the disk space and the folder’s permissions, then choose another place.',
    saveReportFile: 'Save attachment',
  },
}
