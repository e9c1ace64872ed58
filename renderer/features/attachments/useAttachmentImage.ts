import { onScopeDispose, shallowRef, watch } from 'vue'
import type { Attachment } from '../../../shared/domain/case'
import type { ReportFileFailure } from '../../../shared/bridge/reportFiles'
import { useDeskParts } from '../../deskParts'
import { useAttachmentStore } from './attachmentStore'
import { imageHeadOf, isTooLarge } from './imageHead'

export type ImageStage =
  | { readonly stage: 'opening' }
  | { readonly stage: 'shown'; readonly url: string }
  | { readonly stage: 'failed'; readonly reason: ReportFileFailure }
  | { readonly stage: 'not-an-image' }
  | { readonly stage: 'unreadable' }
  | { readonly stage: 'too-many-pixels'; readonly width: number; readonly height: number }

/**
 * The image of the attachment that `chosen` gives: fetched where it is not here, looked at before Chromium decodes it,
 * and let go of when another one is chosen.
 */
export function useAttachmentImage(chosen: () => Attachment | null) {
  const store = useAttachmentStore()
  const { attachmentBytes } = useDeskParts()
  const image = shallowRef<ImageStage>({ stage: 'opening' })
  let url: string | null = null
  /** Rises with every image that is wanted, so that a late one is not shown. */
  let generation = 0

  function letGo(): void {
    if (url) URL.revokeObjectURL(url)
    url = null
  }

  async function open(attachment: Attachment): Promise<void> {
    const mine = ++generation
    letGo()
    image.value = { stage: 'opening' }
    const state = await store.bring(attachment.id)
    if (mine !== generation) return
    if (state.state !== 'kept') {
      image.value = { stage: 'failed', reason: state.state === 'failed' ? state.reason : 'offline' }
      return
    }
    const opened = await read(attachment)
    if (mine === generation) show(opened)
  }

  async function read({ id }: Attachment): Promise<ImageStage | { readonly blob: Blob }> {
    let bytes: Uint8Array<ArrayBuffer>
    try {
      bytes = await attachmentBytes(id)
    } catch {
      return { stage: 'failed', reason: 'damaged' }
    }
    const head = imageHeadOf(bytes)
    if (!head) return { stage: 'not-an-image' }
    if (isTooLarge(head)) return { stage: 'too-many-pixels', width: head.width, height: head.height }
    return { blob: new Blob([bytes], { type: head.mime }) }
  }

  function show(opened: ImageStage | { readonly blob: Blob }): void {
    if ('stage' in opened) {
      image.value = opened
      return
    }
    url = URL.createObjectURL(opened.blob)
    image.value = { stage: 'shown', url }
  }

  /** Chromium could not decode it. */
  function broken(): void {
    letGo()
    image.value = { stage: 'unreadable' }
  }

  async function again(): Promise<void> {
    const attachment = chosen()
    if (attachment) await open(attachment)
  }

  function close(): void {
    generation += 1
    letGo()
    image.value = { stage: 'opening' }
  }

  watch(chosen, (attachment) => (attachment ? void open(attachment) : close()), { immediate: true })
  onScopeDispose(close)
  return { image, broken, again }
}
