import type { AgencyId, OfficerId, UnitId } from '../../../shared/domain/identifiers'
import type { Agency, Calendar, Reference, Unit } from '../../../shared/domain/reference'
import { identifierOf } from '../newIdentifier'

export const agencyId = identifierOf<AgencyId>('pemkot-makassar')

export const makassar: Reference['agency'] = {
  id: agencyId,
  name: 'Pemerintah Kota Makassar',
  kind: 'local_government',
  timeZone: 'Asia/Makassar',
}

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

/** The second institution whose desks can be tried: a neighbour with another unit tree. */
export const neighbourId = identifierOf<AgencyId>('pemkab-gowa')

/** The root of an institution of which few or no units are drawn. */
export function rootUnitId(agency: AgencyId): UnitId {
  return identifierOf<UnitId>(`unit-${agency}`)
}

const neighbourOffices: readonly UnitLine[] = [
  ['gowa-dinas-pu', rootUnitId(neighbourId), 'Dinas Pekerjaan Umum dan Penataan Ruang'],
  ['gowa-dinas-sosial', rootUnitId(neighbourId), 'Dinas Sosial'],
  ['gowa-damkar', rootUnitId(neighbourId), 'Dinas Pemadam Kebakaran', 'continuous'],
]

/** The units of an institution that is not drawn in full: its root, and the neighbour's few offices. */
export function neighbourUnits(agency: Agency): Unit[] {
  const root: UnitLine = [rootUnitId(agency.id), null, agency.name]
  const lines = agency.id === neighbourId ? [root, ...neighbourOffices] : [root]
  return lines.map(([id, parent, name, calendar = 'working_days']) => ({
    id: identifierOf<UnitId>(id),
    parentId: parent === null ? null : identifierOf<UnitId>(parent),
    name,
    calendar,
    dutyOfficerIds: [],
  }))
}
