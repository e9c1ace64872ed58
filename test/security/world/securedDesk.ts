import { expect } from '@playwright/test'
import { Desk, type DeskOptions } from '../../e2e/desk'
import type { ForeignServer } from './foreignServer'
import type { Wire } from './wire'

/** A running program with everything around it that a check needs. */
export interface SecuredDesk {
  readonly desk: Desk
  readonly wire: Wire
  readonly foreign: ForeignServer
}

/** Machines on which this runs may be busy; nothing here is about how long something takes. */
const patience = 60_000

/** Starts a program and signs an officer in; everything is pulled when it resolves. */
export async function signedIn(server: string, username: string, options: DeskOptions): Promise<Desk> {
  const desk = await Desk.start(options)
  await desk.signIn(server, username)
  await expect(desk.syncStatus()).toHaveAttribute('data-state', 'idle', { timeout: patience })
  await expect(desk.rows().first()).toBeVisible({ timeout: patience })
  return desk
}

/**
 * Runs a script in the page as a script of its own would run: what Playwright evaluates itself is let through by
 * policies that hold for everybody else, until its first turn is over. `body` may await and returns what can be cloned.
 */
export async function runInPage<Value>({ page }: Desk, body: string): Promise<Value> {
  const script = `new Promise((done, failed) => setTimeout(() => (async () => { ${body} })().then(done, failed), 0))`
  // Each caller says what its own script returns.
  return page.evaluate<Value>(script)
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
