import { request as httpRequest } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { referenceSchema } from '../../shared/protocol/reference'
import { acceptsGzip } from './compression'
import type { RunningNational } from './startNational'
import { startTestNational, TestDesk } from './testDesk'

let national: RunningNational
let desk: TestDesk

beforeAll(async () => {
  national = await startTestNational({ cases: 20 })
  desk = await TestDesk.signIn(national, 'sari')
})
afterAll(() => national.close())

interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly bytes: Buffer
}

/** As it comes over the wire: fetch would decode it. */
function raw(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<RawAnswer> {
  const authorization = `Bearer ${desk.session.accessToken}`
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      `${national.url}${path}`,
      { method, headers: { authorization, ...headers } },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes: Buffer.concat(chunks),
          })
        })
      },
    )
    sent.on('error', reject)
    sent.end()
  })
}

const zipped = { 'accept-encoding': 'gzip' }

describe('gzip (PROTOCOL.md 1.1)', () => {
  it.each([
    ['gzip', true],
    ['GZIP', true],
    ['deflate, gzip;q=0.5, br', true],
    ['gzip ; q=1.000', true],
    ['*', true],
    ['x-gzip', true],
    ['gzip;q=0', false],
    ['gzip;q=0.000', false],
    ['*;q=0', false],
    ['gzip;q=0, *', false],
    ['*;q=0, gzip', true],
    ['identity', false],
    ['br, deflate', false],
    ['notgzip', false],
    ['gzip;q=many', false],
    ['', false],
    [undefined, false],
  ])('1.1 Accept-Encoding: %s → %s', (header, taken) => {
    expect(acceptsGzip(header)).toBe(taken)
  })

  it('1.1 a large answer is compressed once for who takes it, and whole for who does not', async () => {
    const packed = await raw('/v1/reference', zipped)
    const plain = await raw('/v1/reference', { 'accept-encoding': 'gzip;q=0, identity' })
    expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' })
    expect(packed.headers['content-length']).toBe(String(packed.bytes.length))
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(plain.headers['vary']).toBe('accept-encoding')
    expect(gunzipSync(packed.bytes).equals(plain.bytes)).toBe(true)
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 3)
    expect(referenceSchema.safeParse(JSON.parse(String(plain.bytes))).success).toBe(true)
  })

  it('1.1 a page of changes and the tracking page come compressed, a short answer does not', async () => {
    expect((await raw('/v1/changes', zipped)).headers['content-encoding']).toBe('gzip')
    expect((await raw('/lacak/1', zipped)).headers['content-encoding']).toBe('gzip')
    const short = await raw('/v1/status', zipped)
    expect(short.headers['content-encoding']).toBeUndefined()
    expect(short.headers['vary']).toBe('accept-encoding')
  })

  it('3.1 the tag is the same either way, and a 304 has no body', async () => {
    const packed = await raw('/v1/reference', zipped)
    const plain = await raw('/v1/reference')
    expect(packed.headers['etag']).toBe(plain.headers['etag'])
    const held = await raw('/v1/reference', { ...zipped, 'if-none-match': String(plain.headers['etag']) })
    expect([held.status, held.bytes.length, held.headers['content-encoding']]).toEqual([304, 0, undefined])
    expect(held.headers['vary']).toBe('accept-encoding')
  })

  it('1.1 HEAD says what GET would, without a body', async () => {
    const head = await raw('/v1/reference', zipped, 'HEAD')
    expect([head.status, head.bytes.length]).toEqual([200, 0])
    expect(head.headers['vary']).toBe('accept-encoding')
  })
})
