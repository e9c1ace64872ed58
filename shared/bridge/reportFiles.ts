import { z } from 'zod'
import type { AttachmentId, CaseId } from '../domain/identifiers'
import { attachmentSchema } from '../protocol/case'
import { identifier } from '../protocol/primitives'

/**
 * The files of reports (PROTOCOL.md 6.3) on this computer: fetched once from the national system by main, sealed with
 * the cache key, and read again without a network. The engine says which file of which case is meant, from what the
 * case itself tells of it; the page only ever names ids.
 */

/** Why a file is not here although somebody asked for it. */
export const reportFileFailures = [
  /** No way to the national system: it may be tried again. */
  'offline',
  /** The national system does not want to be asked now, or fails at it. */
  'busy',
  'session-ended',
  /** The national system has it no more, or not for this officer. */
  'gone',
  'refused',
  /** What came is not what the case says of it: nothing of it is kept. */
  'not-as-described',
  /** A byte of the sealed file on this computer has changed: it is fetched anew when asked for. */
  'damaged',
  'too-large',
  'disk-full',
  'storage-failed',
] as const
export type ReportFileFailure = (typeof reportFileFailures)[number]

export const reportFileStateSchema = z.discriminatedUnion('state', [
  /** Not on this computer. */
  z.object({ state: z.literal('absent') }),
  /** `received`: bytes so far, of the size that the case tells. */
  z.object({ state: z.literal('fetching'), received: z.number().int().nonnegative() }),
  /** Sealed on this computer, whole. */
  z.object({ state: z.literal('kept') }),
  z.object({ state: z.literal('failed'), reason: z.enum(reportFileFailures) }),
])
export type ReportFileState = z.infer<typeof reportFileStateSchema>

export const reportFileTold = z.object({
  attachmentId: identifier<AttachmentId>(),
  state: reportFileStateSchema,
})
export interface ReportFileTold {
  readonly attachmentId: AttachmentId
  readonly state: ReportFileState
}

/** More than any case has; a bound for what one message may ask. */
const mostAsked = 2_000

/** What the engine may ask about reports' files; `journalRequestSchemas` has them among the others. */
export const reportFileRequestSchemas = {
  /** Begins to fetch a file unless it is here or on its way; answers at once, what comes of it is told unasked. */
  fetchReportFile: z.object({ caseId: identifier<CaseId>(), attachment: attachmentSchema }),
  reportFileStates: z.object({ attachmentIds: z.array(identifier<AttachmentId>()).max(mostAsked) }),
  /** The cases of which files are here. */
  reportFileCases: z.object({}),
  /** These cases have left the desk: what one may not see is not kept (SECURITY.md 20). */
  forgetReportFiles: z.object({ caseIds: z.array(identifier<CaseId>()).max(100_000) }),
} as const satisfies Record<string, z.ZodType>

export interface ReportFileAnswers {
  fetchReportFile: ReportFileState
  reportFileStates: { readonly states: readonly ReportFileTold[] }
  reportFileCases: { readonly caseIds: readonly CaseId[] }
  forgetReportFiles: { readonly forgotten: true }
}
