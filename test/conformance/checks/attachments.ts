import { v7 as newActionId } from 'uuid'
import { checksOf, type Check } from '../check'
import type { Context } from '../context'
import { wantApplied } from '../client/desk'
import { newFile, sumOf, uploaded } from '../client/uploads'
import { want, wantEqual, wantProblem, wantStatus } from '../expectations'

async function withAttachment(context: Context) {
  const { officer } = context
  const subject = await context.newCase()
  const actionId = newActionId()
  const file = newFile(1000)
  const uploads = [await uploaded(officer, file, actionId)]
  const after = wantApplied(
    await officer.act(subject, { type: 'note', payload: { text: 'Berkas.', uploads }, actionId }),
  )
  const attachment = after.events.at(-1)?.attachments?.[0]
  want(attachment !== undefined, 'an attachment of the note')
  return { attachment, file, path: `/v1/attachments/${attachment.id}` }
}

export const attachmentChecks: readonly Check[] = checksOf('PROTOCOL 6.3', {
  'GET /v1/attachments/{id} gives the bytes that were sent': async (context) => {
    const { file, path } = await withAttachment(context)
    const answer = await context.officer.get(path, { 'accept-encoding': 'identity' })
    wantStatus(answer, 200)
    wantEqual(sumOf(answer.bytes), sumOf(file.bytes), 'the sha256 of the bytes')
    wantEqual(answer.header('content-length'), '1000', 'Content-Length')
  },
  'ranges: from the middle, the last bytes, and none that is not there': async (context) => {
    const { file, path } = await withAttachment(context)
    const ranges = [
      ['bytes=100-199', 100, 200],
      ['bytes=900-', 900, 1000],
      ['bytes=-10', 990, 1000],
      ['bytes=990-5000', 990, 1000],
    ] as const
    for (const [range, from, until] of ranges) {
      const answer = await context.officer.get(path, { range })
      wantStatus(answer, 206)
      wantEqual(
        answer.header('content-range'),
        `bytes ${from}-${until - 1}/1000`,
        `Content-Range for ${range}`,
      )
      want(
        answer.bytes.equals(file.bytes.subarray(from, until)),
        `the bytes of ${range}`,
        `${answer.bytes.length} bytes`,
      )
    }
    const beyond = await context.officer.get(path, { range: 'bytes=1000-' })
    wantStatus(beyond, 416)
    wantEqual(beyond.header('content-range'), 'bytes */1000', 'Content-Range of 416')
  },
  'an attachment of a case that one does not see is 404': async (context) => {
    const outsider = await context.person('outsider')
    const { path } = await withAttachment(context)
    wantProblem(await outsider.get(path), 404, 'not_found')
  },
})
