import { z } from 'zod'
import type { Case } from '../../../shared/domain/case'
import type { Instant } from '../../../shared/domain/identifiers'
import { caseSchema } from '../../../shared/protocol/case'
import { firstRow, type Queryable } from '../database/database'
import { announce } from '../events/announcements'
import { derivedColumns } from './derivedColumns'
import { keepReturned } from './returnedCases'
import { inScopeSql, type Scope } from './scope'

const documentSchema = z.object({ document: z.string() })

/** A case as it stands in the database, and whether desks still hold it. */
export interface StoredCase {
  readonly case: Case
  readonly purged: boolean
}

/** Locked until the transaction ends, so that two actions on one case follow one another. */
export async function lockCase(
  queryable: Queryable,
  by: 'id' | 'tracking_id',
  key: string,
): Promise<StoredCase | null> {
  const row = await firstRow(
    queryable,
    documentSchema.extend({ purged: z.boolean() }),
    `select document::text as document, purged from cases where ${by} = $1 for update`,
    [key],
  )
  return row && { case: caseSchema.parse(JSON.parse(row.document)), purged: row.purged }
}

/** The case as JSON, if it is in scope (PROTOCOL.md 4.7). */
export async function visibleCase(
  queryable: Queryable,
  caseId: string,
  scope: Scope,
): Promise<string | null> {
  const row = await firstRow(
    queryable,
    documentSchema,
    `select document::text as document from cases where id = $1 and ${inScopeSql('$2', '$3')}`,
    [caseId, scope.agencyId, scope.unitIds],
  )
  return row?.document ?? null
}

/** What others and the officer did after a version (DOMAIN.md, *Actions*: *since*), oldest first. */
export async function eventIdsSince(
  queryable: Queryable,
  caseId: string,
  version: number,
): Promise<Set<string>> {
  const rows = await queryable.rows(
    z.object({ event_id: z.string() }),
    'select event_id from case_events where case_id = $1 and version > $2',
    [caseId, version],
  )
  return new Set(rows.map((row) => row.event_id))
}

/**
 * Writes a case with its next version, the version at which its new events came in, and the change that desks pull.
 * Call it inside a transaction. Gives the case as it was written.
 */
export async function saveCase(
  queryable: Queryable,
  before: Case | null,
  after: Case,
  at: Instant,
): Promise<Case> {
  const written: Case = { ...after, version: (before?.version ?? 0) + 1, updatedAt: at }
  const held = new Set((before?.events ?? []).map((event) => event.id))
  await writeCaseRow(queryable, written)
  await keepReturned(queryable, before, written)
  for (const event of written.events) {
    if (held.has(event.id)) continue
    await queryable.run('insert into case_events (event_id, case_id, version) values ($1, $2, $3)', [
      event.id,
      written.id,
      written.version,
    ])
  }
  await logChange(queryable, written.id, before ? [before, written] : [written], at)
  return written
}

async function writeCaseRow(queryable: Queryable, written: Case): Promise<void> {
  const derived = derivedColumns(written)
  await queryable.run(
    `insert into cases (id, tracking_id, version, agency_id, unit_id, status, due_at, closed_at, first_response_at,
                        updated_at, title, document, received_at, dispositioned_at, facts,
                        followed_up, words)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text::json, $13, $14, $15::text::json,
             $16, array_to_tsvector($17::text[]))
     on conflict (id) do update set version = excluded.version, agency_id = excluded.agency_id,
       unit_id = excluded.unit_id, status = excluded.status, due_at = excluded.due_at,
       closed_at = excluded.closed_at, first_response_at = excluded.first_response_at,
       updated_at = excluded.updated_at, title = excluded.title, document = excluded.document,
       received_at = excluded.received_at, dispositioned_at = excluded.dispositioned_at, facts = excluded.facts,
       followed_up = excluded.followed_up, words = excluded.words`,
    [
      written.id,
      written.trackingId,
      written.version,
      written.agencyId,
      written.unitId,
      written.status,
      written.dueAt,
      written.closedAt,
      written.firstResponseAt,
      written.updatedAt,
      written.title,
      JSON.stringify(written),
      derived.received_at,
      derived.dispositioned_at,
      JSON.stringify(derived.facts),
      derived.followed_up,
      derived.words,
    ],
  )
}

/** `places`: where the case lies, and where it lay before, so that the desks it left can be told. */
export async function logChange(
  queryable: Queryable,
  caseId: string,
  places: readonly Pick<Case, 'agencyId' | 'unitId'>[],
  at: Instant,
): Promise<void> {
  const agencies = places.map(({ agencyId }) => agencyId)
  const units = places.map(({ unitId }) => unitId)
  // The lines are written as the last thing of the transaction (migration 0003 says why).
  await queryable.run('select log_change($1, $2::text[], $3::text[], $4)', [caseId, agencies, units, at])
  for (const { agencyId, unitId } of places) await announce(queryable, { kind: 'cases', agencyId, unitId })
}
