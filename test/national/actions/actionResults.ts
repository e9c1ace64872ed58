import { z } from 'zod'
import type { ActionId, Instant } from '../../../shared/domain/identifiers'
import {
  rejectionCodes,
  type ActionResult,
  type RejectionCode,
  type RetryCode,
} from '../../../shared/protocol/action'
import { firstRow, type Queryable } from '../database/database'
import { identifierOf } from '../newIdentifier'

/** What the server decided about an action, before the case is put beside it (PROTOCOL.md 5.4). */
export type Verdict =
  | { readonly outcome: 'applied' }
  | { readonly outcome: 'conflict'; readonly detail: string }
  | { readonly outcome: 'rejected'; readonly code: RejectionCode; readonly detail?: string | undefined }
  | { readonly outcome: 'retry'; readonly code: RetryCode }

export type FinalVerdict = Exclude<Verdict, { outcome: 'retry' }>

export interface RecordedResult {
  readonly officerId: string
  readonly caseId: string | null
  readonly verdict: FinalVerdict
}

const headSchema = z.object({ officer_id: z.string(), case_id: z.string().nullable() })
const rejectionCode = z.enum(rejectionCodes)

const rowSchema = z.discriminatedUnion('outcome', [
  headSchema.extend({ outcome: z.literal('applied') }),
  headSchema.extend({ outcome: z.literal('conflict'), detail: z.string() }),
  headSchema.extend({ outcome: z.literal('rejected'), code: rejectionCode, detail: z.string().nullable() }),
])

export async function recordedResult(queryable: Queryable, actionId: string): Promise<RecordedResult | null> {
  const row = await firstRow(
    queryable,
    rowSchema,
    'select officer_id, case_id, outcome, code, detail from action_results where action_id = $1',
    [actionId],
  )
  if (!row) return null
  const head = { officerId: row.officer_id, caseId: row.case_id }
  switch (row.outcome) {
    case 'applied':
      return { ...head, verdict: { outcome: 'applied' } }
    case 'conflict':
      return { ...head, verdict: { outcome: 'conflict', detail: row.detail } }
    case 'rejected':
      return { ...head, verdict: { outcome: 'rejected', code: row.code, detail: row.detail ?? undefined } }
  }
}

/** Every outcome but `retry` is recorded for ever (PROTOCOL.md 5.4). */
export async function recordResult(
  queryable: Queryable,
  actionId: string,
  { officerId, caseId, verdict }: RecordedResult,
  at: Instant,
): Promise<void> {
  await queryable.run(
    `insert into action_results (action_id, officer_id, case_id, outcome, code, detail, at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      actionId,
      officerId,
      caseId,
      verdict.outcome,
      verdict.outcome === 'rejected' ? verdict.code : null,
      verdict.outcome === 'applied' ? null : (verdict.detail ?? null),
      at,
    ],
  )
}

/**
 * A result as JSON. `document` is the case as it is now, already JSON; null when it is not the officer's to see,
 * as after `case_left`.
 */
export function resultText(
  actionId: string,
  verdict: Verdict | { readonly outcome: 'duplicate' },
  document: string | null,
): string {
  const head: ActionResult = { actionId: identifierOf<ActionId>(actionId), ...withoutUndefined(verdict) }
  const text = JSON.stringify(head)
  return document === null ? text : `${text.slice(0, -1)},"case":${document}}`
}

function withoutUndefined(verdict: Verdict | { readonly outcome: 'duplicate' }) {
  if (verdict.outcome !== 'rejected') return verdict
  const { outcome, code, detail } = verdict
  return detail === undefined ? { outcome, code } : { outcome, code, detail }
}
