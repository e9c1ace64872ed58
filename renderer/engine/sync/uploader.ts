import type { AttachedFile, FileId, FileUpload } from '../../../shared/bridge/attachedFiles'
import type { FinalResult, JournalEntry } from '../../../shared/bridge/journalPort'
import type { ActionId, CaseId } from '../../../shared/domain/identifiers'
import type { Clock } from '../clock'
import type { JournalClient } from '../journal/journalClient'
import type { UnsentWork } from '../journal/unsentWork'
import type { SyncProblem } from '../api'
import type { DeskRefusalCode } from '../outboxApi'
import type { UploadProgress } from '../progress'
import { RateMeter } from '../rateMeter'
import type { OnStep } from '../steps'
import { Backoff } from './backoff'
import type { Fault } from './fault'
import { KnownUploads } from './knownUploads'
import { PartLength } from './partLength'
import type { ActionFiles } from './push'
import type { UploadClient, UploadStand } from './uploadClient'

/** A file that arrives as another so often will do so for ever. */
const mostWrongSums = 3
/** So many answers in a row that bring no byte further are a server that fails. */
const mostIdleTurns = 12

export interface UploaderParts {
  readonly client: UploadClient
  readonly journal: JournalClient
  readonly unsentWork: UnsentWork
  readonly clock: Clock
  readonly random: () => number
  /** All files of an action are with the national system: it may go. */
  readonly ready: () => void
  readonly changed: () => void
  readonly step: OnStep
}

/** How one file fared. */
type Outcome =
  | { readonly kind: 'there' }
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string | null }
  | { readonly kind: 'fault'; readonly fault: Fault }
  /** The action was taken back meanwhile. */
  | { readonly kind: 'gone' }

/**
 * Sends the files of waiting actions before them, beside the rounds of sync, so that a large file on a slow line keeps
 * back its own case and nothing else (PROTOCOL.md 7; RELIABILITY.md 17). It works while the national system is known to
 * be reached: a round that came through wakes it.
 */
export class Uploader implements ActionFiles {
  private readonly known = new KnownUploads()
  private readonly wrongSums = new Map<FileId, number>()
  private readonly backoff: Backoff
  private readonly meter: RateMeter
  private readonly abort = new AbortController()
  private readonly partLength = new PartLength()
  private working = false
  private wait: { readonly cancel: () => void; readonly problem: SyncProblem } | null = null

  constructor(private readonly parts: UploaderParts) {
    this.backoff = new Backoff(parts.random)
    this.meter = new RateMeter(parts.clock)
  }

  readonly areThere = (entry: JournalEntry): boolean => this.known.areThere(entry)

  readonly missing = (actionId: ActionId): void => {
    const entry = this.parts.unsentWork.entry(actionId)
    if (entry) this.known.doubt(entry)
    this.wake()
  }

  /**
   * There may be something to do, and the national system was reached. A server that fails on uploads alone is left the
   * time that the backoff gives it.
   */
  wake(): void {
    if (this.working || this.wait?.problem === 'server-error') return
    this.endWait()
    void this.work()
  }

  /** The officer asks: at once (PROTOCOL.md 1.5). */
  wakeNow(): void {
    this.backoff.reset()
    this.endWait()
    this.wake()
  }

  stop(): void {
    this.endWait()
    this.abort.abort()
  }

  private endWait(): void {
    this.wait?.cancel()
    this.wait = null
  }

  /** Null when no file waits. */
  progress(): UploadProgress | null {
    const files = this.waiting().flatMap(({ action, files: attached }) =>
      attached.map(({ fileId, name, size }) => ({
        fileId,
        name,
        actionId: action.actionId,
        caseId: action.caseId,
        bytesSent: this.bytesSent(fileId),
        bytesTotal: size,
      })),
    )
    if (files.length === 0) return null
    return {
      files,
      bytesSent: files.reduce((sum, file) => sum + file.bytesSent, 0),
      bytesTotal: files.reduce((sum, file) => sum + file.bytesTotal, 0),
      bytesPerSecond: this.meter.perSecond(),
    }
  }

  bytesSent(fileId: FileId): number {
    return this.known.bytesSent(fileId)
  }

  private async work(): Promise<void> {
    this.working = true
    try {
      for (let entry = this.waiting()[0]; entry && !this.abort.signal.aborted; entry = this.waiting()[0]) {
        if (!(await this.sendFilesOf(entry))) return
      }
    } catch {
      // The journal was closed or its disk is full: whoever writes there next is told, and a later round wakes us.
    } finally {
      this.working = false
      this.parts.changed()
    }
  }

  /** Actions that would go out if their files were there, in the officer's order. */
  private waiting(): JournalEntry[] {
    const blocked = new Set<CaseId>()
    return this.parts.unsentWork.all().filter((entry) => {
      const { action, standing } = entry
      if (standing.state === 'accepted' || blocked.has(action.caseId)) return false
      const mayGo = standing.state === 'waiting' || standing.state === 'sent'
      if (!mayGo) blocked.add(action.caseId)
      return mayGo && !this.areThere(entry)
    })
  }

  /** False when it goes on later. */
  private async sendFilesOf(entry: JournalEntry): Promise<boolean> {
    const { actionId } = entry.action
    for (const { fileId } of entry.files) {
      const outcome = await this.sendFile(actionId, fileId)
      switch (outcome.kind) {
        case 'there':
          this.backoff.reset()
          this.known.isWhole(fileId, actionId)
          break
        case 'refused':
          await this.refuse(actionId, outcome)
          return true
        case 'fault':
          this.waitAfter(outcome.fault)
          return false
        case 'gone':
          return true
      }
    }
    this.parts.ready()
    return true
  }

  /** Only the network's faults are waited for here; the others the next round of sync meets and tells. */
  private waitAfter(fault: Fault): void {
    this.partLength.failed()
    if (fault.kind !== 'again') return
    const cancel = this.parts.clock.after(this.backoff.next(), () => {
      this.wait = null
      this.wake()
    })
    this.wait = { cancel, problem: fault.problem }
  }

  /** It can never be sent as it is: the officer decides, and what they wrote is safe. */
  private async refuse(
    actionId: ActionId,
    { code, detail }: Extract<Outcome, { kind: 'refused' }>,
  ): Promise<void> {
    const { step, unsentWork } = this.parts
    await step('upload-refuse')
    // Only what counts as sent can have a result.
    await unsentWork.markSent([actionId])
    const result: FinalResult = { actionId, outcome: 'rejected', code, detail }
    await unsentWork.saveResults([result])
  }

  private async sendFile(actionId: ActionId, fileId: FileId): Promise<Outcome> {
    let stand: UploadStand = { kind: 'elsewhere' }
    let idleTurns = 0
    for (;;) {
      const found = this.find(actionId, fileId)
      if (!found) return { kind: 'gone' }
      const { file, upload } = found
      idleTurns = stand.kind === 'at' && stand.offset > this.bytesSent(fileId) ? 0 : idleTurns + 1
      if (idleTurns > mostIdleTurns) return { kind: 'fault', fault: noUploads }
      switch (stand.kind) {
        case 'at':
          this.known.stands(fileId, stand.offset)
          if (upload && stand.offset === file.size) return { kind: 'there' }
          stand = upload ? await this.sendPart(file, upload, stand.offset) : { kind: 'gone' }
          break
        case 'elsewhere':
          stand = upload ? await this.askOffset(file, upload) : { kind: 'gone' }
          break
        case 'gone':
          stand = await this.begin(actionId, fileId)
          break
        case 'wrong-sum': {
          const times = (this.wrongSums.get(fileId) ?? 0) + 1
          this.wrongSums.set(fileId, times)
          if (times >= mostWrongSums) return refusedBy('file_refused')
          stand = { kind: 'gone' }
          break
        }
        case 'refused':
          return isUnread(stand.fault)
            ? refusedBy('file_missing')
            : { kind: 'refused', code: stand.fault.code, detail: stand.fault.detail }
        case 'fault':
          return stand
      }
      this.parts.changed()
    }
  }

  /** The file as the journal has it now; its upload only when it was created for this very action. */
  private find(
    actionId: ActionId,
    fileId: FileId,
  ): { readonly file: AttachedFile; readonly upload: FileUpload | null } | null {
    const entry = this.parts.unsentWork.entry(actionId)
    const file = entry?.files.find((candidate) => candidate.fileId === fileId)
    const stillGoes = entry?.standing.state === 'waiting' || entry?.standing.state === 'sent'
    if (!file || !stillGoes) return null
    const isOfAction = file.upload?.actionId === actionId && !this.known.isFresh(fileId)
    return { file, upload: isOfAction ? file.upload : null }
  }

  private async askOffset(file: AttachedFile, upload: FileUpload): Promise<UploadStand> {
    await this.parts.step('upload-ask-offset')
    return await this.parts.client.offset(upload, file.size, this.abort.signal)
  }

  /** A new upload; its place is on the disk before the first byte goes there. */
  private async begin(actionId: ActionId, fileId: FileId): Promise<UploadStand> {
    const { client, step, unsentWork } = this.parts
    const entry = unsentWork.entry(actionId)
    const file = entry?.files.find((candidate) => candidate.fileId === fileId)
    if (!entry || !file) return { kind: 'gone' }
    if (!file.present) return unread
    await step('upload-create')
    const created = await client.create(file, actionId, this.abort.signal)
    if (created.kind !== 'created')
      return created.kind === 'gone' ? { kind: 'fault', fault: noUploads } : created
    await step('upload-keep-place')
    await unsentWork.saveUpload(entry, fileId, created.upload)
    this.known.begun(fileId)
    return { kind: 'at', offset: 0 }
  }

  private async sendPart(file: AttachedFile, upload: FileUpload, offset: number): Promise<UploadStand> {
    const { client, clock, journal, step } = this.parts
    await step('upload-read')
    const length = Math.min(this.partLength.bytes, file.size - offset)
    const read = await journal.request('readFile', { fileId: file.fileId, offset, length })
    if (read.outcome === 'refused') return unread
    const began = clock.monotonic()
    await step('upload-request')
    // A copy of its own, never memory that is shared: it came over a port.
    const bytes = read.bytes as Uint8Array<ArrayBuffer>
    const stand = await client.send(upload, { offset, bytes, size: file.size }, this.abort.signal)
    if (stand.kind === 'at') {
      this.partLength.took(clock.monotonic() - began)
      this.meter.add(Math.max(0, stand.offset - offset))
    }
    return stand
  }
}

/** An answer of this desk itself, in the form that those of the national system have. */
const unread: UploadStand = {
  kind: 'refused',
  fault: { kind: 'refused', status: 0, code: 'file_missing', detail: null },
}
const noUploads: Fault = { kind: 'again', problem: 'server-error' }

function isUnread(fault: Extract<Fault, { kind: 'refused' }>): boolean {
  return fault.status === 0
}

function refusedBy(code: DeskRefusalCode): Outcome {
  return { kind: 'refused', code, detail: null }
}
