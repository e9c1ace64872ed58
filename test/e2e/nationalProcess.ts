import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { projectRoot } from '../../build/run/deskProcess'
import type { Fault } from '../national/sandbox/faultSchema'

const ledgerSchema = z.object({
  actions: z.array(
    z.object({
      actionId: z.string(),
      caseId: z.string(),
      trackingId: z.string(),
      type: z.string(),
      text: z.string().optional(),
    }),
  ),
})
export type LedgerEntry = z.infer<typeof ledgerSchema>['actions'][number]

/** As the sandbox's public side answers to a report (PROTOCOL.md 8.1). */
const reportedSchema = z.object({ trackingId: z.string() })

export interface CitizenReport {
  readonly title: string
  readonly body: string
  readonly reporter: { readonly name: string; readonly phone?: string; readonly email?: string }
  readonly confidential?: boolean
}

export interface NationalOptions {
  readonly cases: number
  /** A folder that keeps what it has, for the next run too; a new one when left out. */
  readonly data?: string
}

/** The sandbox of the national system as a process of its own, which can be stopped and started again. */
export class NationalProcess {
  private readonly data: string
  private process: ChildProcess | null = null
  private port = 0
  url = ''

  constructor(private readonly options: NationalOptions) {
    this.data = options.data ?? mkdtempSync(join(tmpdir(), 'meja-aduan-national-'))
  }

  /** Starts it, later on the same port and with the state it had; the faults are on from its first request. */
  async start(...faults: readonly Fault[]): Promise<void> {
    const child = spawn(
      process.execPath,
      [
        ...['--import', 'tsx', join(projectRoot, 'test/national/start.ts')],
        ...['--port', String(this.port), '--seed', '1', '--cases', String(this.options.cases)],
        ...['--data', this.data, ...faults.flatMap((fault) => ['--fault', JSON.stringify(fault)])],
      ],
      { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    this.process = child
    if (!child.stdout) throw new Error('The sandbox was started without an output.')
    const lines = createInterface({ input: child.stdout })
    const [first] = (await Promise.race([
      once(lines, 'line'),
      once(child, 'exit').then(() => {
        throw new Error('The sandbox of the national system ended at once.')
      }),
    ])) as [string]
    this.url = first.trim()
    this.port = Number(new URL(this.url).port)
  }

  async stop(): Promise<void> {
    const child = this.process
    if (!child || child.exitCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
    this.process = null
  }

  /** A citizen reports, and the desk of Makassar's public works is given it; gives the tracking id. */
  async report(told: CitizenReport): Promise<string> {
    const given = { classification: 'complaint', channel: 'web', ...told }
    const { trackingId } = reportedSchema.parse(await this.request('POST', '/public/reports', given))
    const disposition = { trackingId, agencyId: 'pemkot-makassar', unitId: 'dinas-pu' }
    await this.request('POST', '/national/dispositions', disposition)
    return trackingId
  }

  /** Every action that took effect, in order (PROTOCOL.md 8.3). */
  async ledger(): Promise<readonly LedgerEntry[]> {
    return ledgerSchema.parse(await this.request('GET', '/sandbox/ledger')).actions
  }

  async request(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(new URL(path, this.url), {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    const text = await response.text()
    return text === '' ? null : JSON.parse(text)
  }
}
