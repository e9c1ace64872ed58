import type { Topic } from './topic'

export const social: readonly Topic[] = [
  {
    sub: 'Bantuan Sosial',
    units: ['dinas-sosial', 'dinas-sosial', 'kecamatan'],
    titles: [
      'Tidak pernah terima bansos padahal terdata',
      'Pemotongan bantuan di Kelurahan {kelurahan}',
      'Penerima bansos tidak tepat sasaran di {rtrw}',
    ],
    situations: [
      'Saya janda dengan tiga anak di {kelurahan} {rtrw}, nama saya ada di data tetapi sejak {lama} tidak pernah menerima bantuan.',
      'Waktu pencairan bantuan {tanggal} di {kelurahan}, tiap penerima dimintai {uang} dengan alasan uang lelah.',
      'Di lingkungan kami yang punya mobil menerima bantuan, sedangkan tukang becak di sebelah rumahnya tidak.',
    ],
    details: [
      'Saya sudah ke kelurahan dua kali dan disuruh menunggu musyawarah.',
      'Yang menolak membayar diancam dicoret.',
      'Kartu saya dipegang orang lain sejak pendataan.',
      'Suami saya sakit dan tidak bisa bekerja.',
    ],
    wishes: [
      'Mohon dicek data saya.',
      'Mohon diperiksa dan uangnya dikembalikan.',
      'Mohon pendataan ulang yang jujur.',
    ],
    answers: [
      'Berdasarkan penelusuran, data Saudara tercatat tetapi berstatus belum padan dengan Dukcapil. Perbaikan telah diusulkan melalui operator kelurahan dan dapat dipantau bulan depan.',
      'Kami telah memanggil petugas lapangan untuk klarifikasi. Dana yang dipungut sudah dikembalikan kepada penerima disaksikan lurah dan ketua RW.',
      'Usulan perbaikan data penerima akan dibahas dalam musyawarah kelurahan tanggal 20 bulan ini. Saudara dapat hadir sebagai warga.',
    ],
    question:
      'Mohon disampaikan nama lengkap sesuai KTP dan alamat agar data penerima dapat dicek. NIK cukup disampaikan langsung di kantor.',
  },
  {
    sub: 'Program Keluarga Harapan',
    units: ['dinas-sosial'],
    titles: ['PKH terhenti tanpa pemberitahuan', 'Buku rekening PKH belum diterima'],
    situations: [
      'Bantuan PKH saya terhenti sejak {lama} tanpa ada penjelasan dari pendamping.',
      'Saya sudah dinyatakan penerima PKH tetapi kartu dan buku rekening belum diserahkan.',
    ],
    details: [
      'Anak saya dua masih sekolah dasar dan satu balita.',
      'Pendamping susah dihubungi.',
      'Tetangga dengan keadaan sama masih menerima.',
    ],
    wishes: ['Mohon penjelasan penyebabnya.', 'Mohon dibantu agar cair lagi.'],
    answers: [
      'Bantuan terhenti karena perubahan komponen keluarga pada pemutakhiran data. Pendamping akan mengunjungi rumah Saudara pekan ini untuk verifikasi.',
      'Kartu tersedia di bank penyalur cabang Slamet Riyadi. Mohon datang dengan KTP dan KK asli.',
    ],
  },
  {
    sub: 'Program Sembako',
    units: ['dinas-sosial'],
    titles: ['Beras bantuan berkutu di {kelurahan}'],
    situations: [
      'Beras bantuan yang kami terima {tanggal} di {kelurahan} berkutu, berbau apek, dan warnanya kekuningan.',
    ],
    details: [
      'Setidaknya {jumlah} keluarga mendapat beras yang sama.',
      'Agennya bilang terima saja apa adanya.',
    ],
    wishes: ['Mohon diganti dengan beras layak.'],
    answers: [
      'Penyalur telah menarik dan mengganti beras tersebut. Pemeriksaan mutu di gudang agen dilakukan sebelum penyaluran berikutnya.',
    ],
  },
  {
    sub: 'Penyandang Disabilitas',
    units: ['dinas-sosial'],
    classification: 'aspiration',
    titles: ['Trotoar {jalan} sulit dilalui kursi roda', 'Permohonan kursi roda untuk warga {kelurahan}'],
    situations: [
      'Ubin pemandu di trotoar {jalan} terputus-putus dan tertutup lapak, sehingga tunanetra tidak bisa lewat.',
      'Paman saya di {kelurahan} lumpuh sejak {lama} dan membutuhkan kursi roda.',
    ],
    details: [
      'Sudah dua kali teman kami jatuh ke got.',
      'Keluarga tidak mampu membeli sendiri, harganya sekitar {uang}.',
    ],
    wishes: ['Mohon diperhatikan kebutuhan kami.', 'Mohon dibantu pengadaannya.'],
    answers: [
      'Masukan ini kami sampaikan dalam rencana penataan trotoar agar ramah disabilitas.',
      'Asesmen telah dilakukan pekerja sosial dan bantuan kursi roda diserahkan setelah berkas lengkap.',
    ],
  },
]

export const population: readonly Topic[] = [
  {
    sub: 'KTP Elektronik',
    units: ['dinas-dukcapil', 'dinas-dukcapil', 'kecamatan'],
    titles: [
      'KTP elektronik belum dicetak {lama}',
      'Antrean perekaman KTP di kecamatan {kecamatan}',
      'Calo KTP di sekitar kantor',
    ],
    situations: [
      'Saya sudah perekaman KTP elektronik di Kecamatan {kecamatan} sejak {lama}, sampai sekarang belum dicetak.',
      'Antrean perekaman di kantor Kecamatan {kecamatan} hanya {jumlah} orang sehari, warga datang dari pukul 05.00.',
      'Di sekitar kantor ada orang menawarkan cetak KTP sehari jadi dengan bayaran {uang}.',
    ],
    details: [
      'Setiap ditanya jawabannya blangko kosong.',
      'Saya butuh untuk melamar kerja, batasnya pekan depan.',
      'Petugas loket menyuruh kembali besok tanpa alasan.',
    ],
    wishes: ['Mohon kepastian.', 'Mohon kuota ditambah.', 'Mohon ditertibkan.'],
    answers: [
      'KTP elektronik atas nama pelapor telah dicetak dan dapat diambil di kantor Kecamatan {kecamatan} pada jam kerja dengan membawa KK.',
      'Mulai pekan ini kuota perekaman di Kecamatan {kecamatan} ditambah dan layanan dibuka hari Sabtu.',
      'Layanan kependudukan tidak dipungut biaya. Petugas keamanan telah menertibkan perantara di sekitar kantor.',
    ],
    question: 'Mohon disampaikan tanggal perekaman dan nama lengkap. NIK tidak perlu ditulis di laporan ini.',
  },
  {
    sub: 'Kartu Keluarga',
    units: ['dinas-dukcapil'],
    classification: 'information_request',
    titles: ['Cara pisah KK setelah menikah', 'Perbaikan nama di Kartu Keluarga'],
    situations: [
      'Saya menikah {tanggal} dan ingin pisah KK dari orang tua di {kelurahan}.',
      'Nama ibu saya di KK berbeda satu huruf dengan ijazah.',
    ],
    details: ['Apakah bisa lewat aplikasi saja tanpa datang ke kantor?', 'Berapa lama prosesnya?'],
    wishes: ['Mohon dijelaskan syaratnya.'],
    answers: [
      'Pisah KK diajukan melalui aplikasi layanan Dukcapil dengan mengunggah buku nikah dan KK lama, selesai dalam tiga hari kerja dan dapat dicetak sendiri.',
      'Perbaikan elemen data dilakukan dengan membawa ijazah atau akta kelahiran asli ke loket layanan.',
    ],
  },
  {
    sub: 'Akta Kelahiran',
    units: ['dinas-dukcapil'],
    titles: ['Akta kelahiran anak belum terbit', 'Salah tulis di akta kelahiran'],
    situations: [
      'Permohonan akta kelahiran anak saya lewat aplikasi ditolak tiga kali dengan alasan foto buram, padahal jelas.',
      'Tempat lahir di akta anak saya tertulis salah.',
    ],
    details: ['Anak mau masuk sekolah dan wajib ada akta.', 'Saya kerja harian, kalau izin tidak dibayar.'],
    wishes: ['Mohon dibantu.'],
    answers: [
      'Berkas telah kami verifikasi ulang dan akta terbit dengan tanda tangan elektronik. Tautan unduhan dikirim ke surel pemohon.',
    ],
  },
  {
    sub: 'Pindah Datang',
    units: ['dinas-dukcapil', 'kecamatan'],
    classification: 'information_request',
    titles: ['Syarat pindah domisili dari Gowa ke {kecamatan}'],
    situations: [
      'Saya pindah dari Kabupaten Gowa ke Kelurahan {kelurahan} dan sudah memegang surat keterangan pindah.',
    ],
    details: [
      'RT meminta {uang} untuk pengantar, apakah memang ada biaya?',
      'Apakah suratnya masih berlaku setelah {lama}?',
    ],
    wishes: ['Mohon informasi alurnya.'],
    answers: [
      'Pindah datang tidak lagi memerlukan pengantar RT dan tidak dipungut biaya. Cukup membawa SKPWNI dan KK ke kantor kecamatan.',
    ],
  },
]
