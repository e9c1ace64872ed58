import { z } from 'zod'
import { agencyKinds, type AgencyKind } from '../../../shared/domain/reference'
import type { Statistics } from '../../../shared/protocol/administration'
import type { National } from '../national'

const rowSchema = z.object({
  kind: z.enum(agencyKinds),
  agencies: z.coerce.number(),
  dispositioned: z.coerce.number(),
  followedUp: z.coerce.number(),
  undispositioned: z.coerce.number(),
})

/**
 * What came before this database's first day, by its totals, and this database's own cases. A report counts once:
 * where it lies, or where it was handed back while nobody else has it; one that is purged from the desks still counts.
 * Received but not dispositioned is what waits for the national admin, and what never came to an institution.
 */
const statisticsSql = `
  select agencies.kind, count(*) as agencies,
         sum(coalesce(past_totals.dispositioned, 0) + coalesce(own.dispositioned, 0)) as dispositioned,
         sum(coalesce(past_totals.followed_up, 0) + coalesce(own.followed_up, 0)) as "followedUp",
         (select count(*) from reports where case_id is null)
           + (select coalesce(sum(received - dispositioned), 0) from past_totals) as undispositioned
    from agencies
    left join past_totals on past_totals.agency_id = agencies.id
    left join (select agency_id, count(*) as dispositioned, count(*) filter (where followed_up) as followed_up
                 from cases group by agency_id) as own on own.agency_id = agencies.id
   group by agencies.kind`

/** `GET /national/statistics` (PROTOCOL.md 8.2). Followed up is what shared/domain/figures calls so. */
export async function statistics({ database }: Pick<National, 'database'>): Promise<Statistics> {
  const rows = await database.rows(rowSchema, statisticsSql)
  const byKind = agencyKinds.map((kind) => ofKind(rows, kind))
  const dispositioned = sum(byKind.map((one) => one.dispositioned))
  return {
    received: dispositioned + (rows[0]?.undispositioned ?? 0),
    dispositioned,
    followedUp: sum(byKind.map((one) => one.followedUp)),
    byKind,
  }
}

function ofKind(rows: readonly z.infer<typeof rowSchema>[], kind: AgencyKind): Statistics['byKind'][number] {
  const row = rows.find((one) => one.kind === kind)
  return {
    kind,
    agencies: row?.agencies ?? 0,
    dispositioned: row?.dispositioned ?? 0,
    followedUp: row?.followedUp ?? 0,
  }
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0)
}
