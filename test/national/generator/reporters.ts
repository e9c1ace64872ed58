import type { Reporter } from '../../../shared/domain/case'
import type { ReporterId } from '../../../shared/domain/identifiers'
import { identifierOf } from '../newIdentifier'
import type { SeededRandom } from './seededRandom'

const firstNames = (
  'Muhammad Ahmad Andi Nur Sitti Abdul Rahmat Hasan Husain Ridwan Firman Wahyu Arif Fajar Dian Rina Rini Yusran ' +
  'Ilham Haeruddin Syarifuddin Kaharuddin Burhanuddin Nurdin Saharuddin Asriani Rosmini Hasmawati Nurlaela Suarni ' +
  'Irmawati Marwah Fatimah Khadijah Aisyah Putri Ayu Indah Lestari Bayu Yohanes Maria Kristina Daniel Petrus ' +
  'Markus Ester Lidya Herman Rudi Budi Eko Joko Wati Yanti Sukmawati Mirna Anita Rusdi Zainal'
).split(' ')

const lastNames = (
  'Rahman Hamid Latif Mustafa Ibrahim Yusuf Ismail Syam Jafar Tahir Idris Saleh Halim Karim Makmur Arsyad ' +
  'Djamaluddin Mappanyukki Patunru Sewang Ngalle Tompo Sijaya Gassing Tandiono Pabubung Rante Tangke Allo Bura ' +
  'Sampe Palinggi Lolo Hasibuan Siregar Wijaya Santoso Pratama Nugroho Kurniawan Saputra Hidayat Maulana ' +
  'Ramadhan Anwar Basir Umar Nasir Amir Wahid'
).split(' ')

export function reporterFrom(random: SeededRandom): Reporter {
  const first = random.pick(firstNames)
  const last = random.pick(lastNames)
  const name = `${first} ${random.chance(0.15) ? `${random.pick(firstNames)} ` : ''}${last}`
  const phone = `08${random.pick(['12', '13', '21', '22', '52', '53', '95', '96'])}${random.integer(10_000_000, 99_999_999)}`
  const email = `${first}.${last}${random.integer(1, 99)}@contoh.example`.toLowerCase()
  return {
    id: identifierOf<ReporterId>(`pelapor-${random.digits(12)}`),
    name,
    ...(random.chance(0.9) ? { phone } : {}),
    ...(random.chance(0.55) ? { email } : {}),
  }
}
