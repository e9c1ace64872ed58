import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { AgencyId } from '../../../shared/domain/identifiers'
import { agencyKinds, type Reference } from '../../../shared/domain/reference'
import { identifier } from '../../../shared/protocol/primitives'

const lineSchema = z.object({
  id: identifier<AgencyId>(),
  kind: z.enum(agencyKinds),
  timeZone: z.string().min(1),
  name: z.string().min(1),
})

/**
 * The 812 institutions of data/institutions.csv, each with the zone by which it counts its days: that of its seat,
 * and the capital's for those that stand for the whole country. Names of regions come from idn-area-data (ODbL).
 */
export function readInstitutions(): Reference['agency'][] {
  const file = new URL('../data/institutions.csv', import.meta.url)
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
  return lines.map((line) => {
    // The name stands last, since it may hold commas.
    const [id, kind, timeZone, ...name] = line.split(',')
    return lineSchema.parse({ id, kind, timeZone, name: name.join(',') })
  })
}
