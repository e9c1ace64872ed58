import type { Language } from '../../shared/bridge/desk'

/** What stands in the menu, and in the boxes that main shows itself. */
export interface MenuWords {
  readonly file: string
  readonly quit: string
  readonly report: string
  readonly edit: string
  readonly undo: string
  readonly redo: string
  readonly cut: string
  readonly copy: string
  readonly paste: string
  readonly selectAll: string
  readonly view: string
  readonly reload: string
  readonly developerTools: string
  readonly actualSize: string
  readonly larger: string
  readonly smaller: string
  readonly fullScreen: string
  readonly help: string
  readonly saveDiagnostics: string
  readonly about: string
  readonly aboutDetail: string
  readonly close: string
}

export const menuWords: Readonly<Record<Language, MenuWords>> = {
  id: {
    file: '&Berkas',
    quit: 'Keluar dari Program',
    report: '&Laporan',
    edit: '&Sunting',
    undo: 'Urungkan Ketikan',
    redo: 'Ulangi Ketikan',
    cut: 'Potong',
    copy: 'Salin',
    paste: 'Tempel',
    selectAll: 'Pilih Semua',
    view: '&Tampilan',
    reload: 'Muat Ulang',
    developerTools: 'Alat Pengembang',
    actualSize: 'Ukuran Semula',
    larger: 'Perbesar',
    smaller: 'Perkecil',
    fullScreen: 'Layar Penuh',
    help: 'B&antuan',
    saveDiagnostics: 'Simpan Berkas Diagnostik…',
    about: 'Tentang Meja Aduan',
    aboutDetail: 'Meja kerja petugas SP4N-LAPOR! Versi',
    close: 'Tutup',
  },
  en: {
    file: '&File',
    quit: 'Quit',
    report: '&Report',
    edit: '&Edit',
    undo: 'Undo Typing',
    redo: 'Redo Typing',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select All',
    view: '&View',
    reload: 'Reload',
    developerTools: 'Developer Tools',
    actualSize: 'Actual Size',
    larger: 'Zoom In',
    smaller: 'Zoom Out',
    fullScreen: 'Full Screen',
    help: '&Help',
    saveDiagnostics: 'Save Diagnostics File…',
    about: 'About Meja Aduan',
    aboutDetail: 'The officer’s desk for SP4N-LAPOR! Version',
    close: 'Close',
  },
}

/** Said in both languages: when the program cannot start, what the officer chose could not be read either. */
export const startFailedWords =
  'Meja Aduan tidak dapat dibuka. Pekerjaan yang tersimpan tetap aman di komputer ini. Coba buka sekali lagi; bila ' +
  'tetap gagal, hubungi bagian TI.\n\nMeja Aduan could not start. What was saved is safe on this computer. Open it ' +
  'once more; if that fails too, ask your IT staff.'
