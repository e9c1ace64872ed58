import { z } from 'zod'
import type { Case } from '../../../shared/domain/case'
import type { Instant } from '../../../shared/domain/identifiers'
import { caseSchema } from '../../../shared/protocol/case'
import { firstRow, type Queryable } from '../database/database'
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

/** PROTOCOL.md 4.7: number, title and body, the newest first. */
export async function searchCases(
  queryable: Queryable,
  scope: Scope,
  search: { readonly q: string; readonly limit: number },
): Promise<string[]> {
  const pattern = `%${search.q.replace(/^#/, '').replace(/[\\%_]/g, '\\$&')}%`
  const rows = await queryable.rows(
    documentSchema,
    `select document::text as document from cases
      where ${inScopeSql('$1', '$2')}
        and (tracking_id ilike $3 or title ilike $3 or document->>'body' ilike $3)
      order by tracking_id desc limit $4`,
    [scope.agencyId, scope.unitIds, pattern, search.limit],
  )
  return rows.map((row) => row.document)
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
  for (const event of written.events) {
    if (held.has(event.id)) continue
    await queryable.run('insert into case_events (event_id, case_id, version) values ($1, $2, $3)', [
      event.id,
      written.id,
      written.version,
    ])
  }
  await logChange(queryable, written.id, before, at)
  return written
}

async function writeCaseRow(queryable: Queryable, written: Case): Promise<void> {
  await queryable.run(
    `insert into cases (id, tracking_id, version, agency_id, unit_id, status, due_at, closed_at, first_response_at,
                        updated_at, title, document)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text::json)
     on conflict (id) do update set version = excluded.version, agency_id = excluded.agency_id,
       unit_id = excluded.unit_id, status = excluded.status, due_at = excluded.due_at,
       closed_at = excluded.closed_at, first_response_at = excluded.first_response_at,
       updated_at = excluded.updated_at, title = excluded.title, document = excluded.document`,
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
    ],
  )
}

/** `before`: where the case lay, so that the desks it left can be told. */
export async function logChange(
  queryable: Queryable,
  caseId: string,
  before: { readonly agencyId: string; readonly unitId: string } | null,
  at: Instant,
): Promise<void> {
  // Numbers are given out before commits: without this lock a desk could read past a number that comes later.
  await queryable.run('select pg_advisory_xact_lock(1)')
  await queryable.run(
    'insert into changes (case_id, from_agency_id, from_unit_id, at) values ($1, $2, $3, $4)',
    [caseId, before?.agencyId ?? null, before?.unitId ?? null, at],
  )
}
