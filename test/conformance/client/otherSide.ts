import { z } from 'zod'
import { NotChecked } from '../check'
import { given, wantStatus } from '../expectations'
import type { Answer } from './answer'
import type { Server } from './server'

const ledgerSchema = z.object({
  actions: z.array(
    z.object({ actionId: z.string(), caseId: z.string(), type: z.string(), officerId: z.string() }),
  ),
})
export type LedgerEntry = z.infer<typeof ledgerSchema>['actions'][number]

/**
 * The sandbox's other side (PROTOCOL.md 8.3). A real national system has none: what needs it is then not checked.
 */
export class OtherSide {
  constructor(private readonly server: Server) {}

  /** Moves the server's clock to a moment. */
  async setClock(now: string): Promise<void> {
    await this.use('POST', '/sandbox/clock', { now })
  }

  async freeClock(): Promise<void> {
    await this.use('DELETE', '/sandbox/clock')
  }

  async backUp(name: string): Promise<void> {
    await this.use('PUT', `/sandbox/backups/${name}`)
  }

  async restore(backup: string): Promise<void> {
    await this.use('POST', '/sandbox/restore', { backup })
  }

  async setFaults(faults: readonly unknown[]): Promise<void> {
    await this.use('POST', '/sandbox/faults', { faults })
  }

  async clearFaults(): Promise<void> {
    await this.use('DELETE', '/sandbox/faults')
  }

  async revoke(body: Readonly<Record<string, unknown>>): Promise<void> {
    await this.use('POST', '/sandbox/revocations', body)
  }

  /** The least version of a desk that the server works with; null for any. */
  async setLeastVersion(least: string | null): Promise<void> {
    await this.use('PUT', '/sandbox/versions', { least })
  }

  async setMaintenance(window: Readonly<Record<string, unknown>> | null): Promise<void> {
    await this.use('PUT', '/sandbox/maintenance', window)
  }

  async ledger(): Promise<LedgerEntry[]> {
    const answer = await this.server.ask('GET', '/sandbox/ledger')
    if (answer.status === 404) throw new NotChecked('the server has no GET /sandbox/ledger (PROTOCOL.md 8.3)')
    return given(ledgerSchema, answer).actions
  }

  private async use(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await this.server.ask(method, path, body === undefined ? {} : { json: body })
    const route = `${method} /sandbox/${path.split('/')[2] ?? ''}`
    if (answer.status === 404) throw new NotChecked(`the server has no ${route} (PROTOCOL.md 8.3)`)
    // The page names these routes and leaves their bodies open.
    if (answer.status === 422)
      throw new NotChecked(`the server takes another body at ${route} (PROTOCOL.md 8.3)`)
    wantStatus(answer, 200, 201, 204)
    return answer
  }
}
