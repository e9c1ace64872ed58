import { z } from 'zod'
import type { Clock } from '../clock'
import type { Notes } from '../journal/notes'
import type { OnStep } from '../steps'
import type { Fault } from './fault'

type NotBefore = Extract<Fault, { kind: 'not-before' }>

/** A server that names a longer time has a wrong clock, or ours is: then it is asked after a day. */
const longestWaitMilliseconds = 86_400_000

const keptSchema = z.object({
  /** By the device's clock, which alone goes on over a restart. */
  keptAt: z.number(),
  wait: z.number().nonnegative(),
  problem: z.enum(['maintenance', 'too-many', 'server-error']),
  detail: z.string().nullable(),
})

/**
 * The time before which the national system does not want to be asked. Every request passes here, so that none goes
 * out early, whoever makes it; it is kept by main, because neither a restart nor a lost cache ends it (PROTOCOL.md
 * 1.4; RELIABILITY.md 14, 19).
 */
export class AskingGate {
  private closed: { readonly until: number; readonly fault: NotBefore } | null
  /** Called when the gate closes. */
  onClosed: () => void = () => undefined

  constructor(
    private readonly clock: Clock,
    private readonly notes: Notes,
    private readonly step: OnStep,
  ) {
    this.closed = this.kept()
  }

  /** Null when it may be asked; otherwise for how long it may not, and why. */
  told(): NotBefore | null {
    if (!this.closed) return null
    const wait = this.closed.until - this.clock.monotonic()
    if (wait > 0) return { ...this.closed.fault, wait }
    this.closed = null
    return null
  }

  /** Closed at once; resolves when it would stay so over a restart. */
  async close(fault: NotBefore): Promise<void> {
    const wait = Math.min(fault.wait, longestWaitMilliseconds)
    if (wait <= 0) return
    const until = this.clock.monotonic() + wait
    // Of two answers that come out of order the later time counts.
    if (this.closed && this.closed.until >= until) return
    this.closed = { until, fault: { ...fault, wait } }
    this.onClosed()
    const { problem, detail } = fault
    const kept = { keptAt: this.clock.now(), wait, problem, detail: detail?.slice(0, 2000) ?? null }
    await this.step('told-wait-keep')
    // A disk that takes nothing is the journal's to tell; the running program keeps to the time all the same.
    await this.notes.keep('told-wait', JSON.stringify(kept)).catch(() => undefined)
  }

  private kept(): { readonly until: number; readonly fault: NotBefore } | null {
    const text = this.notes.read('told-wait')
    const kept = text === null ? null : keptSchema.safeParse(parsed(text))
    if (!kept?.success) return null
    const { keptAt, problem, detail } = kept.data
    const wait = Math.min(kept.data.wait, longestWaitMilliseconds)
    const passed = this.clock.now() - keptAt
    // A clock that was put back says nothing of how much has passed: then the whole time is waited again.
    const left = passed < 0 ? wait : wait - passed
    if (left <= 0) return null
    return {
      until: this.clock.monotonic() + left,
      fault: { kind: 'not-before', problem, detail, wait: left },
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
