import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Attachment } from '../../../shared/domain/case'
import type { AttachmentId, CaseId } from '../../../shared/domain/identifiers'
import type { ReportFileState } from '../../../shared/bridge/reportFiles'
import { useDeskParts } from '../../deskParts'
import { useEngineStore } from '../session/engineStore'

/** A file of a report, with whom and when it came from: what is said of an image that cannot be seen. */
export interface ShownFile {
  readonly attachment: Attachment
  readonly who: string
  readonly at: string
}

/** What became of the last wish concerning a file, until the next. */
export type FileNotice =
  | { readonly kind: 'saved' }
  | { readonly kind: 'not-saved'; readonly reason: 'disk-full' | 'write-failed' | 'not-here' | 'unknown' }

const absent: ReportFileState = { state: 'absent' }

/** The files of the report at hand: where each is, and the image that is looked at. */
export const useAttachmentStore = defineStore('attachments', () => {
  const link = useEngineStore()
  const { bridge } = useDeskParts()
  const caseId = shallowRef<CaseId | null>(null)
  const states = ref(new Map<AttachmentId, ReportFileState>())
  const notices = ref(new Map<AttachmentId, FileNotice>())
  /** Those who wait for a file to be here or to have failed. */
  const waiting = new Map<AttachmentId, ((state: ReportFileState) => void)[]>()
  /** What the viewer shows; null while it is closed. */
  const viewing = shallowRef<{ readonly files: readonly ShownFile[]; readonly index: number } | null>(null)

  link.subscribe({
    event(event) {
      if (event.kind === 'attachment-changed') heard(event.attachmentId, event.state)
      else if (event.kind === 'engine-restarted' && caseId.value) void load(caseId.value)
    },
    closed: forget,
  })

  function forget(): void {
    caseId.value = null
    viewing.value = null
    states.value = new Map()
    notices.value = new Map()
  }

  function heard(id: AttachmentId, state: ReportFileState): void {
    states.value.set(id, state)
    if (state.state === 'fetching') return
    for (const resolve of waiting.get(id) ?? []) resolve(state)
    waiting.delete(id)
  }

  /** The report on screen is this one now; or is asked about anew. */
  async function load(shown: CaseId): Promise<void> {
    if (caseId.value !== shown) forget()
    caseId.value = shown
    // Without an answer every file counts as not here, which asking for it sets right.
    const told = await link
      .engine()
      .attachmentStates(shown)
      .catch(() => [])
    if (caseId.value !== shown) return
    for (const { attachmentId, state } of told) states.value.set(attachmentId, state)
  }

  function stateOf(id: AttachmentId): ReportFileState {
    return states.value.get(id) ?? absent
  }

  /** Resolves when the file is here or could not be brought. */
  async function bring(id: AttachmentId): Promise<ReportFileState> {
    const shown = caseId.value
    notices.value.delete(id)
    if (!shown) return absent
    let state: ReportFileState
    try {
      // Listened for from before it is asked: how it ended may be told before the answer is there.
      let hasEnded = false
      const ended = new Promise<ReportFileState>((resolve) =>
        waiting.set(id, [
          ...(waiting.get(id) ?? []),
          (last) => {
            hasEnded = true
            resolve(last)
          },
        ]),
      )
      state = await link.engine().openAttachment(shown, id)
      if (state.state === 'fetching') {
        if (!hasEnded) states.value.set(id, state)
        return await ended
      }
    } catch {
      state = { state: 'failed', reason: 'storage-failed' }
    }
    heard(id, state)
    return state
  }

  /** Asks where, and writes it there; fetches it first where it is not here. */
  async function save({ id }: Attachment): Promise<void> {
    if (stateOf(id).state !== 'kept' && (await bring(id)).state !== 'kept') return
    notices.value.delete(id)
    try {
      const saved = await bridge.saveAttachment({ attachmentId: id })
      if (saved.outcome === 'saved') notices.value.set(id, { kind: 'saved' })
      else if (saved.outcome === 'not-here') notices.value.set(id, { kind: 'not-saved', reason: 'not-here' })
      else if (saved.outcome === 'failed') notices.value.set(id, { kind: 'not-saved', reason: saved.reason })
    } catch {
      notices.value.set(id, { kind: 'not-saved', reason: 'unknown' })
    }
  }

  function look(files: readonly ShownFile[], index: number): void {
    viewing.value = { files, index }
  }
  function step(by: 1 | -1): void {
    const { value } = viewing
    const index = (value?.index ?? 0) + by
    if (value && index >= 0 && index < value.files.length) viewing.value = { ...value, index }
  }
  function close(): void {
    viewing.value = null
  }

  return { caseId, notices, viewing, load, stateOf, bring, save, look, step, close }
})

/** Whether the desk tries to show it: what it really is is found out from its bytes. */
export function isShownAsImage({ mime }: Attachment): boolean {
  return ['image/jpeg', 'image/png', 'image/gif', 'image/webp'].includes(mime.toLowerCase())
}
