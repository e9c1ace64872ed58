import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningNational } from '../startNational'
import { ask, problemOf, startTestNational, TestClock, TestDesk } from '../testDesk'
import { bytesOf, metadataHeader, metadataOf, testFile, TestUploader } from './testUploads'

const clock = new TestClock()
let national: RunningNational
let sari: TestUploader
let ashar: TestUploader

beforeAll(async () => {
  national = await startTestNational({ cases: 40, now: clock.now, accessSeconds: 86_400 * 30 })
  sari = new TestUploader(national, await TestDesk.signIn(national, 'sari'))
  ashar = new TestUploader(national, await TestDesk.signIn(national, 'ashar'))
})
afterAll(() => national.close())

const mebibyte = 1024 * 1024

describe('tus 1.0.0 (PROTOCOL.md 7)', () => {
  it('OPTIONS tells version, extensions and the greatest size', async () => {
    const { status, headers } = await sari.ask('OPTIONS', '/v1/uploads')
    expect(status).toBe(204)
    expect(headers.get('tus-version')).toBe('1.0.0')
    expect(headers.get('tus-extension')).toBe('creation,termination')
    expect(headers.get('tus-max-size')).toBe(String(25 * mebibyte))
  })

  it('creates an upload whose place is a path of this server', async () => {
    const { status, headers } = await sari.create(testFile(bytesOf(10, 'a')))
    expect(status).toBe(201)
    expect(headers.get('location')).toMatch(/^\/v1\/uploads\/[0-9a-f-]{36}$/)
    expect(headers.get('tus-resumable')).toBe('1.0.0')
  })

  it('takes the bytes in parts and tells by HEAD how far it is, never to be kept', async () => {
    const file = testFile(bytesOf(1000, 'b'), { name: 'Foto jalan – rusak.png' })
    const path = await sari.begin(file)
    expect((await sari.patch(path, 0, file.bytes.subarray(0, 300))).headers.get('upload-offset')).toBe('300')
    const { headers } = await sari.head(path)
    expect(headers.get('upload-offset')).toBe('300')
    expect(headers.get('upload-length')).toBe('1000')
    expect(headers.get('upload-metadata')).toBe(metadataHeader(metadataOf(file)))
    expect(headers.get('cache-control')).toBe('no-store')
    const last = await sari.patch(path, 300, file.bytes.subarray(300))
    expect([last.status, last.headers.get('upload-offset')]).toEqual([204, '1000'])
  })

  it('refuses a part at another offset with 409 and keeps nothing of it: none is ever doubled', async () => {
    const file = testFile(bytesOf(100, 'c'))
    const path = await sari.begin(file)
    await sari.patch(path, 0, file.bytes.subarray(0, 50))
    for (const offset of [0, 49, 51, 100]) {
      const answer = await sari.patch(path, offset, file.bytes.subarray(0, 50))
      expect(problemOf(answer).status).toBe(409)
      expect(answer.headers.get('tus-resumable')).toBe('1.0.0')
    }
    expect(await sari.offset(path)).toBe(50)
    expect((await sari.patch(path, 50, file.bytes.subarray(50))).status).toBe(204)
  })

  it('asks for version, content type, offset and length with problem documents', async () => {
    const file = testFile(bytesOf(10, 'd'))
    const path = await sari.begin(file)
    const wrongVersion = await sari.patch(path, 0, file.bytes, { 'tus-resumable': '0.2.2' })
    expect([problemOf(wrongVersion).status, wrongVersion.headers.get('tus-version')]).toEqual([412, '1.0.0'])
    expect(problemOf(await sari.create(file, { 'tus-resumable': '' })).status).toBe(412)
    expect(problemOf(await sari.patch(path, 0, file.bytes, { 'content-type': 'text/plain' })).status).toBe(
      415,
    )
    for (const offset of ['', '-1', '1e3', '0x1', ' ', '99999999999999999999']) {
      expect(problemOf(await sari.patch(path, 0, file.bytes, { 'upload-offset': offset })).status).toBe(422)
    }
    for (const length of ['', '-1', 'lima']) {
      const problem = problemOf(
        await sari.create(file, { 'upload-length': length, 'upload-defer-length': '1' }),
      )
      expect([problem.status, problem.detail]).toEqual([422, 'upload-length: a number of bytes is expected'])
    }
    expect(await sari.offset(path)).toBe(0)
  })

  it('takes 25 MiB and refuses a byte more, when it is announced as when it comes', async () => {
    const file = testFile(bytesOf(10, 'e'))
    const largest = await sari.create(file, { 'upload-length': String(25 * mebibyte) })
    expect(largest.status).toBe(201)
    const tooLarge = problemOf(await sari.create(file, { 'upload-length': String(25 * mebibyte + 1) }))
    expect(tooLarge).toMatchObject({ status: 413, code: 'too_large' })
    const path = await sari.begin(file)
    const more = Buffer.concat([file.bytes, file.bytes])
    expect(problemOf(await sari.patch(path, 0, more))).toMatchObject({ status: 413, code: 'too_large' })
    expect(await sari.offset(path)).toBe(0)
  })

  it('refuses more than was announced when nobody says how much comes, and goes on on the same connection', async () => {
    const file = testFile(bytesOf(1000, 'f'))
    const path = await sari.begin(file)
    const chunks = new ReadableStream({
      start(controller) {
        for (let part = 0; part < 40; part += 1)
          controller.enqueue(new Uint8Array(bytesOf(10_000, `f${part}`)))
        controller.close()
      },
    })
    const init = { duplex: 'half', body: chunks, method: 'PATCH' }
    const headers = {
      authorization: sari.authorization,
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    }
    const answer = await ask(`${national.url}${path}`, { ...init, headers })
    expect(problemOf(answer)).toMatchObject({ status: 413, code: 'too_large' })
    expect(await sari.offset(path)).toBe(0)
    expect((await sari.patch(path, 0, file.bytes)).status).toBe(204)
  })

  it('takes another method from X-HTTP-Method-Override', async () => {
    const file = testFile(bytesOf(10, 'g'))
    const path = await sari.begin(file)
    const override = (method: string) => ({ 'x-http-method-override': method })
    const asPatch = {
      'content-type': 'application/offset+octet-stream',
      'upload-offset': '0',
      ...override('PATCH'),
    }
    expect((await sari.ask('POST', path, asPatch, file.bytes)).status).toBe(204)
    expect((await sari.ask('POST', path, override('DELETE'))).status).toBe(204)
    expect(problemOf(await sari.ask('POST', path)).status).toBe(404)
  })

  it('keeps an empty file, if its sum is that of nothing', async () => {
    const empty = testFile(Buffer.alloc(0))
    const path = await sari.begin(empty)
    expect((await sari.head(path)).headers.get('upload-length')).toBe('0')
    expect(problemOf(await sari.create({ ...empty, sha256: 'f'.repeat(64) })).status).toBe(460)
  })

  it('DELETE ends an upload, whole or not', async () => {
    for (const sent of [0, 400, 1000]) {
      const file = testFile(bytesOf(1000, 'h'))
      const path = await sari.begin(file)
      if (sent > 0) await sari.patch(path, 0, file.bytes.subarray(0, sent))
      expect((await sari.end(path)).status).toBe(204)
      expect((await sari.head(path)).status).toBe(404)
      expect(problemOf(await sari.patch(path, sent, file.bytes.subarray(sent))).status).toBe(404)
      expect(problemOf(await sari.end(path)).status).toBe(404)
    }
  })
})

describe('what is said of an upload (PROTOCOL.md 7)', () => {
  const file = testFile(bytesOf(10, 'metadata'))

  async function refusal(fields: Record<string, string>): Promise<string | undefined> {
    const answer = await sari.create(file, { 'upload-metadata': metadataHeader(fields) })
    const { status, code, detail } = problemOf(answer)
    expect([status, code]).toEqual([422, 'invalid'])
    return detail
  }

  it('all four are required, and the refusal names the field', async () => {
    const complete = metadataOf(file)
    for (const field of Object.keys(complete)) {
      const others = Object.entries(complete).filter(([name]) => name !== field)
      expect(await refusal(Object.fromEntries(others))).toContain(`Upload-Metadata.${field}`)
      expect(await refusal({ ...complete, [field]: '' })).toContain(`Upload-Metadata.${field}`)
    }
    expect(problemOf(await sari.create(file, { 'upload-metadata': '' })).status).toBe(422)
  })

  it('a name is a name: no path, no control or turning characters, at most 255 characters', async () => {
    const names = [
      'a/b.png',
      '..\\b.png',
      '..',
      '.',
      'a\u0000b',
      'a\nb',
      'foto\u202egpj.exe',
      ' a',
      'x'.repeat(256),
    ]
    for (const filename of names) {
      expect(await refusal({ ...metadataOf(file), filename }), filename).toContain('Upload-Metadata.filename')
    }
    for (const name of [
      'x'.repeat(255),
      'é'.normalize('NFD').repeat(255),
      'Foto (1) – jalan.png',
      '.png',
      '写真.png',
    ]) {
      expect((await sari.create({ ...file, name })).status, name).toBe(201)
    }
  })

  it('a sum has 64 hexadecimal digits, a type is a media type, an actionId is an id', async () => {
    const { sha256 } = file
    for (const sum of [
      sha256.slice(1),
      `${sha256}0`,
      sha256.toUpperCase().replace(/^\d/, 'A'),
      'g'.repeat(64),
    ]) {
      expect(await refusal({ ...metadataOf(file), sha256: sum })).toContain('Upload-Metadata.sha256')
    }
    for (const filetype of [
      'png',
      'image/',
      'image/png; a=b',
      'image/png\r\nx-evil: 1',
      `image/${'x'.repeat(255)}`,
    ]) {
      expect(await refusal({ ...metadataOf(file), filetype })).toContain('Upload-Metadata.filetype')
    }
    for (const actionId of ['x'.repeat(65), 'a\u0000b']) {
      expect(await refusal({ ...metadataOf(file), actionId })).toContain('Upload-Metadata.actionId')
    }
  })

  it('what is no base64, no UTF-8 or comes twice is refused', async () => {
    const good = metadataHeader(metadataOf(file))
    const bad = [
      'filename !!!!',
      'filename /w==',
      'filename Zm90',
      `filename Zg==,${good}`,
      'filename Zg== Zg==',
    ]
    for (const header of [...bad, ',', 'filename', `${good},catatan ${'A'.repeat(8000)}`]) {
      expect(problemOf(await sari.create(file, { 'upload-metadata': header })).status, header).toBe(422)
    }
    expect((await sari.create(file, { 'upload-metadata': `${good},lain Zg==` })).status).toBe(201)
  })
})

describe('who may, and how long (PROTOCOL.md 7)', () => {
  it('an upload is seen by the officer who made it and by nobody else', async () => {
    const file = testFile(bytesOf(100, 'own'))
    const path = await sari.begin(file)
    expect((await ashar.head(path)).status).toBe(404)
    expect(problemOf(await ashar.patch(path, 0, file.bytes)).status).toBe(404)
    expect(problemOf(await ashar.end(path)).status).toBe(404)
    expect(await sari.offset(path)).toBe(0)
    for (const method of ['HEAD', 'PATCH', 'DELETE']) {
      expect((await sari.ask(method, path, { authorization: '' })).status).toBe(401)
    }
    const stranger = await sari.create(file, { authorization: 'Bearer a.b' })
    expect(problemOf(stranger)).toMatchObject({ status: 401, code: 'session_revoked' })
  })

  it('is gone when its last byte shows that its sum is not the announced one', async () => {
    const bytes = bytesOf(300_000, 'lie')
    const path = await sari.begin(testFile(bytes, { sha256: 'f'.repeat(64) }))
    expect((await sari.patch(path, 0, bytes.subarray(0, 299_999))).status).toBe(204)
    expect(problemOf(await sari.patch(path, 299_999, bytes.subarray(299_999))).status).toBe(460)
    expect((await sari.head(path)).status).toBe(404)
  })

  it('without its action it is there for 7 days by the clock of the server', async () => {
    const file = testFile(bytesOf(10, 'old'))
    const path = await sari.begin(file)
    clock.pass(7 * 24 * 60 - 1)
    expect(await sari.offset(path)).toBe(0)
    clock.pass(1)
    expect((await sari.head(path)).status).toBe(404)
    expect(problemOf(await sari.patch(path, 0, file.bytes)).status).toBe(404)
  })
})
