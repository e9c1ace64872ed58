import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Attachment, Case } from '../../../shared/domain/case'
import type { RunningNational } from '../startNational'
import { ask, first, problemOf, startTestNational, TestDesk, type Answer } from '../testDesk'
import { bytesOf, sumOf, testFile, TestUploader } from '../uploads/testUploads'

let national: RunningNational
let sari: TestDesk
let supervisor: TestDesk
let neighbour: TestDesk
let cases: readonly Case[]
let sent: Attachment
const bytes = bytesOf(700_000, 'attachment')

beforeAll(async () => {
  national = await startTestNational()
  sari = await TestDesk.signIn(national, 'sari')
  supervisor = await TestDesk.signIn(national, 'rahmawati')
  neighbour = await TestDesk.signIn(national, 'hartati')
  cases = await supervisor.cases()
  sent = await sendAttachment(first(await sari.cases(), ({ status }) => status === 'in_progress'))
})
afterAll(() => national.close())

/** An internal note with a file. */
async function sendAttachment(subject: Case): Promise<Attachment> {
  const file = testFile(bytes, { name: 'Foto – jalan.png' })
  const uploads = [await new TestUploader(national, sari).sent(file)]
  const payload = { text: 'Lihat foto.', uploads }
  const result = await sari.act(subject, { type: 'note', actionId: file.actionId, payload })
  const attachment = result.case?.events.at(-1)?.attachments?.[0]
  if (!attachment) throw new Error('The note has no attachment')
  return attachment
}

async function fetched(desk: TestDesk, id: string, headers: Record<string, string> = {}, method = 'GET') {
  const response = await fetch(`${national.url}/v1/attachments/${id}`, {
    method,
    headers: { authorization: `Bearer ${desk.session.accessToken}`, ...headers },
  })
  return {
    status: response.status,
    header: (name: string) => response.headers.get(name),
    bytes: Buffer.from(await response.arrayBuffer()),
  }
}

function attachmentsOf({ attachments, events }: Case): readonly Attachment[] {
  return [...attachments, ...events.flatMap((event) => event.attachments ?? [])]
}

describe('GET /v1/attachments/{id} (PROTOCOL.md 6.3)', () => {
  it('gives the bytes that were sent, as a file that nothing shows by itself', async () => {
    const answer = await fetched(sari, sent.id)
    expect(answer.status).toBe(200)
    expect(answer.bytes.equals(bytes)).toBe(true)
    expect(answer.header('content-length')).toBe(String(bytes.length))
    expect(answer.header('etag')).toBe(`"${sent.sha256}"`)
    expect(answer.header('accept-ranges')).toBe('bytes')
    expect(answer.header('content-type')).toBe('image/png')
    expect(answer.header('content-disposition')).toContain("filename*=UTF-8''Foto%20%E2%80%93%20jalan.png")
    expect(answer.header('x-content-type-options')).toBe('nosniff')
    expect(answer.header('cache-control')).toBe('no-store')
  })

  it('gives what reports came with: every generated file has the size, the sum and the type that its case says', async () => {
    const found = cases.flatMap(attachmentsOf).filter(({ id }) => id !== sent.id)
    expect(found.length).toBeGreaterThan(20)
    for (const { id, size, sha256, mime } of found) {
      const answer = await fetched(supervisor, id)
      expect([answer.status, answer.bytes.length, sumOf(answer.bytes)]).toEqual([200, size, sha256])
      expect(answer.header('content-type')).toBe(mime)
    }
  })

  it.each([
    ['bytes=100-199', 100, 200],
    ['bytes=262100-262200', 262_100, 262_201],
    ['bytes=524287-', 524_287, 700_000],
    ['bytes=-10', 699_990, 700_000],
    ['bytes=699990-900000', 699_990, 700_000],
  ])('gives a part of it: %s', async (range, from, until) => {
    const answer = await fetched(sari, sent.id, { range })
    expect(answer.status).toBe(206)
    expect(answer.header('content-range')).toBe(`bytes ${from}-${until - 1}/700000`)
    expect(answer.header('content-length')).toBe(String(until - from))
    expect(answer.bytes.equals(bytes.subarray(from, until))).toBe(true)
  })

  it('gives parts of a generated file too', async () => {
    const { id, size, sha256 } = first(cases.flatMap(attachmentsOf), ({ mime }) => mime === 'image/png')
    const middle = Math.floor(size / 2)
    const start = await fetched(supervisor, id, { range: `bytes=0-${middle - 1}` })
    const rest = await fetched(supervisor, id, { range: `bytes=${middle}-` })
    expect(sumOf(Buffer.concat([start.bytes, rest.bytes]))).toBe(sha256)
  })

  it('answers 416 to a range that is not there, with the size', async () => {
    const answer: Answer = await sari.get(`/v1/attachments/${sent.id}`, { range: 'bytes=700000-' })
    expect(problemOf(answer).status).toBe(416)
    expect(answer.headers.get('content-range')).toBe('bytes */700000')
  })

  it('gives the whole to several ranges and to a range of another version (If-Range)', async () => {
    const range = 'bytes=0-9'
    expect((await fetched(sari, sent.id, { range: 'bytes=0-1,5-6' })).bytes.length).toBe(700_000)
    const tag = `"${sent.sha256}"`
    expect((await fetched(sari, sent.id, { range, 'if-range': tag })).status).toBe(206)
    for (const other of ['"lain"', `W/${tag}`, 'Mon, 23 Nov 2026 02:00:00 GMT']) {
      expect((await fetched(sari, sent.id, { range, 'if-range': other })).status).toBe(200)
    }
  })

  it('answers 304 to who has it, and to HEAD with the headers alone', async () => {
    const held = await fetched(sari, sent.id, { 'if-none-match': `"${sent.sha256}"` })
    expect([held.status, held.bytes.length, held.header('etag')]).toEqual([304, 0, `"${sent.sha256}"`])
    const head = await fetched(sari, sent.id, { range: 'bytes=0-9' }, 'HEAD')
    expect([head.status, head.bytes.length, head.header('content-length')]).toEqual([200, 0, '700000'])
    expect(head.header('accept-ranges')).toBe('bytes')
  })
})

describe('who gets an attachment (PROTOCOL.md 6.3, DOMAIN.md Roles)', () => {
  it('is 404 for another agency, for an officer who does not see the case, and for no attachment at all', async () => {
    const own = new Set((await sari.cases()).map(({ id }) => id))
    const unseen = first(cases, (one) => !own.has(one.id) && one.attachments.length > 0)
    const [hidden] = unseen.attachments
    expect((await supervisor.get(`/v1/attachments/${hidden?.id ?? ''}`)).status).toBe(200)
    expect(problemOf(await sari.get(`/v1/attachments/${hidden?.id ?? ''}`)).status).toBe(404)
    expect(problemOf(await neighbour.get(`/v1/attachments/${sent.id}`)).status).toBe(404)
    expect(problemOf(await sari.get('/v1/attachments/none')).status).toBe(404)
    expect(problemOf(await ask(`${national.url}/v1/attachments/${sent.id}`)).status).toBe(401)
  })

  it('goes with the case: whoever gets it sees the attachment, whoever loses it does not', async () => {
    const isNew = (one: Case) => one.status === 'dispositioned' && one.assigneeId === null
    const subject = first(await sari.cases(), isNew)
    const attachment = await sendAttachment(subject)
    const seen = await sari.case(subject.id)
    const payload = { unitId: 'dinas-pendidikan', text: 'Bukan di jalan, di sekolah.' }
    expect((await sari.act(seen, { type: 'forward', payload })).outcome).toBe('applied')
    expect((await fetched(sari, attachment.id)).status).toBe(404)
    expect((await fetched(supervisor, attachment.id)).bytes.equals(bytes)).toBe(true)
  })

  it('is never on the public side, not even its name (8.1)', async () => {
    const subject = first(cases, (one) => one.attachments.length > 0 && !one.confidential)
    const names = attachmentsOf(subject).map(({ name }) => name)
    const report = JSON.stringify((await ask(`${national.url}/public/reports/${subject.trackingId}`)).body)
    const { body: page } = await ask(`${national.url}/lacak/${subject.trackingId}`)
    for (const name of names) {
      expect(report).not.toContain(name)
      expect(page).not.toContain(name)
    }
  })
})
