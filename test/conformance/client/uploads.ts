import { createHash } from 'node:crypto'
import { want, wantStatus } from '../expectations'
import type { Answer } from './answer'
import type { Desk } from './desk'

export const tusVersion = { 'tus-resumable': '1.0.0' } as const
const bytesType = { 'content-type': 'application/offset+octet-stream' } as const

export interface File {
  readonly name: string
  readonly mime: string
  readonly bytes: Buffer
}

export function sumOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A file of its own: no two hold the same. */
export function newFile(size = 64, name = 'bukti.jpg'): File {
  const bytes = Buffer.alloc(size)
  bytes.write(`${Math.random()} ${Date.now()}`.slice(0, size))
  return { name, mime: 'image/jpeg', bytes }
}

export interface Announced {
  readonly size: number
  readonly metadata: Readonly<Record<string, string>>
}

export function announcementOf(file: File, actionId: string, sha256 = sumOf(file.bytes)): Announced {
  return {
    size: file.bytes.length,
    metadata: { filename: file.name, filetype: file.mime, sha256, actionId },
  }
}

/** `Upload-Metadata`: names with base64 values (tus 1.0.0, creation). */
export function metadataHeader(metadata: Readonly<Record<string, string>>): string {
  return Object.entries(metadata)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',')
}

export function create(desk: Desk, { size, metadata }: Announced): Promise<Answer> {
  return desk.ask('POST', '/v1/uploads', {
    headers: { ...tusVersion, 'upload-length': String(size), 'upload-metadata': metadataHeader(metadata) },
  })
}

/** Where an upload lies, as a path or a whole address of the same server. */
export function locationOf(answer: Answer): string {
  const location = answer.header('location') ?? ''
  want(location.includes('/v1/uploads/'), 'a Location under /v1/uploads/', location || 'none')
  return location
}

export function uploadIdOf(location: string): string {
  return decodeURIComponent(location.split('/').at(-1) ?? '')
}

export function sendBytes(desk: Desk, location: string, offset: number, bytes: Buffer): Promise<Answer> {
  return desk.ask('PATCH', location, {
    headers: { ...tusVersion, ...bytesType, 'upload-offset': String(offset) },
    body: bytes,
  })
}

export function head(desk: Desk, location: string): Promise<Answer> {
  return desk.ask('HEAD', location, { headers: tusVersion })
}

/** Uploads a whole file and gives what a payload says of it (PROTOCOL.md 7). */
export async function uploaded(desk: Desk, file: File, actionId: string): Promise<Record<string, unknown>> {
  const created = await create(desk, announcementOf(file, actionId))
  wantStatus(created, 201)
  const location = locationOf(created)
  wantStatus(await sendBytes(desk, location, 0, file.bytes), 204)
  const { name, mime, bytes } = file
  return { uploadId: uploadIdOf(location), name, mime, size: bytes.length, sha256: sumOf(bytes) }
}
