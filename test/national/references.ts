import { z } from 'zod'
import type { AgencyId } from '../../shared/domain/identifiers'
import type { Agency, Reference } from '../../shared/domain/reference'
import { agencySchema, referenceObjectSchema, referenceSchema } from '../../shared/protocol/reference'
import type { Clock } from './clock'
import type { Queryable } from './database/database'
import { entityTagOf } from './reference/entityTag'

/** What all agencies share; the rest of a reference is an agency's own. */
export const sharedReferenceSchema: z.ZodType<SharedReference> = referenceObjectSchema.pick({
  categories: true,
  holidays: true,
  deadlineRules: true,
  templates: true,
  archiveReasons: true,
})
export type SharedReference = Pick<
  Reference,
  'categories' | 'holidays' | 'deadlineRules' | 'templates' | 'archiveReasons'
>

export interface HeldReference {
  readonly reference: Reference
  /** Strong validator made from the content, quotes included. */
  readonly tag: string
}

interface Kept extends HeldReference {
  /** When a duty begins or ends next, or somebody is back; null when nothing is planned. */
  readonly goodUntil: string | null
}

const textRow = z.object({ value: z.string() })

/**
 * The reference data of each agency (PROTOCOL.md 3.1), read once and kept until `forget`, or until a duty begins
 * or ends or somebody is back. Inside a transaction, hand that over as `queryable`: there is one connection at a time.
 */
export class References {
  private kept = new Map<AgencyId, Kept>()
  private shared: Promise<SharedReference> | null = null
  private listed: Promise<readonly Agency[]> | null = null

  constructor(
    private readonly database: Queryable,
    private readonly clock: Clock,
  ) {}

  /** After duty, absence or the whole database changed. */
  forget(): void {
    // Another map: what is being read right now is of before, and must not be kept.
    this.kept = new Map()
    this.shared = null
    this.listed = null
  }

  async of(agencyId: AgencyId, queryable: Queryable = this.database): Promise<HeldReference> {
    const { kept: holding } = this
    const kept = holding.get(agencyId)
    if (kept && (kept.goodUntil === null || this.clock.now() < kept.goodUntil)) return kept
    const read = await this.read(agencyId, queryable)
    holding.set(agencyId, read)
    return read
  }

  /** Every institution, in the order in which references give them. */
  agencies(queryable: Queryable = this.database): Promise<readonly Agency[]> {
    this.listed ??= this.readAgencies(queryable).catch((error: unknown) => {
      this.listed = null
      throw error
    })
    return this.listed
  }

  /** What does not depend on the agency. */
  common(queryable: Queryable = this.database): Promise<SharedReference> {
    this.shared ??= this.readShared(queryable).catch((error: unknown) => {
      this.shared = null
      throw error
    })
    return this.shared
  }

  private async readAgencies(queryable: Queryable): Promise<readonly Agency[]> {
    return queryable.rows(agencySchema, 'select id, name, kind from agencies order by position')
  }

  private async readShared(queryable: Queryable): Promise<SharedReference> {
    const [row] = await queryable.rows(textRow, 'select document::text as value from reference_data')
    if (!row) throw new Error('The database holds no reference data')
    return sharedReferenceSchema.parse(JSON.parse(row.value))
  }

  private async read(agencyId: AgencyId, queryable: Queryable): Promise<Kept> {
    const now = this.clock.now()
    const [row] = await queryable.rows(textRow, agencySql, [agencyId, now])
    if (!row) throw new Error(`There is no agency ${agencyId}`)
    const own = ownSchema.parse(JSON.parse(row.value))
    const { turns, ...parts } = own
    const reference = referenceSchema.parse({
      ...parts,
      agencies: await this.agencies(queryable),
      ...(await this.common(queryable)),
    })
    const tag = entityTagOf(JSON.stringify(reference))
    const goodUntil = turns.sort()[0] ?? null
    return { reference, tag, goodUntil }
  }
}

const ownSchema = z.object({
  agency: z.unknown(),
  units: z.unknown(),
  officers: z.unknown(),
  turns: z.array(z.string()),
})

/** An agency's own part as one JSON value; `$2` is now. */
const agencySql = `
  select json_build_object(
    'agency', json_build_object('id', agencies.id, 'name', agencies.name, 'kind', agencies.kind,
                                'timeZone', agencies.time_zone),
    'units', (
      select coalesce(json_agg(json_build_object(
               'id', units.id, 'parentId', units.parent_id, 'name', units.name, 'calendar', units.calendar,
               'dutyOfficerIds', case when duties.from_at <= $2 and (duties.until_at is null or duties.until_at > $2)
                                      then duties.officer_ids else '[]'::json end)
             order by units.position), '[]'::json)
        from units left join duties on duties.unit_id = units.id where units.agency_id = agencies.id),
    'officers', (
      select coalesce(json_agg(json_build_object(
               'id', officers.id, 'name', officers.document->>'name', 'role', officers.document->>'role',
               'unitIds', officers.document->'unitIds', 'active', officers.active,
               'awayUntil', case when officers.away_until > $2 then officers.away_until end)
             order by officers.position), '[]'::json)
        from officers where officers.agency_id = agencies.id),
    'turns', (
      select coalesce(json_agg(turn.at), '[]'::json)
        from (select unnest(array[from_at, until_at]) as at
                from duties join units on units.id = duties.unit_id and units.agency_id = agencies.id
               union all
              select away_until from officers where officers.agency_id = agencies.id) as turn
       where turn.at > $2)
  )::text as value
  from agencies where agencies.id = $1`
