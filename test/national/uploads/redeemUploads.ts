import type { Action, UploadReference } from '../../../shared/domain/action'
import type { Attachment, Case, CaseEvent } from '../../../shared/domain/case'
import type { Instant, OfficerId } from '../../../shared/domain/identifiers'
import type { Verdict } from '../actions/actionResults'
import { attachFile } from '../attachments/attachmentStore'
import type { Queryable } from '../database/database'
import { lockUpload, type Upload } from './uploadStore'

type Objection = Extract<Verdict, { outcome: 'rejected' } | { outcome: 'retry' }>

interface Desk {
  readonly transaction: Queryable
  readonly officer: { readonly id: OfficerId }
  readonly at: Instant
}

/**
 * The uploads that an action names, locked, or why it cannot have them (PROTOCOL.md 5.6, the last check). A file
 * that is described as it is not can never be what was meant: `rejected`. One that is not there for this action can
 * still come: `retry`; it is missing, not whole, of another action or of another officer, which look the same.
 */
export async function uploadsFor(desk: Desk, action: Action): Promise<readonly Upload[] | Objection> {
  const named = action.type === 'respond' || action.type === 'note' ? action.payload.uploads : []
  if (new Set(named.map(({ uploadId }) => uploadId)).size < named.length) {
    return { outcome: 'rejected', code: 'invalid', detail: 'payload.uploads: an upload comes twice' }
  }
  const found: Upload[] = []
  let missing = false
  for (const [index, reference] of named.entries()) {
    const upload = await lockUpload(desk.transaction, {
      id: reference.uploadId,
      officerId: desk.officer.id,
      at: desk.at,
    })
    if (!upload || upload.actionId !== action.actionId || upload.stored < upload.size) {
      missing = true
      continue
    }
    const lie = differingField(reference, upload)
    if (lie !== null) {
      const detail = `payload.uploads.${index}.${lie}: is not that of the upload`
      return { outcome: 'rejected', code: 'invalid', detail }
    }
    found.push(upload)
  }
  return missing ? { outcome: 'retry', code: 'upload_missing' } : found
}

function differingField(named: UploadReference, upload: Upload): keyof UploadReference | null {
  if (named.name.normalize('NFC') !== upload.name) return 'name'
  if (named.mime !== upload.mime) return 'mime'
  if (named.size !== upload.size) return 'size'
  return named.sha256 === upload.sha256 ? null : 'sha256'
}

/**
 * The case with the uploads as attachments of the action's event. Their bytes stay where they are; as uploads they
 * are gone, so that none is taken twice.
 */
export async function redeemUploads(
  transaction: Queryable,
  { case: after, event }: { readonly case: Case; readonly event: CaseEvent },
  uploads: readonly Upload[],
): Promise<Case> {
  if (uploads.length === 0) return after
  const attachments: Attachment[] = []
  for (const { id: fileId, name, mime, size, sha256 } of uploads) {
    attachments.push(await attachFile(transaction, after.id, { name, mime, size, sha256, fileId }))
  }
  await transaction.run('delete from uploads where id = any($1::text[])', [uploads.map(({ id }) => id)])
  return {
    ...after,
    events: after.events.map((one) => (one.id === event.id ? { ...one, attachments } : one)),
  }
}
