import { assertNever } from '../../../../shared/domain/assertNever'
import type { Decision } from '../../../../shared/domain/action'
import type { Case } from '../../../../shared/domain/case'
import type { ActionId, CaseId } from '../../../../shared/domain/identifiers'
import type { FileId } from '../../../../shared/bridge/attachedFiles'
import type { EngineStep } from '../../../../renderer/engine/steps'
import { officer } from '../../../shared/domain/sampleCase'
import { answered } from '../support/answers'
import { caseNumbered } from '../support/caseNumbered'
import { ScriptedNational } from '../support/scriptedNational'
import { VirtualClock } from '../support/virtualClock'
import { ModelDesk } from './modelDesk'
import { casesOfSchedule, type Happening } from './schedule'

/** What the interface called saved, and what the officer did about it since. */
interface Saved {
  readonly caseId: CaseId
  readonly text: string
  readonly file: boolean
  /** `unknown`: killed before the officer heard whether it was taken back. */
  fate: 'stands' | 'taken-back' | 'unknown'
  /** Killed before the officer heard whether it was changed: then these words may stand in its place. */
  instead: string | null
}

export interface Played {
  readonly saved: number
  readonly tookEffect: number
  readonly needsYou: number
  readonly kills: number
  readonly restores: number
  readonly requests: number
  readonly steps: ReadonlyMap<EngineStep, number>
}

const sari = officer('sari')

/** Plays one schedule to its end, drains the queue, and throws what does not hold (RELIABILITY.md 3 to 8, 14 to 19). */
export async function playSchedule(happenings: readonly Happening[]): Promise<Played> {
  const play = new Play()
  await play.begin()
  for (const [index, happening] of happenings.entries()) await play.happen(happening, index)
  return await play.end()
}

class Play {
  private readonly clock = new VirtualClock()
  private readonly national = new ScriptedNational(sari, () => this.clock.serverNow())
  private readonly desk: ModelDesk
  private readonly saved: Saved[] = []
  private backup: ReturnType<ScriptedNational['backup']> | null = null
  private readonly left: Case[] = []
  private toldUntil = -Infinity
  private tellingMilliseconds = 0
  private askedTooEarly = 0
  private kills = 0
  private jumps = 0
  private restores = 0
  private draws = 0

  constructor() {
    this.national.pageSize = 2
    for (let number = 1; number <= casesOfSchedule; number += 1) this.national.put(caseNumbered(number))
    this.desk = new ModelDesk({
      officer: sari,
      clock: this.clock,
      random: () => ((this.draws += 1) * 0.618) % 1,
      transport: {
        send: async (request, signal) => {
          if (this.clock.monotonic() < this.toldUntil) this.askedTooEarly += 1
          const answer = await this.national.send(request, signal)
          if (answer.kind === 'answer' && answer.retryAfter !== null) this.noteTold()
          return answer
        },
      },
    })
  }

  async begin(): Promise<void> {
    await this.desk.start()
    await this.rest()
    this.backup = this.national.backup()
  }

  async happen(happening: Happening, index: number): Promise<void> {
    await this.reviveIfDead()
    // A kill in the middle of what the officer does: nothing was called saved.
    await this.do(happening, index).catch((failure: unknown) => {
      if (!this.desk.isDead) throw failure
    })
    await this.rest()
  }

  async end(): Promise<Played> {
    this.national.fault = () => 'none'
    this.desk.killAt = null
    this.desk.cacheDisk.obstacle = null
    this.desk.cacheDisk.full = false
    await this.reviveIfDead()
    await this.drain()
    const waiting = await this.desk.engine.needsYou()
    this.expectNothingLost(waiting.map(({ text }) => text ?? ''))
    this.expectOnceAndInOrder()
    if (this.askedTooEarly > 0) throw new Error('Asked before the time that was told.')
    await this.expectSameCases()
    await this.desk.killProgram()
    return {
      saved: this.saved.length,
      tookEffect: this.national.ledger.length,
      needsYou: waiting.length,
      kills: this.kills,
      restores: this.restores,
      requests: this.national.requests.length,
      steps: this.desk.steps,
    }
  }

  private async do(happening: Happening, index: number): Promise<void> {
    const { clock, desk, national } = this
    switch (happening.kind) {
      case 'note':
        return await this.act(happening.caseNumber, index, 'note', null)
      case 'note-with-file':
        return await this.act(happening.caseNumber, index, 'note', happening.bytes)
      case 'respond':
        return await this.act(happening.caseNumber, index, 'respond', null)
      case 'undo-last':
        return await this.undoLast()
      case 'decide':
        return await this.decide(happening.how, index)
      case 'change-waiting':
        return await this.onWaiting((actionId, text) => this.change(actionId, text, `lain ${index}`))
      case 'discard-waiting':
        return await this.onWaiting((actionId, text) => this.discard(actionId, text))
      case 'pass':
        return await this.pass(happening.milliseconds)
      case 'clock-jumps':
        // Over a restart the device's clock alone goes on: who sets it forward ends the wait.
        this.toldUntil = -Infinity
        this.jumps += 1
        return clock.jump(happening.milliseconds)
      case 'others-note':
        return this.othersDo(happening.caseNumber, { type: 'note', text: `rekan ${index}` }, {})
      case 'others-respond':
        return this.othersDo(
          happening.caseNumber,
          { type: 'respond', text: `rekan ${index}` },
          { status: 'answered' },
        )
      case 'case-leaves':
        return this.caseLeaves(caseIdOf(happening.caseNumber))
      case 'case-comes-back':
        return this.caseComesBack()
      case 'network': {
        const faults = [...happening.faults]
        national.fault = () => faults.shift() ?? 'none'
        return
      }
      case 'told-to-wait':
        return this.tellToWait(happening.seconds, happening.asDate)
      case 'sync-now':
        return await desk.engine.syncNow()
      case 'kill-worker':
        desk.killWorker()
        return
      case 'kill-program':
        this.kills += 1
        return await desk.killProgram()
      case 'kill-at':
        desk.killAt = happening.step
        return
      case 'backup':
        this.backup = national.backup()
        return
      case 'restore':
        return this.restore()
      case 'cursors-expire':
        return national.expireCursors()
      case 'uploads-dropped':
        return national.uploads.drop()
      case 'cache-vanishes':
        return desk.cacheDisk.vanish()
      case 'cache-blocked':
        desk.cacheDisk.obstacle = happening.blocked ? 'blocked' : null
        return
      case 'cache-full':
        desk.cacheDisk.full = happening.full
        return
      default:
        return assertNever(happening, 'happening')
    }
  }

  private async act(
    number: number,
    index: number,
    type: 'note' | 'respond',
    bytes: number | null,
  ): Promise<void> {
    const caseId = caseIdOf(number)
    const text = `${type} ${index}`
    const fileIds = bytes === null ? [] : [await this.attach(caseId, type, bytes)]
    const decision: Decision = { type, payload: { text, uploads: [] } }
    const answer = await this.desk.engine.act(caseId, decision, fileIds)
    if (answer.outcome === 'saved')
      this.saved.push({ caseId, text, file: bytes !== null, fate: 'stands', instead: null })
  }

  private async attach(caseId: CaseId, type: 'note' | 'respond', size: number): Promise<FileId> {
    const { engine } = this.desk
    const begun = await engine.beginFile({ caseId, type, name: 'foto.jpg', mime: 'image/jpeg', size })
    if (begun.outcome === 'refused') throw new Error(`The file was refused: ${begun.reason}`)
    await engine.addToFile(begun.fileId, new Uint8Array(size).fill(size % 251))
    const finished = await engine.finishFile(begun.fileId)
    if (finished.outcome === 'refused') throw new Error(`The file was refused: ${finished.reason}`)
    return begun.fileId
  }

  private async undoLast(): Promise<void> {
    const held = (await this.desk.engine.outbox()).findLast((item) => item.canUndo)
    if (!held) return
    const { undone } = await this.unlessKilled(this.desk.engine.undo(held.actionId), () => {
      this.takenBack(held.text, 'unknown')
    })
    if (undone) this.takenBack(held.text)
  }

  private async decide(how: 'send-on-top' | 'change' | 'discard', index: number): Promise<void> {
    const [item] = await this.desk.engine.needsYou()
    if (!item) return
    if (how === 'discard') return await this.discard(item.actionId, item.text ?? '')
    if (how === 'change') return await this.change(item.actionId, item.text ?? '', `ubah ${index}`)
    await this.desk.engine.sendOnTop(item.actionId)
  }

  private async onWaiting(work: (actionId: ActionId, text: string) => Promise<void>): Promise<void> {
    const waiting = (await this.desk.engine.outbox()).find(({ state }) => state === 'waiting')
    if (waiting) await work(waiting.actionId, waiting.text ?? '')
  }

  private async change(actionId: ActionId, before: string, after: string): Promise<void> {
    const decision: Decision = { type: 'note', payload: { text: after, uploads: [] } }
    const position = this.saved.findIndex((one) => isWrittenIn(one, before))
    const found = this.saved[position]
    const answer = await this.unlessKilled(this.desk.engine.change(actionId, { decision }), () => {
      if (found) found.instead = after
    })
    if (answer.outcome !== 'saved' || !found) return
    this.saved.splice(position, 1, { ...found, text: after, instead: null })
  }

  private async discard(actionId: ActionId, text: string): Promise<void> {
    const { discarded } = await this.unlessKilled(this.desk.engine.discard(actionId), () => {
      this.takenBack(text, 'unknown')
    })
    if (discarded) this.takenBack(text)
  }

  private takenBack(text: string | null, fate: 'taken-back' | 'unknown' = 'taken-back'): void {
    const found = this.saved.find((one) => isWrittenIn(one, text))
    if (found) found.fate = fate
  }

  /** A kill before the answer: it may have been done or not, and the officer will see which. */
  private async unlessKilled<Answer>(work: Promise<Answer>, killed: () => void): Promise<Answer> {
    try {
      return await work
    } catch (failure) {
      if (this.desk.isDead) killed()
      throw failure
    }
  }

  private tellToWait(seconds: number, asDate: boolean): void {
    const { clock, national } = this
    national.instead = () => {
      national.instead = () => null
      this.tellingMilliseconds = seconds * 1000
      const date = new Date(clock.serverNow()).toUTCString()
      const until = Date.parse(date) + seconds * 1000
      const retryAfter = asDate ? new Date(until).toUTCString() : String(seconds)
      const body = { type: 'about:blank', title: 'x', status: 503, code: 'maintenance' }
      return { ...answered(503, JSON.stringify(body)), retryAfter, date }
    }
  }

  /** What is on its way while the answer arrives was not asked too early; nor what follows on a kill at that moment. */
  private noteTold(): void {
    const toldUntil = this.clock.monotonic() + this.tellingMilliseconds
    const { kills, jumps } = this
    setImmediate(() => {
      if (!this.desk.isDead && this.kills === kills && this.jumps === jumps) this.toldUntil = toldUntil
    })
  }

  private othersDo(number: number, event: Record<string, unknown>, change: Partial<Case>): void {
    if (this.national.cases.has(caseIdOf(number))) this.national.happen(caseIdOf(number), event, change)
  }

  private caseLeaves(caseId: CaseId): void {
    const present = this.national.cases.get(caseId)
    if (!present) return
    this.left.push(present)
    this.national.remove(caseId)
  }

  private caseComesBack(): void {
    const back = this.left.shift()
    if (back && !this.national.cases.has(back.id)) this.national.put({ ...back, version: back.version + 1 })
  }

  private restore(): void {
    if (!this.backup) return
    this.restores += 1
    this.national.restore(this.backup)
  }

  private async pass(milliseconds: number): Promise<void> {
    // In pieces, so that what falls due meets what fell due before.
    for (let left = milliseconds; left > 0; left -= 40_000) {
      this.clock.advance(Math.min(left, 40_000))
      await this.rest()
      await this.reviveIfDead()
    }
  }

  private async reviveIfDead(): Promise<void> {
    for (let turn = 0; this.desk.isDead && turn < 5; turn += 1) {
      this.kills += 1
      this.desk.killWorker()
      await this.desk.start()
      await this.rest()
    }
    if (this.desk.isDead) throw new Error('The desk does not come up again.')
  }

  /** All that can go on without time passing has gone on. */
  private async rest(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
  }

  private async drain(): Promise<void> {
    for (let turn = 0; turn < 400; turn += 1) {
      const status = await this.desk.engine.syncStatus()
      const open = this.desk.journal.entries().filter(({ standing }) => standing.state !== 'needs-you')
      const behind = open.filter(({ action }) => !this.needsYouBefore(action.caseId))
      const isQuiet = status.state === 'idle' || (status.state === 'attention' && status.problem === null)
      if (turn > 3 && behind.length === 0 && isQuiet && status.cache.state === 'whole') return
      this.clock.advance(30_000)
      await this.rest()
    }
    const entries = this.desk.journal.entries().map(({ action, standing }) => [action, standing])
    const status = await this.desk.engine.syncStatus()
    throw new Error(`It does not come to rest: ${JSON.stringify({ status, entries })}`)
  }

  private needsYouBefore(caseId: CaseId): boolean {
    return this.desk.journal
      .entries()
      .some(({ action, standing }) => action.caseId === caseId && standing.state === 'needs-you')
  }

  private expectNothingLost(needsYou: readonly string[]): void {
    const inEffect = new Set(this.national.texts())
    const entries = this.desk.journal.entries()
    const inJournal = new Set(
      entries.map(({ action }) => ('text' in action.payload ? action.payload.text : '')),
    )
    const isThere = (text: string): boolean =>
      inEffect.has(text) || needsYou.includes(text) || inJournal.has(text)
    for (const { text, fate, instead } of this.saved) {
      const stands = isThere(text) || (instead !== null && isThere(instead))
      if (fate === 'stands' && !stands) throw new Error(`Lost: ${text}`)
      if (instead !== null && inEffect.has(text) && inEffect.has(instead)) {
        throw new Error(`Changed and done all the same: ${text}`)
      }
      if (fate === 'taken-back' && inEffect.has(text)) throw new Error(`Taken back and done: ${text}`)
    }
  }

  private expectOnceAndInOrder(): void {
    const { national, saved } = this
    const texts = national.texts()
    if (new Set(texts).size !== texts.length) throw new Error(`Doubled: ${texts.join(', ')}`)
    for (const { text, file } of saved) {
      const index = texts.indexOf(text)
      const actionId = national.ledger[index]
      if (!file || !actionId) continue
      if (national.uploads.attached.get(actionId)?.length !== 1) throw new Error(`Without its file: ${text}`)
    }
    for (const caseId of new Set(saved.map((one) => one.caseId))) {
      const ofCase = saved.filter((one) => one.caseId === caseId).map(({ text }) => text)
      const order = texts.filter((text) => ofCase.includes(text)).map((text) => ofCase.indexOf(text))
      if (order.some((place, at) => at > 0 && place < (order[at - 1] ?? 0))) {
        throw new Error(`Out of order: ${texts.join(', ')}`)
      }
    }
  }

  private async expectSameCases(): Promise<void> {
    const { total } = await this.desk.engine.rows(
      { view: 'all', statuses: null, mine: false, search: '' },
      0,
      1,
    )
    if (total !== this.national.cases.size) throw new Error(`The desk holds ${total} cases.`)
    for (const [caseId, present] of this.national.cases) {
      const held = await this.desk.cacheDisk.contents.caseById(caseId)
      if (JSON.stringify(held) !== JSON.stringify(present))
        throw new Error(`Another case than there: ${caseId}`)
    }
  }
}

function isWrittenIn({ text, instead }: Saved, words: string | null): boolean {
  return text === words || (instead !== null && instead === words)
}

function caseIdOf(number: number): CaseId {
  return `case-${number}` as CaseId
}
