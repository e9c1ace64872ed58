import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { request as send } from 'node:http'
import { v7 as newId } from 'uuid'
import type { RunningNational } from '../startNational'
import { ask, type Answer, type TestDesk } from '../testDesk'

export function sumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Bytes without a pattern, the same for the same seed. */
export function bytesOf(size: number, seed: string): Buffer {
  const blocks = Array.from({ length: Math.ceil(size / 32) }, (_, index) =>
    createHash('sha256').update(`${seed} ${index}`).digest(),
  )
  return Buffer.concat(blocks).subarray(0, size)
}

export interface TestFile {
  readonly bytes: Buffer
  readonly name: string
  readonly mime: string
  readonly sha256: string
  readonly actionId: string
}

export function testFile(bytes: Buffer, fields: Partial<TestFile> = {}): TestFile {
  return { bytes, name: 'foto.png', mime: 'image/png', sha256: sumOf(bytes), actionId: newId(), ...fields }
}

export function metadataOf({ name, mime, sha256, actionId }: TestFile): Record<string, string> {
  return { filename: name, filetype: mime, sha256, actionId }
}

export function metadataHeader(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',')
}

/** What the payload of an action says of a file. */
export function referenceTo(file: TestFile, uploadId: string) {
  const { name, mime, sha256, bytes } = file
  return { uploadId, name, mime, size: bytes.length, sha256 }
}

/** tus by hand, request by request. */
export class TestUploader {
  constructor(
    private readonly national: Pick<RunningNational, 'url'>,
    private readonly desk: TestDesk,
  ) {}

  get authorization(): string {
    return `Bearer ${this.desk.session.accessToken}`
  }

  private get headers(): Record<string, string> {
    return { authorization: this.authorization, 'tus-resumable': '1.0.0' }
  }

  /** A header that is given as an empty text is left out. */
  ask(method: string, path: string, headers: Record<string, string> = {}, body?: Buffer): Promise<Answer> {
    const all = Object.entries({ ...this.headers, ...headers }).filter(([, value]) => value !== '')
    return ask(`${this.national.url}${path}`, {
      method,
      headers: Object.fromEntries(all),
      ...(body ? { body: new Uint8Array(body) } : {}),
    })
  }

  create(file: TestFile, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask('POST', '/v1/uploads', {
      'upload-length': String(file.bytes.length),
      'upload-metadata': metadataHeader(metadataOf(file)),
      ...headers,
    })
  }

  /** Creates an upload and gives its path. */
  async begin(file: TestFile): Promise<string> {
    const { status, headers } = await this.create(file)
    const path = headers.get('location')
    if (status !== 201 || path === null) throw new Error(`Not created: ${status}`)
    return path
  }

  patch(path: string, offset: number, bytes: Buffer, headers: Record<string, string> = {}): Promise<Answer> {
    const own = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) }
    return this.ask('PATCH', path, { ...own, ...headers }, bytes)
  }

  head(path: string): Promise<Answer> {
    return this.ask('HEAD', path)
  }

  async offset(path: string): Promise<number> {
    const { status, headers } = await this.head(path)
    if (status !== 200) throw new Error(`No upload: ${status}`)
    return Number(headers.get('upload-offset'))
  }

  end(path: string): Promise<Answer> {
    return this.ask('DELETE', path)
  }

  /** Sends a whole file and gives what a payload says of it. */
  async sent(file: TestFile) {
    const path = await this.begin(file)
    const { status } = await this.patch(path, 0, file.bytes)
    if (status !== 204) throw new Error(`Not sent: ${status}`)
    return referenceTo(file, path.slice(path.lastIndexOf('/') + 1))
  }

  /** A PATCH that announces `bytes`, of which only some are written so far. */
  async started(path: string, offset: number, part: { readonly bytes: Buffer; readonly written: number }) {
    const request = send(`${this.national.url}${path}`, {
      method: 'PATCH',
      agent: false,
      headers: {
        ...this.headers,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': offset,
        'content-length': part.bytes.length,
      },
    })
    const answered = once(request, 'response')
    // Who cuts a request expects no answer.
    answered.catch(() => undefined)
    request.on('error', () => undefined)
    await new Promise<void>((resolve) => {
      request.write(part.bytes.subarray(0, part.written), () => {
        resolve()
      })
      if (part.written === 0) resolve()
    })
    return { request, answered, rest: part.bytes.subarray(part.written) }
  }

  /** A PATCH whose connection breaks after so many bytes. */
  async cut(path: string, offset: number, part: { readonly bytes: Buffer; readonly written: number }) {
    const { request } = await this.started(path, offset, part)
    await new Promise<void>((resolve) => {
      request.once('close', () => {
        resolve()
      })
      request.destroy()
    })
  }
}
