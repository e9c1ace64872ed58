export interface ClosingSetting {
  /** How many actions the national system has not taken; of them, how many need the officer. */
  readonly unsent: () => UnsentCount
  /** Shows the question; true to close. */
  readonly ask: (unsent: UnsentCount) => Promise<boolean>
  readonly close: () => void
}

export interface UnsentCount {
  readonly total: number
  readonly needsYou: number
}

/**
 * Closing the window with unsent work says that it is safe. Only an officer is asked: whatever ends the program
 * besides, the system above all, is never kept waiting.
 */
export class Closing {
  private ends = false
  private asking = false

  constructor(private readonly setting: ClosingSetting) {}

  /** The program is ending, whatever is answered: the system shuts down, or somebody has quit it. */
  programEnds(): void {
    this.ends = true
  }

  /** Whether the window may close at once; if not, it is closed when the officer has said so. */
  mayClose(): boolean {
    const unsent = this.setting.unsent()
    if (this.ends || unsent.total === 0) return true
    if (!this.asking) void this.askToClose(unsent)
    return false
  }

  private async askToClose(unsent: UnsentCount): Promise<void> {
    this.asking = true
    // A question that cannot be shown must not lock the officer in.
    const closes = await this.setting.ask(unsent).catch(() => true)
    this.asking = false
    if (!closes) return
    this.ends = true
    this.setting.close()
  }
}
