import type { Topic } from './topic'

export const environment: readonly Topic[] = [
  {
    sub: 'Sampah',
    units: ['bidang-persampahan', 'bidang-persampahan', 'dinas-lh', 'upt-tpa'],
    titles: [
      'Sampah menumpuk di {jalan} tidak diangkut',
      'Tempat sampah liar {patokan} di {kelurahan}',
      'Mobil sampah tidak datang {lama}',
    ],
    situations: [
      'Sampah di {jalan} {patokan} menumpuk dan tidak diangkut sudah {lama}. Baunya sampai ke dalam rumah.',
      'Lahan kosong {patokan} di Kelurahan {kelurahan} dijadikan tempat buang sampah oleh orang yang lewat, biasanya sekitar pukul {jam}.',
      'Motor pengangkut sampah yang biasa masuk ke {rtrw} tidak pernah datang lagi sejak {tanggal}, padahal iuran tetap ditagih.',
    ],
    details: [
      'Kalau hujan airnya mengalir ke jalan, lalat dan belatung masuk ke warung makan.',
      'Iuran kami bayar {uang} per bulan lewat RT.',
      'Ada yang membakar sampah plastik tiap sore sehingga asapnya membuat anak saya batuk.',
      'Kontainer yang ada cuma satu dan sudah bocor.',
    ],
    wishes: [
      'Mohon diangkut dan dijadwalkan rutin.',
      'Mohon dipasang larangan dan kamera di titik itu.',
      'Mohon pengangkutan berjalan lagi seperti biasa.',
    ],
    answers: [
      'Tumpukan sampah di {jalan} telah diangkut dengan dua rit truk. Jadwal pengangkutan kami tetapkan kembali tiga kali seminggu dan diawasi mandor wilayah.',
      'Lokasi telah dibersihkan bersama kelurahan dan dipasangi papan larangan. Satgas kebersihan memantau pada malam hari.',
      'Armada yang melayani {rtrw} sedang rusak dan digantikan sementara oleh kecamatan. Iuran pada bulan tanpa layanan dapat dikonfirmasi ke kolektor.',
    ],
    question: 'Mohon disampaikan titik lokasi di peta atau foto yang memperlihatkan sekelilingnya.',
  },
  {
    sub: 'Pencemaran Air',
    units: ['dinas-lh'],
    titles: ['Limbah cair hitam dibuang ke kanal {jalan}', 'Air sumur berbau solar di {kelurahan}'],
    situations: [
      'Ada usaha di {jalan} {patokan} yang membuang limbah cair berwarna hitam ke kanal, biasanya lewat pukul {jam}.',
      'Air sumur kami di Kelurahan {kelurahan} {rtrw} berbau solar sejak {lama}.',
    ],
    details: [
      'Ikan di kanal mati mengapung.',
      'Sedikitnya {jumlah} rumah memakai sumur yang sama sumbernya.',
      'Kulit anak-anak gatal setelah mandi.',
    ],
    wishes: [
      'Mohon diuji kualitas airnya dan pelakunya ditindak.',
      'Mohon airnya diuji dan sumber pencemarnya dicari.',
    ],
    answers: [
      'Pengawas lingkungan telah mengambil sampel air di tiga titik untuk diuji di laboratorium. Hasil keluar dalam 10 hari kerja dan akan disampaikan pada laporan ini.',
      'Hasil uji menunjukkan rembesan dari tangki sebuah bengkel. Pemiliknya diwajibkan mengganti tangki dan memulihkan sumur warga.',
    ],
    question: 'Mohon disampaikan nama usaha dan jam pembuangan yang biasa terlihat.',
  },
  {
    sub: 'Pencemaran Udara',
    units: ['dinas-lh'],
    titles: ['Asap pembakaran kayu usaha di {jalan}', 'Debu proyek timbunan di {kelurahan}'],
    situations: [
      'Setiap hari asap tebal dari usaha pembakaran {patokan} di {jalan} masuk ke rumah warga.',
      'Truk timbunan yang lewat {jalan} tidak ditutup terpal dan debunya luar biasa.',
    ],
    details: [
      'Ibu saya penderita asma, {tanggal} sampai dibawa ke IGD.',
      'Kegiatannya mulai pukul {jam} sampai pagi.',
      'Jemuran dan perabot penuh abu.',
    ],
    wishes: ['Mohon ditertibkan.', 'Mohon jalan disiram dan truk diwajibkan memakai penutup.'],
    answers: [
      'Petugas telah memberi teguran tertulis dan pemilik usaha menyanggupi memasang cerobong dan mengatur jam pembakaran.',
      'Pelaksana proyek telah dipanggil dan menyiram jalan dua kali sehari sejak hari ini.',
    ],
  },
  {
    sub: 'Penebangan Pohon',
    units: ['bidang-rth'],
    titles: [
      'Pohon besar hampir tumbang di {jalan}',
      'Mohon pemangkasan pohon {patokan} {jalan}',
      'Pohon pelindung ditebang tanpa izin',
    ],
    situations: [
      'Pohon di {jalan} {patokan} sudah miring ke jalan dan akarnya terangkat setelah hujan angin {tanggal}.',
      'Ranting pohon di {jalan} sudah menyentuh kabel listrik dan kalau angin keluar percikan api.',
      'Pohon pelindung {patokan} di {jalan} ditebang orang untuk jalan masuk ruko.',
    ],
    details: [
      'Di bawahnya ada {jumlah} lapak pedagang.',
      'Batangnya keropos dan dimakan rayap.',
      'Sudah satu mobil tertimpa dahan.',
    ],
    wishes: [
      'Mohon dipangkas sebelum angin kencang berikutnya.',
      'Mohon dipangkas bersama PLN.',
      'Mohon ditindak dan pohonnya diganti.',
    ],
    answers: [
      'Tim pemangkas telah memotong dahan yang membahayakan di {jalan} dan menopang batang utama. Pohon akan ditebang dan diganti bulan depan.',
      'Dahan yang menyentuh kabel telah dipangkas bersama PLN pada hari Minggu agar tidak mengganggu lalu lintas.',
      'Penebangan tersebut tidak berizin. Pelaku diwajibkan mengganti dengan pohon setinggi minimal dua meter sesuai peraturan daerah.',
    ],
    question: 'Mohon dilampirkan foto pohon dari dua arah dan perkiraan tingginya.',
  },
]

export const energy: readonly Topic[] = [
  {
    sub: 'Listrik',
    foreign: true,
    units: ['sekretariat', 'kecamatan'],
    titles: ['Listrik padam bergilir di {kelurahan}', 'Tiang listrik miring {patokan} {jalan}'],
    situations: [
      'Listrik di Kelurahan {kelurahan} padam hampir setiap hari sejak {lama}, sekali padam bisa tiga jam.',
      'Tiang listrik {patokan} di {jalan} miring dan menimpa atap rumah warga.',
    ],
    details: [
      'Kulkas tetangga yang jual ikan rusak, kerugiannya sekitar {uang}.',
      'Sudah lapor lewat aplikasi PLN, nomor laporannya ada.',
      'Padam biasanya mulai pukul {jam}.',
    ],
    wishes: ['Mohon Pemkot berkoordinasi dengan PLN.', 'Mohon jadwal pemadaman diumumkan.'],
    answers: [
      'Kami telah berkoordinasi dengan PLN UP3 Makassar Utara. Gangguan berasal dari penyulang yang sedang diganti dan ditargetkan selesai pekan ini.',
    ],
  },
  {
    sub: 'Gas LPG',
    units: ['dinas-perdagangan'],
    titles: ['Elpiji 3 kg langka di {kelurahan}', 'Harga tabung melon {uang} di {jalan}'],
    situations: [
      'Tabung elpiji 3 kg sulit didapat di Kelurahan {kelurahan} sejak {lama}. Di pangkalan selalu kosong, tetapi di pengecer ada dengan harga tinggi.',
    ],
    details: [
      'Pangkalan {patokan} menjual ke orang yang membawa puluhan tabung dengan mobil.',
      'Antre dari pukul {jam} tetapi tidak kebagian.',
      'Saya jualan gorengan, tanpa gas tidak bisa kerja.',
    ],
    wishes: ['Mohon pangkalan diawasi.', 'Mohon operasi pasar di kecamatan kami.'],
    answers: [
      'Tim pengawas bersama agen telah memeriksa pangkalan dimaksud dan memberi peringatan. Tambahan pasokan 560 tabung disalurkan di Kecamatan {kecamatan} pekan ini.',
    ],
  },
  {
    sub: 'BBM',
    foreign: true,
    units: ['dinas-perdagangan'],
    titles: ['Antrean solar menutup jalan di {jalan}'],
    situations: [
      'Antrean truk yang mengisi solar di {jalan} mengular sampai menutup satu lajur setiap sore.',
    ],
    details: [
      'Ada mobil yang bolak-balik mengisi dengan tangki tambahan.',
      'Ambulans sempat tertahan {tanggal}.',
    ],
    wishes: ['Mohon diatur dan diawasi penyalurannya.'],
    answers: [
      'Kami bersama Dinas Perhubungan menempatkan petugas pada jam sibuk dan meminta pengelola SPBU mengatur antrean di dalam area.',
    ],
  },
  {
    sub: 'Pertambangan',
    units: ['kecamatan', 'dinas-lh'],
    titles: ['Truk galian C merusak jalan {jalan}'],
    situations: ['Truk pengangkut tanah galian lewat {jalan} puluhan kali sehari tanpa penutup.'],
    details: [
      'Jalan lingkungan yang baru dicor sudah pecah.',
      'Mereka lewat juga malam, pukul {jam} masih ada.',
    ],
    wishes: ['Mohon dilarang lewat jalan permukiman.'],
    answers: [
      'Kecamatan telah memasang portal pembatas tinggi dan menyurati pengelola agar memakai jalan poros.',
    ],
  },
]

export const farming: readonly Topic[] = [
  {
    sub: 'Ternak',
    units: ['dinas-perikanan'],
    titles: ['Sapi berkeliaran di {jalan}', 'Kandang ayam di tengah permukiman {kelurahan}'],
    situations: [
      'Sapi milik warga dibiarkan berkeliaran di {jalan} dan makan sampah, malam hari tidur di badan jalan.',
      'Di {rtrw} ada kandang ayam sekitar {jumlah} ratus ekor yang menempel dengan rumah warga.',
    ],
    details: [
      'Sudah dua motor menabrak sapi.',
      'Lalatnya masuk sampai ke dapur.',
      'Pemiliknya marah waktu ditegur.',
    ],
    wishes: ['Mohon ditertibkan.', 'Mohon kandangnya dipindahkan.'],
    answers: [
      'Petugas kesehatan hewan bersama kelurahan telah menemui pemilik dan memberi waktu 14 hari untuk memindahkan ternaknya.',
    ],
  },
  {
    sub: 'Pupuk Bersubsidi',
    units: ['dinas-perikanan'],
    titles: ['Pupuk subsidi tidak tersedia di kios {kelurahan}'],
    situations: [
      'Kelompok tani kami di {kelurahan} belum menerima jatah pupuk urea padahal sudah masuk masa pemupukan.',
    ],
    details: ['Nama kami ada di daftar RDKK.', 'Di kios lain dijual {uang} per karung.'],
    wishes: ['Mohon kepastian kapan disalurkan.'],
    answers: [
      'Penyaluran tertunda karena pembaruan data penerima. Kios pengecer menerima kiriman pada pekan ini sesuai alokasi.',
    ],
  },
]
