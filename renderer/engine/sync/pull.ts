import type { Case } from '../../../shared/domain/case'
import type { CaseId } from '../../../shared/domain/identifiers'
import type { CaseCache } from '../cache/caseCache'
import type { Fault } from './fault'
import type { NationalClient } from './nationalClient'

export type PullOutcome = { readonly kind: 'done' } | { readonly kind: 'fault'; readonly fault: Fault }

export interface PullListener {
  /** After a page was applied. */
  applied(stored: readonly Case[], removed: readonly CaseId[]): Promise<void>
  /** A full pull began anew: what was said about versions before holds no more. */
  beganAnew(): void
}

/** A server that sends us back to the start again and again, or never gets on, is faulty. */
const mostRestarts = 3

/** Brings the cache up to where the national system is, page by page (PROTOCOL.md 4). */
export class Puller {
  constructor(
    private readonly national: NationalClient,
    private readonly cache: CaseCache,
    private readonly listener: PullListener,
  ) {}

  async pullAll(signal: AbortSignal): Promise<PullOutcome> {
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
    await this.cache.pullAnew(why)
    this.listener.beganAnew()
  }

  private async pullPage(
    signal: AbortSignal,
  ): Promise<PullOutcome | { readonly kind: 'more' | 'asked-in-vain' }> {
    const { epoch, cursor } = await this.cache.standing()
    const reply = await this.national.changes(cursor, signal)
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
    const application = await this.cache.applyPage({ ...page, askedWith: cursor })
    if (application.outcome === 'stale') return { kind: 'asked-in-vain' }
    await this.listener.applied(application.stored, application.removed)
    if (page.more && page.cursor === cursor) return { kind: 'fault', fault: noPage }
    return { kind: page.more ? 'more' : 'done' }
  }
}

const noPage: Fault = { kind: 'again', problem: 'server-error' }

/** There is nothing to change about asking for changes: it is asked again later. */
function asPullFault(fault: Fault): Fault {
  return fault.kind === 'refused' || fault.kind === 'epoch-changed' ? noPage : fault
}
