import { plainText, tagLimit, type Decision } from '../../shared/domain/action'
import { assertNever } from '../../shared/domain/assertNever'
import type { Case } from '../../shared/domain/case'
import type { OfficerId } from '../../shared/domain/identifiers'
import type { Officer } from '../../shared/domain/officer'
import { permissionFor } from '../../shared/domain/permission'
import type { Reference } from '../../shared/domain/reference'
import type { Bulk, BulkObstacle } from './listApi'

/** As much of a case as most bulk decisions ask for; the lists know it without reading the case. */
export type BulkSubject = Pick<Case, 'status' | 'assigneeId' | 'unitId'>

export interface BulkCircumstances {
  readonly officer: Officer
  /** Null before it came. */
  readonly reference: Reference | null
  /** For `reassign`: with whom the case is to be, or why with nobody. */
  readonly holder?: PlannedHolder | undefined
}

export type PlannedHolder =
  { readonly holderId: OfficerId | null } | { readonly why: 'unit-not-seen' | 'no-officer' | 'not-possible' }

/** Those whose decision does not depend on who holds what. */
type SameForAll = Exclude<Bulk, { kind: 'reassign' }>

export type BulkVerdict =
  | { readonly kind: 'done'; readonly decision: Decision }
  | { readonly kind: 'left'; readonly why: BulkObstacle }

/** Whether the tags of each case must be known, which the lists do not hold. */
export function asksForTags(bulk: Bulk): bulk is Extract<Bulk, { kind: 'tag' }> {
  return bulk.kind === 'tag'
}

/** What a bulk decision comes to for one case, with the officer's unsent work over it (DOMAIN.md, *Actions*). */
export function bulkVerdict(
  bulk: Bulk,
  subject: BulkSubject & Partial<Pick<Case, 'tags'>>,
  circumstances: BulkCircumstances,
): BulkVerdict {
  const { officer } = circumstances
  if (bulk.kind === 'reassign') return reassignVerdict(bulk, subject, circumstances)
  const obstacle = obstacleOf(bulk, subject, circumstances)
  if (obstacle) return { kind: 'left', why: obstacle }
  const decision = decisionFor(bulk, subject.tags ?? [], officer)
  const permission = permissionFor(decision, subject, officer)
  return permission.allowed ? { kind: 'done', decision } : { kind: 'left', why: permission.why }
}

/** Whether it may be given away comes before to whom. */
function reassignVerdict(
  { reason }: Extract<Bulk, { kind: 'reassign' }>,
  subject: BulkSubject,
  { officer, holder }: BulkCircumstances,
): BulkVerdict {
  const planned = holder ?? { holderId: null }
  const decision = assigning('why' in planned ? null : planned.holderId, reason)
  const permission = permissionFor(decision, subject, officer)
  if (!permission.allowed) return { kind: 'left', why: permission.why }
  if ('why' in planned) return { kind: 'left', why: planned.why }
  return planned.holderId === subject.assigneeId ? { kind: 'left', why: 'stays' } : { kind: 'done', decision }
}

/** The decision that gives a case to somebody; null lets it go. */
export function assigning(assigneeId: OfficerId | null, reason: string): Decision {
  return { type: 'assign', payload: { assigneeId, reason: plainText(reason) } }
}

/** What the rules for one case leave to whoever asks: that something would change, and that there is what is named. */
function obstacleOf(
  bulk: SameForAll,
  subject: BulkSubject & Partial<Pick<Case, 'tags'>>,
  { officer, reference }: BulkCircumstances,
): BulkObstacle | null {
  switch (bulk.kind) {
    case 'accept':
      // Accepted by the officer already, which the rule would call a wrong status.
      return subject.status === 'in_progress' && subject.assigneeId === officer.id ? 'already-so' : null
    case 'assign-to-me':
      return subject.assigneeId === officer.id ? 'already-so' : null
    case 'forward':
      if (subject.unitId === bulk.unitId) return 'already-so'
      return reference?.units.some(({ id }) => id === bulk.unitId) ? null : 'not-possible'
    case 'archive':
      return subject.status === 'archived' ? 'already-so' : null
    case 'tag': {
      const before = subject.tags ?? []
      const after = tagsAfter(bulk, before)
      if (after.length > tagLimit) return 'too-many-tags'
      return sameTags(before, after) ? 'already-so' : null
    }
    default:
      return assertNever(bulk, 'bulk decision')
  }
}

/** The decision for a case that has these tags. */
export function decisionFor(
  bulk: SameForAll,
  tags: readonly string[],
  officer: Pick<Officer, 'id'>,
): Decision {
  switch (bulk.kind) {
    case 'accept':
      return { type: 'accept', payload: {} }
    case 'assign-to-me':
      return assigning(officer.id, '')
    case 'forward':
      return { type: 'forward', payload: { unitId: bulk.unitId, text: plainText(bulk.text) } }
    case 'archive': {
      const text = plainText(bulk.text)
      return { type: 'archive', payload: { reasonCode: bulk.reasonCode, ...(text === '' ? {} : { text }) } }
    }
    case 'tag':
      return { type: 'edit', payload: { tags: tagsAfter(bulk, tags) } }
    default:
      return assertNever(bulk, 'bulk decision')
  }
}

/** Those that stay where they are, then the new ones. */
function tagsAfter(
  { add, remove }: Extract<Bulk, { kind: 'tag' }>,
  tags: readonly string[],
): readonly string[] {
  const removed = new Set(remove.map(plainText))
  const added = add.map(plainText).filter((tag) => tag !== '')
  return [...new Set([...tags.filter((tag) => !removed.has(tag)), ...added])]
}

/** Tags are a set: their order says nothing. */
function sameTags(one: readonly string[], other: readonly string[]): boolean {
  const held = new Set(one)
  return held.size === new Set(other).size && other.every((tag) => held.has(tag))
}
