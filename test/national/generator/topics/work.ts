import type { Topic } from './topic'

export const employment: readonly Topic[] = [
  {
    sub: 'Pengupahan',
    units: ['dinas-ketenagakerjaan'],
    titles: [
      'Gaji di bawah UMK Makassar',
      'Gaji {lama} belum dibayar perusahaan',
      'Upah lembur tidak dibayar',
    ],
    situations: [
      'Saya bekerja di sebuah toko di {jalan} dengan gaji {uang} sebulan, jauh di bawah upah minimum kota.',
      'Perusahaan tempat saya bekerja di {kecamatan} belum membayar gaji kami sejak {lama}.',
      'Kami sering diminta lembur sampai pukul {jam} tanpa dihitung upah lembur.',
    ],
    details: [
      'Karyawan lain sekitar {jumlah} orang mengalami hal yang sama.',
      'Tidak ada kontrak tertulis dan slip gaji.',
      'Yang protes langsung dirumahkan.',
      'Mohon nama saya jangan disampaikan ke perusahaan.',
    ],
    wishes: ['Mohon pengawas turun memeriksa.', 'Mohon hak kami dibayarkan.'],
    answers: [
      'Mediator hubungan industrial telah memanggil perusahaan untuk klarifikasi. Pengawasan upah dilimpahkan kepada UPT Pengawasan Ketenagakerjaan Provinsi dengan tembusan kepada Saudara.',
      'Perusahaan menyanggupi membayar tunggakan gaji dalam dua tahap dan menandatangani perjanjian bersama di kantor kami.',
      'Pemeriksaan daftar hadir menunjukkan lembur yang belum dihitung. Perusahaan diberi waktu 14 hari untuk membayar kekurangannya.',
    ],
    question: 'Mohon disampaikan nama perusahaan, alamat, dan bukti seperti slip gaji atau percakapan.',
  },
  {
    sub: 'Pemutusan Hubungan Kerja',
    units: ['dinas-ketenagakerjaan'],
    titles: ['Di-PHK lewat pesan singkat tanpa pesangon', 'Karyawan dirumahkan tanpa kejelasan'],
    situations: [
      'Setelah bekerja enam tahun di {kecamatan}, saya diberhentikan {tanggal} lewat pesan singkat tanpa pesangon.',
      'Kami {jumlah} orang dirumahkan tanpa kejelasan sejak {lama}.',
    ],
    details: [
      'Surat pengalaman kerja juga ditahan.',
      'Alasannya efisiensi, tetapi minggu berikutnya mereka menerima orang baru.',
      'Ijazah asli saya masih ditahan perusahaan.',
    ],
    wishes: ['Mohon dimediasi.', 'Mohon perusahaan dipanggil.'],
    answers: [
      'Permohonan perselisihan telah dicatat dan mediasi pertama dijadwalkan hari Selasa pukul 10.00 di kantor Dinas Ketenagakerjaan.',
      'Perusahaan telah dipanggil dan menyanggupi membayar upah selama karyawan dirumahkan. Perundingan lanjutan dijadwalkan pekan depan.',
    ],
    question: 'Mohon dilengkapi surat pemberhentian atau tangkapan layar pesan serta masa kerja.',
  },
  {
    sub: 'Tunjangan Hari Raya',
    units: ['dinas-ketenagakerjaan'],
    titles: ['THR belum dibayar oleh perusahaan di {jalan}', 'THR hanya berupa parsel'],
    situations: [
      'Perusahaan tempat saya bekerja di {jalan} tidak membayar THR tahun ini, hanya memberi parsel.',
    ],
    details: [
      'Masa kerja saya sudah empat tahun.',
      'Kami diminta menandatangani surat sudah menerima.',
      'Total karyawan {jumlah} orang.',
    ],
    wishes: ['Mohon ditindak sesuai aturan.'],
    answers: [
      'Posko THR telah memeriksa perusahaan dan menerbitkan nota agar THR dibayar penuh dalam tujuh hari.',
    ],
  },
  {
    sub: 'Jaminan Sosial Ketenagakerjaan',
    foreign: true,
    units: ['dinas-ketenagakerjaan'],
    titles: ['Iuran BPJS TK dipotong tetapi tidak disetor', 'Saldo JHT tidak sesuai'],
    situations: [
      'Gaji saya dipotong iuran BPJS Ketenagakerjaan setiap bulan, tetapi di aplikasi tidak ada setoran sejak {lama}.',
    ],
    details: ['HRD selalu menjawab sedang diurus.', 'Selisihnya sekitar {uang}.'],
    wishes: ['Mohon perusahaan diperiksa.'],
    answers: [
      'Kami bersama BPJS Ketenagakerjaan memanggil perusahaan. Tunggakan diakui dan dibayar bertahap mulai bulan ini.',
    ],
  },
  {
    sub: 'Pekerja Migran',
    units: ['dinas-ketenagakerjaan'],
    titles: ['Keponakan dijanjikan kerja ke luar negeri lalu ditelantarkan'],
    situations: [
      'Keponakan saya dari {kelurahan} membayar {uang} kepada penyalur untuk kerja di Malaysia, sampai di sana tidak ada pekerjaan.',
    ],
    details: ['Paspornya ditahan.', 'Kantor penyalur di {jalan} sudah kosong.'],
    wishes: ['Mohon dibantu pemulangannya.'],
    answers: [
      'Laporan diteruskan kepada BP3MI dan Perwakilan RI. Keluarga diminta melengkapi salinan paspor dan bukti pembayaran.',
    ],
  },
]

export const economy: readonly Topic[] = [
  {
    sub: 'Pajak Daerah',
    units: ['bapenda'],
    titles: [
      'PBB naik tiga kali lipat di {kelurahan}',
      'Tagihan PBB ganda',
      'Struk restoran tidak mencantumkan pajak',
    ],
    situations: [
      'PBB rumah saya di {jalan} tahun ini {uang}, naik hampir tiga kali dibanding tahun lalu.',
      'Saya menerima dua SPPT untuk bidang tanah yang sama di {kelurahan}.',
      'Rumah makan di {jalan} menarik pajak 10 persen tetapi struknya tulisan tangan.',
    ],
    details: [
      'Saya pensiunan dan luas tanahnya tidak berubah.',
      'Loket menyuruh membayar dulu baru mengajukan keberatan.',
      'Bukti bayarnya masih saya simpan.',
    ],
    wishes: ['Mohon ditinjau ulang.', 'Mohon dihapus salah satunya.', 'Mohon diperiksa.'],
    answers: [
      'Kenaikan berasal dari penyesuaian NJOP. Keberatan dan pengurangan bagi pensiunan dapat diajukan dengan formulir di loket atau aplikasi paling lambat tiga bulan sejak SPPT diterima.',
      'Objek ganda telah dihapus dari basis data dan SPPT yang benar dikirim ulang melalui kelurahan.',
      'Petugas telah memeriksa rumah makan dimaksud dan mewajibkan pemasangan alat perekam transaksi.',
    ],
    question: 'Mohon disampaikan Nomor Objek Pajak (NOP) yang tertera pada SPPT.',
  },
  {
    sub: 'Koperasi, Usaha Kecil, dan Menengah',
    units: ['dinas-koperasi'],
    classification: 'information_request',
    titles: [
      'Cara mendapat bantuan modal usaha kecil',
      'Simpanan di koperasi {kecamatan} tidak bisa ditarik',
    ],
    situations: [
      'Saya berjualan kue di {pasar} dan ingin tahu cara ikut program bantuan modal.',
      'Simpanan saya {uang} di koperasi di {kecamatan} tidak bisa ditarik sejak {lama}.',
    ],
    details: ['Sudah punya NIB.', 'Apakah harus menjadi anggota kelompok?'],
    wishes: ['Mohon informasinya.'],
    answers: [
      'Pendaftaran program pembinaan usaha mikro dibuka setiap triwulan melalui kecamatan dengan NIB, KTP, dan foto usaha.',
      'Pengurus koperasi telah kami panggil dan diminta menyampaikan jadwal pengembalian simpanan anggota.',
    ],
  },
  {
    sub: 'Perbankan',
    foreign: true,
    units: ['sekretariat'],
    titles: ['Penagih pinjaman mendatangi rumah dengan kasar'],
    situations: [
      'Penagih dari sebuah lembaga keuangan datang ke rumah saya di {kelurahan} pukul {jam} dan mengancam keluarga.',
    ],
    details: ['Cicilan saya baru terlambat {jumlah} hari.', 'Mereka memotret anak saya.'],
    wishes: ['Mohon perlindungan.'],
    answers: [
      'Pengaduan penagihan disampaikan ke OJK melalui Kontak 157. Kami telah meneruskan laporan ini dan menyarankan melapor ke polisi bila ada ancaman.',
    ],
  },
  {
    sub: 'Pajak',
    units: ['sekretariat', 'bapenda'],
    classification: 'information_request',
    titles: ['Beda pajak pusat dan daerah untuk warung makan'],
    situations: ['Saya membuka warung makan di {jalan} dan bingung pajak mana yang harus dibayar ke daerah.'],
    details: ['Omzet sekitar {uang} per bulan.', 'Ada orang mengaku petugas meminta bayar di tempat.'],
    wishes: ['Mohon penjelasan.'],
    answers: [
      'Warung dengan omzet di bawah batas tidak dikenai pajak makan minum daerah. Petugas resmi selalu membawa surat tugas dan tidak menerima uang tunai.',
    ],
  },
  {
    sub: 'Bea dan Cukai',
    units: ['sekretariat', 'satpol-pp'],
    titles: ['Rokok tanpa cukai dijual bebas di {pasar}'],
    situations: ['Rokok tanpa pita cukai dijual terang-terangan di sekitar {pasar}.'],
    details: ['Harganya jauh lebih murah dan anak sekolah membelinya.'],
    wishes: ['Mohon dirazia.'],
    answers: ['Satpol PP bersama Bea Cukai melakukan operasi pasar dan menyita barang tanpa pita cukai.'],
  },
]

export const recovery: readonly Topic[] = [
  {
    sub: 'Kartu Prakerja',
    units: ['dinas-ketenagakerjaan'],
    classification: 'information_request',
    titles: ['Pelatihan kerja gratis untuk warga {kecamatan}'],
    situations: ['Saya lulusan SMK belum bekerja dan ingin ikut pelatihan gratis dari pemerintah.'],
    details: ['Akun saya tidak bisa verifikasi wajah.', 'Apakah Balai Latihan Kerja membuka kelas las?'],
    wishes: ['Mohon informasi jadwalnya.'],
    answers: [
      'Pelatihan berbasis kompetensi di BLK dibuka bulan depan untuk kejuruan las, listrik, dan menjahit. Pendaftaran melalui kantor dinas.',
    ],
  },
  {
    sub: 'Keringanan Kredit',
    units: ['dinas-koperasi'],
    titles: ['Pedagang {pasar} minta keringanan cicilan'],
    situations: ['Setelah kios kami sepi, cicilan kredit usaha tidak sanggup kami bayar penuh sejak {lama}.'],
    details: ['Ada {jumlah} pedagang dengan keadaan sama.', 'Bank menolak permohonan kami.'],
    wishes: ['Mohon difasilitasi.'],
    answers: ['Dinas mempertemukan pedagang dengan bank penyalur untuk restrukturisasi pada pekan ini.'],
  },
]

export const consumers: readonly Topic[] = [
  {
    sub: 'Barang dan Jasa',
    units: ['dinas-perdagangan'],
    titles: ['Timbangan curang di {pasar}', 'Makanan kedaluwarsa dijual di minimarket {jalan}'],
    situations: [
      'Saya membeli ikan dua kilo di {pasar}, ditimbang ulang di rumah hanya satu setengah kilo.',
      'Minimarket di {jalan} menjual susu yang sudah lewat tanggal {tanggal}.',
    ],
    details: ['Penjualnya marah waktu ditanya.', 'Fotonya ada pada saya.'],
    wishes: ['Mohon timbangan ditera ulang.', 'Mohon tokonya diperiksa.'],
    answers: [
      'Petugas metrologi telah menera ulang {jumlah} timbangan dan menyita yang tidak sah.',
      'Barang kedaluwarsa ditarik dan toko diberi peringatan tertulis.',
    ],
  },
  {
    sub: 'Fintech',
    foreign: true,
    units: ['dinas-kominfo', 'sekretariat'],
    titles: ['Data pribadi disebar pinjaman online'],
    situations: ['Foto dan KTP saya disebar pinjaman online ke semua kontak sejak {tanggal}.'],
    details: ['Pinjaman saya hanya {uang} dan sudah dibayar dua kali lipat.'],
    wishes: ['Mohon bantuan penghentian.'],
    answers: [
      'Kami membantu pelaporan ke Satgas PASTI dan kepolisian. Mohon simpan bukti percakapan dan jangan membayar tambahan.',
    ],
  },
]
