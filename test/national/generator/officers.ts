import type { AgencyId, OfficerId, UnitId } from '../../../shared/domain/identifiers'
import type { Officer, Role } from '../../../shared/domain/officer'
import { identifierOf } from '../newIdentifier'
import { agencyId, districtUnitId, neighbourId } from './agency'

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
  ['mardiana', 'Mardiana Hakim', ['pemkot'], 'auditor'],
]

/** Who worked here once: they may not sign in, and no case may be given to them. */
const formerLines: readonly Line[] = [['ruslan', 'Ruslan Daeng Ngalle', ['dinas-pu']]]

/** The few who work at the neighbour's desks. */
const neighbourLines: readonly Line[] = [
  ['hartati', 'Hartati Daeng Bollo', ['gowa-dinas-pu']],
  ['nasrun', 'Nasrun Daeng Tutu', ['gowa-dinas-sosial', 'gowa-damkar']],
  ['kamaruddin', 'Kamaruddin Sewang', [`unit-${neighbourId}`], 'supervisor'],
]

/** Who must give a one-time code at sign-in, with the key that it is made from. */
export const otpSecrets: ReadonlyMap<string, string> = new Map([
  ['veronika', 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'],
])

function staff(given: readonly Line[], prefix: string, agency: AgencyId): Officer[] {
  return given.map(([username, name, units, role = 'officer'], index) => ({
    id: identifierOf<OfficerId>(`${prefix}-${String(index + 1).padStart(2, '0')}`),
    username,
    name,
    role,
    agencyId: agency,
    unitIds: units.map((unit) => identifierOf<UnitId>(unit)),
  }))
}

export const officers: readonly Officer[] = staff(lines, 'petugas', agencyId)
export const formerOfficers: readonly Officer[] = staff(formerLines, 'petugas-lama', agencyId)
export const neighbourOfficers: readonly Officer[] = staff(neighbourLines, 'petugas-gowa', neighbourId)

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
