import { z } from 'zod'
import type { PublicReport } from '../../../shared/protocol/citizens'
import { caseSchema } from '../../../shared/protocol/case'
import { publicView } from '../../../shared/protocol/publicView'
import { firstRow, type Queryable } from '../database/database'
import type { National } from '../national'
import { receivedReportSchema } from './receivedReport'

export async function findPublicReport(
  { database, references }: Pick<National, 'database' | 'references'>,
  trackingId: string,
): Promise<PublicReport | null> {
  const row = await firstRow(
    database,
    z.object({ document: z.string(), dispositioned: z.boolean() }),
    `select document::text as document, true as dispositioned from cases where tracking_id = $1
     union all
     select document::text, false from reports where tracking_id = $1 and case_id is null`,
    [trackingId],
  )
  if (!row) return null
  const agencies = await references.agencies()
  const document: unknown = JSON.parse(row.document)
  return row.dispositioned
    ? publicView(caseSchema.parse(document), agencies)
    : publicView(
        { ...receivedReportSchema.parse(document), status: 'received', satisfaction: null },
        agencies,
      )
}

/** IANA, of the institution that has the report; null while none has. */
export async function timeZoneOf(queryable: Queryable, trackingId: string): Promise<string | null> {
  const row = await firstRow(
    queryable,
    z.object({ timeZone: z.string() }),
    `select agencies.time_zone as "timeZone"
       from cases join agencies on agencies.id = cases.agency_id where cases.tracking_id = $1`,
    [trackingId],
  )
  return row?.timeZone ?? null
}
