import type { Draft } from '../../shared/bridge/draft'

/** The engine has written a draft by then, however many there are. */
const writtenAfterMilliseconds = 30_000

/**
 * What was typed in the last moments, on the page's side: the engine gathers drafts before it writes them, and one that
 * dies meanwhile takes them along. The next one is given them again.
 */
export class RecentDrafts {
  private readonly drafts = new Map<string, { readonly draft: Draft; readonly at: number }>()

  constructor(private readonly now: () => number) {}

  typed(draft: Draft): void {
    this.forgetOld()
    this.drafts.set(`${draft.type} ${draft.caseId}`, { draft, at: this.now() })
  }

  /** Those that may not be on the disk. */
  all(): readonly Draft[] {
    this.forgetOld()
    return [...this.drafts.values()].map(({ draft }) => draft)
  }

  private forgetOld(): void {
    const oldest = this.now() - writtenAfterMilliseconds
    for (const [key, { at }] of this.drafts) if (at < oldest) this.drafts.delete(key)
  }
}
