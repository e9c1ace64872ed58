import type { Topic } from './topic'

export const publicWorks: readonly Topic[] = [
  {
    sub: 'Jalan Berlubang',
    units: ['bidang-jalan', 'bidang-jalan', 'dinas-pu'],
    titles: [
      'Jalan berlubang {patokan} di {jalan}',
      'Lubang besar di {jalan} sering makan korban',
      'Aspal {jalan} Kelurahan {kelurahan} rusak parah',
      'Bekas galian di {jalan} belum ditutup',
    ],
    situations: [
      'Jalan di {jalan} {patokan} berlubang sejak {lama}. Lubangnya kira-kira selebar ban mobil dan dalamnya sejengkal.',
      'Aspal {jalan} Kelurahan {kelurahan} sudah terkelupas sepanjang kurang lebih {jumlah} meter. Kalau hujan lubangnya tertutup air sehingga tidak kelihatan.',
      'Ada bekas galian pipa di {jalan} {patokan} yang hanya ditimbun tanah. Sekarang tanahnya turun dan membentuk lubang memanjang.',
    ],
    details: [
      'Tanggal {tanggal} malam sekitar pukul {jam} seorang pengendara motor jatuh di situ, tangannya luka dan motornya rusak.',
      'Mobil yang menghindar sering masuk ke jalur lawan, apalagi jam anak pulang sekolah.',
      'Warga sudah menaruh ban bekas dan dahan pohon sebagai tanda, tetapi sering hilang.',
      'Terakhir ditambal kira-kira setahun lalu, hanya tahan dua bulan.',
      'Debu dari pecahan aspal masuk ke rumah dan warung warga.',
    ],
    wishes: [
      'Mohon segera ditambal sebelum ada korban lagi.',
      'Mohon petugas turun melihat langsung dan memasang rambu sementara.',
      'Kami harap diperbaiki permanen, bukan hanya ditimbun sirtu.',
    ],
    answers: [
      'Tim Satgas Jalan telah meninjau {jalan} dan menemukan kerusakan aspal seperti yang dilaporkan. Penambalan dijadwalkan dalam tujuh hari kerja, menunggu cuaca kering.',
      'Lubang di {jalan} {patokan} telah ditambal dengan aspal dingin oleh Satgas. Perbaikan permanen masuk dalam usulan pemeliharaan berkala triwulan berikutnya.',
      'Kerusakan tersebut adalah bekas galian pipa. Kami telah menyurati pelaksana pekerjaan agar mengembalikan kondisi jalan paling lambat dua minggu sejak surat diterima.',
    ],
    question:
      'Mohon dilengkapi foto lubang serta patokan terdekat agar tim dapat menghitung kebutuhan material.',
  },
  {
    sub: 'Drainase',
    units: ['bidang-drainase'],
    titles: [
      'Got mampet di {jalan}, air masuk rumah',
      'Drainase tersumbat sedimen di Kelurahan {kelurahan}',
      'Genangan setiap hujan di {jalan} {patokan}',
      'Penutup selokan hilang di {jalan}',
    ],
    situations: [
      'Saluran air di {jalan} {rtrw} penuh sedimen dan sampah. Hujan setengah jam saja air sudah naik ke jalan setinggi betis.',
      'Got {patokan} di {jalan} tersumbat sudah {lama}. Airnya hitam, bau, dan banyak jentik nyamuk.',
      'Penutup drainase di {jalan} {patokan} hilang sebanyak {jumlah} lembar, tinggal lubang menganga di pinggir jalan.',
    ],
    details: [
      'Pada {tanggal} air masuk ke {jumlah} rumah warga dan baru surut menjelang subuh.',
      'Sudah ada warga yang kena demam berdarah, anak tetangga saya dirawat.',
      'Kerja bakti sudah kami lakukan dua kali, tetapi sedimennya keras dan tidak sanggup diangkat pakai cangkul.',
      'Di hilirnya ada bangunan yang menutup saluran sehingga air tidak mengalir.',
    ],
    wishes: [
      'Mohon dikirim alat berat atau mobil penyedot sebelum puncak musim hujan.',
      'Mohon dikeruk dan dicek sampai ke kanal induk.',
      'Mohon penutupnya dipasang kembali, lokasi ini dilewati anak sekolah.',
    ],
    answers: [
      'Satgas Drainase telah mengeruk sedimen di {jalan} sepanjang kurang lebih {jumlah} meter dan mengangkut hasil kerukan pada hari yang sama. Aliran ke kanal induk kembali lancar.',
      'Hasil peninjauan menunjukkan penyempitan saluran oleh bangunan warga di bagian hilir. Kami berkoordinasi dengan kelurahan untuk pembongkaran secara persuasif.',
      'Penutup saluran yang hilang sudah diganti dengan pelat beton. Apabila masih ada yang rusak mohon disampaikan kembali melalui laporan ini.',
    ],
    question: 'Mohon disebutkan nomor rumah atau nama lorong serta kapan terakhir kali terjadi genangan.',
  },
  {
    sub: 'Penerangan Jalan Umum',
    units: ['upt-pju'],
    titles: [
      'Lampu jalan padam di {jalan}',
      'Lampu jalan mati berderet di Kelurahan {kelurahan}',
      'Lampu jalan {patokan} mati setelah hujan',
    ],
    situations: [
      'Lampu penerangan jalan di {jalan} {patokan} padam sudah {lama}, gelap gulita kalau malam.',
      'Dari {jumlah} tiang lampu di {jalan} hanya dua yang menyala. Sisanya mati semua.',
      'Lampu jalan {patokan} kedip-kedip lalu mati total sejak hujan {tanggal}.',
    ],
    details: [
      'Minggu lalu ada ibu-ibu dijambret sekitar pukul {jam} karena keadaan gelap.',
      'Kabelnya terjuntai setinggi kepala orang, kami takut ada yang tersengat.',
      'Kami sudah lapor lewat kelurahan tetapi disuruh menunggu.',
      'Jalan ini dipakai jamaah yang ke masjid waktu subuh.',
    ],
    wishes: [
      'Mohon segera diperbaiki atau diganti lampunya.',
      'Mohon dicek juga jaringan kabelnya, bukan cuma bola lampunya.',
    ],
    answers: [
      'Petugas UPT PJU telah mengganti lampu dan sekring di {jalan}. Penerangan sudah menyala normal sejak tadi malam.',
      'Gangguan disebabkan kabel bawah tanah yang putus. Perbaikan membutuhkan penggalian dan dijadwalkan pekan ini bersama PLN.',
    ],
    question: 'Mohon disebutkan nomor yang tertera pada tiang lampu, biasanya pelat kecil setinggi mata.',
  },
  {
    sub: 'Jembatan',
    units: ['bidang-jalan'],
    titles: [
      'Pagar jembatan kanal di {jalan} patah',
      'Papan jembatan penghubung Kelurahan {kelurahan} lapuk',
    ],
    situations: [
      'Pagar pembatas jembatan kecil di {jalan} patah ditabrak mobil pikap {tanggal} dan belum diperbaiki.',
      'Jembatan penghubung lorong di Kelurahan {kelurahan} masih dari papan dan sebagian sudah lapuk.',
    ],
    details: [
      'Anak-anak lewat situ setiap pagi ke sekolah, di bawahnya kanal cukup dalam.',
      'Motor masih memaksa lewat karena jalan memutarnya jauh, hampir dua kilometer.',
      'Warga hanya mengikat bambu sebagai pengganti pagar.',
    ],
    wishes: ['Mohon pagar dipasang kembali sebelum ada yang jatuh.', 'Mohon diganti menjadi jembatan beton.'],
    answers: [
      'Pagar jembatan telah dipasang sementara dengan pipa besi dan garis pengaman. Pekerjaan permanen dilaksanakan pada paket pemeliharaan jembatan tahun ini.',
      'Kondisi jembatan telah disurvei bersama kelurahan. Penggantian konstruksi diusulkan pada anggaran perubahan.',
    ],
  },
  {
    sub: 'Air Bersih',
    units: ['pdam'],
    titles: [
      'Air PDAM tidak mengalir {lama} di {kelurahan}',
      'Air ledeng keruh dan berbau di {jalan}',
      'Tagihan air melonjak tidak wajar',
    ],
    situations: [
      'Air PDAM di {jalan} {rtrw} tidak mengalir sudah {lama}. Kalaupun keluar hanya menetes lewat tengah malam.',
      'Air yang keluar dari keran kami di Kelurahan {kelurahan} berwarna kecokelatan dan berbau lumpur sejak {tanggal}.',
      'Tagihan air rumah saya bulan ini {uang}, biasanya tidak sampai sepertiganya, padahal pemakaian tetap.',
    ],
    details: [
      'Kami terpaksa membeli air gerobak, satu hari habis {jumlah} jeriken.',
      'Sudah telepon ke layanan pelanggan tiga kali, dijawab sedang ada perbaikan pipa tanpa kepastian.',
      'Meteran sudah saya foto dan angkanya tidak sama dengan yang ditagihkan.',
      'Ada bayi dan orang tua sakit di rumah, sangat butuh air bersih.',
    ],
    wishes: [
      'Mohon kepastian kapan air normal kembali.',
      'Mohon dikirim mobil tangki selama gangguan.',
      'Mohon petugas mengecek meteran dan pipa dinas.',
    ],
    answers: [
      'Gangguan aliran disebabkan kebocoran pipa distribusi 200 mm. Perbaikan sudah selesai dan aliran berangsur normal, bagian ujung jaringan paling lambat besok pagi.',
      'Pengurasan jaringan (flushing) telah dilakukan dan sampel air sudah memenuhi baku mutu.',
      'Petugas telah memeriksa meteran pelanggan dan menemukan kebocoran setelah meter. Keringanan pembayaran dapat diajukan di kantor wilayah dengan membawa rekening terakhir.',
    ],
    question: 'Mohon disampaikan nomor sambungan pelanggan yang tertera pada rekening air.',
  },
  {
    sub: 'Tata Ruang',
    units: ['dinas-tata-ruang'],
    titles: [
      'Bangunan tiga lantai tanpa papan izin di {jalan}',
      'Ruko menutup fasum di Kelurahan {kelurahan}',
    ],
    situations: [
      'Di {jalan} {patokan} sedang dibangun ruko tiga lantai tanpa papan izin dan temboknya menempel ke rumah kami.',
      'Lahan fasum perumahan di Kelurahan {kelurahan} dipagari dan dibangun oleh perorangan.',
    ],
    details: [
      'Dinding rumah saya retak {jumlah} titik sejak pemancangan.',
      'Pekerjaan berlangsung sampai pukul {jam}.',
      'Menurut RT setempat tidak pernah ada persetujuan tetangga.',
    ],
    wishes: [
      'Mohon diperiksa izinnya (PBG) dan dihentikan sementara.',
      'Mohon pengembang dipanggil dan fasum dikembalikan.',
    ],
    answers: [
      'Pengawas bangunan telah turun ke lokasi. Pemilik belum dapat menunjukkan PBG sehingga diberikan surat peringatan pertama dan pekerjaan dihentikan sementara.',
      'Berdasarkan site plan, lahan tersebut tercatat sebagai fasum. Kami mengundang para pihak untuk klarifikasi pada pekan depan.',
    ],
    question: 'Mohon dilampirkan foto bangunan dan nama pemilik atau pelaksana jika diketahui.',
  },
  {
    sub: 'Perumahan',
    units: ['dinas-perkim'],
    classification: 'information_request',
    titles: ['Syarat bantuan bedah rumah di Kelurahan {kelurahan}', 'Cara mendaftar rusunawa'],
    situations: [
      'Rumah orang tua saya di {kelurahan} {rtrw} dindingnya lapuk dan atapnya bocor. Saya ingin tahu syarat mengajukan bantuan rumah tidak layak huni.',
      'Saya buruh harian dengan penghasilan sekitar {uang} sebulan dan ingin menyewa unit rusunawa.',
    ],
    details: [
      'Sudah bertanya ke kelurahan tetapi belum jelas berkasnya.',
      'Tanahnya warisan dan belum bersertifikat.',
      'Apakah warga yang KTP-nya belum pindah bisa mendaftar?',
    ],
    wishes: ['Mohon dijelaskan syarat, tempat mendaftar, dan kapan dibuka.', 'Mohon informasi lengkapnya.'],
    answers: [
      'Usulan bantuan stimulan rumah swadaya diajukan melalui kelurahan dengan KTP, KK, bukti penguasaan tanah, dan foto rumah. Verifikasi tahap berikutnya dibuka awal tahun anggaran.',
      'Pendaftaran penghuni rusunawa dibuka di kantor UPT Rusunawa setiap hari kerja. Syaratnya KTP Makassar, belum memiliki rumah, dan surat keterangan penghasilan.',
    ],
  },
  {
    sub: 'Irigasi',
    units: ['bidang-drainase'],
    titles: ['Pintu air saluran irigasi di {kelurahan} macet'],
    situations: [
      'Pintu air saluran irigasi di Kelurahan {kelurahan} macet sejak {lama} sehingga sawah di hilir kekeringan.',
    ],
    details: [
      'Ada {jumlah} petani yang bergantung pada saluran itu.',
      'Besi pemutarnya hilang, diduga dicuri orang.',
      'Rumput di saluran sudah setinggi dada.',
    ],
    wishes: ['Mohon pintu airnya diperbaiki sebelum masa tanam.'],
    answers: [
      'Pintu air telah dibuka secara manual dan ulir pengganti sedang dipesan. Pembersihan saluran dikerjakan bersama kelompok tani.',
    ],
  },
]
