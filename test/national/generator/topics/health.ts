import type { Topic } from './topic'

export const health: readonly Topic[] = [
  {
    sub: 'Pelayanan Rumah Sakit',
    units: ['rsud-daya'],
    titles: [
      'Menunggu kamar inap berjam-jam di IGD',
      'Antrean poli RSUD sampai sore',
      'Perawat jaga malam tidak ramah',
    ],
    situations: [
      'Ayah saya masuk IGD {tanggal} pukul {jam} dan baru mendapat kamar keesokan sorenya, selama itu di kursi roda.',
      'Antre di poli penyakit dalam dari pagi, dokter baru datang menjelang siang tanpa pemberitahuan.',
      'Perawat yang bertugas malam membentak keluarga pasien ketika kami bertanya soal infus yang habis.',
    ],
    details: [
      'Petugas bilang kamar kelas kami penuh, tetapi ada pasien yang datang belakangan langsung naik.',
      'Nomor antrean kami {jumlah}, yang dipanggil loncat-loncat.',
      'Toilet pasien kotor dan airnya tidak mengalir.',
    ],
    wishes: ['Mohon pelayanannya dibenahi.', 'Mohon ada penjelasan resmi dari rumah sakit.'],
    answers: [
      'Kami mohon maaf atas ketidaknyamanan yang dialami. Hasil penelusuran menunjukkan kamar penuh pada malam itu; alur informasi ketersediaan kamar kini ditampilkan di layar IGD.',
      'Dokter yang terlambat telah diingatkan dan perubahan jadwal poli kini diumumkan lewat pesan kepada pasien yang terdaftar.',
      'Kepala ruangan telah membina petugas yang bersangkutan dan jadwal jaga diatur ulang. Manajemen siap bertemu keluarga bila diperlukan.',
    ],
    question:
      'Mohon disampaikan tanggal dan jam kunjungan serta nama ruangan. Data medis tidak perlu ditulis di sini.',
  },
  {
    sub: 'Puskesmas',
    units: ['bidang-puskesmas', 'dinas-kesehatan'],
    titles: [
      'Puskesmas {kecamatan} tutup sebelum jam layanan habis',
      'Posyandu di {kelurahan} tidak berjalan',
    ],
    situations: [
      'Saya ke puskesmas di Kecamatan {kecamatan} pukul 11.00 pada {tanggal}, loket sudah tutup padahal tertulis sampai 14.00.',
      'Posyandu di {rtrw} tidak ada kegiatan sejak {lama}.',
    ],
    details: [
      'Anak saya demam tinggi dan terpaksa ke klinik swasta dengan biaya {uang}.',
      'Balita di lingkungan kami ada {jumlah} orang.',
      'Petugas hanya menunjuk papan pengumuman.',
    ],
    wishes: ['Mohon jam layanan ditaati.', 'Mohon posyandu diaktifkan lagi.'],
    answers: [
      'Kepala puskesmas telah diberi pembinaan dan jam loket dikembalikan sesuai ketentuan. Nomor aduan dipasang di pintu masuk.',
      'Posyandu dijadwalkan kembali setiap Rabu pekan pertama dengan dua kader baru.',
    ],
    question: 'Mohon disebutkan nama puskesmas dan jam kedatangan.',
  },
  {
    sub: 'Jaminan Sosial Kesehatan',
    units: ['dinas-kesehatan', 'dinas-sosial'],
    titles: ['BPJS PBI dinonaktifkan saat butuh cuci darah', 'Kartu KIS tidak aktif'],
    situations: [
      'Kepesertaan PBI ibu saya dinonaktifkan, padahal beliau rutin cuci darah dua kali seminggu.',
      'Kartu KIS keluarga kami di {kelurahan} mendadak tidak aktif waktu mau berobat {tanggal}.',
    ],
    details: [
      'Rumah sakit meminta kami membayar umum, sekitar {uang} sekali tindakan.',
      'Kami tidak pernah menerima pemberitahuan.',
    ],
    wishes: ['Mohon diaktifkan kembali secepatnya.'],
    answers: [
      'Reaktivasi kepesertaan telah diusulkan dengan surat keterangan dokter dan aktif kembali dalam satu hari kerja. Mohon dicek melalui aplikasi Mobile JKN.',
    ],
  },
  {
    sub: 'Pelayanan Obat',
    units: ['dinas-kesehatan', 'rsud-daya'],
    titles: ['Obat hipertensi kosong di puskesmas {kecamatan}'],
    situations: [
      'Obat darah tinggi yang biasa saya ambil di puskesmas Kecamatan {kecamatan} kosong sudah {lama}.',
    ],
    details: [
      'Disuruh beli sendiri di apotek seharga {uang}.',
      'Pasien lansia lain mengalami hal yang sama.',
    ],
    wishes: ['Mohon stok obat dijaga.'],
    answers: [
      'Distribusi obat ke puskesmas dimaksud telah dilakukan dari gudang farmasi dan stok mencukupi untuk dua bulan.',
    ],
  },
  {
    sub: 'Gizi Buruk/Stunting',
    units: ['dinas-kesehatan', 'kecamatan'],
    titles: ['Balita kurang gizi di {rtrw} {kelurahan} perlu ditengok'],
    situations: [
      'Ada balita umur dua tahun di {rtrw} Kelurahan {kelurahan} yang badannya sangat kurus dan belum bisa berjalan.',
    ],
    details: ['Orang tuanya pemulung dan tidak punya KK.', 'Kader belum pernah datang sejak {lama}.'],
    wishes: ['Mohon petugas gizi berkunjung.'],
    answers: [
      'Tim gizi puskesmas telah berkunjung, balita mendapat makanan tambahan dan dirujuk ke RSUD. Keluarga didampingi untuk pengurusan KK.',
    ],
  },
]

export const corona: readonly Topic[] = [
  {
    sub: 'Pelayanan Kesehatan',
    units: ['dinas-kesehatan'],
    classification: 'information_request',
    titles: ['Sertifikat vaksin tidak muncul di aplikasi', 'Jadwal vaksin penguat untuk lansia'],
    situations: [
      'Sertifikat vaksin ketiga saya tidak muncul di aplikasi, padahal disuntik di puskesmas {kecamatan}.',
      'Apakah masih ada layanan vaksin penguat untuk lansia di {kecamatan}?',
    ],
    details: ['Kartu vaksinnya masih saya simpan.', 'Dibutuhkan untuk berangkat umrah.'],
    wishes: ['Mohon dibantu.'],
    answers: [
      'Data vaksinasi telah diperbaiki petugas P-Care dan akan tampil dalam dua hari kerja.',
      'Vaksin penguat tersedia di puskesmas setiap Selasa dengan mendaftar satu hari sebelumnya.',
    ],
  },
  {
    sub: 'Bantuan Masyarakat',
    units: ['dinas-sosial', 'kecamatan'],
    titles: ['Bantuan terdampak pandemi belum diterima'],
    situations: ['Santunan untuk keluarga korban yang dijanjikan tidak pernah kami terima sejak {lama}.'],
    details: ['Berkas sudah diserahkan lewat {kelurahan}.', 'Tetangga yang berkasnya sama sudah cair.'],
    wishes: ['Mohon dicek.'],
    answers: [
      'Berkas ditemukan belum lengkap surat kematiannya. Petugas kelurahan akan membantu melengkapi.',
    ],
  },
]

export const faith: readonly Topic[] = [
  {
    sub: 'Penyediaan Fasilitas Ibadah',
    units: ['sekretariat', 'kecamatan'],
    classification: 'aspiration',
    titles: [
      'Permohonan perbaikan tempat wudu musala {kelurahan}',
      'Tempat wudu musala di {rtrw} {kelurahan} rusak',
    ],
    situations: ['Tempat wudu musala di {rtrw} {kelurahan} rusak dan jamaah antre memakai satu keran.'],
    details: ['Dana swadaya baru terkumpul {uang}.', 'Jamaah salat Jumat sekitar {jumlah} puluh orang.'],
    wishes: ['Mohon dibantu melalui hibah rumah ibadah.'],
    answers: [
      'Permohonan hibah diajukan melalui Bagian Kesejahteraan Rakyat dengan proposal, susunan pengurus, dan rencana anggaran.',
    ],
  },
  {
    sub: 'Haji dan Umroh',
    foreign: true,
    units: ['sekretariat'],
    titles: ['Biro umrah di {jalan} menunda keberangkatan'],
    situations: [
      'Kami {jumlah} orang jamaah sudah lunas {uang} per orang, keberangkatan ditunda terus sejak {lama}.',
    ],
    details: ['Kantornya sering tutup.', 'Uang tidak mau dikembalikan.'],
    wishes: ['Mohon dibantu mediasi.'],
    answers: [
      'Penyelenggara umrah diawasi Kementerian Agama. Laporan kami koordinasikan dengan Kantor Kemenag Kota Makassar untuk mediasi pekan ini.',
    ],
  },
  {
    sub: 'Pendidikan Agama',
    units: ['sekretariat', 'kecamatan'],
    titles: ['Insentif guru mengaji belum dibayar'],
    situations: ['Insentif guru mengaji di Kelurahan {kelurahan} belum dibayarkan {lama}.'],
    details: ['Ada {jumlah} guru yang menunggu.', 'Setiap ditanya katanya masih proses.'],
    wishes: ['Mohon kepastian.'],
    answers: [
      'Pembayaran insentif triwulan berjalan telah diproses dan masuk ke rekening masing-masing paling lambat Jumat.',
    ],
  },
]

export const protection: Readonly<Record<'gender' | 'mbg' | 'napza', readonly Topic[]>> = {
  gender: [
    {
      sub: 'Lainnya',
      units: ['dinas-p3a'],
      titles: [
        'Ibu dan anak di {kelurahan} butuh pendampingan',
        'Kekerasan dalam rumah tangga di {kelurahan}',
      ],
      situations: [
        'Tetangga saya di {rtrw} sering mendapat kekerasan dari suaminya, terakhir {tanggal} malam.',
      ],
      details: ['Anaknya yang masih SD menyaksikan.', 'Korban takut melapor sendiri.'],
      wishes: ['Mohon pendampingan secara tertutup.'],
      answers: [
        'Tim UPTD PPA telah menjangkau korban dan memberi pendampingan. Rincian penanganan tidak kami sampaikan demi keselamatan korban.',
      ],
    },
  ],
  mbg: [
    {
      sub: 'Lainnya',
      units: ['dinas-pendidikan', 'dinas-kesehatan'],
      titles: [
        'Makanan bergizi gratis datang terlambat di SD {kelurahan}',
        'Lauk basi pada paket makan sekolah',
      ],
      situations: [
        'Paket makan siang di sekolah anak saya di {kelurahan} sering datang setelah jam pulang, dan pada {tanggal} lauknya berbau.',
      ],
      details: ['{jumlah} anak mengeluh sakit perut.', 'Guru diminta tidak membicarakannya.'],
      wishes: ['Mohon dapurnya diperiksa.'],
      answers: [
        'Dinas Kesehatan telah memeriksa dapur penyedia dan mengambil sampel. Pengantaran dimajukan dan dapur diberi waktu memperbaiki sanitasi.',
      ],
    },
  ],
  napza: [
    {
      sub: 'Lainnya',
      units: ['kesbangpol', 'kecamatan'],
      titles: ['Rumah kosong di {jalan} diduga tempat pakai narkoba'],
      situations: [
        'Rumah kosong {patokan} di {jalan} sering didatangi anak muda sekitar pukul {jam} dan ditemukan alat isap.',
      ],
      details: ['Warga resah tetapi takut menegur.', 'Sudah berlangsung {lama}.'],
      wishes: ['Mohon ditindak dan identitas saya dirahasiakan.'],
      answers: [
        'Laporan telah dikoordinasikan dengan BNN Kota dan kepolisian. Pemilik rumah diminta menutup bangunan tersebut.',
      ],
    },
  ],
}
