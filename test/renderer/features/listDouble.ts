import type { Case } from '../../../shared/domain/case'
import type { ActionId, CaseId } from '../../../shared/domain/identifiers'
import { bulkVerdict } from '../../../renderer/engine/bulkDecision'
import type {
  Bulk,
  BulkAnswer,
  BulkCase,
  BulkLeft,
  ListApi,
  RowOrder,
  Seen,
} from '../../../renderer/engine/listApi'
import type { DeskDouble } from './deskDouble'
import { reference } from './deskDouble'

/** The list's part of the desk in memory. Everything was seen, unless a test says otherwise. */
export class ListDouble {
  readonly seen = new Map<CaseId, Seen>()
  readonly done: { readonly caseIds: readonly CaseId[]; readonly bulk: Bulk }[] = []
  /** Answers instead of doing it. */
  answer: BulkAnswer | null = null

  constructor(private readonly desk: DeskDouble) {}

  api(): ListApi {
    return {
      caseIdsOf: async (query, from = 0, to = Infinity) =>
        this.desk
          .matching(query)
          .slice(from, to)
          .map(({ id }) => id),
      markSeen: async (caseId) => this.mark(caseId, 'seen'),
      markUnread: async (caseIds) => caseIds.forEach((caseId) => this.mark(caseId, 'unread')),
      previewBulk: async (caseIds, bulk) => {
        const left = this.leftOf(caseIds, bulk)
        return { done: caseIds.length - left.reduce((sum, { cases }) => sum + cases.length, 0), left }
      },
      actOnMany: async (caseIds, bulk) => this.act(caseIds, bulk),
      undoMany: async (actionIds) => ({ undone: actionIds.filter((id) => this.desk.undo(id)) }),
    }
  }

  seenOf({ id }: Case): Seen {
    return this.seen.get(id) ?? 'seen'
  }

  sorted(cases: Case[], order: RowOrder | undefined): Case[] {
    if (!order || order.by === 'deadline') return order?.descending ? cases.reverse() : cases
    const keyOf = (subject: Case): string =>
      order.by === 'title' ? subject.title : order.by === 'number' ? subject.trackingId : subject.receivedAt
    cases.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
    return order.descending ? cases.reverse() : cases
  }

  private mark(caseId: CaseId, seen: Seen): void {
    if ((this.seen.get(caseId) ?? 'seen') === seen) return
    this.seen.set(caseId, seen)
    this.desk.tell({ kind: 'rows-changed' })
  }

  private act(caseIds: readonly CaseId[], bulk: Bulk): BulkAnswer {
    if (this.answer) return this.answer
    const left = this.leftOf(caseIds, bulk)
    const actionIds: ActionId[] = []
    for (const caseId of caseIds) {
      const subject = this.desk.cases.get(caseId)
      const verdict = subject && bulkVerdict(bulk, subject, { officer: this.desk.actor, reference })
      if (verdict?.kind !== 'done') continue
      const saved = this.desk.act(caseId, verdict.decision)
      if (saved.outcome === 'saved') actionIds.push(saved.actionId)
    }
    this.done.push({ caseIds, bulk })
    this.desk.tell({ kind: 'bulk-progress', done: caseIds.length, total: caseIds.length })
    return { outcome: 'done', actionIds, holdMilliseconds: this.desk.holdMilliseconds, left, failure: null }
  }

  private leftOf(caseIds: readonly CaseId[], bulk: Bulk): readonly BulkLeft[] {
    const groups = new Map<BulkLeft['why'], BulkCase[]>()
    for (const caseId of caseIds) {
      const subject = this.desk.cases.get(caseId)
      const verdict = subject
        ? bulkVerdict(bulk, subject, { officer: this.desk.actor, reference })
        : ({ kind: 'left', why: 'case-left' } as const)
      if (verdict.kind === 'done') continue
      groups.set(verdict.why, [...(groups.get(verdict.why) ?? []), this.named(caseId, subject)])
    }
    return [...groups].map(([why, cases]) => ({ why, cases }))
  }

  private named(caseId: CaseId, subject: Case | undefined): BulkCase {
    return {
      caseId,
      trackingId: subject?.trackingId ?? null,
      title: subject?.title ?? null,
      status: subject?.status ?? null,
      assigneeId: subject?.assigneeId ?? null,
      assigneeName: this.desk.nameOf(subject?.assigneeId ?? null),
    }
  }
}
