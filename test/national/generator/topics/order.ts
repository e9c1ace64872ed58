import type { Topic } from './topic'

export const order: readonly Topic[] = [
  {
    sub: 'Parkir Liar',
    units: ['dinas-perhubungan', 'satpol-pp'],
    titles: [
      'Parkir liar menutup trotoar {jalan}',
      'Juru parkir meminta {uang} di {jalan}',
      'Mobil parkir dua lapis {patokan} {jalan}',
    ],
    situations: [
      'Trotoar di {jalan} {patokan} dipakai parkir motor setiap hari sehingga pejalan kaki turun ke jalan.',
      'Juru parkir di {jalan} meminta bayaran jauh di atas karcis dan memaki yang menolak.',
      'Mobil pengunjung parkir dua lapis di {jalan} sampai ambulans tidak bisa lewat.',
    ],
    details: [
      'Tidak memakai rompi dan karcis resmi.',
      'Puncaknya pukul {jam}.',
      'Pemilik toko malah memasang kursi agar tempatnya tidak dipakai orang.',
    ],
    wishes: ['Mohon ditertibkan rutin, bukan sekali saja.', 'Mohon juru parkirnya didata.'],
    answers: [
      'Tim gabungan telah menertibkan parkir di {jalan}, {jumlah} kendaraan digembok dan juru parkir tidak resmi didata.',
      'Pengelola parkir telah mengganti juru parkir dan memasang papan tarif di lokasi.',
    ],
    question: 'Mohon disebutkan hari dan jam yang paling ramai agar penertiban tepat waktu.',
  },
  {
    sub: 'Pedagang Kaki Lima',
    units: ['satpol-pp', 'kecamatan'],
    titles: ['Lapak PKL menutup drainase di {jalan}', 'Pasar tumpah {pasar} memakan badan jalan'],
    situations: [
      'Lapak permanen dibangun di atas drainase {jalan} {patokan} sehingga saluran tidak bisa dibersihkan.',
      'Pedagang di luar {pasar} memakai separuh badan jalan sejak subuh.',
    ],
    details: [
      'Air cucian ikan dibuang ke jalan.',
      'Setiap ditertibkan, besoknya kembali.',
      'Kami tidak melarang orang mencari nafkah, tetapi jalan ini satu-satunya akses.',
    ],
    wishes: ['Mohon dipindahkan dari atas saluran.', 'Mohon ditata dan disediakan tempat yang layak.'],
    answers: [
      'Kecamatan telah memberi surat peringatan ketiga dan menyiapkan tempat relokasi di dalam pasar. Pembongkaran mandiri diberi waktu tujuh hari.',
      'Penertiban dilakukan bersama pengelola pasar, garis batas lapak telah dicat ulang.',
    ],
  },
  {
    sub: 'Kebisingan',
    units: ['satpol-pp', 'kecamatan'],
    titles: [
      'Musik kafe di {jalan} sampai dini hari',
      'Kafe {patokan} {jalan} bising tiap akhir pekan',
      'Balapan liar di {jalan}',
    ],
    situations: [
      'Kafe {patokan} di {jalan} memutar musik keras sampai lewat pukul 02.00 setiap akhir pekan.',
      'Balapan liar dengan knalpot bising di {jalan} hampir setiap malam mulai pukul {jam}.',
    ],
    details: [
      'Ada bayi dan orang sakit di rumah kami.',
      'Ditegur baik-baik malah ditambah volumenya.',
      'Polisi datang mereka bubar, lalu kembali lagi.',
    ],
    wishes: ['Mohon dibatasi jamnya.', 'Mohon patroli pada jam rawan.'],
    answers: [
      'Pengelola kafe telah menandatangani pernyataan mematikan musik luar ruangan pukul 22.00. Pelanggaran berikutnya berakibat pencabutan izin.',
      'Patroli gabungan dilakukan pada malam libur dan {jumlah} motor diamankan kepolisian.',
    ],
  },
  {
    sub: 'Bangunan Liar',
    units: ['satpol-pp', 'dinas-tata-ruang', 'kecamatan'],
    titles: ['Bangunan liar di bantaran kanal {kelurahan}', 'Bantaran kanal {kelurahan} dipenuhi bangunan'],
    situations: [
      'Bangunan semipermanen bertambah terus di bantaran kanal Kelurahan {kelurahan}, sudah {jumlah} unit.',
    ],
    details: ['Limbahnya langsung ke kanal.', 'Akses alat berat untuk mengeruk jadi tertutup.'],
    wishes: ['Mohon ditertibkan sebelum bertambah banyak.'],
    answers: [
      'Pendataan penghuni telah dilakukan dan surat peringatan pertama diserahkan. Penertiban mengikuti tahapan sesuai peraturan daerah.',
    ],
  },
  {
    sub: 'Pemadam Kebakaran',
    units: ['dinas-damkar'],
    titles: [
      'Sarang tawon besar {patokan} {jalan}',
      'Hidran di {jalan} tidak berfungsi',
      'Ular masuk rumah di {kelurahan}',
    ],
    situations: [
      'Ada sarang tawon sebesar ember di pohon {patokan} {jalan}, sudah dua anak disengat.',
      'Hidran kebakaran di {jalan} kering dan tutupnya berkarat, padahal permukiman padat.',
      'Ular besar masuk ke plafon rumah kami di {kelurahan} {rtrw} sejak {tanggal}.',
    ],
    details: [
      'Kami tidak berani mengusir sendiri.',
      'Kebakaran tahun lalu di lorong ini menghabiskan {jumlah} rumah.',
      'Lorongnya sempit, mobil besar sulit masuk.',
    ],
    wishes: ['Mohon petugas datang.', 'Mohon hidrannya diperbaiki.'],
    answers: [
      'Regu penyelamatan telah mengevakuasi sarang tawon pada malam hari dengan aman.',
      'Hidran telah diuji dan diganti katupnya bersama Perumda Air Minum. Latihan pemadaman untuk warga dijadwalkan bulan ini.',
      'Petugas menangkap ular jenis sanca sepanjang tiga meter dan menyerahkannya ke BKSDA.',
    ],
    question: 'Mohon disampaikan nomor telepon yang dapat dihubungi regu saat tiba di lokasi.',
  },
]

export const law: readonly Topic[] = [
  {
    sub: 'Pungutan Liar',
    units: ['inspektorat', 'kecamatan'],
    titles: ['Pungli pengurusan surat di kelurahan {kelurahan}', 'Diminta uang pelicin untuk izin usaha'],
    situations: [
      'Waktu mengurus surat keterangan di kantor Kelurahan {kelurahan} pada {tanggal}, saya dimintai {uang} oleh staf.',
      'Untuk mempercepat izin usaha saya di {jalan}, seorang pegawai meminta {uang} tanpa kuitansi.',
    ],
    details: [
      'Katanya untuk biaya administrasi.',
      'Ada rekaman suaranya.',
      'Orang di belakang saya juga membayar.',
    ],
    wishes: ['Mohon diperiksa dan pelapor dilindungi.'],
    answers: [
      'Inspektorat telah memeriksa pegawai bersangkutan dan menjatuhkan hukuman disiplin. Uang dikembalikan kepada pelapor.',
      'Tim saber pungli melakukan klarifikasi dan memasang maklumat layanan tanpa biaya di loket.',
    ],
    question: 'Mohon disampaikan waktu kejadian dan ciri atau nama petugas. Identitas Saudara kami lindungi.',
  },
  {
    sub: 'Pertanahan',
    units: ['dinas-tata-ruang', 'kecamatan'],
    titles: ['Sengketa batas tanah di {kelurahan}'],
    situations: ['Tetangga membangun pagar melewati batas tanah saya di {kelurahan} sekitar satu meter.'],
    details: ['Saya punya sertifikat tahun 1998.', 'Sudah dimediasi RW tetapi buntu.'],
    wishes: ['Mohon difasilitasi pengukuran ulang.'],
    answers: [
      'Mediasi telah dilaksanakan di kantor kecamatan dan para pihak sepakat mengajukan pengukuran ulang ke kantor pertanahan.',
    ],
  },
  {
    sub: 'Pelayanan Kepolisian',
    foreign: true,
    units: ['sekretariat', 'kesbangpol'],
    titles: ['Laporan kehilangan motor belum ditindaklanjuti'],
    situations: [
      'Motor saya hilang {tanggal} di {jalan} dan sudah lapor polisi, tetapi belum ada kabar {lama}.',
    ],
    details: ['Rekaman CCTV toko sudah saya serahkan.'],
    wishes: ['Mohon diteruskan ke pihak berwenang.'],
    answers: [
      'Penanganan perkara merupakan kewenangan kepolisian. Laporan kami teruskan ke Polrestabes Makassar.',
    ],
  },
  {
    sub: 'Keimigrasian',
    units: ['sekretariat'],
    classification: 'information_request',
    titles: ['Cara ambil antrean paspor'],
    situations: [
      'Antrean paspor daring selalu penuh sejak {lama}. Apakah ada layanan di mal pelayanan publik?',
    ],
    details: ['Orang tua saya lansia.'],
    wishes: ['Mohon informasinya.'],
    answers: [
      'Layanan paspor tersedia di Mal Pelayanan Publik setiap Selasa dan Kamis, lansia dapat datang langsung tanpa antrean daring.',
    ],
  },
]

export const integrity: Readonly<
  Record<'asn' | 'kekerasan-sekolah' | 'konsuler' | 'topik-khusus', readonly Topic[]>
> = {
  asn: [
    {
      sub: 'Lainnya',
      units: ['inspektorat'],
      titles: ['Pegawai kelurahan ikut kampanye', 'ASN mengajak warga memilih calon tertentu'],
      situations: [
        'Seorang pegawai di Kecamatan {kecamatan} mengajak warga memilih calon tertentu saat pembagian bantuan {tanggal}.',
      ],
      details: ['Memakai seragam dinas.', 'Ada foto dan videonya.'],
      wishes: ['Mohon diperiksa netralitasnya.'],
      answers: [
        'Inspektorat bersama BKPSDM telah meminta keterangan yang bersangkutan, hasilnya disampaikan ke BKN.',
      ],
    },
  ],
  'kekerasan-sekolah': [
    {
      sub: 'Lainnya',
      units: ['dinas-pendidikan', 'dinas-p3a'],
      titles: ['Anak dirundung teman sekelas di SMP {kecamatan}', 'Perundungan di SMP, sekolah membiarkan'],
      situations: [
        'Anak saya kelas VII di {kecamatan} dirundung teman-temannya sejak {lama} dan sekarang tidak mau sekolah.',
      ],
      details: ['Videonya tersebar di grup siswa.', 'Sekolah hanya menyuruh saling memaafkan.'],
      wishes: ['Mohon pendampingan dan tindakan tegas.'],
      answers: [
        'Tim pencegahan kekerasan sekolah telah turun, anak mendapat pendampingan psikolog, dan orang tua para siswa dipertemukan.',
      ],
    },
  ],
  konsuler: [
    {
      sub: 'Lainnya',
      units: ['dinas-dukcapil', 'sekretariat'],
      classification: 'information_request',
      titles: ['Legalisasi akta lahir untuk menikah di luar negeri'],
      situations: ['Saya membutuhkan legalisasi akta kelahiran untuk dipakai di luar negeri.'],
      details: ['Batas waktunya {jumlah} hari lagi.'],
      wishes: ['Mohon dijelaskan urutannya.'],
      answers: [
        'Akta dengan tanda tangan elektronik diajukan apostille secara daring ke Kementerian Hukum, tidak lagi melalui dinas.',
      ],
    },
  ],
  'topik-khusus': [
    {
      sub: 'Lainnya',
      units: ['sekretariat'],
      classification: 'aspiration',
      titles: ['Usul pos layanan bersama saat libur panjang'],
      situations: [
        'Saat libur panjang semua loket tutup, padahal warga {kecamatan} yang merantau pulang dan ingin mengurus surat.',
      ],
      details: ['Tahun ini antreannya meledak setelah libur.'],
      wishes: ['Kami usulkan ada pos layanan bersama.'],
      answers: ['Usulan diterima dan menjadi bahan rapat koordinasi layanan publik menjelang libur.'],
    },
  ],
}
