import type { Log } from './log/log'

/**
 * Runs the steps of the start by name, one after the other, and tells how long each took; what a step opened is
 * closed at the end in the opposite order, and one that fails to close does not keep the others from it.
 */
export class Boot {
  private readonly began = performance.now()
  private readonly closings: { readonly name: string; readonly close: () => void | Promise<void> }[] = []
  private readonly waitingEntries: { readonly name: string; readonly milliseconds: number }[] = []
  private log: Log | null = null

  step<Value>(name: string, run: () => Value): Value {
    const start = performance.now()
    const value = run()
    if (value instanceof Promise) {
      // A second branch for the clock alone: whoever awaits the value sees its failure.
      void value.then(
        () => this.tell(name, start),
        () => this.tell(name, start),
      )
    } else {
      this.tell(name, start)
    }
    return value
  }

  /** Steps before the log was open are told now. */
  logTo(log: Log): void {
    this.log = log
    for (const { name, milliseconds } of this.waitingEntries.splice(0)) this.write(name, milliseconds)
  }

  atShutdown(name: string, close: () => void | Promise<void>): void {
    this.closings.unshift({ name, close })
  }

  async shutdown(): Promise<void> {
    for (const { name, close } of this.closings.splice(0)) {
      try {
        await close()
      } catch (error) {
        this.log?.('shutdown-step-failed', { step: `close:${name}`, error })
      }
    }
  }

  private tell(name: string, start: number): void {
    const milliseconds = performance.now() - start
    if (this.log) this.write(name, milliseconds)
    else this.waitingEntries.push({ name, milliseconds })
  }

  private write(name: string, milliseconds: number): void {
    const sinceStart = Math.round(performance.now() - this.began)
    this.log?.('boot-step', {
      step: `boot:${name}`,
      milliseconds: Math.round(milliseconds * 10) / 10,
      sinceStart,
    })
  }
}
