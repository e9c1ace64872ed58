import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Case } from '../../../shared/domain/case'
import type { RunningNational } from '../startNational'
import { ask, first, ledgerOf, parsed, post, startTestNational, TestClock, TestDesk } from '../testDesk'
import { bytesOf, referenceTo, testFile, TestUploader, type TestFile } from './testUploads'

const clock = new TestClock()
let national: RunningNational
let sari: TestDesk
let ashar: TestDesk
let supervisor: TestDesk
let uploader: TestUploader
let foreign: TestUploader

beforeAll(async () => {
  national = await startTestNational({ now: clock.now, accessSeconds: 86_400 * 30 })
  sari = await TestDesk.signIn(national, 'sari')
  ashar = await TestDesk.signIn(national, 'ashar')
  supervisor = await TestDesk.signIn(national, 'rahmawati')
  uploader = new TestUploader(national, sari)
  foreign = new TestUploader(national, ashar)
})
afterAll(() => national.close())

/** A new case in a unit that both sari and ashar see. */
async function newCase(): Promise<Case> {
  const reported = await post(`${national.url}/public/reports`, {
    title: 'Jalan berlubang di Jl. Sunu',
    body: 'Lubangnya selebar ban mobil dan tergenang air.',
    reporter: { name: 'Nurlaela Saleh' },
  })
  const { trackingId } = parsed(z.object({ trackingId: z.string() }), reported)
  const body = { trackingId, agencyId: 'pemkot-makassar', unitId: 'bidang-jalan' }
  const disposed = await post(`${national.url}/national/dispositions`, body)
  return supervisor.case(parsed(z.object({ caseId: z.string() }), disposed).caseId)
}

function note(file: TestFile, uploads: readonly unknown[]) {
  return { type: 'note', actionId: file.actionId, payload: { text: 'Lihat foto.', uploads } }
}

describe('uploads of an action (PROTOCOL.md 5.6, 7)', () => {
  it('7 applied, they are the attachments of its event, and uploads no more', async () => {
    const subject = await newCase()
    const one = testFile(bytesOf(300_000, 'one'))
    const two = testFile(bytesOf(10, 'two'), {
      actionId: one.actionId,
      name: 'surat.pdf',
      mime: 'application/pdf',
    })
    const uploads = [await uploader.sent(one), await uploader.sent(two)]
    const payload = { text: 'Sudah diperbaiki.', uploads }
    const result = await sari.act(subject, { type: 'respond', actionId: one.actionId, payload })
    expect(result.outcome).toBe('applied')
    const event = first((await sari.case(subject.id)).events, ({ actionId }) => actionId === one.actionId)
    const { sha256, bytes } = one
    expect(event.attachments).toMatchObject([
      { name: 'foto.png', mime: 'image/png', size: bytes.length, sha256 },
      { name: 'surat.pdf', mime: 'application/pdf', size: 10, sha256: two.sha256 },
    ])
    expect(event.data).toMatchObject({ uploads })
    for (const { uploadId } of uploads)
      expect((await uploader.head(`/v1/uploads/${uploadId}`)).status).toBe(404)
  })

  it('5.4 a duplicate keeps the attachments of the first time', async () => {
    const subject = await newCase()
    const file = testFile(bytesOf(100, 'again'))
    const action = sari.actionOn(subject, note(file, [await uploader.sent(file)]))
    const [once] = await sari.push([action])
    const [again] = await sari.push([action])
    expect([once?.outcome, again?.outcome]).toEqual(['applied', 'duplicate'])
    expect(again?.case?.events.at(-1)?.attachments).toEqual(once?.case?.events.at(-1)?.attachments)
    const id = once?.case?.events.at(-1)?.attachments?.[0]?.id ?? ''
    expect((await sari.get(`/v1/attachments/${id}`)).status).toBe(200)
  })

  it('5.6 an upload that is not there, not whole or too old is upload_missing, and the action may come again', async () => {
    const subject = await newCase()
    const file = testFile(bytesOf(1000, 'missing'))
    const missing = { outcome: 'retry', code: 'upload_missing' }
    expect(await sari.act(subject, note(file, [referenceTo(file, newId())]))).toMatchObject(missing)
    const path = await uploader.begin(file)
    const named = referenceTo(file, path.slice(path.lastIndexOf('/') + 1))
    expect(await sari.act(subject, note(file, [named]))).toMatchObject(missing)
    await uploader.patch(path, 0, file.bytes.subarray(0, 999))
    expect(await sari.act(subject, note(file, [named]))).toMatchObject(missing)
    await uploader.patch(path, 999, file.bytes.subarray(999))
    clock.pass(7 * 24 * 60)
    expect(await sari.act(subject, note(file, [named]))).toMatchObject(missing)
    expect((await sari.case(subject.id)).version).toBe(subject.version)
    const anew = await uploader.sent(file)
    expect((await sari.act(subject, note(file, [anew]))).outcome).toBe('applied')
  })

  it("5.6 somebody else's upload and that of another action are not there for this one", async () => {
    const subject = await newCase()
    const file = testFile(bytesOf(100, 'other'))
    const missing = { outcome: 'retry', code: 'upload_missing' }
    const theirs = await foreign.sent(file)
    expect(await sari.act(subject, note(file, [theirs]))).toMatchObject(missing)
    const ofAnother = await uploader.sent(testFile(file.bytes))
    expect(await sari.act(subject, note(file, [ofAnother]))).toMatchObject(missing)
    expect((await ashar.act(subject, note(file, [theirs]))).outcome).toBe('applied')
  })

  it('5.6 a file that is described as it is not is rejected for good', async () => {
    const lies = [{ name: 'lain.png' }, { mime: 'image/jpeg' }, { size: 101 }, { sha256: 'e'.repeat(64) }]
    for (const lie of lies) {
      const subject = await newCase()
      const file = testFile(bytesOf(100, 'described'))
      const named = await uploader.sent(file)
      const action = sari.actionOn(subject, note(file, [{ ...named, ...lie }]))
      const [refused] = await sari.push([action])
      expect(refused).toMatchObject({ outcome: 'rejected', code: 'invalid' })
      expect(refused?.detail).toContain(`payload.uploads.0.${Object.keys(lie)[0] ?? ''}`)
      const [again] = await sari.push([{ ...action, payload: { text: 'Lihat foto.', uploads: [named] } }])
      expect(again).toMatchObject({ outcome: 'rejected', code: 'invalid' })
      expect((await sari.case(subject.id)).version).toBe(subject.version)
    }
  })

  it('5.6 one upload cannot be two attachments', async () => {
    const file = testFile(bytesOf(100, 'double'))
    const named = await uploader.sent(file)
    const result = await sari.act(await newCase(), note(file, [named, named]))
    expect(result).toMatchObject({ outcome: 'rejected', code: 'invalid' })
  })

  it('1.1 a name that differs in its normal form only is the same name', async () => {
    const file = testFile(bytesOf(100, 'form'), { name: 'Café.png'.normalize('NFD') })
    const result = await sari.act(await newCase(), note(file, [await uploader.sent(file)]))
    expect(result.case?.events.at(-1)?.attachments?.[0]?.name).toBe('Café.png'.normalize('NFC'))
  })

  it('5.6 uploads are asked for last: what stands against the action comes first, and the file waits', async () => {
    const subject = await newCase()
    const file = testFile(bytesOf(100, 'last'))
    const named = await uploader.sent(file)
    await supervisor.act(subject, { type: 'respond', payload: { text: 'Sudah dijawab.' } })
    const answer = { type: 'respond', actionId: file.actionId, payload: { text: 'Sudah.', uploads: [named] } }
    expect((await sari.act(subject, answer)).outcome).toBe('conflict')
    expect(await uploader.offset(`/v1/uploads/${named.uploadId}`)).toBe(100)
    const unheard = {
      type: 'respond',
      payload: { text: 'Sudah.', uploads: [{ ...named, uploadId: newId() }] },
    }
    expect((await sari.act(subject, unheard)).outcome).toBe('conflict')
  })

  it('5.6 after upload_missing the later actions of the case wait', async () => {
    const subject = await newCase()
    const file = testFile(bytesOf(100, 'blocked'))
    const results = await sari.push([
      sari.actionOn(subject, note(file, [referenceTo(file, newId())])),
      sari.actionOn(subject, { type: 'note', payload: { text: 'Sesudahnya.' } }),
    ])
    expect(results).toMatchObject([
      { outcome: 'retry', code: 'upload_missing' },
      { outcome: 'retry', code: 'blocked' },
    ])
  })

  it('5.4 copies of an action that come at the same time take the upload once', async () => {
    const subject = await newCase()
    const file = testFile(bytesOf(100, 'copies'))
    const action = sari.actionOn(subject, note(file, [await uploader.sent(file)]))
    const results = await Promise.all([sari.push([action]), sari.push([action]), sari.push([action])])
    expect(results.map(([result]) => result?.outcome).sort()).toEqual(['applied', 'duplicate', 'duplicate'])
    expect((await ledgerOf(national)).filter(({ actionId }) => actionId === action.actionId)).toHaveLength(1)
    expect((await sari.case(subject.id)).events.flatMap(({ attachments }) => attachments ?? [])).toHaveLength(
      1,
    )
  })

  it('8.3 a backup holds uploads and attachments with their bytes', async () => {
    const subject = await newCase()
    const file = testFile(bytesOf(300_000, 'backup'))
    const attached = testFile(bytesOf(300_000, 'attached'))
    const path = await uploader.begin(file)
    await uploader.patch(path, 0, file.bytes.subarray(0, 200_000))
    const result = await sari.act(subject, note(attached, [await uploader.sent(attached)]))
    await ask(`${national.url}/sandbox/backups/uploads`, { method: 'PUT' })
    await uploader.end(path)
    await post(`${national.url}/sandbox/restore`, { backup: 'uploads' })
    expect(await uploader.offset(path)).toBe(200_000)
    expect((await uploader.patch(path, 200_000, file.bytes.subarray(200_000))).status).toBe(204)
    const id = result.case?.events.at(-1)?.attachments?.[0]?.id ?? ''
    const response = await fetch(`${national.url}/v1/attachments/${id}`, {
      headers: { authorization: uploader.authorization },
    })
    expect(attached.bytes.equals(Buffer.from(await response.arrayBuffer()))).toBe(true)
  })
})
