/** Words for the lock, the PIN, and removing an officer's data from a computer. */
export const lock = {
  lock: {
    command: 'Kunci meja',
    pin: 'PIN',
    intro: 'Laporan milik {name} tertutup. Tulis PIN untuk melanjutkan.',
    forgotten: 'Lupa PIN',
    forgottenTitle: 'Ganti PIN yang terlupa',
    forgottenIntro:
      'Masuk dengan akun SP4N-LAPOR! Anda dan pilih PIN baru. Pekerjaan yang belum terkirim tetap ada; laporan diambil ulang dari sistem nasional.',
    notForgotten: 'Kembali ke PIN',
    otherOfficer: 'Ganti petugas',
    allSent: 'Semua pekerjaan sudah terkirim.',
    sending: '{n} tindakan belum terkirim; pengiriman tetap berjalan selama meja terkunci.',
    sentWhenReached: '{n} tindakan belum terkirim; dikirim begitu sistem nasional terjangkau.',
    sentAfterUnlock:
      '{n} tindakan belum terkirim; dikirim setelah meja dibuka dan laporan diambil dari sistem nasional.',
    sentAfterSignIn: '{n} tindakan belum terkirim; dikirim setelah meja dibuka dan Anda masuk lagi.',
    needsYou: '{n} tindakan menunggu keputusan Anda.',
    missing: { pin: 'Isi PIN terlebih dahulu.', passphrase: 'Isi frasa sandi terlebih dahulu.' },
    notice: 'Meja ini belum dapat dikunci. Pilih PIN agar laporan tertutup saat Anda pergi.',
    later: 'Nanti',
    chooseTitle: 'Pilih PIN',
    changeTitle: 'Ganti PIN',
    chooseIntro:
      'PIN membuka meja yang terkunci di komputer ini. Bila terlupa, Anda cukup masuk lagi dengan akun SP4N-LAPOR! saat tersambung.',
    neededIntro:
      'Instansi Anda meminta meja terkunci sendiri saat ditinggalkan. Pilih PIN untuk membukanya kembali.',
    presentPin: 'PIN sekarang',
    newPin: 'PIN baru',
    newPinHint: 'Paling sedikit {shortest} angka, atau kata sandi. Jangan yang berurutan atau berulang.',
    pinAgain: 'Ulangi PIN baru',
    different: 'Kedua PIN tidak sama. Tulis ulang keduanya.',
    renew: 'Ganti juga kunci laporan',
    renewWhy:
      'Pilih ini bila orang lain mungkin tahu PIN lama. Meja terkunci, lalu semua laporan diambil ulang; perlu sambungan.',
    choose: 'Pilih PIN ini',
    change: 'Ganti',
    idleMinutes: 'Terkunci sendiri setelah (menit)',
    never: 'Tidak',
    longest: 'Instansi Anda mengizinkan paling lama {n} menit.',
    openedByPin: 'Meja yang terkunci dibuka dengan PIN.',
    openedByPassphrase: 'Meja yang terkunci dibuka dengan frasa sandi komputer ini.',
    noPin: 'Meja dapat dikunci setelah Anda memilih PIN.',
  },
  removal: {
    command: 'Hapus dari komputer ini',
    title: 'Hapus semua milik Anda dari komputer ini?',
    body: 'Laporan, draf, lampiran, dan kuncinya dihapus dari komputer ini dan tidak dapat dikembalikan. Yang sudah terkirim tetap ada di sistem nasional.',
    allSent: 'Semua tindakan sudah terkirim.',
    unsent: '{n} tindakan belum terkirim dan akan hilang bila dihapus sekarang.',
    sendFirst: 'Kirim dahulu',
    confirm: 'Hapus',
    confirmUnsent: 'Hapus tanpa mengirim',
    failed: 'Belum terhapus seluruhnya. Coba lagi; bila program ditutup, sisanya dihapus saat dibuka lagi.',
    told: {
      wish: 'Semua milik Anda sudah dihapus dari komputer ini.',
      revoked:
        'Sistem nasional mencabut izin komputer ini, jadi semua data Anda di sini sudah dihapus. Hubungi admin instansi Anda.',
    },
  },
} as const
