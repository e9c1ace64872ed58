import type { AgencyId, OfficerId, UnitId } from '../../../shared/domain/identifiers'
import type { Agency, AgencyKind, Calendar, Reference, Unit } from '../../../shared/domain/reference'
import { identifierOf } from '../newIdentifier'

export const agencyId = identifierOf<AgencyId>('pemkot-makassar')

export const makassar: Reference['agency'] = {
  id: agencyId,
  name: 'Pemerintah Kota Makassar',
  kind: 'local_government',
  timeZone: 'Asia/Makassar',
}

const others: readonly (readonly [id: string, name: string, kind: AgencyKind])[] = [
  ['kementerian-pu', 'Kementerian Pekerjaan Umum', 'ministry'],
  ['kementerian-sosial', 'Kementerian Sosial', 'ministry'],
  ['kementerian-kesehatan', 'Kementerian Kesehatan', 'ministry'],
  ['kementerian-ketenagakerjaan', 'Kementerian Ketenagakerjaan', 'ministry'],
  ['kementerian-perhubungan', 'Kementerian Perhubungan', 'ministry'],
  ['kementerian-dikdasmen', 'Kementerian Pendidikan Dasar dan Menengah', 'ministry'],
  ['kementerian-atr', 'Kementerian Agraria dan Tata Ruang/BPN', 'ministry'],
  ['kementerian-komdigi', 'Kementerian Komunikasi dan Digital', 'ministry'],
  ['kementerian-dagri', 'Kementerian Dalam Negeri', 'ministry'],
  ['kementerian-agama', 'Kementerian Agama', 'ministry'],
  ['kementerian-luar-negeri', 'Kementerian Luar Negeri', 'ministry'],
  ['polri', 'Kepolisian Negara Republik Indonesia', 'state_body'],
  ['ombudsman', 'Ombudsman Republik Indonesia', 'state_body'],
  ['bps', 'Badan Pusat Statistik', 'state_body'],
  ['bpjs-kesehatan', 'BPJS Kesehatan', 'state_body'],
  ['bpjs-ketenagakerjaan', 'BPJS Ketenagakerjaan', 'state_body'],
  ['badan-gizi-nasional', 'Badan Gizi Nasional', 'state_body'],
  ['ojk', 'Otoritas Jasa Keuangan', 'state_body'],
  ['unhas', 'Universitas Hasanuddin', 'university'],
  ['unm', 'Universitas Negeri Makassar', 'university'],
  ['pnup', 'Politeknik Negeri Ujung Pandang', 'university'],
  ['pemprov-sulsel', 'Pemerintah Provinsi Sulawesi Selatan', 'local_government'],
  ['pemkab-gowa', 'Pemerintah Kabupaten Gowa', 'local_government'],
  ['pemkab-maros', 'Pemerintah Kabupaten Maros', 'local_government'],
  ['pemkab-takalar', 'Pemerintah Kabupaten Takalar', 'local_government'],
  ['pemkot-parepare', 'Pemerintah Kota Parepare', 'local_government'],
  ['pln', 'PT PLN (Persero)', 'state_enterprise'],
  ['pertamina', 'PT Pertamina (Persero)', 'state_enterprise'],
  ['pelindo', 'PT Pelabuhan Indonesia (Persero)', 'state_enterprise'],
  ['pelni', 'PT Pelayaran Nasional Indonesia (Persero)', 'state_enterprise'],
  ['pos-indonesia', 'PT Pos Indonesia (Persero)', 'state_enterprise'],
  ['kbri-kuala-lumpur', 'KBRI Kuala Lumpur', 'mission_abroad'],
  ['kjri-jeddah', 'KJRI Jeddah', 'mission_abroad'],
]

export const agencies: readonly Agency[] = [
  { id: makassar.id, name: makassar.name, kind: makassar.kind },
  ...others.map(([id, name, kind]) => ({ id: identifierOf<AgencyId>(id), name, kind })),
]

type UnitLine = readonly [id: string, parent: string | null, name: string, calendar?: Calendar]

/** The offices; those that never close count every day (DOMAIN.md, *Deadlines*). */
const offices: readonly UnitLine[] = [
  ['pemkot', null, 'Pemerintah Kota Makassar'],
  ['sekretariat', 'pemkot', 'Sekretariat Daerah'],
  ['inspektorat', 'pemkot', 'Inspektorat Daerah'],
  ['dinas-pu', 'pemkot', 'Dinas Pekerjaan Umum'],
  ['bidang-jalan', 'dinas-pu', 'Bidang Jalan dan Jembatan'],
  ['bidang-drainase', 'dinas-pu', 'Bidang Drainase dan Sumber Daya Air'],
  ['upt-pju', 'dinas-pu', 'UPT Penerangan Jalan Umum'],
  ['dinas-lh', 'pemkot', 'Dinas Lingkungan Hidup'],
  ['bidang-persampahan', 'dinas-lh', 'Bidang Persampahan dan Limbah B3'],
  ['bidang-rth', 'dinas-lh', 'Bidang Pertamanan dan Ruang Terbuka Hijau'],
  ['upt-tpa', 'dinas-lh', 'UPT TPA Tamangapa'],
  ['dinas-tata-ruang', 'pemkot', 'Dinas Penataan Ruang'],
  ['dinas-perkim', 'pemkot', 'Dinas Perumahan dan Kawasan Permukiman'],
  ['pdam', 'pemkot', 'Perumda Air Minum Kota Makassar'],
  ['dinas-perhubungan', 'pemkot', 'Dinas Perhubungan'],
  ['upt-lalu-lintas', 'dinas-perhubungan', 'UPT Pengendali Lalu Lintas', 'continuous'],
  ['dinas-damkar', 'pemkot', 'Dinas Pemadam Kebakaran dan Penyelamatan', 'continuous'],
  ['satpol-pp', 'pemkot', 'Satuan Polisi Pamong Praja'],
  ['dinas-pendidikan', 'pemkot', 'Dinas Pendidikan'],
  ['bidang-sd', 'dinas-pendidikan', 'Bidang Pendidikan Sekolah Dasar'],
  ['bidang-smp', 'dinas-pendidikan', 'Bidang Pendidikan Sekolah Menengah Pertama'],
  ['dinas-kesehatan', 'pemkot', 'Dinas Kesehatan'],
  ['bidang-puskesmas', 'dinas-kesehatan', 'Bidang Pelayanan Kesehatan Puskesmas'],
  ['rsud-daya', 'dinas-kesehatan', 'RSUD Daya', 'continuous'],
  ['dinas-sosial', 'pemkot', 'Dinas Sosial'],
  ['dinas-p3a', 'pemkot', 'Dinas Pemberdayaan Perempuan dan Perlindungan Anak'],
  ['dinas-dukcapil', 'pemkot', 'Dinas Kependudukan dan Pencatatan Sipil'],
  ['dinas-ketenagakerjaan', 'pemkot', 'Dinas Ketenagakerjaan'],
  ['dinas-kominfo', 'pemkot', 'Dinas Komunikasi dan Informatika'],
  ['dinas-perdagangan', 'pemkot', 'Dinas Perdagangan'],
  ['dinas-koperasi', 'pemkot', 'Dinas Koperasi, Usaha Kecil dan Menengah'],
  ['bapenda', 'pemkot', 'Badan Pendapatan Daerah'],
  ['dinas-perikanan', 'pemkot', 'Dinas Perikanan dan Pertanian'],
  ['kesbangpol', 'pemkot', 'Badan Kesatuan Bangsa dan Politik'],
]

export function districtUnitId(districtCode: string): UnitId {
  return identifierOf<UnitId>(`kecamatan-${districtCode}`)
}

/** The tree: offices as above, and below the root each kecamatan. */
export function unitsWith(
  districts: readonly { readonly code: string; readonly name: string }[],
  dutyOfficerIds: ReadonlyMap<string, readonly OfficerId[]>,
): Unit[] {
  const lines: UnitLine[] = [
    ...offices,
    ...districts.map(({ code, name }): UnitLine => [districtUnitId(code), 'pemkot', `Kecamatan ${name}`]),
  ]
  return lines.map(([id, parent, name, calendar = 'working_days']) => ({
    id: identifierOf<UnitId>(id),
    parentId: parent === null ? null : identifierOf<UnitId>(parent),
    name,
    calendar,
    dutyOfficerIds: dutyOfficerIds.get(id) ?? [],
  }))
}
