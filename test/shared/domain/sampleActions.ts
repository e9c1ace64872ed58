import type { Action, ActionType } from '../../../shared/domain/action'
import { applyAction, type Application, type Circumstances } from '../../../shared/domain/applyAction'
import type { Case } from '../../../shared/domain/case'
import type { EventId } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import { actionSchema } from '../../../shared/protocol/action'
import { identifier, instantSchema } from '../../../shared/protocol/primitives'
import { reference } from './sampleCase'

/** Tuesday, the day after the sample case was dispositioned. */
export const at = instantSchema.parse('2026-11-24T02:00:00.000Z')
export const eventId = identifier<EventId>().parse('event-1')

/** The least that each action needs, for `actor` and the sample agency. */
const leastPayloads: Readonly<Record<ActionType, object>> = {
  accept: {},
  respond: { text: 'Sudah kami periksa.' },
  note: { text: 'Sudah kami periksa.' },
  request_info: { text: 'Di jalan mana?' },
  forward: { unitId: 'hospital', text: 'Mohon ditangani.' },
  assign: { assigneeId: 'actor' },
  return: { reason: 'Jalan ini milik provinsi.' },
  archive: { reasonCode: 'unclear' },
  close: {},
  reopen: { reason: 'Belum selesai.' },
  edit: { title: 'Jalan berlubang di depan sekolah' },
  link_duplicate: { primaryCaseId: 'primary' },
  unlink_duplicate: { primaryCaseId: 'primary' },
}

export function actionOf(type: ActionType, payload: object = {}): Action {
  return actionSchema.parse({
    actionId: '0192f0c1-0000-7000-8000-000000000001',
    caseId: 'case',
    type,
    baseVersion: 3,
    createdAt: at,
    payload: { ...leastPayloads[type], ...payload },
  })
}

/** Another case of the agency, to which duplicates can be linked. */
export const primary: Circumstances['primary'] = {
  id: identifier<Case['id']>().parse('primary'),
  duplicateOf: null,
}

export function apply(
  subject: Case,
  action: Action,
  actor: Officer,
  different: Partial<Circumstances> = {},
): Application {
  return applyAction(subject, action, { actor, at, eventId, reference, primary, ...different })
}

/** The case after an action that is expected to be applied. */
export function after(...args: Parameters<typeof apply>): Case {
  const application = apply(...args)
  if (application.outcome === 'rejected') throw new Error(`${application.code}: ${application.detail}`)
  return application.case
}
