import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { getDistricts, getProvinces, getRegencies, getVillages } from 'idn-area-data'
import type { Area } from '../../../shared/protocol/areas'
import { entityTagOf } from './entityTag'

const compressed = promisify(gzip)
const expanded = promisify(gunzip)

/** The areas as they are sent. */
export interface AreaList {
  readonly tag: string
  readonly gzipped: Buffer
}

let made: Promise<AreaList> | null = null

/** The same for every agency and for ever: made when somebody first asks, and kept as it is sent. */
export function areaList(): Promise<AreaList> {
  made ??= makeAreaList().catch((error: unknown) => {
    made = null
    throw error
  })
  return made
}

/** For the few that do not take gzip. */
export function withoutGzip({ gzipped }: AreaList): Promise<Buffer> {
  return expanded(gzipped)
}

async function makeAreaList(): Promise<AreaList> {
  const text = JSON.stringify(await readAreas())
  return { tag: entityTagOf(text), gzipped: await compressed(text) }
}

/** Provinces, then regencies and cities, districts, villages: parents before what lies in them. */
async function readAreas(): Promise<Area[]> {
  const transform = { transform: true } as const
  const [provinces, regencies, districts, villages] = await Promise.all([
    getProvinces(),
    getRegencies(transform),
    getDistricts(transform),
    getVillages(transform),
  ])
  return [
    ...provinces.map(({ code, name }) => ({ code, parentCode: null, name })),
    ...regencies.map(({ code, provinceCode, name }) => ({ code, parentCode: provinceCode, name })),
    ...districts.map(({ code, regencyCode, name }) => ({ code, parentCode: regencyCode, name })),
    ...villages.map(({ code, districtCode, name }) => ({ code, parentCode: districtCode, name })),
  ]
}
