import type { Log } from '../log/log'
import { redacted, type LoggedFacts } from '../log/redaction'

/** What went wrong, by kind; facts are as the log has them, so nobody's data can be among them. */
export interface RememberedFault {
  readonly at: string
  readonly kind: string
  readonly facts: LoggedFacts
}

/** What is logged all the time and is no fault. */
const usualEvents: ReadonlySet<string> = new Set(['boot-step'])
const mostFaults = 100

/**
 * The facts that are taken over, by name. The log also lets through whatever is spelled like a code of this program,
 * which an id or a part of an address may be; this file is handed to others, so it takes only what is known to be one.
 */
const knownFacts: ReadonlySet<string> = new Set([
  'error',
  'reason',
  'what',
  'step',
  'problem',
  'fault',
  'cause',
  'recordsSalvaged',
  'recordsMissing',
  'bytesSetAside',
])

/** The last faults of this run, for the diagnostics file. */
export class FaultMemory {
  private faults: RememberedFault[] = []

  constructor(private readonly now: () => Date) {}

  /** A log that writes where the other one does and remembers here. */
  remembering(log: Log): Log {
    return (event, facts = {}) => {
      log(event, facts)
      if (!usualEvents.has(event)) this.add(event, facts)
    }
  }

  add(kind: string, facts: Readonly<Record<string, unknown>> = {}): void {
    this.faults.push({ at: this.now().toISOString(), kind, facts: redacted(ofKnownName(facts)) })
    if (this.faults.length > mostFaults) this.faults.shift()
  }

  get all(): readonly RememberedFault[] {
    return this.faults
  }
}

function ofKnownName(facts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => knownFacts.has(name)))
}
