import { z } from 'zod'
import { axiosTransport } from '../../../renderer/engine/sync/axiosTransport'
import type { NationalTransport } from '../../../renderer/engine/sync/transport'
import type { Officer } from '../../../shared/domain/officer'
import { sessionResponseSchema } from '../../../shared/protocol/session'
import type { Fault } from '../../national/sandbox/faultSchema'
import { startNational, type RunningNational } from '../../national/startNational'

const ledgerSchema = z.object({
  actions: z.array(z.object({ actionId: z.string(), caseId: z.string(), text: z.string().optional() })),
})

let running: Promise<RunningNational> | null = null

/** The sandbox of the national system in this process, once for all rows that need it; it ends with the process. */
export async function realSandbox(): Promise<RealSandbox> {
  running ??= startNational({ port: 0, seed: 'faults', cases: 40, anchor: undefined })
  const national = await running
  await post(national.url, '/sandbox/faults', { faults: [] })
  return new RealSandbox(national.url, national.password)
}

export class RealSandbox {
  constructor(
    readonly url: string,
    private readonly password: string,
  ) {}

  async signIn(
    username: string,
    deviceId: string,
  ): Promise<{ officer: Officer; transport: NationalTransport }> {
    const body = { username, password: this.password, deviceId, deviceName: 'Uji gangguan' }
    const { officer, accessToken } = sessionResponseSchema.parse(await post(this.url, '/v1/sessions', body))
    const transport = axiosTransport(this.url, {
      Authorization: `Bearer ${accessToken}`,
      'X-Desk-Version': '0.1.0',
      'X-Device-Id': deviceId,
    })
    return { officer, transport }
  }

  async setFaults(...faults: readonly Fault[]): Promise<void> {
    await post(this.url, '/sandbox/faults', { faults })
  }

  async ledger(): Promise<z.infer<typeof ledgerSchema>['actions']> {
    return ledgerSchema.parse(await (await fetch(`${this.url}/sandbox/ledger`)).json()).actions
  }
}

async function post(url: string, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response.json()
}
