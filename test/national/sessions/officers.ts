import { z } from 'zod'
import type { Officer } from '../../../shared/domain/officer'
import { officerSchema } from '../../../shared/protocol/session'
import { firstRow, type Queryable } from '../database/database'

const accountSchema = z.object({
  document: z.string(),
  password_hash: z.string(),
  otp_secret: z.string().nullable(),
})

export interface Account {
  readonly officer: Officer
  readonly passwordHash: string
  /** In base32; null for who signs in without a one-time code. */
  readonly otpSecret: string | null
}

/** The active account of a name in small letters. */
export async function accountNamed(queryable: Queryable, name: string): Promise<Account | null> {
  const row = await firstRow(
    queryable,
    accountSchema,
    `select document::text as document, password_hash, otp_secret from officers
      where username = $1 and active`,
    [name],
  )
  return (
    row && { officer: officerOf(row.document), passwordHash: row.password_hash, otpSecret: row.otp_secret }
  )
}

/** An officer from the text of the column `document`. */
export function officerOf(document: string): Officer {
  return officerSchema.parse(JSON.parse(document))
}
