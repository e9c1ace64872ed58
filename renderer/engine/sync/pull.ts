import type { Case } from '../../../shared/domain/case'
import type { CaseId, Cursor } from '../../../shared/domain/identifiers'
import type { CaseCache } from '../cache/caseCache'
import type { OnStep } from '../steps'
import type { Fault } from './fault'
import type { ChangesReply, NationalClient, Reply } from './nationalClient'

export type PullOutcome = { readonly kind: 'done' } | { readonly kind: 'fault'; readonly fault: Fault }

export interface PullListener {
  /** After a page was applied; `received` counts what came in it, new or not. */
  applied(stored: readonly Case[], removed: readonly CaseId[], received: number): Promise<void>
  /** A full pull began anew: what was said about versions before holds no more. */
  beganAnew(): void
}

/** A server that sends us back to the start again and again, or never gets on, is faulty. */
const mostRestarts = 3

/** A page that is asked for already, so that it comes while the one before is written. */
interface PageAhead {
  readonly cursor: Cursor
  readonly reply: Promise<Reply<ChangesReply>>
}

/** Brings the cache up to where the national system is, page by page (PROTOCOL.md 4). */
export class Puller {
  private ahead: PageAhead | null = null

  constructor(
    private readonly national: NationalClient,
    private readonly cache: CaseCache,
    private readonly listener: PullListener,
    private readonly step: OnStep,
  ) {}

  async pullAll(signal: AbortSignal): Promise<PullOutcome> {
    this.ahead = null
    let restarts = 0
    while (restarts <= mostRestarts) {
      const page = await this.pullPage(signal)
      if (page.kind === 'fault' || page.kind === 'done') return page
      if (page.kind === 'asked-in-vain') restarts += 1
    }
    return { kind: 'fault', fault: { kind: 'again', problem: 'server-error' } }
  }

  /** After 409 `epoch_changed` (PROTOCOL.md 5.5). */
  async beginAnew(why: 'cursor-expired' | 'other-epoch'): Promise<void> {
    await this.step('pull-begin-anew')
    await this.cache.pullAnew(why)
    this.listener.beganAnew()
  }

  private async pullPage(
    signal: AbortSignal,
  ): Promise<PullOutcome | { readonly kind: 'more' | 'asked-in-vain' }> {
    const { epoch, cursor } = await this.cache.standing()
    const reply = await this.page(cursor, signal)
    if (reply.kind === 'fault' && reply.fault.kind === 'cursor-expired') {
      await this.beginAnew('cursor-expired')
      return { kind: 'asked-in-vain' }
    }
    if (reply.kind !== 'done') {
      return { kind: 'fault', fault: reply.kind === 'fault' ? asPullFault(reply.fault) : noPage }
    }
    const page = reply.value
    if (epoch !== null && page.epoch !== epoch) {
      // The server was restored from a backup: the page is thrown away (PROTOCOL.md 4.5).
      await this.beginAnew('other-epoch')
      return { kind: 'asked-in-vain' }
    }
    if (page.more && page.cursor !== cursor) this.askAhead(page.cursor, signal)
    await this.step('pull-apply')
    const application = await this.cache.applyPage({ ...page, askedWith: cursor })
    if (application.outcome === 'stale') return { kind: 'asked-in-vain' }
    await this.step('pull-tell')
    const received = page.changes.filter((change) => change.kind === 'upsert').length
    await this.listener.applied(application.stored, application.removed, received)
    if (page.more && page.cursor === cursor) return { kind: 'fault', fault: noPage }
    return { kind: page.more ? 'more' : 'done' }
  }

  /** The page after the cursor, which may be on its way already. */
  private page(cursor: Cursor | null, signal: AbortSignal): Promise<Reply<ChangesReply>> {
    const { ahead } = this
    this.ahead = null
    return ahead?.cursor === cursor ? ahead.reply : this.ask(cursor, signal)
  }

  private askAhead(cursor: Cursor, signal: AbortSignal): void {
    const reply = this.ask(cursor, signal)
    // Should the page before not be taken, nobody waits for this one.
    reply.catch(() => undefined)
    this.ahead = { cursor, reply }
  }

  private async ask(cursor: Cursor | null, signal: AbortSignal): Promise<Reply<ChangesReply>> {
    await this.step('pull-request')
    return await this.national.changes(cursor, signal)
  }
}

const noPage: Fault = { kind: 'again', problem: 'server-error' }

/** There is nothing to change about asking for changes: it is asked again later. */
function asPullFault(fault: Fault): Fault {
  return fault.kind === 'refused' || fault.kind === 'epoch-changed' ? noPage : fault
}
