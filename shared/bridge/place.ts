import { z } from 'zod'
import { actionTypes } from '../domain/action'
import { caseStatuses } from '../domain/case'
import type { ActionId, CaseId, OfficerId, UnitId } from '../domain/identifiers'
import { archiveReasonCodes } from '../domain/reference'
import { identifier } from '../protocol/primitives'

/** What fills the window beside the views: two lists with what is opened from them, and the boards. */
export const boards = ['workload', 'figures', 'trail'] as const
export type Board = (typeof boards)[number]
export const deskPanes = ['inbox', 'outbox', ...boards] as const
export type DeskPane = (typeof deskPanes)[number]

const caseIds = z.array(identifier<CaseId>()).max(100_000)
const tags = z.array(z.string().max(1_000)).max(1_000)

/** A decision for several reports that is being put together, as it stands in the dialog's fields. */
const bulkFormSchema = z.object({
  kind: z.enum(['accept', 'assign-to-me', 'forward', 'archive', 'tag']),
  caseIds,
  unitId: identifier<UnitId>().nullable(),
  reasonCode: z.enum(archiveReasonCodes).nullable(),
  text: z.string().max(200_000),
  add: tags,
  remove: tags,
})

/** Reports that are being given to others. */
const reassignFormSchema = z.object({
  cases: z.union([z.object({ caseIds }), z.object({ ofOfficer: identifier<OfficerId>() })]),
  choice: z.enum(['balanced', 'officer', 'nobody']),
  officerId: identifier<OfficerId>().nullable(),
  reason: z.string().max(200_000),
})

/**
 * Where the officer is in the page. Main holds it for a page that comes back after its process died and for a desk that
 * is unlocked, also after a restart; it goes with sign-out.
 */
export const placeSchema = z.object({
  pane: z.enum(deskPanes),
  /** As the page names its views; it ignores one that it does not know. */
  view: z.string().max(40),
  statuses: z.array(z.enum(caseStatuses)).max(caseStatuses.length),
  mine: z.boolean(),
  search: z.string().max(500),
  /** By what the list is sorted, as the page names it; left out: by deadline. */
  order: z.object({ by: z.string().max(40), descending: z.boolean() }).optional(),
  /** The first row that is seen, by its place in the list; null at its top. */
  firstRow: z.number().int().nonnegative(),
  caseId: identifier<CaseId>().nullable(),
  composing: z.enum(actionTypes).nullable(),
  /** The group of *Kotak keluar* that is shown; null for all. */
  outboxGroup: z.string().max(40).nullable(),
  actionId: identifier<ActionId>().nullable(),
  showsCase: z.boolean(),
  /** What is begun in the dialogs for several reports; it is no draft of any one of them. Left out: nothing. */
  bulk: bulkFormSchema.optional(),
  reassign: reassignFormSchema.optional(),
})
export type Place = z.infer<typeof placeSchema>

/** What main answers a page that has just been loaded. */
export interface KeptPlace {
  readonly place: Place | null
  /** Whether the page before ended by itself, and the officer should be told. */
  readonly reloaded: boolean
}
