import type { Topic } from './topic'

export const education: readonly Topic[] = [
  {
    sub: 'Pungutan Sekolah',
    units: ['bidang-smp', 'bidang-sd', 'dinas-pendidikan'],
    titles: [
      'Pungutan perpisahan {uang} di SMP negeri',
      'Siswa diwajibkan beli seragam di sekolah',
      'Uang komite dipaksa di SD {kelurahan}',
    ],
    situations: [
      'SMP negeri tempat anak saya sekolah di {kecamatan} mewajibkan uang perpisahan {uang} per siswa.',
      'Orang tua murid SD di {kelurahan} diwajibkan membeli seragam lewat sekolah dengan harga dua kali toko.',
      'Uang komite {uang} per bulan ditagih lewat anak-anak dan namanya ditulis di papan kalau belum bayar.',
    ],
    details: [
      'Katanya kesepakatan, tetapi kami tidak pernah diundang rapat.',
      'Rapor ditahan kalau belum lunas.',
      'Kwitansi tidak pernah diberikan.',
      'Saya buruh harian dengan tiga anak sekolah.',
    ],
    wishes: [
      'Mohon ditegur dan uangnya dikembalikan.',
      'Mohon sekolah diperiksa tanpa menyebut nama anak saya.',
    ],
    answers: [
      'Kepala sekolah telah dipanggil dan diinstruksikan menghentikan pungutan serta mengembalikan uang yang sudah terkumpul.',
      'Pengadaan seragam melalui sekolah tidak diwajibkan. Surat edaran telah dikirim ulang ke semua satuan pendidikan.',
      'Sumbangan komite bersifat sukarela. Pengawas sekolah akan memantau dan rapor sudah dibagikan kepada semua siswa.',
    ],
    question: 'Mohon disampaikan nama sekolah dan bukti permintaan, misalnya tangkapan layar grup kelas.',
  },
  {
    sub: 'Penerimaan Siswa Baru',
    units: ['dinas-pendidikan'],
    titles: ['Jalur domisili tidak menerima anak yang rumahnya dekat sekolah', 'Jual beli kursi SMP negeri'],
    situations: [
      'Rumah kami di {jalan} hanya 300 meter dari sekolah, tetapi anak saya tidak diterima jalur domisili.',
      'Ada orang menawarkan kursi di SMP negeri di {kecamatan} dengan bayaran {uang}.',
    ],
    details: [
      'Ada siswa dari kecamatan lain yang diterima.',
      'Situs pendaftaran galat terus pada hari terakhir.',
      'KK kami sudah lebih dari tiga tahun.',
    ],
    wishes: ['Mohon dicek titik koordinatnya.', 'Mohon diusut.'],
    answers: [
      'Hasil verifikasi menunjukkan koordinat rumah tersimpan keliru. Anak dapat masuk melalui pemenuhan kuota pada sekolah yang sama.',
      'Tawaran tersebut tidak benar. Laporan diteruskan ke Inspektorat dan masyarakat diminta tidak melayani.',
    ],
  },
  {
    sub: 'Sarana Sekolah',
    units: ['bidang-sd', 'bidang-smp'],
    titles: [
      'Atap kelas SD di {kelurahan} bocor',
      'Plafon kelas SD di {kelurahan} hampir runtuh',
      'Toilet sekolah di {kecamatan} tidak layak',
    ],
    situations: [
      'Atap dua ruang kelas SD di {kelurahan} bocor, kalau hujan murid dipulangkan.',
      'Toilet sekolah di {kecamatan} hanya satu yang bisa dipakai untuk {jumlah} puluh murid.',
    ],
    details: [
      'Plafonnya sudah jatuh sebagian pada {tanggal}.',
      'Murid kelas satu belajar di lantai.',
      'Guru patungan membeli ember.',
    ],
    wishes: ['Mohon diperbaiki sebelum ada yang celaka.'],
    answers: [
      'Tim sarana telah mendata kerusakan dan perbaikan atap dikerjakan mulai pekan depan dengan dana pemeliharaan darurat.',
      'Rehabilitasi toilet masuk paket tahun ini, sementara disediakan toilet portabel.',
    ],
  },
  {
    sub: 'Beasiswa',
    units: ['dinas-pendidikan'],
    classification: 'information_request',
    titles: ['Syarat beasiswa anak kurang mampu', 'Dana KIP belum cair'],
    situations: [
      'Anak saya berprestasi tetapi kami tidak mampu. Apakah Pemkot memiliki beasiswa?',
      'Dana KIP anak saya di {kecamatan} belum cair sejak {lama}.',
    ],
    details: ['Sekolah bilang sudah diusulkan.', 'Kami memegang surat keterangan tidak mampu.'],
    wishes: ['Mohon penjelasan.'],
    answers: [
      'Beasiswa kota dibuka setiap Agustus melalui sekolah dengan rapor dan surat keterangan dari kelurahan.',
      'Dana KIP menunggu aktivasi rekening. Mohon orang tua datang ke bank penyalur bersama operator sekolah.',
    ],
  },
  {
    sub: 'Tenaga Pendidik',
    units: ['dinas-pendidikan'],
    titles: ['Guru kelas sering tidak masuk di SD {kelurahan}', 'Honor guru kontrak terlambat'],
    situations: [
      'Guru kelas V di SD {kelurahan} jarang masuk sejak {lama}, anak-anak hanya diberi catatan.',
      'Honor guru kontrak kami belum dibayar {lama}.',
    ],
    details: [
      'Ujian tinggal {jumlah} hari lagi.',
      'Kepala sekolah mengatakan sedang sakit tetapi tidak ada pengganti.',
    ],
    wishes: ['Mohon ada guru pengganti.', 'Mohon dibayarkan.'],
    answers: [
      'Guru pengganti telah ditugaskan mulai Senin dan pengawas memantau pembelajaran.',
      'Honor telah diproses dan masuk rekening pada akhir pekan.',
    ],
  },
]

export const digital: readonly Topic[] = [
  {
    sub: 'Aplikasi Pemerintah',
    units: ['dinas-kominfo'],
    titles: [
      'Aplikasi layanan kota tidak bisa masuk',
      'Kode OTP aplikasi tidak pernah sampai',
      'Situs dinas menampilkan iklan judi',
    ],
    situations: [
      'Aplikasi layanan kota selalu keluar sendiri setelah memasukkan kata sandi sejak pembaruan {tanggal}.',
      'Kode OTP tidak pernah masuk ke nomor saya, sudah dicoba {jumlah} kali.',
      'Salah satu situs dinas kalau dibuka berpindah ke halaman judi.',
    ],
    details: [
      'Ponsel saya keluaran lama, tetapi sebelumnya lancar.',
      'Layanan bantuan di aplikasi tidak menjawab.',
      'Tangkapan layar bisa saya kirim.',
    ],
    wishes: ['Mohon segera diperbaiki.', 'Mohon ada cara masuk yang lain.', 'Mohon diamankan situsnya.'],
    answers: [
      'Kendala berasal dari pembaruan versi. Perbaikan telah dirilis, mohon aplikasi diperbarui.',
      'Gangguan pengiriman kode OTP dari penyedia pesan sudah pulih. Bila masih gagal, kode dapat diminta lewat surel.',
      'Halaman yang disusupi telah dibersihkan dan sandi pengelola diganti. Terima kasih atas kewaspadaannya.',
    ],
    question: 'Mohon disampaikan merek ponsel dan versi aplikasi yang dipakai.',
  },
  {
    sub: 'Jaringan Internet',
    units: ['dinas-kominfo', 'kecamatan'],
    titles: [
      'Kabel internet semrawut di {jalan}',
      'Kabel menjuntai di {jalan} tersangkut truk',
      'WiFi gratis taman {kecamatan} tidak berfungsi',
    ],
    situations: [
      'Kabel internet di {jalan} menjuntai rendah sampai tersangkut truk.',
      'WiFi gratis di taman {kecamatan} tidak bisa dipakai sejak {lama}.',
    ],
    details: ['Kabel putus dibiarkan di trotoar.', 'Anak-anak belajar daring harus ke rumah tetangga.'],
    wishes: ['Mohon ditertibkan operatornya.', 'Mohon diperbaiki.'],
    answers: [
      'Operator telah merapikan kabel di {jalan} setelah kami panggil. Penataan kabel bawah tanah dilakukan bertahap.',
      'Perangkat WiFi telah diganti dan berfungsi kembali.',
    ],
  },
  {
    sub: 'Penipuan Daring',
    units: ['dinas-kominfo'],
    titles: ['Akun palsu mengatasnamakan Wali Kota', 'Penipuan lowongan mengatasnamakan Pemkot'],
    situations: [
      'Saya dihubungi akun yang mengaku pejabat Pemkot dan diminta mentransfer {uang} untuk biaya bantuan.',
      'Beredar lowongan kerja mengatasnamakan dinas, pelamar diminta membayar {uang}.',
    ],
    details: ['Nomornya masih aktif sampai {tanggal}.', 'Sudah ada tetangga yang terlanjur mengirim.'],
    wishes: ['Mohon diumumkan agar tidak ada korban lagi.'],
    answers: [
      'Informasi tersebut palsu. Klarifikasi telah dimuat di kanal resmi dan akun dilaporkan ke penyedia layanan.',
    ],
  },
  {
    sub: 'Data Pribadi',
    units: ['dinas-kominfo'],
    titles: ['Daftar penerima bantuan dengan NIK tersebar di grup'],
    situations: [
      'Berkas daftar warga {kelurahan} lengkap dengan NIK dan nomor telepon tersebar di grup percakapan sejak {tanggal}.',
    ],
    details: ['Setelah itu banyak yang ditelepon penipu.', 'Berkasnya berkop kantor.'],
    wishes: ['Mohon dihapus dan diusut.'],
    answers: [
      'Kelurahan telah meminta berkas ditarik dan petugasnya dibina. Kami menyelenggarakan pelatihan perlindungan data bagi operator.',
    ],
  },
]

export const lapor: readonly Topic[] = [
  {
    sub: 'Tindak Lanjut Laporan',
    units: ['sekretariat', 'inspektorat'],
    titles: ['Laporan saya sebelumnya ditutup tanpa penyelesaian', 'Jawaban laporan tidak sesuai'],
    situations: [
      'Laporan saya tentang {jalan} ditutup dengan jawaban sudah dikerjakan, padahal di lapangan tidak ada perubahan.',
    ],
    details: ['Foto terbarunya saya ambil {tanggal}.', 'Sudah tiga kali melapor hal yang sama.'],
    wishes: ['Mohon dibuka kembali.', 'Mohon pejabatnya turun sendiri.'],
    answers: [
      'Kami mohon maaf. Laporan terdahulu telah ditinjau ulang dan pekerjaan dijadwalkan kembali dengan pengawasan langsung.',
    ],
    question: 'Mohon disampaikan nomor pelacakan laporan terdahulu.',
  },
  {
    sub: 'Aplikasi LAPOR!',
    units: ['dinas-kominfo', 'sekretariat'],
    classification: 'aspiration',
    titles: ['Usul laporan bisa dilampiri video'],
    situations: ['Saya sering melapor lewat aplikasi, tetapi lampiran foto sering gagal terunggah.'],
    details: ['Sinyal di {kelurahan} kurang bagus.', 'Kalau bisa dilanjutkan nanti tentu memudahkan.'],
    wishes: ['Semoga menjadi masukan.'],
    answers: ['Terima kasih, masukan diteruskan kepada pengelola nasional aplikasi.'],
  },
]

export const village: readonly Topic[] = [
  {
    sub: 'Perangkat Desa',
    units: ['kecamatan'],
    titles: [
      'Ketua RT di {kelurahan} tidak pernah di tempat',
      'Ketua RT {rtrw} sudah pindah tetapi masih menjabat',
    ],
    situations: [
      'Ketua RT kami di {rtrw} {kelurahan} pindah rumah tetapi masih menjabat, warga kesulitan meminta tanda tangan.',
    ],
    details: ['Sudah berlangsung {lama}.', 'Insentifnya tetap berjalan.'],
    wishes: ['Mohon diadakan pemilihan.'],
    answers: ['Lurah telah menunjuk pelaksana tugas dan pemilihan dijadwalkan bulan depan.'],
  },
  {
    sub: 'Dana Desa',
    units: ['kecamatan', 'inspektorat'],
    titles: ['Dana kelurahan untuk paving tidak jelas di {kelurahan}'],
    situations: ['Pekerjaan paving dari dana kelurahan di {rtrw} berhenti setengah jalan sejak {lama}.'],
    details: ['Papan proyek tertulis {uang}.', 'Materialnya diangkut lagi.'],
    wishes: ['Mohon diaudit.'],
    answers: ['Kecamatan telah memeriksa pekerjaan dan memerintahkan pelaksana melanjutkan dalam 14 hari.'],
  },
]
