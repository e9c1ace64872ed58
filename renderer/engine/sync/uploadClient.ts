import type { ActionId } from '../../../shared/domain/identifiers'
import type { AttachedFile, FileUpload } from '../../../shared/bridge/attachedFiles'
import { identifier } from '../../../shared/protocol/primitives'
import type { Fault } from './fault'
import type { Answer, NationalClient, PlainReply } from './nationalClient'

/** Where an upload stands, or why that is not known. */
export type UploadStand =
  | { readonly kind: 'at'; readonly offset: number }
  /** The national system has no such upload (any more). */
  | { readonly kind: 'gone' }
  /** All bytes came, and they are not the file (PROTOCOL.md 7, 460); the upload is gone. */
  | { readonly kind: 'wrong-sum' }
  /** It stands elsewhere than was thought: it must be asked. */
  | { readonly kind: 'elsewhere' }
  /** It will never take this file. */
  | { readonly kind: 'refused'; readonly fault: Extract<Fault, { kind: 'refused' }> }
  | { readonly kind: 'fault'; readonly fault: Fault }

const uploadId = identifier<FileUpload['uploadId']>()

/**
 * tus 1.0.0 as PROTOCOL.md 7 has it: creation, asking, sending. By hand, because tus-js-client has another code for
 * Node than for a worker, so that tests would not try what is shipped; waits by its own timers and `Math.random`, where
 * ours are the engine's; and begins to send before the place of a new upload is on the disk, so that a kill there would
 * send the file to a second one.
 */
export class UploadClient {
  constructor(private readonly national: NationalClient) {}

  async create(
    file: AttachedFile,
    actionId: ActionId,
    signal: AbortSignal,
  ): Promise<{ readonly kind: 'created'; readonly upload: FileUpload } | UploadStand> {
    const headers = {
      'Upload-Length': String(file.size),
      'Upload-Metadata': metadata({
        filename: file.name.normalize('NFC'),
        filetype: file.mime,
        sha256: file.sha256,
        actionId,
      }),
    }
    const request = { method: 'POST', path: '/v1/uploads', headers } as const
    const reply = await this.national.tus(request, (status) => status === 201 || status === 460, signal)
    if (reply.kind === 'fault') return standIn(reply)
    if (reply.value.status === 460) return { kind: 'wrong-sum' }
    const upload = placeIn(reply.value, actionId)
    return upload ? { kind: 'created', upload } : { kind: 'fault', fault: noPlace }
  }

  /** How far the upload has come. The answer to HEAD never has a body, so its status alone tells. */
  async offset(upload: FileUpload, size: number, signal: AbortSignal): Promise<UploadStand> {
    const request = { method: 'HEAD', path: upload.url } as const
    const reply = await this.national.tus(request, isTellingOfHead, signal)
    if (reply.kind === 'fault') return reply
    return isGone(reply.value.status) ? { kind: 'gone' } : offsetIn(reply.value, size)
  }

  async send(
    upload: FileUpload,
    part: { readonly offset: number; readonly bytes: Uint8Array<ArrayBuffer>; readonly size: number },
    signal: AbortSignal,
  ): Promise<UploadStand> {
    const headers = {
      'Content-Type': 'application/offset+octet-stream',
      'Upload-Offset': String(part.offset),
    }
    const request = { method: 'PATCH', path: upload.url, headers, bytes: part.bytes } as const
    const reply = await this.national.tus(request, (status) => status === 204 || status === 460, signal)
    if (reply.kind === 'fault') return standIn(reply)
    return reply.value.status === 460 ? { kind: 'wrong-sum' } : offsetIn(reply.value, part.size)
  }
}

const noPlace: Fault = { kind: 'again', problem: 'not-the-national-system' }

function isGone(status: number): boolean {
  return status === 403 || status === 404 || status === 410
}

function isTellingOfHead(status: number): boolean {
  return (status >= 200 && status <= 204) || isGone(status)
}

function standIn({ fault }: Extract<PlainReply<Answer>, { kind: 'fault' }>): UploadStand {
  if (fault.kind !== 'refused') return { kind: 'fault', fault }
  if (fault.status === 409 || fault.status === 423) return { kind: 'elsewhere' }
  if (fault.status === 460) return { kind: 'wrong-sum' }
  return isGone(fault.status) ? { kind: 'gone' } : { kind: 'refused', fault }
}

function offsetIn(answer: Answer, size: number): UploadStand {
  const offset = Number(answer.uploadOffset ?? NaN)
  const makesSense = Number.isInteger(offset) && offset >= 0 && offset <= size
  return makesSense ? { kind: 'at', offset } : { kind: 'fault', fault: noPlace }
}

/** The upload's id is the last part of its place (PROTOCOL.md 7); it is asked for under `/v1` like all else. */
function placeIn(answer: Answer, actionId: ActionId): FileUpload | null {
  const part = /\/v1\/uploads\/([^/?#]+)$/.exec(answer.location ?? '')?.[1]
  if (part === undefined) return null
  const id = uploadId.safeParse(decoded(part))
  return id.success ? { actionId, uploadId: id.data, url: `/v1/uploads/${part}` } : null
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

/** tus 1.0.0, *Upload-Metadata*: values in base64 of their UTF-8. */
function metadata(values: Readonly<Record<string, string>>): string {
  const encoder = new TextEncoder()
  const pairs = Object.entries(values).map(([name, value]) => {
    return `${name} ${btoa(String.fromCharCode(...encoder.encode(value)))}`
  })
  return pairs.join(',')
}
