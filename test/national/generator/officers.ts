import type { OfficerId, UnitId } from '../../../shared/domain/identifiers'
import type { Officer, Role } from '../../../shared/domain/officer'
import { identifierOf } from '../newIdentifier'
import { agencyId, districtUnitId } from './agency'

/** The officer whose scope holds a quarter of the cases; the README names her. */
export const readmeUsername = 'sari'
/** One for all: the sandbox guards nothing. */
export const password = 'lapor-2026'

type Line = readonly [username: string, name: string, units: readonly string[], role?: Role]

function districtsOf(...numbers: readonly string[]): string[] {
  return numbers.map((number) => districtUnitId(`73.71.${number}`))
}

const lines: readonly Line[] = [
  ['rahmawati', 'Hj. Rahmawati Mappasessu', ['pemkot'], 'supervisor'],
  ['syamsul', 'Syamsul Bahri Latief', ['pemkot'], 'supervisor'],
  [readmeUsername, 'Sari Wulandari', ['dinas-pu', 'dinas-lh']],
  ['ashar', 'Muhammad Ashar', ['bidang-jalan']],
  ['irfan', 'Irfan Daeng Sewang', ['bidang-drainase', 'upt-pju']],
  ['nurhayati', 'Nurhayati Baharuddin', ['bidang-persampahan', 'upt-tpa']],
  ['fitriani', 'Fitriani Ramadhani', ['dinas-perhubungan']],
  ['ilham', 'Ilham Saputra', ['upt-lalu-lintas']],
  ['mulyadi', 'Mulyadi Tahir', ['dinas-pendidikan']],
  ['andi.tenri', 'Andi Tenri Abeng', ['dinas-kesehatan']],
  ['yuliana', 'dr. Yuliana Patandean', ['rsud-daya']],
  ['hasnah', 'Hasnah Karim', ['dinas-sosial', 'dinas-p3a']],
  ['rizal', 'Rizal Pahlevi', ['dinas-dukcapil']],
  ['dewi', 'Dewi Anggraeni', ['dinas-ketenagakerjaan']],
  ['fadli', 'Fadli Mansyur', ['dinas-kominfo']],
  ['jumadi', 'Jumadi Rauf', ['satpol-pp']],
  ['basri', 'Basri Lau', ['dinas-damkar']],
  ['megawati', 'Megawati Sampe', ['dinas-perdagangan', 'dinas-koperasi']],
  ['agus', 'Agus Salim Nur', ['bapenda']],
  ['sitti.aminah', 'Sitti Aminah', ['pdam']],
  ['taufik', 'Taufik Hidayat Amin', ['dinas-tata-ruang', 'dinas-perkim']],
  ['veronika', 'Veronika Lobo', ['inspektorat', 'kesbangpol']],
  ['marlina', 'Marlina Tandi', ['dinas-perikanan']],
  ['arman', 'Arman Daeng Nai', districtsOf('01', '02', '03', '04', '15')],
  ['suriani', 'Suriani Hamzah', districtsOf('05', '06', '07', '08', '09')],
  ['zulkifli', 'Zulkifli Yusuf', districtsOf('10', '11', '12', '13', '14')],
  ['ratna', 'Ratna Juwita', ['sekretariat']],
]

export const officers: readonly Officer[] = lines.map(([username, name, units, role = 'officer'], index) => ({
  id: identifierOf<OfficerId>(`petugas-${String(index + 1).padStart(2, '0')}`),
  username,
  name,
  role,
  agencyId,
  unitIds: units.map((unit) => identifierOf<UnitId>(unit)),
}))

/** Who answers on holidays in the units that never close. */
export const dutyOfficers: ReadonlyMap<string, readonly OfficerId[]> = new Map(
  [
    ['upt-lalu-lintas', 'ilham'],
    ['dinas-damkar', 'basri'],
    ['rsud-daya', 'yuliana'],
  ].map(([unit = '', username]) => [
    unit,
    officers.filter((officer) => officer.username === username).map(({ id }) => id),
  ]),
)
