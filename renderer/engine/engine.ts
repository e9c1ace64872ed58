import type { Decision } from '../../shared/domain/action'
import type { ActionId, CaseId } from '../../shared/domain/identifiers'
import type { Reference } from '../../shared/domain/reference'
import type { Draft } from '../../shared/bridge/journalPort'
import type {
  ActAnswer,
  CaseView,
  DeskEngine,
  EngineEvent,
  InboxCounts,
  NeedsYouItem,
  RowPage,
  RowQuery,
  SyncStatus,
} from './api'
import { journalOverPort, type JournalPort } from './journal/journalClient'
import type { EngineParts } from './parts'
import { openSession, type Session } from './session'

/** The engine as the page knows it: each member hands on to the part that does it. */
export class Engine implements DeskEngine {
  private session: Session | null = null

  constructor(private readonly parts: EngineParts) {}

  async start(journalPort: JournalPort, listener: (event: EngineEvent) => void): Promise<void> {
    await this.stop()
    const journal = journalOverPort(journalPort)
    try {
      this.session = await openSession(this.parts, journal, listener)
    } catch (failure) {
      journal.close()
      throw failure
    }
  }

  async stop(): Promise<void> {
    const { session } = this
    this.session = null
    await session?.stop()
  }

  counts(): Promise<InboxCounts> {
    return this.ask(({ desk }) => desk.reading.counts())
  }

  rows(query: RowQuery, from: number, to: number): Promise<RowPage> {
    return this.ask(({ desk }) => desk.reading.page(query, from, to))
  }

  caseView(caseId: CaseId): Promise<CaseView | null> {
    return this.ask(({ desk }) => desk.reading.caseView(caseId))
  }

  act(caseId: CaseId, decision: Decision): Promise<ActAnswer> {
    return this.ask(({ desk }) => desk.work.act(caseId, decision))
  }

  undo(actionId: ActionId): Promise<{ readonly undone: boolean }> {
    return this.ask(async ({ desk }) => ({ undone: await desk.work.undo(actionId) }))
  }

  discard(actionId: ActionId): Promise<{ readonly discarded: boolean }> {
    return this.ask(async ({ desk, loop }) => {
      const discarded = await desk.work.discard(actionId)
      // Those that waited behind it may go now.
      if (discarded) loop.workReleased()
      return { discarded }
    })
  }

  sendOnTop(actionId: ActionId): Promise<ActAnswer> {
    return this.ask(({ desk }) => desk.work.sendOnTop(actionId))
  }

  needsYou(): Promise<readonly NeedsYouItem[]> {
    return this.ask(({ desk }) => desk.reading.needsYou())
  }

  drafts(caseId: CaseId): Promise<readonly Draft[]> {
    return this.ask(({ desk }) => desk.drafts.ofCase(caseId))
  }

  saveDraft(draft: Draft): Promise<void> {
    return this.ask(({ desk }) => desk.drafts.keep(draft))
  }

  reference(): Promise<Reference | null> {
    return this.ask(({ desk }) => desk.references.reference)
  }

  syncStatus(): Promise<SyncStatus> {
    return this.ask(({ desk }) => desk.status.status())
  }

  syncNow(): Promise<void> {
    return this.ask(({ loop }) => loop.syncNow())
  }

  private async ask<Answer>(question: (session: Session) => Answer | Promise<Answer>): Promise<Answer> {
    if (!this.session) throw new Error('The engine was not started, or is stopped.')
    return await question(this.session)
  }
}
