import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { millisecondsOf, type Instant } from '../../../shared/domain/identifiers'
import type { Queryable } from '../database/database'

const stepMilliseconds = 30_000
const digits = 6
/** An officer's telephone may be a step before or behind (RFC 6238, 5.2). */
const tolerance = [0, -1, 1] as const

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The bytes of a key as authenticator apps take it (RFC 4648, 6); throws when it is none. */
export function bytesOfBase32(text: string): Buffer {
  const bytes: number[] = []
  let held = 0
  let bits = 0
  for (const letter of text.replace(/=+$/, '').toUpperCase()) {
    const value = alphabet.indexOf(letter)
    if (value < 0) throw new Error('Not a key in base32')
    held = (held << 5) | value
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((held >> bits) & 0xff)
    held &= (1 << bits) - 1
  }
  return Buffer.from(bytes)
}

export function stepAt(moment: Instant): number {
  return Math.floor(millisecondsOf(moment) / stepMilliseconds)
}

/** The code of one step: TOTP with SHA-1 and six digits, as authenticator apps show it (RFC 6238, RFC 4226 5.3). */
export function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigInt64BE(BigInt(step))
  const digest = createHmac('sha1', bytesOfBase32(secret)).update(counter).digest()
  const offset = digest.readUInt8(digest.length - 1) & 0xf
  const number = (digest.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits
  return String(number).padStart(digits, '0')
}

/**
 * Whether a code is that of now or of a step beside it and was not used before; if so it is used now (PROTOCOL.md
 * 2.1). Blanks inside are left out, as apps show `123 456`.
 */
export async function takeCode(
  queryable: Queryable,
  account: { readonly officerId: string; readonly secret: string },
  given: { readonly code: string; readonly at: Instant },
): Promise<boolean> {
  const received = Buffer.from(given.code.replace(/\s/g, ''))
  const now = stepAt(given.at)
  const steps = tolerance
    .map((difference) => now + difference)
    .filter((step) => {
      const expected = Buffer.from(codeOf(account.secret, step))
      return received.length === expected.length && timingSafeEqual(received, expected)
    })
  for (const step of steps) {
    const taken = await queryable.rows(
      z.object({ step: z.coerce.number() }),
      `insert into used_one_time_codes (officer_id, step) values ($1, $2) on conflict do nothing returning step`,
      [account.officerId, step],
    )
    if (taken.length > 0) return true
  }
  return false
}
