/**
 * Identifiers are opaque strings of 1 to 64 characters (PROTOCOL.md 1.1). Each kind has a brand of its own,
 * so that a unit's id cannot be handed over where a case's id is meant. Only the schemas of `shared/protocol`
 * and the makers of new ids turn a plain string into one of these.
 */
declare const brand: unique symbol

export type Identifier<Kind extends string> = string & { readonly [brand]: Kind }

export type CaseId = Identifier<'case'>
/** The public number by which a citizen follows a report, such as `9165816`. */
export type TrackingId = Identifier<'tracking'>
/** A UUIDv7, made once when the officer acts; the idempotency key for ever (PROTOCOL.md 5.2). */
export type ActionId = Identifier<'action'>
export type EventId = Identifier<'event'>
export type OfficerId = Identifier<'officer'>
export type ReporterId = Identifier<'reporter'>
export type UnitId = Identifier<'unit'>
export type AgencyId = Identifier<'agency'>
export type CategoryId = Identifier<'category'>
export type AttachmentId = Identifier<'attachment'>
export type UploadId = Identifier<'upload'>
export type DeviceId = Identifier<'device'>
export type TemplateId = Identifier<'template'>
/** The server's line of history; versions are compared within one epoch only (PROTOCOL.md 4.5). */
export type Epoch = Identifier<'epoch'>
/** Where a pull stands in the server's list of changes (PROTOCOL.md 4.1). */
export type Cursor = Identifier<'cursor'>

/** A point in time in UTC as the protocol writes it: `2026-06-08T03:04:05.678Z` (PROTOCOL.md 1.1). */
export type Instant = Identifier<'instant'>
/** A day of the calendar without a time or zone: `2026-06-08`. */
export type CalendarDate = Identifier<'date'>

/** The protocol's spelling of a moment given in milliseconds since 1970, UTC. */
export function instantFrom(milliseconds: number): Instant {
  // Date.toISOString always gives the form that the brand stands for.
  return new Date(milliseconds).toISOString() as Instant
}

/** Milliseconds since 1970, UTC. */
export function millisecondsOf(instant: Instant): number {
  return Date.parse(instant)
}
