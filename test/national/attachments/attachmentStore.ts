import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Attachment } from '../../../shared/domain/case'
import type { AttachmentId, CaseId } from '../../../shared/domain/identifiers'
import { attachmentSchema } from '../../../shared/protocol/case'
import { inScopeSql, type Scope } from '../cases/scope'
import { firstRow, type Queryable } from '../database/database'
import { generatedFile, recipeSchema, type FileRecipe } from '../generator/generatedFiles'
import { identifierOf } from '../newIdentifier'
import { storedBytes, type ByteRange } from './storedBytes'

/** Where the bytes of an attachment come from. */
type Source =
  | { readonly kind: 'stored'; readonly fileId: string }
  | { readonly kind: 'generated'; readonly recipe: FileRecipe }

export interface StoredAttachment {
  readonly attachment: Attachment
  readonly source: Source
}

const rowSchema = z.object({
  document: z.string(),
  file_id: z.string().nullable(),
  recipe: z.string().nullable(),
})

/** An attachment of a case that is in scope (PROTOCOL.md 6.3), wherever in the case it stands. */
export async function visibleAttachment(
  queryable: Queryable,
  attachmentId: string,
  scope: Scope,
): Promise<StoredAttachment | null> {
  const row = await firstRow(
    queryable,
    rowSchema,
    `select json_build_object('id', attachments.id, 'name', attachments.name, 'mime', attachments.mime,
                              'size', attachments.size, 'sha256', attachments.sha256)::text as document,
            attachments.file_id, attachments.recipe::text as recipe
       from attachments join cases on cases.id = attachments.case_id
      where attachments.id = $1 and ${inScopeSql('$2', '$3')}`,
    [attachmentId, scope.agencyId, scope.unitIds],
  )
  if (!row) return null
  const attachment = attachmentSchema.parse(JSON.parse(row.document))
  if (row.file_id !== null) return { attachment, source: { kind: 'stored', fileId: row.file_id } }
  return {
    attachment,
    source: { kind: 'generated', recipe: recipeSchema.parse(JSON.parse(row.recipe ?? '')) },
  }
}

/** A part of an attachment's bytes, piece by piece. */
export async function* attachmentBytes(
  queryable: Queryable,
  source: Source,
  range: ByteRange,
): AsyncGenerator<Buffer> {
  if (source.kind === 'stored') yield* storedBytes(queryable, source.fileId, range)
  else yield generatedFile(source.recipe).subarray(range.from, range.until)
}

/** Makes a file whose bytes are kept an attachment of a case. */
export async function attachFile(
  transaction: Queryable,
  caseId: CaseId,
  { fileId, ...described }: Omit<Attachment, 'id'> & { readonly fileId: string },
): Promise<Attachment> {
  const attachment: Attachment = { id: identifierOf<AttachmentId>(randomUUID()), ...described }
  const { id, name, mime, size, sha256 } = attachment
  await transaction.run(
    `insert into attachments (id, case_id, name, mime, size, sha256, file_id) values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, caseId, name, mime, size, sha256, fileId],
  )
  return attachment
}
