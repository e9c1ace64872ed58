import { EngineNotesFile } from '../../../../electron/main/desk/engineNotesFile'
import { Journal } from '../../../../electron/main/journal/journal'
import { JournalConversation } from '../../../../electron/main/journal/journalConversation'
import { answerSchemas } from '../../../../renderer/engine/journal/answers'
import { JournalFailure, type JournalClient } from '../../../../renderer/engine/journal/journalClient'
import { Engine } from '../../../../renderer/engine/engine'
import type { EngineStep } from '../../../../renderer/engine/steps'
import type { NationalTransport } from '../../../../renderer/engine/sync/transport'
import type { Officer } from '../../../../shared/domain/officer'
import { MemoryDisk } from '../../../electron/main/memoryDisk'
import type { VirtualClock } from '../support/virtualClock'
import { CacheDisk, ModelCache } from './modelCache'
import { noReportFiles } from '../../../electron/main/attachments/noReportFiles'

const folder = '/profile/officer'
const key = new Uint8Array(32).fill(9)

/** What stops an engine in the middle of what it does. */
export class Killed extends Error {}

export interface ModelDeskSetting {
  readonly officer: Officer
  readonly clock: VirtualClock
  readonly transport: NationalTransport
  readonly random: () => number
}

/**
 * The real engine and the real journal in one process without a file, a port or a database: only disk, cache, clock and
 * network are the model's. It can be killed at any step, with or without the main process, and started again.
 */
export class ModelDesk {
  readonly cacheDisk = new CacheDisk()
  /** The step at which the engine is to be killed. */
  killAt: EngineStep | null = null
  /** How often each step was come by. */
  readonly steps = new Map<EngineStep, number>()
  private disk = new MemoryDisk()
  private main: { readonly journal: Journal; readonly notes: EngineNotesFile } | null = null
  private life: { dead: boolean } = { dead: true }
  private running: Engine | null = null

  constructor(private readonly setting: ModelDeskSetting) {}

  get engine(): Engine {
    if (!this.running) throw new Error('The engine does not run.')
    return this.running
  }

  get journal(): Journal {
    if (!this.main) throw new Error('The journal is not open.')
    return this.main.journal
  }

  get isDead(): boolean {
    return this.life.dead
  }

  /** Opens what is not open. */
  async start(): Promise<void> {
    const { clock, random, transport } = this.setting
    this.main ??= await this.openMain()
    const life = { dead: false }
    this.life = life
    const engine = new Engine({
      clock,
      random,
      transport: {
        async send(request, signal) {
          if (life.dead) return { kind: 'aborted' }
          const answer = await transport.send(request, signal)
          return life.dead ? { kind: 'aborted' } : answer
        },
      },
      storedCache: async () => new ModelCache(this.cacheDisk),
      onNetworkRegained: () => () => undefined,
      step: (step) => this.passStep(step, life),
    })
    this.running = engine
    try {
      await engine.startOn(this.journalOf(life), () => undefined)
    } catch (failure) {
      if (!life.dead) throw failure
    }
  }

  /** The worker dies where it is; main does not notice. */
  killWorker(): void {
    const { running } = this
    this.life.dead = true
    // Only so that its timers do nothing any more: what it could still do to the journal or the network it cannot.
    void running?.stop().catch(() => undefined)
    this.running = null
  }

  /** The whole program dies; what was synced, and what the system still writes out, is what is found. */
  async killProgram(): Promise<void> {
    this.killWorker()
    const { main } = this
    this.main = null
    this.disk = this.disk.afterKill()
    await main?.journal.close().catch(() => undefined)
  }

  private passStep(step: EngineStep, life: { dead: boolean }): void {
    if (life.dead) throw new Killed(step)
    this.steps.set(step, (this.steps.get(step) ?? 0) + 1)
    if (this.killAt !== step) return
    this.killAt = null
    life.dead = true
    throw new Killed(step)
  }

  private async openMain(): Promise<{ readonly journal: Journal; readonly notes: EngineNotesFile }> {
    const { clock } = this.setting
    const opened = await Journal.open({
      files: this.disk,
      path: `${folder}/journal`,
      key,
      now: () => new Date(clock.now()),
      clock: clock.ofMain,
      reserveLength: 0,
    })
    if (opened.kind === 'newer') throw new Error('The journal is of a newer program.')
    return { journal: opened.journal, notes: await EngineNotesFile.open(this.disk, folder, key) }
  }

  /** As the port does it, without one: the same requests, the same checks. */
  private journalOf(life: { dead: boolean }): JournalClient {
    const { main } = this
    if (!main) throw new Error('The journal is not open.')
    const surroundings = () => ({
      officer: this.setting.officer,
      server: 'http://127.0.0.1',
      databaseName: 'model',
      cacheKey: new Uint8Array(32),
    })
    const conversation = new JournalConversation(main.journal, surroundings, main.notes, () => noReportFiles)
    return {
      async request(name, body) {
        if (life.dead) throw new JournalFailure('closed', name, 'The engine is dead.')
        const reply = await conversation.reply({ requestNumber: 1, name, body })
        if (life.dead || !reply) throw new JournalFailure('closed', name, 'The engine is dead.')
        if (reply.kind === 'failure') throw new JournalFailure(reply.code, name, reply.detail)
        if (reply.kind !== 'answer') throw new Error('The journal said something unasked.')
        return answerSchemas[name].parse(reply.answer)
      },
      onReleased(listener) {
        main.journal.onReleased((actionId) => {
          if (!life.dead) listener(actionId)
        })
      },
      onDiskState: () => undefined,
      onReportFile: () => undefined,
      close: () => undefined,
    }
  }
}
