import { z } from 'zod'
import { actionTypes, type ActionType } from '../domain/action'
import type { ActionId, CaseId, Identifier, UploadId } from '../domain/identifiers'
import { identifier } from '../protocol/primitives'

/**
 * Files that an officer attaches, as the journal keeps them: sealed beside it until 30 days after the national
 * system took them. A file belongs to a draft (a case and a type) until an action takes it along; undone, it is
 * the draft's again, as the text is.
 */

/** A UUID that main gives; the name of the sealed file too. */
export type FileId = Identifier<'file'>
// The pattern keeps it from naming anything else on the disk; the cast only adds the brand.
export const fileIdSchema = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as unknown as z.ZodType<FileId, string>

/** PROTOCOL.md 7. */
export const longestFile = 25 * 1024 * 1024
/** How many bytes one message may carry, so that neither side ever holds a file whole. */
export const longestPiece = 1024 * 1024

/** Under which upload the national system is being given the file: by it, it goes on after a restart. */
export const fileUploadSchema = z.object({
  /** The action that the upload was created for (PROTOCOL.md 7, `Upload-Metadata`). */
  actionId: identifier<ActionId>(),
  uploadId: identifier<UploadId>(),
  /** Where it is continued, as the national system said. */
  url: z.string().min(1).max(2000),
})
export type FileUpload = z.infer<typeof fileUploadSchema>

/** What is known of a file that is whole on the disk. */
export const keptFileSchema = z.object({
  fileId: fileIdSchema,
  name: z.string().min(1).max(255),
  mime: z.string().max(255),
  /** Bytes. */
  size: z.number().int().nonnegative().max(longestFile),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type KeptFile = z.infer<typeof keptFileSchema>

export interface AttachedFile extends KeptFile {
  readonly upload: FileUpload | null
  /** False when the sealed file is gone or cut off: the officer must attach it again. */
  readonly present: boolean
}

/** The draft that a file is attached to, and what the page knows of the file. */
export const newFileSchema = z.object({
  caseId: identifier<CaseId>(),
  type: z.enum(actionTypes),
  name: keptFileSchema.shape.name,
  mime: keptFileSchema.shape.mime,
})
export interface NewFile {
  readonly caseId: CaseId
  readonly type: ActionType
  readonly name: string
  readonly mime: string
}

export interface DraftFile {
  readonly caseId: CaseId
  readonly type: ActionType
  readonly file: AttachedFile
}

/** Why a file was not taken; nothing of it is kept then. */
export type FileRefusal =
  | 'too-large'
  /** The draft has as many as an action may carry. */
  | 'too-many'
  /** There is no such file being added: it was given up, or the program was started anew. */
  | 'not-begun'
  /** Not as many bytes came as were announced. */
  | 'incomplete'
  | 'disk-full'
  | 'write-failed'

export type FileBegun =
  | { readonly outcome: 'begun'; readonly fileId: FileId }
  | { readonly outcome: 'refused'; readonly reason: FileRefusal }
export type PieceAdded =
  | { readonly outcome: 'added'; readonly size: number }
  | { readonly outcome: 'refused'; readonly reason: FileRefusal }
export type FileFinished =
  | { readonly outcome: 'kept'; readonly file: AttachedFile }
  | { readonly outcome: 'refused'; readonly reason: FileRefusal }
export type FileRead =
  | { readonly outcome: 'read'; readonly bytes: Uint8Array }
  /** `damaged`: a byte of it has changed. */
  | { readonly outcome: 'refused'; readonly reason: 'unknown' | 'missing' | 'damaged' }

/** What the engine may ask about files; `journalRequestSchemas` has them among the others. */
export const fileRequestSchemas = {
  /** `size` as the page knows it: the bytes that follow must be as many. */
  beginFile: newFileSchema.extend({ size: z.number().int().nonnegative() }),
  /** The next bytes, one piece after the other. */
  addToFile: z.object({
    fileId: fileIdSchema,
    // The cast only says what crosses a port: a copy, never memory that is shared.
    bytes: z
      .instanceof(Uint8Array)
      .refine(({ byteLength }) => byteLength <= longestPiece) as unknown as z.ZodType<Uint8Array>,
  }),
  /** Answered when the file and the record that names it are on the disk. */
  finishFile: z.object({ fileId: fileIdSchema }),
  /** Takes a file from its draft, or gives up one that is being added. */
  removeFile: z.object({ fileId: fileIdSchema }),
  /** For the upload: plain bytes from `offset` on; fewer than `length` only where the file ends. */
  readFile: z.object({
    fileId: fileIdSchema,
    offset: z.number().int().nonnegative(),
    length: z.number().int().positive().max(longestPiece),
  }),
  /** Keeps under which upload a file is sent; null forgets it, when the national system has dropped it. */
  saveUpload: z.object({ fileId: fileIdSchema, upload: fileUploadSchema.nullable() }),
  /** The files of one draft, as they are after an undo. */
  listFiles: z.object({ caseId: identifier<CaseId>(), type: z.enum(actionTypes) }),
} as const satisfies Record<string, z.ZodType>

export interface FileAnswers {
  beginFile: FileBegun
  addToFile: PieceAdded
  finishFile: FileFinished
  removeFile: { readonly removed: boolean }
  readFile: FileRead
  saveUpload: { readonly saved: boolean }
  listFiles: { readonly files: readonly AttachedFile[] }
}
