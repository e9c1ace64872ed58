import type { Instant, OfficerId, UnitId } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import type { Reference } from '../../../shared/domain/reference'
import { colleagueSees } from '../../../shared/domain/visibility'
import type { DutyRequest } from '../../../shared/protocol/duty'
import { announce } from '../events/announcements'
import type { National } from '../national'
import { invalid, notFound } from '../problem'

type Context = Pick<National, 'database' | 'references'>

/** `PUT /v1/units/{id}/duty` (PROTOCOL.md 3.3): takes the place of what was set for the unit before. */
export async function setDuty(
  { database, references }: Context,
  supervisor: Officer,
  unitId: UnitId,
  duty: DutyRequest,
): Promise<void> {
  await database.transaction(async (transaction) => {
    const { reference } = await references.of(supervisor.agencyId, transaction)
    // Another agency's unit and one that does not exist look the same.
    if (!reference.units.some(({ id }) => id === unitId)) throw notFound('no such unit in your agency')
    const officerIds = [...new Set(duty.officerIds)]
    officerIds.forEach((officerId, index) => {
      const objection = objectionTo(officerId, unitId, reference)
      if (objection) throw invalid(`officerIds.${index}: ${objection}`)
    })
    await transaction.run(
      `insert into duties (unit_id, officer_ids, from_at, until_at) values ($1, $2::text::json, $3, $4)
       on conflict (unit_id) do update set officer_ids = excluded.officer_ids, from_at = excluded.from_at,
         until_at = excluded.until_at`,
      [unitId, JSON.stringify(officerIds), duty.from, duty.until],
    )
    await announce(transaction, { kind: 'reference', agencyId: supervisor.agencyId })
  })
  references.forget()
}

/** Why somebody cannot answer for a unit; null when they can. */
function objectionTo(officerId: OfficerId, unitId: UnitId, reference: Reference): string | null {
  const colleague = reference.officers.find(({ id }) => id === officerId)
  if (!colleague) return 'no such officer in your agency'
  if (!colleague.active) return 'is not active'
  if (colleague.role === 'auditor') return 'an auditor does nothing'
  return colleagueSees(colleague, { unitId }, reference.units) ? null : 'does not see this unit'
}

/** `PUT /v1/officers/{id}/away` (PROTOCOL.md 3.3). */
export async function setAway(
  { database, references }: Context,
  supervisor: Officer,
  officerId: OfficerId,
  until: Instant | null,
): Promise<void> {
  await database.transaction(async (transaction) => {
    const { reference } = await references.of(supervisor.agencyId, transaction)
    if (!reference.officers.some(({ id }) => id === officerId)) {
      throw notFound('no such officer in your agency')
    }
    await transaction.run('update officers set away_until = $2 where id = $1', [officerId, until])
    await announce(transaction, { kind: 'reference', agencyId: supervisor.agencyId })
  })
  references.forget()
}
