import { z } from 'zod'
import type { CalendarDate, Identifier, Instant } from '../domain/identifiers'
import { plainText } from '../domain/action'

/**
 * The schema of one kind of identifier: an opaque string of 1 to 64 characters (PROTOCOL.md 1.1).
 * The cast only adds the brand, which exists for the type checker alone.
 */
export function identifier<Id extends Identifier<string>>(): z.ZodType<Id, string> {
  return z.string().min(1).max(64) as unknown as z.ZodType<Id, string>
}

/** A moment in UTC with milliseconds (PROTOCOL.md 1.1); the cast only adds the brand. */
export const instantSchema = z.iso.datetime({ precision: 3 }) as unknown as z.ZodType<Instant, string>

/** A day such as `2026-06-08`; the cast only adds the brand. */
export const calendarDateSchema = z.iso.date() as unknown as z.ZodType<CalendarDate, string>

/** A text measured after NFC and trimming, in UTF-16 code units (PROTOCOL.md 1.1). */
export function measuredText(shortest: number, longest: number): z.ZodType<string, string> {
  return z
    .string()
    .refine((typed) => {
      const { length } = plainText(typed)
      return length >= shortest && length <= longest
    }, `a text of ${shortest} to ${longest} characters`)
    .transform(plainText)
}
