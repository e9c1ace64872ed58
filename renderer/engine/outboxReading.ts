import { writtenText } from '../../shared/domain/action'
import type { CaseId } from '../../shared/domain/identifiers'
import type { FileId } from '../../shared/bridge/attachedFiles'
import type { JournalEntry } from '../../shared/bridge/journalPort'
import { assertNever } from '../../shared/domain/assertNever'
import { refusalOf } from './caseReading'
import { canChange } from './caseWork'
import { decisionOf } from './decisionOf'
import type { UnsentWork } from './journal/unsentWork'
import type { OutboxItem, WaitsFor } from './outboxApi'
import type { CaseRows } from './overlay/caseRows'
import type { Attempts } from './sync/attempts'

export interface OutboxReadingParts {
  readonly caseRows: CaseRows
  readonly unsentWork: UnsentWork
  readonly attempts: Attempts
  readonly bytesSent: (fileId: FileId) => number
  readonly filesAreThere: (entry: JournalEntry) => boolean
  readonly isReconciling: () => boolean
}

/** What *Kotak keluar* shows: every action, where it stands, and what keeps it. */
export class OutboxReading {
  constructor(private readonly parts: OutboxReadingParts) {}

  async items(): Promise<readonly OutboxItem[]> {
    const { unsentWork } = this.parts
    /** The first action of each case that has no final result yet, or needs the officer. */
    const firsts = new Map<CaseId, JournalEntry>()
    const items: OutboxItem[] = []
    for (const entry of unsentWork.all()) {
      items.push(await this.item(entry, firsts.get(entry.action.caseId) ?? null))
      const { caseId } = entry.action
      if (entry.standing.state !== 'accepted' && !firsts.has(caseId)) firsts.set(caseId, entry)
    }
    return items
  }

  private async item(entry: JournalEntry, before: JournalEntry | null): Promise<OutboxItem> {
    const { attempts, bytesSent, caseRows } = this.parts
    const { action, standing } = entry
    const { actionId } = action
    const { state } = standing
    const named = caseRows.name(action.caseId)
    return {
      actionId,
      caseId: action.caseId,
      trackingId: named?.trackingId ?? null,
      caseTitle: named?.title ?? null,
      type: action.type,
      decision: decisionOf(action),
      text: writtenText(action)?.text || null,
      createdAt: action.createdAt,
      files: entry.files.map((file) => ({ ...file, bytesSent: bytesSent(file.fileId) })),
      state: state === 'sent' ? 'sending' : state,
      waitsFor: this.waitsFor(entry, before),
      attempts: attempts.countOf(actionId),
      lastAnswer: attempts.lastAnswerOf(actionId),
      refusal: refusalOf(entry),
      canUndo: state === 'held',
      canDiscard: state === 'waiting' || state === 'needs-you',
      canChange: canChange(entry),
    }
  }

  private waitsFor(entry: JournalEntry, before: JournalEntry | null): WaitsFor | null {
    const { filesAreThere, isReconciling, unsentWork } = this.parts
    const { standing, action } = entry
    switch (standing.state) {
      case 'accepted':
      case 'needs-you':
        return null
      case 'held':
        return {
          kind: 'hold',
          releasedInMilliseconds: unsentWork.releasedInMilliseconds(action.actionId) ?? 0,
        }
      case 'waiting':
      case 'sent':
        break
      default:
        return assertNever(standing, 'standing')
    }
    if (before?.standing.state === 'needs-you') return { kind: 'needs-you', actionId: before.action.actionId }
    if (before?.standing.state === 'held') return { kind: 'earlier', actionId: before.action.actionId }
    if (isReconciling()) return { kind: 'reconciling' }
    if (!filesAreThere(entry)) return { kind: 'upload' }
    if (before && !filesAreThere(before)) return { kind: 'earlier', actionId: before.action.actionId }
    return { kind: 'request' }
  }
}
