import type { ActionId } from '../../../shared/domain/identifiers'
import type { LastAnswer } from '../outboxApi'

/** How often each unsent action was in a request since the engine started, and what came of the last one. */
export class Attempts {
  private readonly tries = new Map<ActionId, { readonly count: number; readonly answer: LastAnswer | null }>()

  constructor(private readonly changed: () => void) {}

  countOf(actionId: ActionId): number {
    return this.tries.get(actionId)?.count ?? 0
  }

  lastAnswerOf(actionId: ActionId): LastAnswer | null {
    return this.tries.get(actionId)?.answer ?? null
  }

  sent(actionIds: readonly ActionId[]): void {
    for (const actionId of actionIds) {
      const count = this.countOf(actionId) + 1
      this.tries.set(actionId, { count, answer: this.lastAnswerOf(actionId) })
    }
    this.changed()
  }

  answered(actionId: ActionId, answer: LastAnswer): void {
    this.tries.set(actionId, { count: this.countOf(actionId), answer })
    this.changed()
  }

  forget(actionId: ActionId): void {
    this.tries.delete(actionId)
  }
}
