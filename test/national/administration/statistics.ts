import { z } from 'zod'
import type { AgencyKind, Reference } from '../../../shared/domain/reference'
import { agencyKinds } from '../../../shared/domain/reference'
import type { Queryable } from '../database/database'

export interface Statistics {
  readonly received: number
  readonly dispositioned: number
  readonly followedUp: number
  readonly byKind: readonly {
    readonly kind: AgencyKind
    readonly agencies: number
    readonly dispositioned: number
    readonly followedUp: number
  }[]
}

const rowSchema = z.object({
  agency_id: z.string().nullable(),
  dispositioned: z.coerce.number(),
  followed_up: z.coerce.number(),
  waiting: z.coerce.number(),
})

/**
 * `GET /national/statistics` (PROTOCOL.md 8.2). Followed up: answered, or data asked for, at least once, or
 * archived with a reason. Received is counted before any agency has the report.
 */
export async function statistics(queryable: Queryable, reference: Reference): Promise<Statistics> {
  const rows = await queryable.rows(
    rowSchema,
    `select agency_id, count(*) as dispositioned, 0 as waiting,
            count(*) filter (where first_response_at is not null or status = 'archived') as followed_up
       from cases group by agency_id
     union all
     select null, 0, count(*), 0 from reports where case_id is null`,
  )
  const byKind = agencyKinds.map((kind) => {
    const agencies = reference.agencies.filter((agency) => agency.kind === kind)
    const ids = new Set<string>(agencies.map(({ id }) => id))
    const own = rows.filter((row) => row.agency_id !== null && ids.has(row.agency_id))
    return {
      kind,
      agencies: agencies.length,
      dispositioned: sum(own.map((row) => row.dispositioned)),
      followedUp: sum(own.map((row) => row.followed_up)),
    }
  })
  const dispositioned = sum(byKind.map((one) => one.dispositioned))
  return {
    received: dispositioned + sum(rows.map((row) => row.waiting)),
    dispositioned,
    followedUp: sum(byKind.map((one) => one.followedUp)),
    byKind,
  }
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0)
}
