import type { Context } from './context'

/**
 * When a check runs. `together`: a few at a time, each with cases of its own. `listening`: from the start on, beside
 * the others, because it waits for the server. `alone`: when those have ended, one at a time, because it counts what
 * others would change. `upheaval`: last of all, one at a time, because it moves the clock, restores or breaks things.
 */
export type Moment = 'together' | 'listening' | 'alone' | 'upheaval'

/** One sentence of PROTOCOL.md or DOMAIN.md, held against a server from outside. */
export interface Check {
  /** `PROTOCOL 5.6` or `DOMAIN actions/forward`. */
  readonly paragraph: string
  /** What must be so. */
  readonly sentence: string
  /** `together` unless given. */
  readonly moment?: Moment
  /** Throws a `Failure` when it is not so, `NotChecked` when this server or these users do not let it be seen. */
  readonly run: (context: Context) => Promise<void>
}

/** The server does not do what the paragraph says; the message tells what was sent and what came. */
export class Failure extends Error {}

/** The check could not be made: a user was not named, or the server has no sandbox side. */
export class NotChecked extends Error {}

/** All checks of one paragraph. */
export function checksOf(
  paragraph: string,
  checks: Readonly<Record<string, Check['run']>>,
  moment: Moment = 'together',
): Check[] {
  return Object.entries(checks).map(([sentence, run]) => ({ paragraph, sentence, moment, run }))
}
