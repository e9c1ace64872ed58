import type { Case } from '../../../shared/domain/case'
import { factsOf } from '../../../shared/domain/figures/caseFacts'
import type { Queryable } from '../database/database'

/**
 * A case that an agency handed back counts there as returned, also while another agency has it; when it comes back,
 * it is an ordinary case again. One that the national admin took away without its having been returned is counted
 * where it lies alone.
 */
export async function keepReturned(queryable: Queryable, before: Case | null, after: Case): Promise<void> {
  if (!before || before.agencyId === after.agencyId) return
  await queryable.run('delete from returned_cases where agency_id = $1 and case_id = $2', [
    after.agencyId,
    after.id,
  ])
  if (before.status !== 'returned') return
  await queryable.run(
    `insert into returned_cases (agency_id, case_id, received_at, dispositioned_at, facts)
     values ($1, $2, $3, $4, $5::text::json)`,
    [before.agencyId, before.id, before.receivedAt, before.dispositionedAt, JSON.stringify(factsOf(before))],
  )
}
