import type { Topic } from './topic'

/** `Topik Lainnya`, the largest category: whatever citizens did not find a better place for. */
export const otherTopics: readonly Topic[] = [
  {
    sub: 'Lainnya',
    units: ['kecamatan'],
    titles: [
      'Anjing liar banyak di {kelurahan}',
      'Lahan kosong jadi semak di {jalan}',
      'Warga tidak dilayani di kantor lurah {kelurahan}',
    ],
    situations: [
      'Anjing liar di {rtrw} semakin banyak dan mengejar pengendara motor.',
      'Lahan kosong {patokan} di {jalan} sudah jadi hutan kecil, sarang ular dan biawak.',
      'Kantor lurah {kelurahan} kosong waktu saya datang {tanggal} pukul 10.00, hanya ada satu satpam.',
    ],
    details: [
      'Saya hanya butuh satu tanda tangan.',
      'Pemilik lahannya tidak diketahui.',
      'Tanggal {tanggal} seorang anak digigit.',
      'Sudah disampaikan ke RT tetapi tidak ada perubahan.',
    ],
    wishes: ['Mohon ditertibkan.', 'Mohon perhatian camat.', 'Mohon pelayanan diperbaiki.'],
    answers: [
      'Tim vaksinasi hewan dijadwalkan datang ke {rtrw} pekan ini.',
      'Kelurahan membersihkan lahan bersama warga dan menyurati pemiliknya.',
      'Camat {kecamatan} telah menegur staf yang meninggalkan tempat dan jadwal piket pelayanan dipasang di pintu.',
    ],
  },
  {
    sub: 'Lainnya',
    units: ['sekretariat', 'pemkot'],
    classification: 'aspiration',
    titles: [
      'Usul taman bermain anak di {kecamatan}',
      'Usul jam layanan sampai sore',
      'Saran hari bebas kendaraan di {kecamatan}',
    ],
    situations: [
      'Di Kecamatan {kecamatan} belum ada taman bermain, anak-anak bermain di jalan.',
      'Sebagai pekerja saya sulit mengurus surat karena kantor layanan tutup pukul 15.00.',
      'Hari bebas kendaraan selama ini hanya di pusat kota.',
    ],
    details: [
      'Ada lahan milik pemerintah {patokan} yang kosong.',
      'Sedikitnya {jumlah} keluarga mendukung usulan ini.',
      'Kota lain sudah melakukannya.',
    ],
    wishes: ['Semoga dipertimbangkan.', 'Mohon dibahas dalam musrenbang.'],
    answers: [
      'Terima kasih atas usulan Saudara. Usulan telah dicatat untuk musyawarah perencanaan pembangunan kecamatan tahun depan.',
      'Uji coba layanan sore dua kali seminggu sedang disiapkan bersama dinas terkait.',
      'Usulan perluasan hari bebas kendaraan akan dibahas bersama Dinas Perhubungan dan kecamatan.',
    ],
  },
  {
    sub: 'Lainnya',
    units: ['dinas-perdagangan'],
    titles: ['Atap los {pasar} bocor', 'Kamar mandi {pasar} berbayar tetapi kotor'],
    situations: [
      'Atap los basah {pasar} bocor di {jumlah} titik, dagangan kami rusak kalau hujan.',
      'Kamar mandi {pasar} kotor dan airnya sering habis padahal tetap ditarik bayaran.',
    ],
    details: ['Retribusi kami bayar tiap hari.', 'Pengelola bilang menunggu anggaran.'],
    wishes: ['Mohon diperbaiki.', 'Mohon pengelolanya ditegur.'],
    answers: [
      'Pengelola pasar mengganti lembar atap yang bocor dan selesai dalam tiga hari.',
      'Petugas kebersihan ditambah dan tarif dipasang secara terbuka.',
    ],
  },
  {
    sub: 'Lainnya',
    units: ['sekretariat'],
    classification: 'information_request',
    titles: [
      'Cara meminta data anggaran kegiatan',
      'Nomor layanan darurat kota',
      'Jadwal pelayanan mal pelayanan publik',
    ],
    situations: [
      'Saya mahasiswa dan membutuhkan data anggaran pemeliharaan kota untuk skripsi.',
      'Nomor layanan darurat yang saya simpan tidak aktif lagi.',
      'Apakah mal pelayanan publik buka hari Sabtu?',
    ],
    details: ['Sudah mencari di situs tetapi tidak ada.', 'Saya tinggal di {kecamatan}.'],
    wishes: ['Mohon informasinya.', 'Terima kasih sebelumnya.'],
    answers: [
      'Permohonan informasi publik diajukan melalui PPID dengan formulir dan salinan KTP, dijawab paling lambat 10 hari kerja.',
      'Layanan darurat kota dapat dihubungi di 112, bebas pulsa, 24 jam.',
      'Mal Pelayanan Publik buka Senin sampai Jumat pukul 08.00 sampai 15.00.',
    ],
  },
  {
    sub: 'Lainnya',
    units: ['satpol-pp', 'dinas-sosial'],
    titles: [
      'Anak jalanan dan pengemis di simpang {jalan}',
      'Anak kecil disuruh mengemis di {jalan}',
      'Orang dengan gangguan jiwa berkeliaran di {kelurahan}',
    ],
    situations: [
      'Di simpang {jalan} setiap sore ada anak kecil yang disuruh mengemis, orang dewasanya menunggu di seberang.',
      'Seorang laki-laki dengan gangguan jiwa berkeliaran membawa kayu di {kelurahan} sejak {lama}.',
    ],
    details: [
      'Anaknya masih sekitar lima tahun.',
      'Warga takut keluar setelah pukul {jam}.',
      'Keluarganya tidak diketahui.',
    ],
    wishes: ['Mohon dijangkau dengan baik.', 'Mohon segera ditangani.'],
    answers: [
      'Tim reaksi cepat telah menjangkau dan membawa yang bersangkutan ke rumah perlindungan untuk asesmen.',
      'Penjangkauan dilakukan bersama puskesmas, pasien dirujuk ke rumah sakit jiwa.',
    ],
  },
]

/** Of these, some lie in the scope of the officer that the README names, so that her share can be kept exactly. */
export const otherPublicWorks: readonly Topic[] = [
  {
    sub: 'Lainnya',
    units: ['bidang-rth', 'dinas-lh'],
    titles: [
      'Taman di {kecamatan} rusak dan gelap',
      'Taman {kelurahan} tidak terawat',
      'Ayunan taman {kelurahan} membahayakan',
    ],
    situations: [
      'Taman {patokan} di {kelurahan} tidak terawat, rumputnya tinggi dan lampunya mati.',
      'Ayunan di taman {kelurahan} putus rantainya dan besinya tajam.',
    ],
    details: [
      'Malam hari dipakai minum-minum.',
      'Anak saya terluka tangannya {tanggal}.',
      'Air mancurnya jadi sarang nyamuk.',
    ],
    wishes: ['Mohon dirawat kembali.', 'Mohon diganti.'],
    answers: [
      'Regu pertamanan telah memangkas rumput dan memperbaiki lampu taman.',
      'Alat bermain yang rusak sudah dibongkar dan penggantinya dipasang bulan depan.',
    ],
    question: 'Mohon disampaikan nama taman atau patokan terdekat.',
  },
  {
    sub: 'Lainnya',
    units: ['dinas-pu', 'bidang-jalan'],
    titles: [
      'Trotoar {jalan} pecah dan berlubang',
      'Material proyek ditinggal di {jalan}',
      'Paving lorong {rtrw} {kelurahan} amblas',
    ],
    situations: [
      'Ubin trotoar di {jalan} {patokan} pecah dan beberapa lubangnya langsung ke saluran.',
      'Sisa pasir dan batu proyek ditinggal di pinggir {jalan} sejak {lama}.',
      'Paving lorong {rtrw} Kelurahan {kelurahan} amblas setelah dilewati truk.',
    ],
    details: [
      'Orang tua saya terkilir {tanggal}.',
      'Kalau hujan pasirnya hanyut ke got.',
      'Pekerjanya sudah tidak pernah datang.',
    ],
    wishes: ['Mohon dirapikan.', 'Mohon pelaksananya ditegur.', 'Mohon diperbaiki.'],
    answers: [
      'Trotoar di {jalan} telah diperbaiki sementara dengan beton. Penggantian ubin menunggu pengadaan.',
      'Pelaksana telah mengangkut sisa material setelah ditegur pengawas lapangan.',
      'Lorong tersebut akan ditangani Satgas pekan depan bersama swadaya warga.',
    ],
    question: 'Mohon dilampirkan foto dan panjang kerusakan kira-kira.',
  },
]
