import type { Context } from './context'
import type { Case, Desk } from './client/desk'
import { broughtInto, type Status } from './situations'

/** An action that may be done: who sends it, on what, and with which payload. */
export interface GoodAction {
  readonly desk: Desk
  readonly subject: Case
  readonly payload: Record<string, unknown>
}

/** Payloads that need nothing of the case. */
const payloads: Readonly<Record<string, Record<string, unknown>>> = {
  accept: {},
  respond: { text: 'Sudah kami perbaiki.' },
  note: { text: 'Catatan.' },
  request_info: { text: 'Mohon foto lokasinya.' },
  return: { reason: 'Bukan kewenangan instansi kami.' },
  archive: { reasonCode: 'unclear' },
  close: {},
  reopen: { reason: 'Perlu ditinjau ulang.' },
  edit: { title: 'Judul yang lebih jelas' },
}

/** A new case in a status, and an action of a type upon it whose payload is as it should be. */
export async function goodAction(context: Context, type: string, status: Status): Promise<GoodAction> {
  const { officer } = context
  // Reopening is the supervisor's; who asks for it without one is told that it was not checked.
  const desk = type === 'reopen' ? await context.person('supervisor') : officer
  const fresh = await context.newCase()
  switch (type) {
    case 'forward': {
      const { id } = await context.neighbour()
      const payload = { unitId: id, text: 'Mohon ditangani.' }
      return { desk, subject: await broughtInto(context, fresh, status), payload }
    }
    case 'assign': {
      // From the start their own, so that it may be passed on in whatever status.
      const own = await officer.do(fresh, 'assign', { assigneeId: officer.officer.id, reason: '' })
      const payload = { assigneeId: null, reason: 'Dilepas.' }
      return { desk, subject: await broughtInto(context, own, status), payload }
    }
    case 'link_duplicate': {
      const primary = await context.newCase()
      const payload = { primaryCaseId: primary.id }
      return { desk, subject: await broughtInto(context, fresh, status), payload }
    }
    case 'unlink_duplicate': {
      const payload = { primaryCaseId: (await context.newCase()).id }
      const linked = await officer.do(fresh, 'link_duplicate', payload)
      return { desk, subject: await broughtInto(context, linked, status), payload }
    }
    default:
      return { desk, subject: await broughtInto(context, fresh, status), payload: payloads[type] ?? {} }
  }
}
