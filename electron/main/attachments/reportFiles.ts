import { longestFile } from '../../../shared/bridge/attachedFiles'
import type { ReportFileFailure, ReportFileState, ReportFileTold } from '../../../shared/bridge/reportFiles'
import type { Attachment } from '../../../shared/domain/case'
import type { AttachmentId, CaseId } from '../../../shared/domain/identifiers'
import { isOutOfSpace } from '../files/diskFiles'
import type { AttachmentWriting, StoredBytes } from '../journal/attachmentStore'
import { fetchBytes, type FetchingParts } from './fetchBytes'
import { NoRoom, ReportFileStore, type ReportFileStoreSetting } from './reportFileStore'

/** What the engine's port asks of reports' files. */
export interface ReportFileKeeper {
  fetch(caseId: CaseId, attachment: Attachment): ReportFileState
  state(attachmentId: AttachmentId): ReportFileState
  caseIds(): readonly CaseId[]
  forget(caseIds: readonly CaseId[]): Promise<void>
}

interface Fetching {
  readonly caseId: CaseId
  readonly controller: AbortController
  received: number
  /** Settles, never throws, when nothing of it is under way any more. */
  readonly done: Promise<void>
}

/** The page is told of progress once for so many bytes, and of every end. */
const toldEveryBytes = 128 * 1024

/**
 * The files of one officer's reports: fetched once when somebody asks, then here without a network, until they are
 * the longest unused beyond what may be kept, or their case leaves the desk.
 */
export class ReportFiles implements ReportFileKeeper {
  private readonly fetching = new Map<AttachmentId, Fetching>()
  /** Why the last try did not bring it; until the next. */
  private readonly failures = new Map<AttachmentId, ReportFileFailure>()
  private told: (told: ReportFileTold) => void = () => undefined
  private closed = false

  static async open(
    setting: ReportFileStoreSetting & { readonly parts: FetchingParts },
  ): Promise<ReportFiles> {
    return new ReportFiles(await ReportFileStore.open(setting), setting.parts)
  }

  private constructor(
    private readonly store: ReportFileStore,
    private readonly parts: FetchingParts,
  ) {}

  /** At most one listener. */
  onTold(listener: (told: ReportFileTold) => void): void {
    this.told = listener
  }

  state(attachmentId: AttachmentId): ReportFileState {
    const fetching = this.fetching.get(attachmentId)
    if (fetching) return { state: 'fetching', received: fetching.received }
    if (this.store.kept(attachmentId)) return { state: 'kept' }
    const reason = this.failures.get(attachmentId)
    return reason ? { state: 'failed', reason } : { state: 'absent' }
  }

  fetch(caseId: CaseId, attachment: Attachment): ReportFileState {
    const { id } = attachment
    const known = this.state(id)
    const { state } = known
    if (this.closed || state === 'fetching' || (state === 'kept' && this.isAsKept(attachment))) return known
    this.failures.delete(id)
    if (attachment.size > longestFile) {
      this.failures.set(id, 'too-large')
      return this.state(id)
    }
    const controller = new AbortController()
    // Begins in a later turn, when the map has it.
    const done = Promise.resolve().then(() => this.fetchNow(caseId, attachment, controller.signal))
    this.fetching.set(id, { caseId, controller, received: 0, done })
    return this.state(id)
  }

  caseIds(): readonly CaseId[] {
    return this.store.caseIds()
  }

  async forget(caseIds: readonly CaseId[]): Promise<void> {
    const left = new Set(caseIds)
    const concerned = [...this.fetching.values()].filter(({ caseId }) => left.has(caseId))
    for (const { controller } of concerned) controller.abort()
    await Promise.all(concerned.map(({ done }) => done))
    for (const id of await this.store.dropOfCases(caseIds)) this.failures.delete(id)
  }

  /** What is here whole; null otherwise. */
  kept(attachmentId: AttachmentId): Attachment | null {
    return this.fetching.has(attachmentId) ? null : this.store.kept(attachmentId)
  }

  /** Plain bytes of a file that is here. One that turns out damaged is not here any more, and that is told. */
  async read(attachmentId: AttachmentId, offset: number, length: number): Promise<StoredBytes> {
    const read = await this.store.read(attachmentId, offset, length)
    if (read.outcome === 'refused' && this.store.kept(attachmentId)) {
      await this.store.drop([attachmentId])
      this.fail(attachmentId, 'damaged')
    }
    return read
  }

  /** Best effort: that it was used is only missed if it would be the next to go. */
  async used(attachmentId: AttachmentId): Promise<void> {
    await this.store.used(attachmentId).catch(() => undefined)
  }

  /** Stops fetching; what came so far is gone on with another time. */
  async close(): Promise<void> {
    this.closed = true
    const all = [...this.fetching.values()]
    for (const { controller } of all) controller.abort()
    await Promise.all(all.map(({ done }) => done))
    await this.store.settled()
  }

  private isAsKept({ id, size, sha256 }: Attachment): boolean {
    const kept = this.store.kept(id)
    return kept?.size === size && kept.sha256 === sha256
  }

  private async fetchNow(caseId: CaseId, attachment: Attachment, signal: AbortSignal): Promise<void> {
    const { id } = attachment
    let failure: ReportFileFailure | null
    try {
      failure = await this.bring(caseId, attachment, signal)
    } catch (error) {
      failure = error instanceof NoRoom || isOutOfSpace(error) ? 'disk-full' : 'storage-failed'
      await this.store.drop([id]).catch(() => undefined)
    }
    this.fetching.delete(id)
    if (failure) this.fail(id, failure)
    else this.tell(id)
  }

  /** `again`: what was begun before proved to be of no use, and this is from the beginning. */
  private async bring(
    caseId: CaseId,
    attachment: Attachment,
    signal: AbortSignal,
    again = false,
  ): Promise<ReportFileFailure | null> {
    const writing = await this.store.begin(caseId, attachment)
    const resumed = writing.plainSize > 0
    let failure: Awaited<ReturnType<typeof fetchBytes>>
    try {
      this.progressed(attachment.id, writing.plainSize)
      const received = (): void => this.progressed(attachment.id, writing.plainSize)
      failure = await fetchBytes(attachment, writing, this.parts, signal, received)
      if (failure === null) failure = await this.finish(attachment, writing)
    } finally {
      await writing.abandon()
    }
    if (failure === null) return null
    // What a cut connection brought stays for the next try; all else is of no use.
    if (failure !== 'offline' && failure !== 'busy') await this.store.drop([attachment.id])
    const isOfOldPart = failure === 'not-resumable' || (failure === 'not-as-described' && resumed)
    if (isOfOldPart && !again) return await this.bring(caseId, attachment, signal, true)
    return failure === 'not-resumable' ? 'busy' : failure
  }

  private async finish(
    attachment: Attachment,
    writing: AttachmentWriting,
  ): Promise<'not-as-described' | null> {
    const { size, sha256 } = await writing.finish()
    if (size !== attachment.size || sha256 !== attachment.sha256) return 'not-as-described'
    await this.store.finished(attachment.id)
    return null
  }

  private progressed(id: AttachmentId, received: number): void {
    const fetching = this.fetching.get(id)
    if (!fetching) return
    const isNews = Math.floor(received / toldEveryBytes) > Math.floor(fetching.received / toldEveryBytes)
    fetching.received = received
    if (isNews) this.tell(id)
  }

  private fail(id: AttachmentId, reason: ReportFileFailure): void {
    this.failures.set(id, reason)
    this.tell(id)
  }

  private tell(id: AttachmentId): void {
    this.told({ attachmentId: id, state: this.state(id) })
  }
}
