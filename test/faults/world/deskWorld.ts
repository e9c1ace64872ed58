import { EngineNotesFile } from '../../../electron/main/desk/engineNotesFile'
import type { DiskFiles } from '../../../electron/main/files/diskFiles'
import { Journal } from '../../../electron/main/journal/journal'
import { JournalConversation } from '../../../electron/main/journal/journalConversation'
import type { JournalStep } from '../../../electron/main/journal/steps'
import type { ActAnswer, EngineEvent } from '../../../renderer/engine/api'
import type { StoredCache } from '../../../renderer/engine/cache/caseCache'
import { Engine } from '../../../renderer/engine/engine'
import { journalOverPort, type JournalPort } from '../../../renderer/engine/journal/journalClient'
import type { EngineStep } from '../../../renderer/engine/steps'
import type { NationalTransport } from '../../../renderer/engine/sync/transport'
import type { Decision } from '../../../shared/domain/action'
import type { ActionId, CaseId } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import { MemoryDisk } from '../../electron/main/memoryDisk'
import { Program } from '../../electron/main/program'
import { turn, type FaultClock, type LifeClock } from './faultClock'
import { KeptCache } from './keptCache'
import { noReportFiles } from '../../electron/main/attachments/noReportFiles'

export type WorldStep = JournalStep | EngineStep

/** What a world is made of. The wrappers are how a control takes a protection away. */
export interface WorldSetting {
  readonly clock: FaultClock
  readonly officer: Officer
  readonly transport: NationalTransport
  readonly random: () => number
  readonly disk?: MemoryDisk
  readonly compaction?: { fromBytes: number; recordsForEachLive: number; timesLength: number }
  readonly storedCache?: (isAlive: () => boolean, cacheKey: Uint8Array<ArrayBuffer>) => Promise<StoredCache>
  readonly wrapDisk?: (disk: DiskFiles) => DiskFiles
  readonly wrapPort?: (port: JournalPort) => JournalPort
  readonly wrapClock?: (clock: LifeClock) => LifeClock
  /** What is awaited where everything is to come to rest. */
  readonly rest?: () => Promise<void>
}

export const folder = '/profile/officer'
const journalPath = `${folder}/journal`
const outboxKey = (): Buffer => Buffer.alloc(32, 9)

/** What the interface called saved and nobody took back, in the order in which it was done. */
export interface Saved {
  readonly actionId: ActionId
  readonly caseId: CaseId
  readonly text: string
}

interface Life {
  readonly program: Program
  readonly isAlive: () => boolean
  readonly journal: Journal
  readonly notes: EngineNotesFile
  readonly engine: Engine
  /** Ends the engine alone. */
  readonly end: () => void
  readonly events: EngineEvent[]
  readonly regained: () => void
}

/**
 * One desk with the real journal and the real engine, on a disk, a cache, a clock and a network of the run's own. It
 * can be killed anywhere: then nothing of that life does anything any more, and nobody hears of what it was doing.
 */
export class DeskWorld {
  readonly disk: MemoryDisk
  readonly kept = new KeptCache()
  readonly saved: Saved[] = []
  /** Called at every named step of the journal and the engine. */
  onStep: (step: WorldStep) => void = () => undefined
  stepsPassed = 0
  lives = 0
  private life: Life | null = null
  private alive = { is: false }
  private died: () => void = () => undefined
  private death: Promise<'killed'> = Promise.resolve('killed')
  private acted = 0

  constructor(readonly setting: WorldSetting) {
    this.disk = setting.disk ?? new MemoryDisk()
  }

  get isAlive(): boolean {
    return this.alive.is
  }

  get engine(): Engine {
    return this.living.engine
  }

  get journal(): Journal {
    return this.living.journal
  }

  get events(): readonly EngineEvent[] {
    return this.living.events
  }

  /** A new life on what the last one left. False when it was killed before it could be worked with. */
  async start(): Promise<boolean> {
    this.kill()
    const alive = { is: true }
    this.alive = alive
    this.lives += 1
    this.death = new Promise((resolve) => {
      this.died = () => resolve('killed')
    })
    const started = this.begin(alive).then(() => 'started' as const)
    // One that fails because it was killed is nobody's failure.
    const outcome = await inTime(Promise.race([started, this.death]), 'start')
    if (outcome === 'killed') started.catch(() => undefined)
    return outcome !== 'killed' && alive.is
  }

  /** As SIGKILL does. */
  kill(): void {
    if (!this.alive.is) return
    this.alive.is = false
    this.life?.program.kill()
    // It writes nothing any more; this only lets go of what it holds in memory.
    void this.life?.engine.stop().catch(() => undefined)
    this.life = null
    this.died()
  }

  /** Says what the interface said; `killed` when it had no time to say anything. */
  async act(
    caseId: CaseId,
    decision: Decision = this.note(),
    text = textOf(decision),
  ): Promise<ActAnswer | 'killed'> {
    const { engine } = this.living
    const answer = await inTime(Promise.race([engine.act(caseId, decision), this.death]), 'answer')
    if (answer !== 'killed' && answer.outcome === 'saved') {
      this.saved.push({ actionId: answer.actionId, caseId, text })
    }
    return answer
  }

  /** What the engine answers; `killed` when the desk was killed before it could. */
  ask<Answer>(question: (engine: Engine) => Promise<Answer>): Promise<Answer | 'killed'> {
    if (!this.life) return Promise.resolve('killed')
    return inTime(Promise.race([question(this.life.engine), this.death]), 'answer')
  }

  /** A note that no other is like. */
  note(): Extract<Decision, { type: 'note' }> {
    this.acted += 1
    return { type: 'note', payload: { text: `catatan ${this.acted}`, uploads: [] } }
  }

  /**
   * The officer takes it back; then it counts as saved no more. Killed before the answer, it may have been taken back
   * or not: the officer will see which, and neither is wrong.
   */
  async undo(one: Saved): Promise<'undone' | 'not-undone' | 'unknown'> {
    const answer = await inTime(Promise.race([this.living.engine.undo(one.actionId), this.death]), 'undo')
    const outcome = answer === 'killed' ? 'unknown' : answer.undone ? 'undone' : 'not-undone'
    if (outcome !== 'not-undone') this.forget(one)
    return outcome
  }

  forget(one: Saved): void {
    const index = this.saved.indexOf(one)
    if (index >= 0) this.saved.splice(index, 1)
  }

  regainNetwork(): void {
    this.life?.regained()
  }

  async pass(milliseconds: number): Promise<void> {
    await this.setting.clock.pass(milliseconds, this.setting.rest ?? turn)
  }

  /** What the national system has not taken, without what needs the officer. */
  async undelivered(): Promise<number> {
    const { unsent, needsYou } = await this.engine.syncStatus()
    return unsent - needsYou
  }

  /** Milliseconds until all that can be delivered was; null when it was not within that time. */
  async drain(within = 3_600_000): Promise<number | null> {
    const { clock } = this.setting
    const began = clock.elapsed
    while (clock.elapsed - began <= within) {
      if (!this.isAlive && !(await this.start())) continue
      if (this.isAlive && (await this.undelivered()) === 0) return clock.elapsed - began
      await this.pass(1_000)
    }
    return null
  }

  private get living(): Life {
    if (!this.life) throw new Error('The desk is not running.')
    return this.life
  }

  private async begin(alive: { is: boolean }): Promise<void> {
    const { setting } = this
    const isAlive = (): boolean => alive.is
    const program = new Program((setting.wrapDisk ?? same)(this.disk))
    const clock = (setting.wrapClock ?? same)(setting.clock.ofLife(isAlive))
    const journal = await this.openJournal(program, clock, isAlive)
    const notes = await EngineNotesFile.open(program, folder, outboxKey())
    // What is killed while it starts must be killed whole.
    if (!alive.is) return program.kill()
    await this.startEngine({ program, journal, notes, isAlive })
  }

  /**
   * The worker dies and another one takes its place, as the page does it; main and the journal live on. With `beside`
   * the one before lives on too, which is a control: nothing must let that happen.
   */
  async replaceEngine({ beside = false } = {}): Promise<void> {
    const { program, journal, notes, isAlive, end } = this.living
    if (!beside) end()
    await this.startEngine({ program, journal, notes, isAlive })
  }

  private async startEngine(main: Pick<Life, 'program' | 'journal' | 'notes' | 'isAlive'>): Promise<void> {
    const { setting } = this
    let ended = false
    const isAlive = (): boolean => !ended && main.isAlive()
    const events: EngineEvent[] = []
    let regained = (): void => undefined
    const engine = new Engine({
      clock: (setting.wrapClock ?? same)(setting.clock.ofLife(isAlive)),
      random: setting.random,
      transport: ofLife(setting.transport, isAlive),
      storedCache: async (_name, key) =>
        (await setting.storedCache?.(isAlive, key)) ?? this.kept.ofLife(isAlive),
      onNetworkRegained: (listener) => {
        regained = listener
        return () => undefined
      },
      step: (step) => this.step(step, isAlive),
    })
    const end = (): void => {
      ended = true
      void engine.stop().catch(() => undefined)
    }
    this.life = { ...main, engine, events, end, regained: () => regained() }
    const port = portTo(main.journal, main.notes, setting.officer, isAlive)
    await engine.startOn(journalOverPort((setting.wrapPort ?? same)(port)), (event) => events.push(event))
  }

  private async openJournal(program: Program, clock: LifeClock, isAlive: () => boolean): Promise<Journal> {
    const { compaction } = this.setting
    const opened = await Journal.open({
      files: program,
      path: journalPath,
      key: outboxKey(),
      now: () => new Date(0),
      clock: clock.ofMain,
      reserveLength: 0,
      onStep: (step) => this.step(step, isAlive),
      ...(compaction ? { compaction } : {}),
    })
    if (opened.kind !== 'open') throw new Error('The journal is of a newer version.')
    return opened.journal
  }

  private step(step: WorldStep, isAlive: () => boolean): Promise<void> | void {
    if (!isAlive()) return new Promise<never>(() => undefined)
    this.stepsPassed += 1
    this.onStep(step)
    // Killed at this very step: it never goes on.
    if (!isAlive()) return new Promise<never>(() => undefined)
  }
}

/** Nothing here waits for the clock, so what is not done after so many turns will never be. */
async function inTime<Value>(promise: Promise<Value>, what: string): Promise<Value> {
  let settled = false
  const noted = promise.finally(() => {
    settled = true
  })
  // Heard below; until then it is nobody's failure.
  noted.catch(() => undefined)
  for (let count = 0; count < 50_000 && !settled; count += 1) await turn()
  if (settled) return await noted
  throw new Error(`The desk did not ${what}.`)
}

function same<Value>(value: Value): Value {
  return value
}

function textOf(decision: Decision): string {
  return 'text' in decision.payload && decision.payload.text !== undefined
    ? decision.payload.text
    : decision.type
}

/** A life that has ended sends nothing and hears nothing. */
function ofLife(transport: NationalTransport, isAlive: () => boolean): NationalTransport {
  return {
    async send(request, signal) {
      if (!isAlive()) return { kind: 'aborted' }
      const answer = await transport.send(request, signal)
      return isAlive() ? answer : { kind: 'aborted' }
    },
  }
}

/** What main answers, without a real port: all that crosses is copied as a port copies it. */
function portTo(
  journal: Journal,
  notes: EngineNotesFile,
  officer: Officer,
  isAlive: () => boolean,
): JournalPort {
  const surroundings = () => ({
    officer,
    server: 'http://127.0.0.1',
    databaseName: 'desk',
    cacheKey: new Uint8Array(32).fill(7),
  })
  const conversation = new JournalConversation(journal, surroundings, notes, () => noReportFiles)
  const listeners: ((event: { readonly data: unknown }) => void)[] = []
  const tell = (message: unknown): void => {
    if (!isAlive()) return
    for (const listener of listeners) listener({ data: structuredClone(message) })
  }
  journal.onReleased((actionId) => tell({ kind: 'released', actionId }))
  journal.onDiskState((diskState) => tell({ kind: 'disk-state', diskState }))
  return {
    postMessage(message) {
      if (isAlive()) void conversation.reply(structuredClone(message)).then(tell)
    },
    addEventListener: (_type, listener) => void listeners.push(listener),
    start: () => undefined,
    close: () => undefined,
  }
}
