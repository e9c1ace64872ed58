import { randomUUID } from 'node:crypto'
import { NotChecked } from './check'
import type { Context } from './context'

/**
 * Runs what moves the clock, restores or breaks things, and brings the server back afterwards: faults,
 * maintenance and a moved clock are taken back and, where the server can, everything that happened meanwhile is undone by a restore, so that
 * a clock moved by a year leaves no trace in the cases that lie there. `within` gives the people with sessions that
 * are good; each check asks for it anew.
 */
export async function aroundUpheaval(
  context: Context,
  run: (within: () => Promise<Context>) => Promise<void>,
): Promise<void> {
  const { otherSide } = context
  const backup = `conformance-${randomUUID()}`
  const backedUp = await possible(() => otherSide.backUp(backup))
  let current = context
  const calm = async (): Promise<void> => {
    await possible(() => otherSide.clearFaults())
    await possible(() => otherSide.freeClock())
    await possible(() => otherSide.setMaintenance(null))
    await possible(() => otherSide.setLeastVersion(null))
  }
  const again = async (): Promise<Context> => {
    await calm()
    current = await current.anew()
    return current
  }
  try {
    await run(again)
  } finally {
    await calm()
    if (backedUp) await possible(() => otherSide.restore(backup))
    current.close()
  }
}

/** Whether the server has that part of a sandbox's other side. */
async function possible(use: () => Promise<void>): Promise<boolean> {
  try {
    await use()
    return true
  } catch (error) {
    if (error instanceof NotChecked) return false
    throw error
  }
}
