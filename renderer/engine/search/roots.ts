/**
 * Root words of Indonesian, as far as reports, answers and offices use them: what is left of a word must be one of
 * these before an affix counts as one (stem.ts). Written for this program, since the dictionaries that go with the
 * published stemmers may not be used commercially. A root that is missing costs little: its inflected forms
 * are then found by prefix only. A wrong one costs more, so words are listed here only if they take affixes or
 * would be mistaken for a word that has some.
 */
export const roots: ReadonlySet<string> = new Set(
  `
abadi abai abu acak acara acu ada adab adat adil adu aduk agama agar agen agenda ahli air ajak ajar aju akad
akal akhir akibat akrab akses akta aktif aku akun akurat alam alamat alas alasan alat alih alir alokasi alur
amal aman amanah amanat amat ambang ambil amblas ambruk amuk anak ancam andal aneh angan anggap anggar
anggota anggur angin angka angkasa angkat angkot angkut angsur anjing anjur antar antara antisipasi antre
antri anut anyam aparat api aplikasi apotek apung arah arang arena armada arsip arti arus asa asal asam asap
asas asih asing asli aspal aspek asrama asuh asuransi atap atas atasi atasnama atur audit awal awam awas
awet ayah ayam ayom ayun azan babak babat baca badan bagi bagus bahagia bahan bahas bahasa bahaya bahu baik
bait baja bajak baju bakar bakau bakti baku bala balai balap balas balik balita balok balut ban banci bandar
bandara banding bandit bangga bangkai bangkang bangkit bangku bangsa bangun banjir bank bansos bantah bantai
bantal bantar bantu banyak bapak bara barang baring baris baru basah basi basis basmi batal batang batas
batu batuk bau baur bawa bawah bayang bayar bayi bea beban bebas becak beda bedah bego bekal bekas beku bela
belah belakang belanja belas beli belia belit belok belum benah benam benang benar bencana benci benda
bendung bengkak bengkel bengkok benih bensin bentak bentang bentrok bentuk bentur berangkat berani berantas
berapa beras berat beres beri berita beritahu berkah berkas bersih beruang besar besi besuk betah beton
betul biak biang biar biara biasa biaya bibit bicara bidan bidang bijak biji bikin bilang bilas bimbing bina
binasa binatang bincang bingkai bingung bintang birokrasi biru bisik bising bisnis bisu bius blokir bobol
bobot bocor bodoh bohong bola bolong bom bongkar boros botol buah buang buas buat bubar bubuh bubur budaya
budi bujuk buka bukan bukit bukti buku bulan bulat bumi bunga bungkam bungkus bunuh bunyi buras buron buru
buruh buruk busuk buta butuh cabang cabul cabut cacat cadang cair cakap cakup calo calon camat campur canang
candu canggih cantik cantum capai capek cari cat catat catut cedera cegah cegat cek cekik celah celaka cemar
cemas cepat cerah cerai ceramah cerdas cerewet cerita cermat cermin cetak cicil cinta cipta citra coba cocok
cokelat colok condong contoh copet copot coret cuaca cuci cukup cukur culik cuma curah curang curi curiga
cuti dada daerah daftar dagang daging dahan dahulu daki dakwa dalam dalih damai dampak damping dana danau
dandan dapat dapur darah darat darurat dasar data datang datar daun daur daya debat debu dekat demam demo
demokrasi denda dengar dengung denyut depan derajat deras derau deret dering derita dermaga desa desak detik
dewan dewasa diam didik dinas dinding dingin dini diri disiplin diskon diskriminasi diskusi disposisi
distribusi doa dokter dokumen dominasi dompet dorong dosa drainase dua duduk duga duit duka dukun dukung
dulu dunia durhaka duri dusta dusun ecer edar ekonomi ekor eksekusi elak elok emas emban embus emis emosi
empat enak encer endap enggan engkol entas erat esok evakuasi evaluasi fajar faktur fasilitas fatal fitnah
fokus foto fungsi gabung gadai gaduh gagal gagas gajah gaji galang gali gambar gampang ganas ganda gandeng
gang ganggu ganjal ganjar ganti gantung garam garap garasi garis gas gasak gatal gawat gaya gedung gejala
gelap gelar geledah gelisah gelombang gemar gembira gembok gempa gempur gemuk genang gencar gendong generasi
genggam genteng gerak geram gerbang gerebek gereja gergaji gerobak gerogot gesek geser getar giat gigi gigit
gila gilas giling gilir girang giring gizi goda gogo golong goncang goreng gores gorong got goyang gratis
gudang gugat gugur gula guling gulung guna gundul gunting gunung gurau guru gusur guyur habis hadang hadap
hadiah hadir hajar hajat haji hak hakim hal halal halaman halang halau halte halus hambat hamil hampar
hampir hancur hangat hangus hantam hantar hanyut hapus haram harap harga hari haru harum harus hasil hasut
hati haus hawa hebat helai hemat hendak hening henti heran hewan hias hibah hibur hidang hidup hijau hilang
hilir himbau himpit himpun hina hindar hingga hirup hisap hitam hitung hormat hotel hubung hujan hujat hukum
huni huruf hutan hutang ibadah ibu idam identifikasi identitas ikan ikat iklan ikut ilegal ilmu imam imbas
imbau imbuh imigrasi impor inap indah indera informasi ingat ingin inovasi insaf instruksi intai inti
intimidasi investasi irigasi iring iris isak isap isi istirahat isyarat izin jabat jadi jadwal jaga jahat
jahit jajah jajak jajan jaket jalan jalar jalin jalur jam jamah jamban jambret jamin jamu jamur janda jangan
janggal jangka jangkau janji jantung jarah jarak jarang jari jaring jarum jasa jatah jatuh jauh jawab jaya
jebak jebol jejak jejer jelajah jelang jelas jelek jemaah jembatan jemput jemu jemur jenazah jenguk jenis
jenjang jentik jenuh jera jerat jerit jernih jijik jilat jilid jinak jiwa jual juang juara judi judul jujur
julang juluk jumlah jumpa junjung juntai juru jurus kabar kabel kabul kabupaten kabur kabut kaca kacau
kadang kadar kader kafe kagum kait kaji kaki kala kalah kali kalimat kalung kamar kampanye kampung kanal
kandang kandung kantor kantung kapal kapan kapasitas kapok karang karat karcis karib kartu karung karya
karyawan kas kasar kasih kasir kasus kata kategori katup kaum kawal kawan kawat kawin kaya kayu keadilan
kebun kecam kecelik kecewa kecil kecoh kecuali kecut kedip kejam kejar keji kejut kelabu kelahi kelak kelas
kelebat keliar keliling keliru kelola kelompok keluar keluarga keluh kelupas kemah kemarin kemas kembali
kembang kempis kemudi kemudian kena kenal kenan kencang kendala kendali kendara kendor kental kenyal kenyang
kepala keponakan kepul kepung kerabat kerah keramik keran keras keren kereta kering keringat keriput kerja
keropos keruh keruk kerumun kesal kesan ketat ketik ketua ketuk khawatir khianat khitan khusus kiat kikis
kilat kilir kilo kipas kira kiri kirim kisah kisar kitar klaim klarifikasi klinik kobar kode kokoh kolam
kolom komentar kompak komplain komputer kondisi konfirmasi konflik kongkalikong konsultasi kontak kontrak
kontrol koordinasi korban korek koreksi korupsi kosong kota kotak kotor kredit kriteria kritik kuasa kuat
kubang kubur kucing kucur kuda kuku kukuh kukus kuliah kulit kulkas kumpul kumuh kunci kuning kunjung kupas
kupon kurang kuras kurir kursi kursus kurung kusut kutip kutu kutub kutuk labuh lacak lacur ladang laden
lagu lahan lahap lahir lain lajang laju lajur laki laksana laku lalai lalat lalu lama lamar lambai lamban
lambang lambat lampau lampir lampu lancang lancar lancong landa landai langgan langgar langit langka langkah
langsung lanjur lanjut lansia lantai lantang lantas lantik lapak lapang lapangan lapar lapis lapor lapuk
larang lari laris larut las latih laut lawan lawat layak layan layang layar layat lazim lebar lebat lebih
lebur leceh lecet ledak ledeng lega legal legalisir leher lekang lekas lekat lelah lelang lelap leluasa
leluhur lemah lemak lemari lembaga lembap lembar lembek lembur lempar lengah lengan lengang lenggang lengkap
lengket lenyap lepas letak letus lewat liar libat libur licik licin lihat lilit limbah limpah lincah lindas
lindung lingkar lingkungan lingkup lintang lintas lipat liput lirik listrik lobi logam lokasi lolos lomba
lompat loncat longgar longsor lonjak lontar lorong loteng luap luar luas lubang lucu lucut ludah lugas luka
lulus lumas lumat lumayan lumpuh lumpur lunak lunas luncur lupa luput lurah lurus lusa lusuh maaf mabuk
macam macet madrasah mahal mahasiswa mahir main majelis maju makam makan maki makin makmur makna maksimal
maksud malam malang malas maling malu mampet mampir mampu mandek mandi mandiri mandor manfaat mangkir
mangkrak manis manja mantan mantap manusia marah marak markas masa masak masalah masih masjid masuk
masyarakat mata matang mati mau mayat medan mediasi megah meja melarat meledak meluap memang menang mendiang
mendung mengerti mentah menteri merah merana merasa merdeka merek mesin mesra mesum meter mewah miliar milik
mimpi minat minggu minta minum minyak miring mirip misal miskin mitra mobil modal modern mohon motor muak
mual muat mubazir muda mudah mudik muka mukim mula mulai mulia mulus mulut muncul mundur mungkin mungut
murah muram murid murka murni musik musim musnah musuh musyawarah mutakhir mutasi mutu nafas nafkah naik
nakal nama nampak nanti nasehat nasib nasihat negara negeri nelayan nganga ngeri niaga niat nikah nikmat
nilai nilam nista nomor nonaktif notifikasi nyala nyaman nyamuk nyanyi nyaring nyaris nyata nyawa nyeri obat
objek obral obrol odol ojek olah oleng oles olok ombak omong omset ongkos operasi optimal orang organisasi
otak otomatis pacar pacu padam padat padu pagar pagi paham pahat pahit pajak pajang pakai pakar paket paksa
palang paling palsu pamer pamit pamong panas pancang pancar pancing pancur pandai pandang pandemi pandu
panen panggang panggil panggul panggung pangkal pangkas pangkat pangku panik panitia panjang panjat pantai
pantas pantau pantul papan papar parah parit parkir partai partisipasi paruh pasang pasar pasien pasir pasok
paspor pasrah pasti pasung patah patok patroli patuh patung patut paut payah payung pecah pecat pedas peduli
pegal pegang pegawai pejam pekan pekat pekik pelan pelihara pelintir pelit peluang peluk peluru pemerintah
penat pencar pencil pendam pendek penduduk pengap pengaruh penggal penjara pensiun penting penuh peraga
peran perang peras percaya percik pergi periksa perintah periode peristiwa perkara perkasa perkosa perlahan
perlu permai permata permisi pernah persen persis pesan pesawat pesta peta petak peti petik petir piara picu
pidana pidato pihak pijak pijat pikat piket pikir pikul pilah pilih pimpin pinang pincang pindah pinggir
pinjam pintar pintas pintu pipa piring pisah pisau plafon plastik pokok pola polisi politik pompa pondok
populer poros porsi portal posisi potong potret praktik preman presiden prestasi pribadi prihatin program
proses protes provinsi proyek puas puasa publik puing puisi puji pukat pukul pula pulang pulau pulih pulsa
puluh pulung punah puncak pundi pungut pupuk pura purna pusaka pusat pusing puskesmas putar putih putra
putus rabun racik racun radang raga ragu raguk rahasia raih rajin rakit rakus rakyat ramah ramai ramal
rambah rambat rambu rambut rampas rampok rampung ramu rancang randu rangkai rangkak rangkap rangkul rangkum
rangsang ranjang ransum rantai rantau ranting rapat rapi rapor rapuh ras rasa rasuk rata ratap ratus raup
rawan rawat raya rayap rayu razia rebah rebus rebut reda redam redup regu rehabilitasi rekam rekan rekat
rekayasa rekening rela relokasi remaja rembes rembuk remeh remuk renang rencana rendah rendam renggang
renggut renovasi rentan rentang renung repot resah resap resmi retak retas retribusi revisi ribu ribut rilis
rinci rindang rindu ringan ringkas ringkus ringsek rintang rintis risau ritual robek roboh roda rokok rombak
rombeng rombong rompi ronda rongga rontok rotasi ruang ruas rubuh rugi rujuk rukun rumah rumit rumor rumput
rumus runding rundung runtuh rupa rupiah rusak rusuh rutin saat sabar sabtu sabun sadap sadar sah sahabat
saing sajak saji sakit saksi salah salam salat saldo salin saling salip salur sama samar sambal sambar
sambil sambung sambut sampah sampai sampel samping sandang sandar sandi sanggah sanggup sangka sangkal
sangkut sangsi santai santun sapa sapu saran sarana sarang saring sarung sasar satu saudara sawah sayang
sayat sayur sebab sebal sebar sebentar seberang sebut sedan sedang sedia sedih sedimen sedot segan segar
segel segera sehat sejahtera sejarah sejuk sekap sekat sekejap sekolah sela selam selamat selang selaras
selat selatan seleksi selenggara selesai seleweng selidik selimut selip selisih selokan selubung seluk
seluruh semak semangat semarak sembah sembahyang sembelih sembilan sembrono sembuh sembunyi sembur semen
sementara sempat sempit semprot sempurna semrawut semua senam senang sendat sendiri sengaja sengat sengit
sengketa sengsara senin senjata sentil sentral sentuh senyap senyum sepakat sepatu sepeda sepi seragam serah
serak serakah seram serang serap seras serba serbu sering serius serobot serta sertifikat seru serupa servis
sesak sesal sesat sesuai setel setia setop setor setrum setuju sewa sewenang sia siaga sial siang siap siar
sibuk sidang sidik sifat sigap sikap sikat siksa silakan silang silaturahmi silau simak simpan simpang
simpul sinar sindir singgah singgung singkat singkir sintas sinyal sipil siram sirine sisa sisih sisip siswa
sita situs sobek sogok solar solusi sombong sopan sopir sorak sore sorot sosial sosialisasi stabil status
stop suami suap suara suasana subsidi subur sudah sudi sudut suguh suhu suka sukar sukarela sukses suku
sulap sulit suluh sulut sumbang sumbat sumber sumpah sumpal sumur sungai sungguh sungut suntik sunyi supir
surat suruh surut survei susah susu susul susun susup susut sutra swasta syarat syukur taat tabah tabrak
tabung tabur tadah tagih tahan tahap tahu tahun tajam takar takdir takluk taksir takut talang tali taman
tambah tambak tambal tambang tambat tampak tampar tampil tampung tamu tanah tanam tancap tanda tandang
tandas tandatangan tanding tangan tangga tanggal tanggap tangguh tanggul tanggulang tanggung tanggungjawab
tangis tangkal tangkap tangkas tangkis tani tantang tanya tapak tapis tara target tarif tarik taring taruh
taruna tata tatap tatih taut tawa tawar tawuran tayang tebak tebal tebang tebar tebas tebing tebus teduh
tegak tegang tegap tegas teguh tegur tekad tekan teknik teknis tekuk tekun telaah teladan telah telantar
telat telepon teliti teluk telur telusur teman temani tembak tembok tembus tempat tempel tempuh tempur temu
tenaga tenagakerja tenang tendang tengadah tengah tenggang tenggelam tengok tentang tentara tenteram tentu
tepat tepi tepuk tera terang terap terbang terbit teriak terima terjang terjemah terjun terka terlantar
ternak terobos teror terpa terpal tertib terus tetangga tetap tetes tiang tiap tiba tidak tidakhadir
tidaknyaman tidakpuas tidaksesuai tidur tikam tiket tikung tikus tilang timbang timbul timbun timpa timpang
timur tindak tindaklanjut tindas tindih tinggal tinggi tingkat tinjau tipe tipis tipu tiru titah titik titip
toilet toko tokoh tolak toleh tolong tombol tonjol tonton topang topeng toreh transaksi transfer trotoar
truk tua tuai tuang tubruk tubuh tuding tuduh tugas tuju tujuh tukang tukar tulang tular tuli tulis tulus
tumbang tumbuh tumbuk tumpah tumpang tumpas tumpu tumpuk tumpul tunai tunas tunda tunduk tungau tunggak
tunggal tunggang tunggu tunjang tunjuk tuntas tuntun tuntut turun turut tusuk tutor tutup tutur uang ubah
ubin ucap udara ujar uji ujung ukir ukur ulah ulang ular ulas ulet ulur umpama umpan umpat umum umur undang
undi unduh undur unggah unggul ungkap ungkit ungsi unjuk untai untung upah upaya urai urun urung urus urut
usah usaha usai usap usia usik usir usul usung usut utama utang utara utus uzur vaksin vaksinasi verifikasi
viral wabah wadah wajah wajar wajib wakaf wakil waktu walau wali wangi wanita waras warga waris warna warta
warung wasiat waspada watak wenang wilayah wisata wisuda wujud yakin yatim zakat zalim ziarah
`
    .trim()
    .split(/\s+/),
)

/** Not to be taken apart, though they look as if they could be; nothing else is derived from them. */
export const wholes: ReadonlySet<string> = new Set(
  `
abdullah adalah agustus aisyah aminah andi apabila apakah april asriani bagaimana bahkan bahwa bekasi
bekicot beliau bendera bengkoang bengkulu berau berhala berlian bernas bila dalamnya demi demikian dengan
denpasar desember di dialog diare diesel diet digital dinamo dinasti dirgahayu dispensasi divisi februari
hasanuddin ialah ini inilah ismail itu itulah januari juli jumat juni kaku kalian kami kamis kan kapten
kapuas karena kawasan ke kedai kedelai kediri kelambu kelapa kemeja kemoceng kendari kepada kepiting kerang
kerikil kerinci kertas kesturi ketan ketapang ketel ketika kita kudus kurus lampung lestari lumpia madiun
maka maluku manado maret mataram maupun mebel medis mei melainkan melon memo memori menara mengapa mengkudu
meningitis menit mentega mentimun mentor menurut merauke mereka merpati meski meskipun metode metro namun
november oktober oleh pada padang pakan palembang palu papua para partikel pekalongan pelangi peluit
pemalang penalti penari pendapa pendopo pengantin penyu pepaya per perabot perahu perangko perdana
permaisuri permen peron persona pertama pertamina perumnas perwira pun rabu rahman rahmat rahmawati ridwan
seakan sebagai sebagainya sedangkan sejak sekarang sekretariat sekretaris sekring sektor selain selaku
selalu selama selasa selebaran seluler semarang semester seminar senat sensor sepanduk seperti september
septik seri serial sesama siapa sidoarjo sudirman sukmawati supaya surabaya tanpa tarakan tegal terapi teras
teratai terhadap terminal termometer ternate tersebut tetapi untuk walaupun yaitu yakni yang
`
    .trim()
    .split(/\s+/),
)

/** Derived in a way that no affix tells of, and what they are derived from. */
export const irregular: ReadonlyMap<string, string> = new Map([
  ['beberapa', 'berapa'],
  ['lelaki', 'laki'],
  ['pepohonan', 'pohon'],
  ['wewenang', 'wenang'],
])
