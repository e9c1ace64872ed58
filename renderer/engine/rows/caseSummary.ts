import { z } from 'zod'
import {
  caseStatuses,
  channels,
  classifications,
  deadlineKinds,
  type Case,
} from '../../../shared/domain/case'
import { millisecondsOf, type OfficerId } from '../../../shared/domain/identifiers'
import { caseObjectSchema } from '../../../shared/protocol/case'
import { formOf } from '../cache/caseForm'

/** The last of some events and who did it; null for whoever is no officer. */
const lastDoneSchema = z.object({ at: z.number(), by: z.string().nullable() })
type LastDone = z.infer<typeof lastDoneSchema>

const { id, trackingId, unitId, categoryId, assigneeId, duplicateOf } = caseObjectSchema.shape

/** What the lists need of a case, a tenth of it: so that the desk has its lists without reading every report. */
export const caseSummarySchema = z.object({
  ...{ id, trackingId, unitId, categoryId, assigneeId, duplicateOf },
  title: z.string(),
  reporterName: z.string().nullable(),
  /** Names are not identities; null without a name. */
  reporterId: z.string().nullable(),
  areaCode: z.string().nullable(),
  anonymous: z.boolean(),
  confidential: z.boolean(),
  oversight: z.boolean(),
  /** No `first_response` of the case is unmet (DOMAIN.md, *Deadlines*). */
  firstResponded: z.boolean(),
  status: z.enum(caseStatuses),
  channel: z.enum(channels),
  classification: z.enum(classifications),
  tags: z.array(z.string()),
  /** All times in milliseconds since 1970; null where nothing is due. */
  due: z.number().nullable(),
  dueKind: z.enum(deadlineKinds).nullable(),
  received: z.number(),
  updated: z.number(),
  dispositioned: z.number(),
  /** The last event; null when there is none. */
  lastDone: lastDoneSchema.nullable(),
  /** The last event by anybody else than who did the last one; null when there is none. */
  lastByOthers: lastDoneSchema.nullable(),
})
export type CaseSummary = z.infer<typeof caseSummarySchema>

/** Another one as soon as summaries are made differently; then they are made anew from the cases. */
export const summaryForm = formOf(caseSummarySchema)

export function summaryOf(subject: Case): CaseSummary {
  const { id, trackingId, title, anonymous, confidential, oversight, status, unitId, categoryId } = subject
  const { assigneeId, duplicateOf, channel, classification, tags, dueKind, deadlines } = subject
  const done = lastDoneOf(subject)
  return {
    ...{ id, trackingId, title, anonymous, confidential, oversight, status, unitId, categoryId },
    ...{ assigneeId, duplicateOf, channel, classification, dueKind },
    tags: [...tags],
    reporterName: subject.reporter?.name ?? null,
    reporterId: subject.reporter?.id ?? null,
    areaCode: subject.location.areaCode ?? null,
    firstResponded: !deadlines.some(({ kind, metAt }) => kind === 'first_response' && metAt === null),
    due: subject.dueAt === null ? null : millisecondsOf(subject.dueAt),
    received: millisecondsOf(subject.receivedAt),
    updated: millisecondsOf(subject.updatedAt),
    dispositioned: millisecondsOf(subject.dispositionedAt),
    ...done,
  }
}

/** When somebody else than the officer did something last, in milliseconds since 1970; -Infinity for never. */
export function othersAt({ lastDone, lastByOthers }: CaseSummary, officerId: OfficerId | null): number {
  const last =
    lastDone !== null && lastDone.by !== null && lastDone.by === officerId ? lastByOthers : lastDone
  return last?.at ?? -Infinity
}

function lastDoneOf({ events }: Case): Pick<CaseSummary, 'lastDone' | 'lastByOthers'> {
  const last = events.at(-1)
  if (!last) return { lastDone: null, lastByOthers: null }
  const by = doerOf(last)
  const other = by === null ? undefined : events.findLast((event) => doerOf(event) !== by)
  return { lastDone: doneIn(last), lastByOthers: other ? doneIn(other) : null }
}

type Event = Case['events'][number]

function doneIn(event: Event): LastDone {
  return { at: millisecondsOf(event.at), by: doerOf(event) }
}

/** Null for who is no officer, and for an officer without a name to know them by. */
function doerOf({ actor }: Event): string | null {
  return actor.kind === 'officer' ? (actor.id ?? null) : null
}
