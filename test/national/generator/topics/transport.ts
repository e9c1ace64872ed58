import type { Topic } from './topic'

export const transport: readonly Topic[] = [
  {
    sub: 'Rambu dan Marka',
    units: ['upt-lalu-lintas', 'dinas-perhubungan'],
    titles: [
      'Lampu merah mati di {jalan}',
      'Marka penyeberangan {jalan} hilang',
      'Rambu tertutup pohon di {jalan}',
    ],
    situations: [
      'Lampu lalu lintas di persimpangan {jalan} mati sejak {tanggal}, kendaraan saling serobot.',
      'Zebra cross {patokan} di {jalan} sudah tidak kelihatan catnya.',
      'Rambu larangan putar balik di {jalan} tertutup daun sehingga banyak yang melanggar lalu ditilang.',
    ],
    details: [
      'Pukul {jam} macetnya sampai setengah jam.',
      'Sudah ada tabrakan dua kali minggu ini.',
      'Anak sekolah menyeberang sendiri tanpa petugas.',
      'Detik hitung mundurnya juga tidak sama antara dua sisi.',
    ],
    wishes: [
      'Mohon segera diperbaiki dan sementara ditempatkan petugas.',
      'Mohon dicat ulang.',
      'Mohon dirapikan supaya terlihat dari jauh.',
    ],
    answers: [
      'Pengendali lampu lalu lintas di {jalan} telah diganti modulnya dan berfungsi normal. Pengaturan waktu disesuaikan dengan kepadatan sore hari.',
      'Pengecatan marka masuk jadwal pekan depan pada malam hari. Petugas ditempatkan pada jam berangkat dan pulang sekolah.',
      'Dahan yang menutupi rambu di {jalan} telah dipangkas dan rambunya dibersihkan.',
    ],
    question: 'Mohon disebutkan dari arah mana lampu tersebut mati dan sejak pukul berapa.',
  },
  {
    sub: 'Transportasi Darat',
    units: ['dinas-perhubungan'],
    titles: [
      'Petepete ngetem di {jalan} bikin macet',
      'Sopir angkutan menaikkan tarif sepihak',
      'Halte di {jalan} rusak',
    ],
    situations: [
      'Petepete berhenti lama mencari penumpang {patokan} di {jalan} sehingga jalan menyempit.',
      'Tarif angkutan ke {kecamatan} dinaikkan sopir menjadi dua kali lipat dengan alasan jalan memutar.',
      'Atap halte di {jalan} sudah runtuh dan tempat duduknya hilang.',
    ],
    details: [
      'Terparah antara pukul {jam} dan satu jam setelahnya.',
      'Penumpang yang protes diturunkan.',
      'Orang tua dan ibu hamil berdiri kepanasan.',
    ],
    wishes: ['Mohon ditertibkan.', 'Mohon tarifnya diawasi.', 'Mohon haltenya diperbaiki.'],
    answers: [
      'Petugas Dinas Perhubungan telah melakukan penertiban di {jalan} dan memberi surat teguran kepada tujuh pengemudi. Pengawasan dilanjutkan setiap sore.',
      'Pengemudi yang menaikkan tarif telah dipanggil bersama pengurus trayek dan tarif resmi ditempel di kendaraan.',
      'Perbaikan halte telah masuk daftar pemeliharaan dan dikerjakan mulai minggu kedua bulan depan.',
    ],
    question: 'Mohon disampaikan nomor polisi kendaraan, trayek, dan jam kejadian.',
  },
  {
    sub: 'Transportasi Laut',
    units: ['dinas-perhubungan'],
    titles: ['Kapal penyeberangan ke pulau melebihi muatan', 'Dermaga rakyat tidak ada pelampung'],
    situations: [
      'Kapal yang ke Barrang Lompo sering mengangkut penumpang jauh melebihi kapasitas, barang ditaruh di atas atap.',
    ],
    details: [
      'Jaket pelampung hanya sekitar {jumlah} buah untuk semua.',
      'Tanggal {tanggal} gelombang tinggi tetapi tetap berangkat.',
    ],
    wishes: ['Mohon diawasi keselamatannya.'],
    answers: [
      'Petugas dermaga kini mencatat manifes dan menolak kelebihan muatan. Bantuan 60 jaket pelampung diserahkan kepada pemilik kapal.',
    ],
  },
  {
    sub: 'Arus Mudik',
    units: ['upt-lalu-lintas'],
    titles: ['Tidak ada petugas di jalur mudik {jalan}'],
    situations: ['Arus kendaraan ke luar kota di {jalan} kacau karena tidak ada petugas di simpang.'],
    details: ['Pasar tumpah memakan dua lajur.', 'Dari pukul {jam} sampai malam tidak bergerak.'],
    wishes: ['Mohon ditempatkan petugas dan jalur alternatif diumumkan.'],
    answers: ['Pos pengaturan telah didirikan dan rekayasa arus satu arah diberlakukan pada jam puncak.'],
  },
  {
    sub: 'Kereta Api',
    units: ['sekretariat', 'dinas-perhubungan'],
    classification: 'aspiration',
    titles: ['Usul angkutan penghubung ke stasiun kereta'],
    situations: [
      'Stasiun kereta terdekat sulit dijangkau dari Kecamatan {kecamatan} karena tidak ada angkutan pengumpan.',
    ],
    details: [
      'Ojek ke sana {uang}, lebih mahal dari tiket keretanya.',
      'Banyak pekerja dari Maros yang terbantu kalau ada.',
    ],
    wishes: ['Kami usulkan ada bus kecil pengumpan pagi dan sore.'],
    answers: [
      'Terima kasih atas usulannya. Kajian trayek pengumpan sedang disusun bersama Balai Pengelola Kereta Api Sulawesi Selatan.',
    ],
  },
  {
    sub: 'Transportasi Udara',
    foreign: true,
    units: ['dinas-perhubungan', 'sekretariat'],
    titles: ['Taksi gelap memaksa penumpang dari bandara'],
    situations: [
      'Keluarga saya yang baru turun pesawat {tanggal} dipaksa naik mobil pribadi dan dimintai {uang} sampai ke {kecamatan}.',
    ],
    details: ['Pengemudinya tidak mau menunjukkan identitas.', 'Petugas di sekitar situ diam saja.'],
    wishes: ['Mohon ditindak karena memalukan nama kota.'],
    answers: [
      'Laporan telah kami teruskan kepada pengelola bandara dan dilakukan operasi gabungan pada jalur kedatangan.',
    ],
  },
]

export const waters: readonly Topic[] = [
  {
    sub: 'Lainnya',
    units: ['dinas-perikanan'],
    titles: ['Bom ikan terdengar di perairan pulau'],
    situations: ['Nelayan di pulau mendengar ledakan bom ikan sekitar pukul {jam}, sudah {lama} begini.'],
    details: ['Ikan mati terapung dan karang rusak.', 'Kami tidak berani menegur karena mereka berombongan.'],
    wishes: ['Mohon patroli dari instansi terkait.'],
    answers: ['Kami telah berkoordinasi dengan Polairud dan PSDKP, patroli bersama dijadwalkan pekan ini.'],
  },
]
