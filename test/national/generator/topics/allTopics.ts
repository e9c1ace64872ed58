import { environment, energy, farming } from './environment'
import { corona, faith, health, protection } from './health'
import { integrity, law, order } from './order'
import { otherPublicWorks, otherTopics } from './otherTopics'
import { publicWorks } from './publicWorks'
import { digital, education, lapor, village } from './schoolAndDigital'
import { population, social } from './social'
import type { Topics } from './topic'
import { transport, waters } from './transport'
import { consumers, economy, employment, recovery } from './work'

/** Every main category of data/categories.json has its topics; a test holds that. */
export const allTopics: Topics = {
  'topik-lainnya': [...otherTopics, ...otherPublicWorks],
  'pekerjaan-umum': publicWorks,
  ketenagakerjaan: employment,
  sosial: social,
  pendidikan: education,
  ketertiban: order,
  perhubungan: transport,
  lingkungan: environment,
  tik: digital,
  kesehatan: health,
  ekonomi: economy,
  kependudukan: population,
  energi: energy,
  hukum: law,
  'sp4n-lapor': lapor,
  corona,
  konsumen: consumers,
  agama: faith,
  desa: village,
  pertanian: farming,
  pen: recovery,
  gender: protection.gender,
  mbg: protection.mbg,
  napza: protection.napza,
  'kekerasan-sekolah': integrity['kekerasan-sekolah'],
  asn: integrity.asn,
  perairan: waters,
  konsuler: integrity.konsuler,
  'topik-khusus': integrity['topik-khusus'],
}
