import type { ActionType } from '../../../shared/domain/action'
import type { Case } from '../../../shared/domain/case'
import type { CaseId } from '../../../shared/domain/identifiers'
import { uploadLimit } from '../../../shared/domain/action'
import {
  longestFile,
  type AttachedFile,
  type FileId,
  type NewFile,
} from '../../../shared/bridge/attachedFiles'
import type { ActingApi, ColleagueAtCase } from '../../../renderer/engine/actingApi'
import type { DeskEngine } from '../../../renderer/engine/api'

interface HeldFile {
  readonly owner: string
  readonly file: AttachedFile
  readonly bytes: readonly Uint8Array[]
}

type Files = Pick<DeskEngine, 'beginFile' | 'addToFile' | 'finishFile' | 'removeFile' | 'draftFiles'>

/** The part of a desk in memory that is about acting: files of drafts, who else is there, what is a duplicate of what. */
export class ActingDouble {
  /** By case: who else has it open. */
  readonly colleagues = new Map<CaseId, readonly ColleagueAtCase[]>()
  /** What was told of the officer: `c-1 viewing`. */
  readonly told: string[] = []
  private readonly kept = new Map<FileId, HeldFile>()
  private readonly coming = new Map<FileId, HeldFile>()
  private files = 0

  constructor(private readonly cases: ReadonlyMap<CaseId, Case>) {}

  /** Those of a draft, in their order. */
  filesOf(caseId: CaseId, type: ActionType): AttachedFile[] {
    const owner = ownerOf({ caseId, type })
    return [...this.kept.values()].filter((held) => held.owner === owner).map(({ file }) => file)
  }
  bytesOf(fileId: FileId): Uint8Array<ArrayBuffer> {
    const bytes = this.kept.get(fileId)?.bytes ?? []
    return new Uint8Array(bytes.flatMap((piece) => [...piece]))
  }
  /** As when they went along with an action. */
  forget(fileIds: readonly FileId[]): void {
    for (const fileId of fileIds) this.kept.delete(fileId)
  }

  engine(): ActingApi & Files {
    return {
      tellPresence: async (caseId, mode) => void this.told.push(`${caseId} ${mode}`),
      presence: async (caseId) => this.colleagues.get(caseId) ?? [],
      possiblePrimaries: async (caseId, typed) =>
        [...this.cases.values()]
          .filter(({ title, trackingId }) => `${trackingId} ${title}`.includes(typed))
          .map(({ id, trackingId, title, status, duplicateOf }) => ({
            caseId: id,
            trackingId,
            title,
            status,
            unitName: 'Kantor Pertanahan',
            why: id === caseId ? 'itself' : duplicateOf ? 'is-a-duplicate' : null,
          })),
      draftFileBytes: async (fileId) => (this.kept.has(fileId) ? this.bytesOf(fileId) : null),
      beginFile: async (file) => this.begin(file),
      addToFile: async (fileId, bytes) => {
        const held = this.coming.get(fileId)
        if (!held) return { outcome: 'refused', reason: 'not-begun' }
        const pieces = [...held.bytes, bytes]
        this.coming.set(fileId, { ...held, bytes: pieces })
        return { outcome: 'added', size: pieces.reduce((size, piece) => size + piece.byteLength, 0) }
      },
      finishFile: async (fileId) => {
        const held = this.coming.get(fileId)
        if (!held) return { outcome: 'refused', reason: 'not-begun' }
        this.coming.delete(fileId)
        this.kept.set(fileId, held)
        return { outcome: 'kept', file: held.file }
      },
      removeFile: async (fileId) => ({ removed: this.coming.delete(fileId) || this.kept.delete(fileId) }),
      draftFiles: async (caseId, type) => this.filesOf(caseId, type),
    }
  }

  private begin(file: NewFile & { readonly size: number }): Awaited<ReturnType<DeskEngine['beginFile']>> {
    if (file.size > longestFile) return { outcome: 'refused', reason: 'too-large' }
    if (this.filesOf(file.caseId, file.type).length >= uploadLimit)
      return { outcome: 'refused', reason: 'too-many' }
    this.files += 1
    // As main would give it; the cast only adds the brand.
    const fileId = `00000000-0000-4000-8000-${String(this.files).padStart(12, '0')}` as unknown as FileId
    const { name, mime, size } = file
    const held: AttachedFile = {
      fileId,
      name,
      mime,
      size,
      sha256: '0'.repeat(64),
      upload: null,
      present: true,
    }
    this.coming.set(fileId, { owner: ownerOf(file), file: held, bytes: [] })
    return { outcome: 'begun', fileId }
  }
}

function ownerOf({ caseId, type }: { readonly caseId: CaseId; readonly type: ActionType }): string {
  return `${type} ${caseId}`
}
