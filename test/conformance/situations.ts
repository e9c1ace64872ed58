import type { Context } from './context'
import type { Case } from './client/desk'
import { wantTaken } from './client/desk'
import type { ReportFields } from './client/citizen'

export const statuses = [
  'dispositioned',
  'in_progress',
  'awaiting_reporter',
  'answered',
  'closed',
  'archived',
] as const
/** Every status that a case on a desk can have; `returned` has left it. */
export type Status = (typeof statuses)[number]

export const answerText = 'Terima kasih, sudah kami tindak lanjuti.'

/** How the officer brings a case that was just dispositioned into a status (DOMAIN.md, *Status*). */
const ways: Readonly<Record<Exclude<Status, 'dispositioned'>, { type: string; payload: unknown }>> = {
  in_progress: { type: 'accept', payload: {} },
  awaiting_reporter: { type: 'request_info', payload: { text: 'Mohon foto lokasinya.' } },
  answered: { type: 'respond', payload: { text: answerText } },
  closed: { type: 'respond', payload: { text: answerText, close: true } },
  archived: { type: 'archive', payload: { reasonCode: 'unclear' } },
}

/** A new case that the officer brought into a status; but for `dispositioned` and `archived` it is theirs. */
export async function caseIn(context: Context, status: Status, fields: ReportFields = {}): Promise<Case> {
  return broughtInto(context, await context.newCase(fields), status)
}

export async function broughtInto(context: Context, subject: Case, status: Status): Promise<Case> {
  if (status === 'dispositioned') return subject
  const { type, payload } = ways[status]
  return context.officer.do(subject, type, payload)
}

/** A case that the officer handed back to the national system: it has left every desk. */
export async function returnedCase(context: Context): Promise<Case> {
  const subject = await context.newCase()
  const payload = { reason: 'Bukan kewenangan instansi kami.' }
  wantTaken(await context.officer.act(subject, { type: 'return', payload }))
  return subject
}
