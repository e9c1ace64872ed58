import { z } from 'zod'
import type { Officer } from '../../../shared/domain/officer'
import { officerSchema } from '../../../shared/protocol/session'
import { firstRow, type Queryable } from '../database/database'

const accountSchema = z.object({ document: z.string(), password_hash: z.string() })

export interface Account {
  readonly officer: Officer
  readonly passwordHash: string
}

/** The active account of a name, which is compared without regard to case. */
export async function accountNamed(queryable: Queryable, name: string): Promise<Account | null> {
  const row = await firstRow(
    queryable,
    accountSchema,
    'select document::text as document, password_hash from officers where username = $1 and active',
    [name],
  )
  return row && { officer: officerSchema.parse(JSON.parse(row.document)), passwordHash: row.password_hash }
}

export async function activeOfficer(queryable: Queryable, officerId: string): Promise<Officer | null> {
  const row = await firstRow(
    queryable,
    z.object({ document: z.string() }),
    'select document::text as document from officers where id = $1 and active',
    [officerId],
  )
  return row && officerSchema.parse(JSON.parse(row.document))
}
