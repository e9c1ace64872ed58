import { createHash } from 'node:crypto'
import type { Action } from '../../../../shared/domain/action'
import type { ActionId } from '../../../../shared/domain/identifiers'
import type { NationalRequest, TransportAnswer } from '../../../../renderer/engine/sync/transport'
import { answered, problem } from './answers'

interface Upload {
  readonly actionId: string
  readonly size: number
  readonly sha256: string
  readonly bytes: Uint8Array
}

export interface ScriptedUploadsBackup {
  readonly uploads: ReadonlyMap<string, Upload>
  readonly attached: ReadonlyMap<ActionId, readonly string[]>
}

/** tus as PROTOCOL.md 7 has it, in memory. */
export class ScriptedUploads {
  /** By the action that took effect: the sums of its files, in their order. */
  attached = new Map<ActionId, readonly string[]>()
  /** Of all PATCH requests whose bytes came. */
  bytesReceived = 0
  private uploads = new Map<string, Upload>()
  private made = 0

  get open(): number {
    return this.uploads.size
  }

  backup(): ScriptedUploadsBackup {
    return { uploads: new Map(this.uploads), attached: new Map(this.attached) }
  }

  restore(backup: ScriptedUploadsBackup): void {
    this.uploads = new Map(backup.uploads)
    this.attached = new Map(backup.attached)
  }

  /** As after 7 days, or when somebody tidied up. */
  drop(): void {
    this.uploads.clear()
  }

  answer(request: NationalRequest): TransportAnswer {
    if (request.headers?.['Tus-Resumable'] !== '1.0.0') return problem(412, 'invalid')
    if (request.method === 'POST') return this.create(request)
    const id = request.path.slice('/v1/uploads/'.length)
    const upload = this.uploads.get(id)
    if (request.method === 'HEAD') {
      return upload ? { ...answered(200, ''), uploadOffset: String(upload.bytes.length) } : answered(404, '')
    }
    return upload ? this.receive(id, upload, request) : problem(404, 'not_found')
  }

  /** Makes attachments of the uploads that the action names; false when one of them is not whole and its own. */
  redeem(action: Action): boolean {
    const named = action.type === 'respond' || action.type === 'note' ? action.payload.uploads : []
    const found = named.map(({ uploadId, sha256, size }) => {
      const upload = this.uploads.get(uploadId)
      const isWhole = upload?.bytes.length === size && upload.sha256 === sha256
      return upload && isWhole && upload.actionId === action.actionId ? upload : null
    })
    if (found.some((upload) => upload === null)) return false
    for (const { uploadId } of named) this.uploads.delete(uploadId)
    if (named.length > 0)
      this.attached.set(
        action.actionId,
        named.map(({ sha256 }) => sha256),
      )
    return true
  }

  private create({ headers }: NationalRequest): TransportAnswer {
    const metadata = new Map(
      (headers?.['Upload-Metadata'] ?? '').split(',').map((pair) => {
        const [name = '', value = ''] = pair.split(' ')
        return [name, Buffer.from(value, 'base64').toString('utf8')] as const
      }),
    )
    const id = `upload-${++this.made}`
    this.uploads.set(id, {
      actionId: metadata.get('actionId') ?? '',
      size: Number(headers?.['Upload-Length']),
      sha256: metadata.get('sha256') ?? '',
      bytes: new Uint8Array(0),
    })
    return { ...answered(201, ''), location: `/v1/uploads/${id}` }
  }

  private receive(id: string, upload: Upload, request: NationalRequest): TransportAnswer {
    const sent = request.bytes ?? new Uint8Array(0)
    if (Number(request.headers?.['Upload-Offset']) !== upload.bytes.length) return problem(409, 'invalid')
    this.bytesReceived += sent.length
    const bytes = new Uint8Array(upload.bytes.length + sent.length)
    bytes.set(upload.bytes)
    bytes.set(sent, upload.bytes.length)
    if (bytes.length > upload.size) return problem(413, 'too_large')
    const isOther = createHash('sha256').update(bytes).digest('hex') !== upload.sha256
    if (bytes.length === upload.size && isOther) {
      this.uploads.delete(id)
      return problem(460, 'invalid')
    }
    this.uploads.set(id, { ...upload, bytes })
    return { ...answered(204, ''), uploadOffset: String(bytes.length) }
  }
}
