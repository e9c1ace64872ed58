import { getDistricts, getVillages } from 'idn-area-data'
import type { CaseLocation } from '../../../shared/domain/case'
import type { SeededRandom } from './seededRandom'

/** What reports and answers call the place that a local government looks after. */
export interface Region {
  /** The code by which the national area data names it. */
  readonly code: string
  readonly area: string
  readonly head: string
  readonly government: string
}

export const makassarRegion: Region = {
  code: '73.71',
  area: 'Kota Makassar',
  head: 'Wali Kota Makassar',
  government: 'Pemerintah Kota Makassar',
}

export const gowaRegion: Region = {
  code: '73.06',
  area: 'Kabupaten Gowa',
  head: 'Bupati Gowa',
  government: 'Pemerintah Kabupaten Gowa',
}

export interface District {
  readonly region: Region
  readonly code: string
  readonly name: string
  readonly villages: readonly { readonly code: string; readonly name: string }[]
  readonly streets: readonly string[]
  /** Roughly its middle. */
  readonly lat: number
  readonly lon: number
}

export interface Place {
  readonly district: District
  readonly village: string
  readonly street: string
  readonly landmark: string
  readonly neighbourhood: string
  readonly location: CaseLocation
}

const districtFacts: Readonly<Record<string, readonly [lat: number, lon: number, streets: string]>> = {
  '73.71.01': [
    -5.155,
    119.407,
    'Jl. Cendrawasih, Jl. Rajawali, Jl. Nuri Baru, Jl. Garuda, Jl. Metro Tanjung Bunga',
  ],
  '73.71.02': [
    -5.165,
    119.415,
    'Jl. Veteran Selatan, Jl. Onta Lama, Jl. Singa, Jl. Inspeksi Kanal, Jl. Baji Gau',
  ],
  '73.71.03': [
    -5.147,
    119.428,
    'Jl. Veteran Utara, Jl. Gunung Latimojong, Jl. Maccini Raya, Jl. Abubakar Lambogo',
  ],
  '73.71.04': [
    -5.14,
    119.411,
    'Jl. Penghibur, Jl. Somba Opu, Jl. Sultan Hasanuddin, Jl. Botolempangan, Jl. Lamaddukelleng',
  ],
  '73.71.05': [-5.127, 119.412, 'Jl. Sulawesi, Jl. Nusantara, Jl. Timor, Jl. Tentara Pelajar, Jl. Buru'],
  '73.71.06': [-5.129, 119.422, 'Jl. Bandang, Jl. Tinumbu, Jl. Kandea, Jl. Masjid Raya, Jl. Lamuru'],
  '73.71.07': [
    -5.118,
    119.43,
    'Jl. Sunu, Jl. Gatot Subroto Baru, Jl. Teuku Umar, Jl. Pannampu, Jl. Rappokalling Raya',
  ],
  '73.71.08': [-5.115, 119.418, 'Jl. Sabutung, Jl. Barukang Raya, Jl. Yos Sudarso, Jl. Satando'],
  '73.71.09': [
    -5.143,
    119.452,
    'Jl. Boulevard, Jl. Pengayoman, Jl. Adhyaksa, Jl. Toddopuli Raya, Jl. Abdullah Daeng Sirua, Jl. Urip Sumoharjo',
  ],
  '73.71.10': [
    -5.183,
    119.41,
    'Jl. Daeng Tata Raya, Jl. Mallengkeri, Jl. Mannuruki Raya, Jl. Abdul Kadir, Jl. Perjanjian Bongaya',
  ],
  '73.71.11': [
    -5.09,
    119.52,
    'Jl. Paccerakkang, Jl. Kapasa Raya, Jl. Batara Bira, Jl. Daeng Ramang, Jl. Goa Ria, Jl. Perintis Kemerdekaan Km 15',
  ],
  '73.71.12': [
    -5.17,
    119.49,
    'Jl. Antang Raya, Jl. Tamangapa Raya, Jl. Borong Raya, Jl. Ujung Bori, Jl. Batua Raya',
  ],
  '73.71.13': [
    -5.173,
    119.436,
    'Jl. Rappocini Raya, Jl. Sultan Alauddin, Jl. Emmy Saelan, Jl. Hertasning, Jl. Tidung Raya, Jl. Landak Baru',
  ],
  '73.71.14': [
    -5.13,
    119.5,
    'Jl. Perintis Kemerdekaan Km 10, Jl. Bumi Tamalanrea Permai, Jl. Politeknik, Jl. Kejayaan Raya',
  ],
  '73.71.15': [-5.05, 119.33, 'Jl. Poros Pulau, Jl. Dermaga Rakyat'],
  '73.06.07': [-5.24, 119.45, 'Jl. Poros Pallangga, Jl. Poros Mangalli, Jl. Pangkabinanga'],
  '73.06.08': [
    -5.2,
    119.46,
    'Jl. Sultan Hasanuddin Sungguminasa, Jl. Wahid Hasyim, Jl. Tumanurung, Jl. Poros Pattallassang, Jl. Manggarupi',
  ],
}

const landmarks = [
  'di depan minimarket',
  'dekat masjid',
  'di samping sekolah dasar',
  'di depan kantor lurah',
  'dekat pos ronda',
  'di seberang SPBU',
  'di tikungan sebelum jembatan kecil',
  'di depan warung coto',
  'dekat gardu listrik',
  'di depan puskesmas pembantu',
  'di mulut lorong',
  'dekat lapangan bola',
  'di depan ruko yang sedang dibangun',
  'di samping bengkel motor',
] as const

/**
 * The kecamatan of each region with their kelurahan and codes, as the national area data names them. Of the
 * neighbour's, only those at the border are told of.
 */
export async function readDistricts(): Promise<{ makassar: District[]; gowa: District[] }> {
  const districts = await getDistricts({ transform: true })
  const villages = await getVillages({ transform: true })
  const inside = (region: Region): District[] =>
    districts
      .filter(({ code, regencyCode }) => regencyCode === region.code && code in districtFacts)
      .map(({ code, name }) => {
        const [lat, lon, streets] = districtFacts[code] ?? [0, 0, '']
        // A desa is numbered from 2001, a kelurahan from 1001; the phrases speak of kelurahan.
        const own = villages.filter((one) => one.districtCode === code && one.code.startsWith(`${code}.1`))
        return {
          region,
          code,
          name,
          lat,
          lon,
          streets: streets.split(', '),
          villages: own.map((village) => ({ code: village.code, name: village.name })),
        }
      })
  return { makassar: inside(makassarRegion), gowa: inside(gowaRegion) }
}

/** Islands have few people and few reports. */
export function placeIn(districts: readonly District[], random: SeededRandom): Place {
  const district = random.weighted(
    districts.map((one) => [one, one.code === '73.71.15' ? 1 : one.villages.length] as const),
  )
  const village = random.pick(district.villages)
  const street = random.pick(district.streets)
  const landmark = random.pick(landmarks)
  const number = (most: number) => String(random.integer(1, most)).padStart(3, '0')
  const located = random.chance(0.35)
  const near = (middle: number) => Math.round((middle + (random.next() - 0.5) * 0.02) * 1e5) / 1e5
  return {
    district,
    village: village.name,
    street,
    landmark,
    neighbourhood: `RT ${number(8)}/RW ${number(9)}`,
    location: {
      areaCode: random.chance(0.85) ? village.code : district.code,
      address: `${street}, ${landmark}, Kel. ${village.name}, Kec. ${district.name}`,
      ...(located ? { lat: near(district.lat), lon: near(district.lon) } : {}),
    },
  }
}
