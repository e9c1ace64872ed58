import { v7 as newActionId } from 'uuid'
import { checksOf, type Check } from '../check'
import type { Context } from '../context'
import { wantApplied, wantRejected, wantRetry } from '../client/desk'
import {
  announcementOf,
  create,
  head,
  locationOf,
  newFile,
  sendBytes,
  sumOf,
  tusVersion,
  uploaded,
} from '../client/uploads'
import { oneOf, want, wantEqual, wantStatus } from '../expectations'

const mebibyte = 1024 * 1024

async function begun({ officer }: Context, file = newFile()): Promise<string> {
  const answer = await create(officer, announcementOf(file, newActionId()))
  wantStatus(answer, 201)
  return locationOf(answer)
}

async function inTwoParts(context: Context): Promise<void> {
  const { officer } = context
  const file = newFile(1000)
  const location = await begun(context, file)
  const first = await sendBytes(officer, location, 0, file.bytes.subarray(0, 400))
  wantStatus(first, 204)
  wantEqual(first.header('upload-offset'), '400', 'Upload-Offset after 400 bytes')
  const state = await head(officer, location)
  wantEqual(
    [state.header('upload-offset'), state.header('upload-length')],
    ['400', '1000'],
    'offset and length of HEAD',
  )
  want((state.header('cache-control') ?? '').includes('no-store'), 'Cache-Control: no-store of HEAD', state)
  const last = await sendBytes(officer, location, 400, file.bytes.subarray(400))
  wantStatus(last, 204)
  wantEqual(last.header('upload-offset'), '1000', 'Upload-Offset after the last byte')
}

async function wrongOffset(context: Context): Promise<void> {
  const { officer } = context
  const file = newFile(100)
  const location = await begun(context, file)
  await sendBytes(officer, location, 0, file.bytes.subarray(0, 50))
  wantStatus(await sendBytes(officer, location, 10, file.bytes.subarray(50)), 409)
  wantEqual(
    (await head(officer, location)).header('upload-offset'),
    '50',
    'Upload-Offset after a refused part',
  )
  wantStatus(await sendBytes(officer, location, 50, file.bytes.subarray(50)), 204)
}

async function lyingSum(context: Context): Promise<void> {
  const { officer } = context
  const file = newFile()
  const actionId = newActionId()
  const lie = 'f'.repeat(64)
  const created = await create(officer, announcementOf(file, actionId, lie))
  wantStatus(created, 201)
  const location = locationOf(created)
  wantStatus(await sendBytes(officer, location, 0, file.bytes.subarray(0, 10)), 204)
  wantStatus(await sendBytes(officer, location, 10, file.bytes.subarray(10)), 460)
  wantStatus(await head(officer, location), 404, 410)
  const uploadId = location.split('/').at(-1)
  const uploads = [{ uploadId, name: file.name, mime: file.mime, size: file.bytes.length, sha256: lie }]
  const subject = await context.newCase()
  wantRetry(
    await officer.act(subject, { type: 'note', payload: { text: 'Berkas.', uploads }, actionId }),
    'upload_missing',
  )
}

const core: Check[] = checksOf('PROTOCOL 7', {
  'OPTIONS tells tus 1.0.0 with creation and termination, and 25 MiB at most': async ({ officer }) => {
    const answer = await officer.ask('OPTIONS', '/v1/uploads')
    wantStatus(answer, 200, 204)
    const extensions = (answer.header('tus-extension') ?? '').split(',').map((one) => one.trim())
    want(
      (answer.header('tus-version') ?? '').split(',').includes('1.0.0'),
      'Tus-Version 1.0.0',
      answer.header('tus-version') ?? 'none',
    )
    wantEqual(
      ['creation', 'termination'].filter((one) => !extensions.includes(one)),
      [],
      'no extension missing:',
    )
    wantEqual(answer.header('tus-max-size'), String(25 * mebibyte), 'Tus-Max-Size')
  },
  'creation is 201 with a Location and Tus-Resumable': async ({ officer }) => {
    const answer = await create(officer, announcementOf(newFile(), newActionId()))
    wantStatus(answer, 201)
    want(locationOf(answer).length > 0, 'a Location', answer)
    wantEqual(answer.header('tus-resumable'), '1.0.0', 'Tus-Resumable')
  },
  'bytes come in parts, HEAD tells how far': inTwoParts,
  'a part at another offset is 409 and adds nothing': wrongOffset,
  'without Tus-Resumable 1.0.0 it is 412': async (context) => {
    const { officer } = context
    const location = await begun(context)
    const headers = {
      'tus-resumable': '0.2.2',
      'content-type': 'application/offset+octet-stream',
      'upload-offset': '0',
    }
    const answer = await officer.ask('PATCH', location, { headers, body: Buffer.from('a') })
    wantStatus(answer, 412)
    want((answer.header('tus-version') ?? '').includes('1.0.0'), 'Tus-Version beside 412', answer)
  },
  'a part of another content type is 415': async (context) => {
    const location = await begun(context)
    const headers = { ...tusVersion, 'content-type': 'text/plain', 'upload-offset': '0' }
    wantStatus(await context.officer.ask('PATCH', location, { headers, body: Buffer.from('a') }), 415)
  },
  'termination is 204, and the upload is gone': async (context) => {
    const location = await begun(context)
    wantStatus(await context.officer.ask('DELETE', location, { headers: tusVersion }), 204)
    wantStatus(await head(context.officer, location), 404, 410)
    wantStatus(await sendBytes(context.officer, location, 0, Buffer.from('a')), 404, 410)
  },
  'an upload of more than 25 MiB is refused at its creation, one of 25 MiB is not': async ({ officer }) => {
    const { metadata } = announcementOf(newFile(), newActionId())
    wantStatus(await create(officer, { size: 25 * mebibyte + 1, metadata }), 413)
    const largest = await create(officer, { size: 25 * mebibyte, metadata })
    wantStatus(largest, 201)
    await officer.ask('DELETE', locationOf(largest), { headers: tusVersion })
  },
  'an upload without its metadata or with a sum that is none is refused': async ({ officer }) => {
    const { metadata } = announcementOf(newFile(), newActionId())
    for (const fields of [{}, { ...metadata, sha256: 'bukan' }, { ...metadata, filename: '' }]) {
      const answer = await create(officer, { size: 3, metadata: fields })
      want(answer.status >= 400 && answer.status < 500, 'a refusal', answer)
    }
  },
  "an upload is its officer's alone": async (context) => {
    const other = await context.other()
    const location = await begun(context)
    wantStatus(await head(other, location), 403, 404)
    wantStatus(await sendBytes(other, location, 0, Buffer.from('a')), 403, 404)
    wantStatus(await other.ask('DELETE', location, { headers: tusVersion }), 403, 404)
    wantEqual(
      (await head(context.officer, location)).header('upload-offset'),
      '0',
      'Upload-Offset afterwards',
    )
  },
  'an upload whose sum lies is 460 at its last byte, and gone': lyingSum,
})

const applied: Check[] = checksOf('PROTOCOL 7', {
  'applied, the uploads of a payload are the attachments of its event': async (context) => {
    const { officer } = context
    const subject = await context.newCase()
    const actionId = newActionId()
    const files = [newFile(64, 'satu.jpg'), newFile(128, 'dua.jpg')]
    const uploads = await Promise.all(files.map((file) => uploaded(officer, file, actionId)))
    const payload = { text: 'Lihat foto.', uploads }
    const after = wantApplied(await officer.act(subject, { type: 'respond', payload, actionId }))
    const event = oneOf(after.events, (one) => one.actionId === actionId, 'the event of the answer')
    const told = (event.attachments ?? []).map(({ name, mime, size, sha256 }) => ({
      name,
      mime,
      size,
      sha256,
    }))
    const expected = files.map(({ name, mime, bytes }) => ({
      name,
      mime,
      size: bytes.length,
      sha256: sumOf(bytes),
    }))
    wantEqual(told, expected, 'the attachments')
  },
  'an upload that is not whole yet is upload_missing; when it is, the same action is applied': async (
    context,
  ) => {
    const { officer } = context
    const subject = await context.newCase()
    const actionId = newActionId()
    const file = newFile()
    const created = await create(officer, announcementOf(file, actionId))
    const location = locationOf(created)
    const { name, mime, bytes } = file
    const uploadId = location.split('/').at(-1)
    const uploads = [{ uploadId, name, mime, size: bytes.length, sha256: sumOf(bytes) }]
    const action = { type: 'note', payload: { text: 'Berkas.', uploads }, actionId }
    wantRetry(await officer.act(subject, action), 'upload_missing')
    wantStatus(await sendBytes(officer, location, 0, bytes), 204)
    wantApplied(await officer.act(subject, action))
  },
  "somebody else's upload cannot be taken": async (context) => {
    const other = await context.other()
    const subject = await context.newCase()
    const actionId = newActionId()
    const uploads = [await uploaded(other, newFile(), actionId)]
    const outcome = await context.officer.act(subject, {
      type: 'note',
      payload: { text: 'Milik lain.', uploads },
      actionId,
    })
    want(
      outcome.result.outcome === 'retry' || outcome.result.outcome === 'rejected',
      'retry or rejected',
      outcome.result.outcome,
    )
  },
  'a payload that says another sum than the upload has is not applied': async (context) => {
    const subject = await context.newCase()
    const actionId = newActionId()
    const upload = await uploaded(context.officer, newFile(), actionId)
    const uploads = [{ ...upload, sha256: 'e'.repeat(64) }]
    const outcome = await context.officer.act(subject, {
      type: 'note',
      payload: { text: 'Lain.', uploads },
      actionId,
    })
    want(outcome.result.outcome !== 'applied', 'not applied', outcome.result.outcome)
    wantEqual((await context.officer.case(subject.id)).version, subject.version, 'version')
  },
  'a payload holds at most 10 uploads': async (context) => {
    const subject = await context.newCase()
    const upload = { uploadId: 'a', name: 'a.jpg', mime: 'image/jpeg', size: 1, sha256: 'd'.repeat(64) }
    const payload = { text: 'Banyak.', uploads: Array.from({ length: 11 }, () => upload) }
    wantRejected(await context.officer.act(subject, { type: 'note', payload }), 'invalid', '11 uploads')
  },
})

const dropped: Check[] = checksOf(
  'PROTOCOL 7',
  {
    'without its action an upload is dropped after 7 days, and not before': async (context) => {
      const location = await begun(context)
      const now = Date.parse((await context.officer.get('/v1/reference')).header('date') ?? '')
      const day = 86_400_000
      for (const [days, expected] of [
        [6, [200, 204]],
        [8, [404, 410]],
      ] as const) {
        await context.otherSide.setClock(new Date(now + days * day).toISOString())
        const there = await context.anew()
        wantStatus(await head(there.officer, location), ...expected)
      }
    },
  },
  'upheaval',
)

export const uploadChecks: readonly Check[] = [...core, ...applied, ...dropped]
