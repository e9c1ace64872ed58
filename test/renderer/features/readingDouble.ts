import type { Case } from '../../../shared/domain/case'
import { explainDeadline } from '../../../shared/domain/explainDeadline'
import type { AttachmentId, CaseId, Instant } from '../../../shared/domain/identifiers'
import { instantFrom } from '../../../shared/domain/identifiers'
import type { Reference } from '../../../shared/domain/reference'
import type { DeskBridge, SavingOutcome } from '../../../shared/bridge/desk'
import type { ReportFileState, ReportFileTold } from '../../../shared/bridge/reportFiles'
import type { EngineEvent } from '../../../renderer/engine/api'
import type { CaseSurroundings, ReadingApi } from '../../../renderer/engine/readingApi'

const nothingAround: CaseSurroundings = { areas: [], duplicateOf: null, ofReporter: [], similar: [] }

/** What a desk in memory holds around its reports: their files, places, deadlines and the reports like them. */
export class ReadingDouble {
  readonly surroundings = new Map<CaseId, CaseSurroundings>()
  readonly seenUntil = new Map<CaseId, Instant>()
  /** Files that the national system would give. */
  readonly bytes = new Map<AttachmentId, Uint8Array<ArrayBuffer>>()
  readonly files = new Map<AttachmentId, ReportFileState>()
  /** What becomes of a file that is fetched. */
  fetching: 'succeeds' | 'waits' | Extract<ReportFileState, { state: 'failed' }>['reason'] = 'succeeds'
  saving: SavingOutcome = { outcome: 'saved' }
  mapOpens = true
  surroundingsFail = false
  surroundingsAsked = 0
  readonly asked: string[] = []

  constructor(
    private readonly held: (caseId: CaseId) => Case | undefined,
    private readonly reference: Reference,
    private readonly now: () => number,
    private readonly tell: (event: EngineEvent) => void,
  ) {}

  become(attachmentId: AttachmentId, state: ReportFileState): void {
    this.files.set(attachmentId, state)
    this.tell({ kind: 'attachment-changed', attachmentId, state })
  }

  engine(): ReadingApi {
    return {
      caseSurroundings: async (caseId) => {
        this.surroundingsAsked += 1
        if (this.surroundingsFail) throw new Error('The surroundings cannot be read')
        return this.surroundings.get(caseId) ?? nothingAround
      },
      caseDeadlines: async (caseId) => {
        const subject = this.held(caseId)
        return (
          subject?.deadlines.map((deadline) => ({
            ...explainDeadline(deadline, subject, this.reference, instantFrom(this.now())),
            isNext: deadline.kind === subject.dueKind,
            unsent: false,
          })) ?? null
        )
      },
      openAttachment: async (_caseId, attachmentId) => this.open(attachmentId),
      attachmentStates: async (caseId) => {
        const subject = this.held(caseId)
        const attached = [
          ...(subject?.attachments ?? []),
          ...(subject?.events ?? []).flatMap((event) => event.attachments ?? []),
        ]
        return attached.map(({ id }): ReportFileTold => ({ attachmentId: id, state: this.stateOf(id) }))
      },
    }
  }

  bridge(): Pick<DeskBridge, 'saveAttachment' | 'openMap'> {
    return {
      saveAttachment: async ({ attachmentId }) => {
        this.asked.push(`save ${attachmentId}`)
        return this.saving
      },
      openMap: async ({ lat, lon }) => {
        this.asked.push(`map ${lat} ${lon}`)
        return { outcome: this.mapOpens ? 'opened' : 'failed' }
      },
    }
  }

  readonly attachmentBytes = async (id: AttachmentId): Promise<Uint8Array<ArrayBuffer>> => {
    const bytes = this.stateOf(id).state === 'kept' ? this.bytes.get(id) : undefined
    if (!bytes) throw new Error('The file is not here')
    return bytes
  }

  private stateOf(id: AttachmentId): ReportFileState {
    return this.files.get(id) ?? { state: 'absent' }
  }

  private open(id: AttachmentId): ReportFileState {
    this.asked.push(`open ${id}`)
    if (this.stateOf(id).state === 'kept') return { state: 'kept' }
    const { fetching } = this
    const begun: ReportFileState = { state: 'fetching', received: 0 }
    this.files.set(id, begun)
    if (fetching === 'waits') return begun
    const end: ReportFileState =
      fetching === 'succeeds' ? { state: 'kept' } : { state: 'failed', reason: fetching }
    queueMicrotask(() => this.become(id, end))
    return begun
  }
}
