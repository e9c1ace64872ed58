import { z } from 'zod'
import type { Officer } from '../../../shared/domain/officer'
import type { RemovalReason } from '../../../shared/protocol/changes'
import { firstRow, type Queryable } from '../database/database'
import type { National } from '../national'
import { ProblemError } from '../problem'
import { cursorOf, positionOf, type Position } from './cursor'
import { inScopeSql, scopeOf, wasInScopeSql, type Scope } from './scope'

type Context = Pick<National, 'database' | 'epoch' | 'reference'>

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
  const scope = scopeOf(officer, context.reference)
  const page = await context.database.transaction(async (transaction) => {
    // Asked before the rows are: what comes in between is given again rather than passed over.
    const log = await logExtent(transaction)
    const position = startOf(log, context, officer, ask.since)
    return position.after === undefined
      ? readLog(transaction, scope, { position, head: log.last, limit: ask.limit })
      : readSnapshot(transaction, scope, {
          position,
          after: position.after,
          head: log.last,
          limit: ask.limit,
        })
  })
  const head = `{"epoch":${JSON.stringify(context.epoch)},"changes":[`
  const done = page.snapshotDone ? ',"snapshotDone":true' : ''
  return `${head}${page.changes.join(',')}],"cursor":${JSON.stringify(cursorOf(page.next))},"more":${page.more}${done}}`
}

interface Reading {
  readonly position: Position
  /** The last number of the log. */
  readonly head: number
  readonly limit: number
}

function startOf(
  log: { readonly first: number; readonly last: number },
  { epoch }: Context,
  officer: Officer,
  since: string | undefined,
): Position {
  // An empty `after` sorts before every id: the snapshot's beginning.
  if (since === undefined) return { epoch, officerId: officer.id, sequence: log.last, after: '' }
  const position = positionOf(since)
  const known =
    position !== null &&
    position.epoch === epoch &&
    position.officerId === officer.id &&
    position.sequence <= log.last &&
    position.sequence >= log.first - 1
  if (!known) throw new ProblemError(410, 'cursor_expired')
  return position
}

async function logExtent(queryable: Queryable): Promise<{ first: number; last: number }> {
  const row = await firstRow(
    queryable,
    z.object({ first: z.coerce.number(), last: z.coerce.number() }),
    'select coalesce(min(sequence), 1) as first, coalesce(max(sequence), 0) as last from changes',
  )
  return row ?? { first: 1, last: 0 }
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

const logRowSchema = z.object({
  sequence: z.coerce.number(),
  case_id: z.string(),
  visible: z.boolean(),
  status: z.string(),
  purged: z.boolean(),
  document: z.string().nullable(),
})
type LogRow = z.infer<typeof logRowSchema>

/** A case that is in scope now is given as it is now; one that lay in scope before and left is removed. */
async function readLog(
  queryable: Queryable,
  scope: Scope,
  { position, head, limit }: Reading,
): Promise<Page> {
  const visible = inScopeSql('$2', '$3')
  const rows = await queryable.rows(
    logRowSchema,
    `select changes.sequence, changes.case_id, ${visible} as visible, cases.status, cases.purged,
            case when ${visible} then cases.document::text end as document
       from changes join cases on cases.id = changes.case_id
      where changes.sequence > $1 and (${visible} or ${wasInScopeSql('$2', '$3')})
      order by changes.sequence limit $4`,
    [position.sequence, scope.agencyId, scope.unitIds, limit + 1],
  )
  const given = rows.slice(0, limit)
  const more = rows.length > limit
  const last = given[given.length - 1]
  const latest = new Map(given.map((row) => [row.case_id, row]))
  return {
    changes: [...latest.values()].map((row) => changeOf(row)),
    next: { ...position, sequence: more && last ? last.sequence : head },
    more,
    snapshotDone: false,
  }
}

function changeOf(row: LogRow): string {
  if (row.document !== null) return upsert(row.document)
  return JSON.stringify({ kind: 'remove', caseId: row.case_id, reason: removalReason(row) })
}

function removalReason(row: LogRow): RemovalReason {
  if (row.purged) return 'purged'
  return row.status === 'returned' ? 'returned' : 'reassigned'
}

function upsert(document: string): string {
  return `{"kind":"upsert","case":${document}}`
}
