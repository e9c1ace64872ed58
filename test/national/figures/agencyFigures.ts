import { z } from 'zod'
import { figureRulesOf } from '../../../shared/domain/figures/figures'
import { figureReport } from '../../../shared/domain/figures/report'
import { boundsOf, type Period } from '../../../shared/domain/figures/localDays'
import type { AgencyId } from '../../../shared/domain/identifiers'
import { caseFactsSchema, type AgencyFigures } from '../../../shared/protocol/figures'
import type { National } from '../national'

/** `GET /v1/figures` (PROTOCOL.md 3.3): the definitions are those of shared/domain/figures, over slim facts. */
export async function agencyFigures(
  { database, references, clock }: Pick<National, 'database' | 'references' | 'clock'>,
  agencyId: AgencyId,
  period: Period,
): Promise<AgencyFigures> {
  const { reference } = await references.of(agencyId)
  const { timeZone } = reference.agency
  const { after, last } = boundsOf(period, timeZone)
  const rows = await database.rows(z.object({ facts: z.string() }), factsSql, [agencyId, after, last])
  const facts = rows.map((row) => caseFactsSchema.parse(JSON.parse(row.facts)))
  const at = clock.now()
  return { ...period, timeZone, at, ...figureReport(facts, period, figureRulesOf(reference, at)) }
}

/** Received or dispositioned in the period; what was purged or returned is there as well. */
const inPeriod = `agency_id = $1
   and ((received_at > $2 and received_at <= $3) or (dispositioned_at > $2 and dispositioned_at <= $3))`

const factsSql = `
  select facts::text as facts from cases where ${inPeriod}
  union all
  select facts::text from returned_cases where ${inPeriod}`
