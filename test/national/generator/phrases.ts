/** Phrases that any report, note or reply may hold, whatever it is about. Words in braces as in topics/topic.ts. */

export const greetings = [
  '',
  '',
  '',
  '',
  '',
  'Assalamualaikum warahmatullahi wabarakatuh.',
  'Selamat pagi, Bapak/Ibu admin.',
  'Yth. Bapak {kepala},',
  'Selamat siang, mohon izin melapor.',
  'Kepada Yth. dinas terkait,',
  'Mohon maaf sebelumnya mengganggu waktunya.',
] as const

export const histories = [
  'Sebelumnya sudah saya sampaikan ke ketua RT dan diteruskan ke kelurahan, tetapi sampai laporan ini saya tulis belum ada tindakan.',
  'Saya pernah melapor lewat nomor pengaduan, katanya akan ditindaklanjuti, sudah {lama} tidak ada kabar.',
  'Ini baru pertama kali saya melapor.',
  'Warga sudah dua kali bersurat ke kantor kecamatan.',
  'Tetangga juga mengeluhkan hal yang sama dan bersedia menjadi saksi.',
  'Sejauh ini kami hanya bisa bersabar.',
  'Foto keadaannya saya ambil {tanggal} dan bisa saya kirim bila diperlukan.',
] as const

export const closings = [
  '',
  '',
  '',
  'Terima kasih atas perhatiannya.',
  'Demikian laporan kami, semoga segera ditindaklanjuti.',
  'Terima kasih, salam dari warga {kelurahan}.',
  'Kami menunggu kabar baiknya. Terima kasih.',
] as const

/** For the few who tell everything from the beginning. */
export const chronicle = [
  'Pada {tanggal} saya datang ke kantor kelurahan dan diterima seorang staf, beliau mencatat keluhan saya di buku tamu tetapi tidak memberi tanda terima.',
  'Kira-kira sepekan kemudian saya menanyakan lagi dan dijawab bahwa suratnya masih di meja pimpinan.',
  'Pada {tanggal} ada dua orang berseragam datang memotret, tidak memperkenalkan diri, lalu pergi sebelum saya sempat bertanya.',
  'Saya juga menelepon nomor yang tertera di spanduk layanan, berdering tetapi tidak diangkat, saya coba {jumlah} kali dalam sehari.',
  'Istri saya kemudian menulis di kolom komentar media sosial dinas, dibalas dengan ucapan terima kasih saja.',
  'Dalam rapat warga {rtrw} pada {tanggal} hal ini dibicarakan dan disepakati saya yang mewakili untuk melapor.',
  'Perlu saya sampaikan bahwa kami bukan mencari siapa yang salah, kami hanya ingin keadaan kembali seperti semula.',
  'Sebagai gambaran, setiap hari kira-kira {jumlah} keluarga terkena akibatnya, termasuk tiga orang lansia yang tinggal sendiri.',
  'Biaya yang sudah kami keluarkan sendiri sampai hari ini kurang lebih {uang}, dikumpulkan dari warga seikhlasnya.',
  'Sekitar pukul {jam} pada {tanggal} kejadiannya terulang, kali ini disaksikan juga oleh pengurus masjid.',
  'Saya lampirkan urutan kejadian ini agar tidak perlu ditanya dari awal setiap kali berganti petugas.',
  'Anak saya yang kuliah menyarankan melapor lewat SP4N-LAPOR! supaya ada nomor pelacakan yang bisa dipantau.',
  'Kalau memang ini bukan wewenang {pemda}, mohon disampaikan harus ke mana, jangan kami dibiarkan menunggu.',
  'Patokannya mudah: {patokan}, dari arah {jalan} masuk sedikit, tanyakan saja kepada warga di situ.',
] as const

export const answerOpenings = [
  'Yth. Pelapor, terima kasih atas laporan yang disampaikan.',
  'Terima kasih telah menyampaikan laporan melalui SP4N-LAPOR!.',
  'Yth. Saudara Pelapor, laporan Anda telah kami tindak lanjuti.',
  'Menanggapi laporan Saudara, dapat kami sampaikan sebagai berikut.',
  'Selamat siang. Terima kasih atas kepedulian Saudara terhadap {daerah}.',
] as const

export const answerClosings = [
  'Apabila masih ada kendala, Saudara dapat membalas laporan ini.',
  'Demikian kami sampaikan, terima kasih.',
  'Mohon kesediaan Saudara memberi penilaian atas tindak lanjut ini.',
  'Perkembangan selanjutnya akan kami sampaikan melalui laporan ini.',
] as const

export const notes = [
  'Sudah dihubungi lewat telepon, pelapor bersedia mendampingi saat peninjauan.',
  'Nomor pelapor tidak aktif, dicoba dua kali pagi dan sore.',
  'Diteruskan ke koordinator lapangan, diminta laporan foto sebelum Jumat.',
  'Menunggu jadwal alat, antrean masih dua lokasi lagi.',
  'Lokasinya di perbatasan dua kelurahan, perlu dipastikan dulu wilayahnya.',
  'Mirip dengan laporan pekan lalu di jalan yang sama, kemungkinan penyebabnya satu.',
  'Kepala bidang minta draf tanggapan diperlihatkan dulu sebelum dikirim.',
  'Anggaran pemeliharaan triwulan ini tinggal sedikit, usulkan ke perubahan.',
  'Sudah koordinasi dengan lurah, beliau membenarkan keadaan di lapangan.',
  'Foto hasil pekerjaan sudah masuk dari petugas, tinggal disusun tanggapannya.',
  'Pelapor meminta dikabari lewat pesan, jangan ditelepon pada jam kerja.',
] as const

export const questions = [
  'Mohon dilengkapi foto terbaru dan patokan lokasi yang lebih jelas agar petugas kami tidak keliru.',
  'Mohon disampaikan kapan terakhir kali kejadian tersebut dan apakah masih berlangsung sampai sekarang.',
  'Agar dapat kami proses, mohon disebutkan alamat lengkap beserta RT/RW.',
] as const

export const replies = [
  'Lokasinya {patokan}, {jalan}, {rtrw}. Sampai hari ini keadaannya masih sama.',
  'Baik, fotonya sudah saya siapkan. Patokannya {patokan}, dari jalan besar sekitar {jumlah} meter.',
  'Terakhir terjadi {tanggal} sekitar pukul {jam}. Mohon segera ya, Pak/Bu.',
  'Alamatnya {jalan} {rtrw} Kelurahan {kelurahan}. Silakan hubungi saya sebelum datang.',
] as const

export const dissatisfied = [
  'Mohon maaf, sampai hari ini di lapangan belum ada perubahan. Mohon dicek kembali.',
  'Petugas memang datang, tetapi pekerjaannya baru sebagian dan yang {patokan} belum disentuh.',
  'Terima kasih, tetapi jawaban ini belum menjawab pertanyaan saya soal kapan selesainya.',
  'Sudah dikerjakan tetapi rusak lagi setelah hujan {tanggal}.',
] as const

export const closingWords = [
  'Pekerjaan telah selesai dan dikonfirmasi pelapor melalui telepon.',
  'Ditutup karena tindak lanjut telah tuntas.',
  'Pelapor menyatakan puas dan laporan ditutup.',
] as const

/** By archive reason. */
export const archiveWords = {
  unclear: 'Laporan tidak memuat lokasi maupun kejadian yang dapat ditindaklanjuti.',
  out_of_scope: 'Hal yang disampaikan berada di luar lingkup pelayanan publik {pemda}.',
  not_completed:
    'Pelapor tidak melengkapi data sampai batas waktu yang ditentukan. Laporan baru dapat disampaikan kapan saja.',
  duplicate:
    'Laporan yang sama sudah kami tangani. Perkembangannya kami sampaikan pada laporan yang pertama.',
  in_court: 'Perkara ini sedang diperiksa di pengadilan. Kami menunggu putusan yang berkekuatan hukum tetap.',
  not_public_service: 'Permasalahan ini merupakan sengketa antarwarga dan bukan pelayanan publik.',
  test_or_spam: 'Laporan ini berupa percobaan atau promosi.',
} as const

/** What goes with a case to another unit; the public does not read it. */
export const forwardWords = [
  'Sesuai tugas pokok mohon ditangani dan dilaporkan hasilnya.',
  'Lokasinya di wilayah kerja unit ini, mohon ditinjau lebih dulu.',
  'Bukan pada kami, mohon diterima dan ditindaklanjuti.',
  'Mohon dicek, bila perlu hubungi pelapor lebih dulu.',
] as const

/** Why a supervisor gave a case to somebody. */
export const assignReasons = [
  '',
  '',
  'Mohon ditangani hari ini.',
  'Wilayahnya sesuai tugas Saudara.',
  'Lanjutkan, pernah menangani laporan serupa di sini.',
] as const

export const passOnReasons = [
  'Petugas sebelumnya sedang dinas luar.',
  'Beban kerja dibagi rata pekan ini.',
  'Cuti sampai akhir pekan, mohon dilanjutkan.',
] as const

export const letGoReasons = [
  'Saya lepas dulu, menunggu arahan pimpinan.',
  'Salah ambil, bukan bagian saya.',
] as const

export const reopenReasons = [
  'Pelapor menyampaikan lewat telepon bahwa pekerjaan belum tuntas.',
  'Hasil pemeriksaan ulang di lapangan menunjukkan masih ada yang perlu diperbaiki.',
  'Ditutup terlalu cepat, tindak lanjut masih berjalan.',
] as const

/** Why an institution hands a case back to the national admin. */
export const returnReasons = [
  'Laporan ini bukan kewenangan kami. Mohon diteruskan kepada instansi yang berwenang.',
  'Setelah dicek, lokasi dan urusannya berada pada instansi lain.',
  'Urusan ini tidak termasuk tugas pokok kami sehingga kami kembalikan untuk didisposisikan ulang.',
] as const

/** To a closed case, once the days in which a reply opens it again are over. */
export const lateReplies = [
  'Terima kasih, sampai sekarang keadaannya tetap baik.',
  'Sekadar mengabarkan, sudah dua minggu aman. Terima kasih banyak.',
  'Maaf baru sempat membalas, pekerjaannya bagus.',
] as const
