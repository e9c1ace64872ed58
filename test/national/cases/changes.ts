import { z } from 'zod'
import type { Officer } from '../../../shared/domain/officer'
import type { RemovalReason } from '../../../shared/protocol/changes'
import { firstRow, type Queryable } from '../database/database'
import type { National } from '../national'
import { ProblemError } from '../problem'
import { cursorOf, positionOf, type Position } from './cursor'
import { inScopeSql, scopeFor, type Scope } from './scope'

type Context = Pick<National, 'database' | 'references'>

interface Page {
  /** Each change as JSON. */
  readonly changes: readonly string[]
  readonly next: Position
  readonly more: boolean
  readonly snapshotDone: boolean
}

/** `GET /v1/changes` as the text of its answer: cases are already JSON and need not be read to be sent. */
export async function changesPage(
  context: Context,
  officer: Officer,
  ask: { readonly since?: string | undefined; readonly limit: number },
): Promise<string> {
  const scope = await scopeFor(context, officer)
  const { limit } = ask
  const page = await context.database.transaction(async (transaction) => {
    // Asked before the rows are: what comes in between is given again rather than passed over.
    const log = await logHead(transaction, scope)
    const position = startOf(log, officer, ask.since)
    const { after } = position
    return after === undefined
      ? readLog(transaction, scope, { position, head: log.last, limit })
      : readSnapshot(transaction, scope, { position, after, head: log.last, limit })
  })
  const head = `{"epoch":${JSON.stringify(page.next.epoch)},"changes":[`
  const done = page.snapshotDone ? ',"snapshotDone":true' : ''
  return `${head}${page.changes.join(',')}],"cursor":${JSON.stringify(cursorOf(page.next))},"more":${page.more}${done}}`
}

interface Reading {
  readonly position: Position
  /** The last number of the agency's log. */
  readonly head: number
  readonly limit: number
}

interface LogHead {
  readonly epoch: string
  readonly last: number
}

function startOf({ epoch, last }: LogHead, officer: Officer, since: string | undefined): Position {
  // An empty `after` sorts before every id: the snapshot's beginning.
  if (since === undefined) return { epoch, officerId: officer.id, sequence: last, after: '' }
  const position = positionOf(since)
  const known =
    position !== null &&
    position.epoch === epoch &&
    position.officerId === officer.id &&
    position.sequence <= last
  if (!known) throw new ProblemError(410, 'cursor_expired')
  return position
}

/**
 * The epoch, and how far the log of the scope's agency goes: every number up to there is committed (migration 0003).
 * The epoch is the database's own word, so that no page mixes what was before a restore with what is after.
 */
async function logHead(queryable: Queryable, { agencyId }: Scope): Promise<LogHead> {
  const row = await firstRow(
    queryable,
    z.object({ epoch: z.string(), last: z.coerce.number() }),
    `select value as epoch, (select coalesce(max(sequence), 0) from changes where agency_id = $1) as last
       from national where name = 'epoch'`,
    [agencyId],
  )
  if (!row) throw new Error('The database has no epoch')
  return row
}

async function readSnapshot(
  queryable: Queryable,
  scope: Scope,
  { position, after, head, limit }: Reading & { readonly after: string },
): Promise<Page> {
  const rows = await queryable.rows(
    z.object({ id: z.string(), document: z.string() }),
    `select id, document::text as document from cases
      where id > $1 and ${inScopeSql('$2', '$3')} order by id limit $4`,
    [after, scope.agencyId, scope.unitIds, limit + 1],
  )
  const given = rows.slice(0, limit)
  const snapshotDone = rows.length <= limit
  const { epoch, officerId, sequence } = position
  const logPosition = { epoch, officerId, sequence }
  const last = given[given.length - 1]
  return {
    changes: given.map((row) => upsert(row.document)),
    next: snapshotDone || !last ? logPosition : { ...logPosition, after: last.id },
    more: !snapshotDone || head > position.sequence,
    snapshotDone,
  }
}

const lineSchema = z.object({ sequence: z.coerce.number(), case_id: z.string() })
type Line = z.infer<typeof lineSchema>

/** A case that is in scope now is given as it is now; one that lay in scope before and left is removed. */
async function readLog(
  queryable: Queryable,
  scope: Scope,
  { position, head, limit }: Reading,
): Promise<Page> {
  const lines = await readLines(queryable, scope, { after: position.sequence, limit: limit + 1 })
  const given = lines.slice(0, limit)
  const more = lines.length > limit
  const last = given[given.length - 1]
  // Each case once, where it changed last.
  const caseIds = new Set(given.map((line) => line.case_id).reverse())
  const cases = await readCases(queryable, scope, [...caseIds].reverse())
  return {
    changes: cases.map((row) => changeOf(row)),
    next: { ...position, sequence: more && last ? last.sequence : head },
    more,
    snapshotDone: false,
  }
}

/** Goes to the lines of each unit by the index: what it costs is what the desk is given. */
async function readLines(
  queryable: Queryable,
  { agencyId, unitIds }: Scope,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<Line[]> {
  const next = 'sequence > $2 order by sequence limit $3'
  if (unitIds === null) {
    const sql = `select sequence, case_id from changes where agency_id = $1 and ${next}`
    return queryable.rows(lineSchema, sql, [agencyId, after, limit])
  }
  return queryable.rows(
    lineSchema,
    `select line.sequence, line.case_id from unnest($4::text[]) as unit (id),
            lateral (select sequence, case_id from changes
                      where agency_id = $1 and unit_id = unit.id and ${next}) as line
      order by line.sequence limit $3`,
    [agencyId, after, limit, unitIds],
  )
}

const changedCaseSchema = z.object({
  id: z.string(),
  status: z.string(),
  purged: z.boolean(),
  /** Null when the case is not in scope now. */
  document: z.string().nullable(),
})
type ChangedCase = z.infer<typeof changedCaseSchema>

/** In the order of the ids. */
async function readCases(
  queryable: Queryable,
  scope: Scope,
  caseIds: readonly string[],
): Promise<ChangedCase[]> {
  if (caseIds.length === 0) return []
  return queryable.rows(
    changedCaseSchema,
    `select cases.id, cases.status, cases.purged,
            case when ${inScopeSql('$2', '$3')} then cases.document::text end as document
       from unnest($1::text[]) with ordinality as changed (id, place) join cases on cases.id = changed.id
      order by changed.place`,
    [caseIds, scope.agencyId, scope.unitIds],
  )
}

function changeOf(row: ChangedCase): string {
  if (row.document !== null) return upsert(row.document)
  return JSON.stringify({ kind: 'remove', caseId: row.id, reason: removalReason(row) })
}

function removalReason(row: ChangedCase): RemovalReason {
  if (row.purged) return 'purged'
  return row.status === 'returned' ? 'returned' : 'reassigned'
}

function upsert(document: string): string {
  return `{"kind":"upsert","case":${document}}`
}
