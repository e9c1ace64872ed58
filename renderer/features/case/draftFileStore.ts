import { defineStore } from 'pinia'
import { ref, shallowReactive, shallowRef } from 'vue'
import { uploadLimit, type ActionType } from '../../../shared/domain/action'
import type { CaseId } from '../../../shared/domain/identifiers'
import {
  longestFile,
  longestPiece,
  type AttachedFile,
  type FileId,
  type FileRefusal,
} from '../../../shared/bridge/attachedFiles'
import { useEngineStore } from '../session/engineStore'
import { headLength, isCleanable, isPictureOrFilm, withoutMetadata } from './photographs/withoutMetadata'
import { thumbnailOf } from './thumbnail'

/** `unreadable`: as a folder that was dropped, or a file that has been moved away. */
export type FileProblem = FileRefusal | 'unreadable' | 'empty'

/** A file on its way into a draft. */
export interface AddingFile {
  readonly key: number
  readonly caseId: CaseId
  readonly type: ActionType
  readonly name: string
  readonly size: number
  /** From 0 to 1. */
  readonly progress: number
  readonly problem: FileProblem | null
}

interface Wanted {
  readonly key: number
  readonly caseId: CaseId
  readonly type: ActionType
  readonly file: File
  /** The officer has been told that it cannot be cleaned, and wants it all the same. */
  readonly asItIs: boolean
}

const unknownType = 'application/octet-stream'
const longestName = 255

/** The files of drafts: those that are kept, and those that are on their way, one after the other. */
export const useDraftFileStore = defineStore('draft-files', () => {
  const link = useEngineStore()
  const kept = shallowReactive(new Map<string, readonly AttachedFile[]>())
  const adding = shallowRef<readonly AddingFile[]>([])
  /** Pictures that cannot be cleaned; the first is being asked about. */
  const asking = shallowRef<readonly Wanted[]>([])
  const thumbnails = shallowReactive(new Map<FileId, string>())
  /** A file could not be taken from its draft. */
  const failed = ref(false)
  const thumbnailsAsked = new Set<FileId>()
  const cancelled = new Set<number>()
  let lastKey = 0
  let last: Promise<void> = Promise.resolve()

  link.subscribe({
    event() {},
    closed() {
      for (const url of thumbnails.values()) URL.revokeObjectURL(url)
      thumbnails.clear()
      thumbnailsAsked.clear()
      for (const { key } of adding.value) cancelled.add(key)
      adding.value = []
      asking.value = []
      kept.clear()
    },
  })

  const keyOf = (caseId: CaseId, type: ActionType) => `${type} ${caseId}`
  const filesOf = (caseId: CaseId, type: ActionType) => kept.get(keyOf(caseId, type)) ?? []
  const addingTo = (caseId: CaseId, type: ActionType) =>
    adding.value.filter((file) => file.caseId === caseId && file.type === type)
  /** Whether something is still on its way there. */
  const isBusy = (caseId: CaseId, type: ActionType) =>
    addingTo(caseId, type).some(({ problem }) => problem === null) ||
    asking.value.some((wanted) => wanted.caseId === caseId && wanted.type === type)

  /** Asks what the draft holds: after a restart, an undo, or when its files went with an action. */
  async function load(caseId: CaseId, type: ActionType): Promise<void> {
    try {
      const files = await link.engine().draftFiles(caseId, type)
      kept.set(keyOf(caseId, type), files)
      for (const file of files) void showThumbnail(file)
    } catch {
      // What was shown stays; the next look at the report asks again.
    }
  }

  /** `already`: how many files go along beside those of the draft. */
  function add(caseId: CaseId, type: ActionType, files: readonly File[], already = 0): void {
    for (const file of files) {
      const wanted: Wanted = { key: ++lastKey, caseId, type, file, asItIs: false }
      const going = addingTo(caseId, type).filter(({ problem }) => problem === null).length
      const isOver = filesOf(caseId, type).length + going + already >= uploadLimit
      const problem = isOver ? 'too-many' : problemOf(file)
      adding.value = [...adding.value, { ...shownOf(wanted), problem }]
      if (problem === null) inTurn(wanted)
    }
  }

  function inTurn(wanted: Wanted): void {
    last = last.then(() => addNow(wanted)).catch(() => fail(wanted.key, 'unreadable'))
  }

  async function addNow(wanted: Wanted): Promise<void> {
    if (cancelled.has(wanted.key)) return
    const source = await sourceOf(wanted)
    if (source === 'ask') {
      adding.value = adding.value.filter(({ key }) => key !== wanted.key)
      asking.value = [...asking.value, wanted]
      return
    }
    const { caseId, type, file } = wanted
    const name = file.name.slice(0, longestName) || '-'
    const mime = (file.type || unknownType).slice(0, longestName)
    const begun = await link.engine().beginFile({ caseId, type, name, mime, size: source.size })
    if (begun.outcome === 'refused') return fail(wanted.key, begun.reason)
    for (let at = 0; at < source.size; at += longestPiece) {
      if (cancelled.has(wanted.key)) return void (await link.engine().removeFile(begun.fileId))
      const piece = new Uint8Array(await source.slice(at, at + longestPiece).arrayBuffer())
      const added = await link.engine().addToFile(begun.fileId, piece)
      if (added.outcome === 'refused') return fail(wanted.key, added.reason)
      change(wanted.key, { progress: added.size / source.size })
    }
    const finished = await link.engine().finishFile(begun.fileId)
    if (finished.outcome === 'refused') return fail(wanted.key, finished.reason)
    if (cancelled.has(wanted.key)) await link.engine().removeFile(begun.fileId)
    await load(caseId, type)
    dismiss(wanted.key)
  }

  function change(key: number, changes: Partial<AddingFile>): void {
    adding.value = adding.value.map((file) => (file.key === key ? { ...file, ...changes } : file))
  }
  function fail(key: number, problem: FileProblem): void {
    change(key, { problem })
  }

  /** Takes a line away: one that failed, or one that is done. */
  function dismiss(key: number): void {
    adding.value = adding.value.filter((file) => file.key !== key)
  }
  function cancel(key: number): void {
    cancelled.add(key)
    dismiss(key)
  }

  /** The officer's answer about the first picture that is asked about. */
  function answer(attach: boolean): void {
    const [wanted, ...others] = asking.value
    asking.value = others
    if (!wanted || !attach) return
    adding.value = [...adding.value, shownOf(wanted)]
    inTurn({ ...wanted, asItIs: true })
  }

  async function remove(caseId: CaseId, type: ActionType, fileId: FileId): Promise<void> {
    try {
      await link.engine().removeFile(fileId)
      failed.value = false
      await load(caseId, type)
    } catch {
      failed.value = true
    }
  }

  async function showThumbnail({ fileId, mime, present }: AttachedFile): Promise<void> {
    if (!present || !mime.startsWith('image/') || thumbnailsAsked.has(fileId)) return
    thumbnailsAsked.add(fileId)
    try {
      const bytes = await link.engine().draftFileBytes(fileId)
      const url = bytes && (await thumbnailOf(bytes))
      if (url && thumbnailsAsked.has(fileId)) thumbnails.set(fileId, url)
    } catch {
      // Without one it has the icon of a picture.
      thumbnailsAsked.delete(fileId)
    }
  }

  return {
    adding,
    asking,
    thumbnails,
    failed,
    filesOf,
    addingTo,
    isBusy,
    load,
    add,
    answer,
    cancel,
    dismiss,
    remove,
    showThumbnail,
  }
})

function shownOf({ key, caseId, type, file }: Wanted): AddingFile {
  return { key, caseId, type, name: file.name, size: file.size, progress: 0, problem: null }
}

function problemOf({ size }: File): FileProblem | null {
  if (size === 0) return 'empty'
  return size > longestFile ? 'too-large' : null
}

/** What is kept of a file: a photograph without its metadata, everything else as it is, from the disk piece by piece. */
async function sourceOf({ file, asItIs }: Wanted): Promise<Blob | 'ask'> {
  if (asItIs) return file
  const head = new Uint8Array(await file.slice(0, headLength).arrayBuffer())
  if (!isPictureOrFilm(head, file.type)) return file
  if (!isCleanable(head)) return 'ask'
  const cleaned = withoutMetadata(new Uint8Array(await file.arrayBuffer()), file.type)
  if (cleaned.kind === 'cleaned') return new Blob([cleaned.bytes])
  return cleaned.kind === 'no-picture' ? file : 'ask'
}
