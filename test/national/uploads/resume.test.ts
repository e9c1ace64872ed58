import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { Upload } from 'tus-js-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Case } from '../../../shared/domain/case'
import type { RunningNational } from '../startNational'
import { first, startTestNational, TestDesk } from '../testDesk'
import { startCuttingProxy } from './cuttingProxy'
import { bytesOf, metadataOf, referenceTo, testFile, TestUploader, type TestFile } from './testUploads'

let national: RunningNational
let desk: TestDesk
let uploader: TestUploader
let subject: Case

beforeAll(async () => {
  national = await startTestNational({ cases: 40 })
  desk = await TestDesk.signIn(national, 'sari')
  uploader = new TestUploader(national, desk)
  subject = first(await desk.cases(), ({ status }) => status === 'in_progress')
})
afterAll(() => national.close())

/** What the server gives when the upload has become an attachment of a note. */
async function received(file: TestFile, path: string): Promise<Buffer> {
  const uploads = [referenceTo(file, path.slice(path.lastIndexOf('/') + 1))]
  const result = await desk.act(subject, {
    type: 'note',
    actionId: file.actionId,
    payload: { text: 'Foto.', uploads },
  })
  if (result.outcome !== 'applied') throw new Error(`The note is ${result.outcome}`)
  const attachment = result.case?.events.at(-1)?.attachments?.[0]
  const response = await fetch(`${national.url}/v1/attachments/${attachment?.id ?? ''}`, {
    headers: { authorization: uploader.authorization },
  })
  return Buffer.from(await response.arrayBuffer())
}

/** Sends a file as tus says, with cuts at the given places of its parts; counts what went over the line. */
async function sendWithCuts(
  file: TestFile,
  path: string,
  { partSize, cuts }: { readonly partSize: number; readonly cuts: readonly number[] },
): Promise<number> {
  const left = [...cuts]
  let sent = 0
  let reached = 0
  for (;;) {
    const offset = await uploader.offset(path)
    expect(offset).toBeGreaterThanOrEqual(reached)
    reached = offset
    if (offset === file.bytes.length) return sent
    const bytes = file.bytes.subarray(offset, offset + partSize)
    const cut = left.shift()
    const written = cut === undefined ? bytes.length : Math.floor(cut * bytes.length)
    if (cut === undefined) expect([204, 409]).toContain((await uploader.patch(path, offset, bytes)).status)
    else await uploader.cut(path, offset, { bytes, written })
    sent += written
  }
}

const cutPlaces = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 })

describe('an upload that is cut (PROTOCOL.md 7)', () => {
  it('at any byte arrives whole and once, and at most one part is sent again for each cut', async () => {
    const size = fc.integer({ min: 1, max: 900_000 })
    const partSize = fc.integer({ min: 1_000, max: 400_000 })
    await fc.assert(
      fc.asyncProperty(size, partSize, cutPlaces, async (bytes, part, cuts) => {
        const file = testFile(bytesOf(bytes, `${bytes} ${part}`))
        const path = await uploader.begin(file)
        // With parts this small there is nothing left to find in a hundred of them.
        const usedPart = Math.max(part, Math.ceil(bytes / 20))
        const sent = await sendWithCuts(file, path, { partSize: usedPart, cuts })
        expect(sent - bytes).toBeLessThanOrEqual(cuts.length * usedPart)
        expect((await received(file, path)).equals(file.bytes)).toBe(true)
      }),
      { numRuns: 15 },
    )
  })

  it('is brought to its end by tus-js-client over a line that breaks again and again', async () => {
    const places = fc.array(fc.integer({ min: 1, max: 250_000 }), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 500_000 }), places, async (size, cuts) => {
        const proxy = await startCuttingProxy(national.url, cuts)
        try {
          const file = testFile(bytesOf(size, `tus ${size}`))
          const url = await sendByTus(file, proxy.url)
          expect((await received(file, new URL(url).pathname)).equals(file.bytes)).toBe(true)
        } finally {
          await proxy.close()
        }
      }),
      { numRuns: 8 },
    )
  })

  it('keeps what had come before the cut, so that it is not sent again', async () => {
    const file = testFile(bytesOf(700_000, 'kept'))
    const path = await uploader.begin(file)
    await uploader.cut(path, 0, { bytes: file.bytes, written: 600_000 })
    // All of it was on its way; the server may still be reading.
    await expect.poll(() => uploader.offset(path)).toBe(600_000)
    await sendWithCuts(file, path, { partSize: 100_000, cuts: [] })
    expect((await received(file, path)).equals(file.bytes)).toBe(true)
  })

  it('of two requests that send the same bytes at once one wins', async () => {
    const file = testFile(bytesOf(600_000, 'twice'))
    const path = await uploader.begin(file)
    const answers = await Promise.all([
      uploader.patch(path, 0, file.bytes),
      uploader.patch(path, 0, file.bytes),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
    expect((await received(file, path)).equals(file.bytes)).toBe(true)
  })

  it('a request that hangs keeps nobody from going on, and comes too late with its bytes', async () => {
    const file = testFile(bytesOf(10_000, 'hangs'))
    const path = await uploader.begin(file)
    const { request, answered, rest } = await uploader.started(path, 0, { bytes: file.bytes, written: 4_000 })
    expect((await uploader.patch(path, 0, file.bytes)).status).toBe(204)
    request.end(rest)
    expect(await answered).toMatchObject([{ statusCode: 409 }])
    expect((await received(file, path)).equals(file.bytes)).toBe(true)
  })
})

function sendByTus(file: TestFile, base: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(file.bytes, {
      endpoint: `${base}/v1/uploads`,
      chunkSize: 100_000,
      retryDelays: Array.from({ length: 30 }, () => 1),
      storeFingerprintForResuming: false,
      headers: { authorization: uploader.authorization },
      metadata: metadataOf(file),
      onError: reject,
      onSuccess: () => {
        if (upload.url === null) reject(new Error('The upload has no place'))
        else resolve(upload.url)
      },
    })
    upload.start()
  })
}

describe('an upload over a restart (PROTOCOL.md 7)', () => {
  it('stands where it was told to stand', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'uploads-'))
    try {
      const file = testFile(bytesOf(500_000, 'restart'))
      const before = await startTestNational({ cases: 5, folder })
      const old = new TestUploader(before, await TestDesk.signIn(before, 'sari'))
      const path = await old.begin(file)
      await old.patch(path, 0, file.bytes.subarray(0, 300_000))
      await before.close()
      const after = await startTestNational({ cases: 5, folder })
      const again = new TestUploader(after, await TestDesk.signIn(after, 'sari'))
      expect(await again.offset(path)).toBe(300_000)
      expect((await again.patch(path, 300_000, file.bytes.subarray(300_000))).status).toBe(204)
      await after.close()
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
