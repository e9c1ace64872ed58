import type { AttachmentId } from '../../../shared/domain/identifiers'

/** From `app://desk/attachments/…`, where main unseals what it has; a broken-off answer rejects. */
export async function attachmentBytes(attachmentId: AttachmentId): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(`/attachments/${encodeURIComponent(attachmentId)}`, { cache: 'no-store' })
  if (!response.ok) throw new Error('The file is not on this computer.')
  return new Uint8Array(await response.arrayBuffer())
}
