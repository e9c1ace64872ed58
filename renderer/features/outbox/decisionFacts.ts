import type { Decision, EditPayload } from '../../../shared/domain/action'
import { assertNever } from '../../../shared/domain/assertNever'
import { archiveReasonCodes } from '../../../shared/domain/reference'
import type { CaseEvent } from '../../../shared/domain/case'
import type { CaseId } from '../../../shared/domain/identifiers'
import { payloadSchemas } from '../../../shared/protocol/action'
import type { MessageKey, MessageValues } from '../../i18n/words'

/** Who and what the ids of a payload stand for; null when this desk does not know. */
export interface PayloadNames {
  readonly unit: (id: string) => string | null
  readonly officer: (id: string) => string | null
  readonly agency: (id: string) => string | null
  readonly category: (id: string) => string | null
  /** The tracking number. */
  readonly caseNumber: (caseId: CaseId) => string | null
}

export type Say = (key: MessageKey, values?: MessageValues) => string

/** What was decided beside the text: *Kepada: Dinas Perhubungan*. */
export interface DecisionFact {
  readonly label: string
  readonly value: string
}

export function decisionFacts(decision: Decision, names: PayloadNames, say: Say): readonly DecisionFact[] {
  const fact = (label: MessageKey, value: string | null): DecisionFact => ({
    label: say(label),
    value: value ?? say('decision.unknown'),
  })
  switch (decision.type) {
    case 'respond':
      return decision.payload.close ? [fact('decision.also', say('decision.alsoCloses'))] : []
    case 'forward':
      return [fact('decision.to', names.unit(decision.payload.unitId))]
    case 'assign': {
      const { assigneeId } = decision.payload
      return [fact('decision.to', assigneeId ? names.officer(assigneeId) : say('decision.nobody'))]
    }
    case 'return': {
      const { suggestedAgencyId } = decision.payload
      return suggestedAgencyId ? [fact('decision.suggestedAgency', names.agency(suggestedAgencyId))] : []
    }
    case 'archive':
      return [fact('decision.reason', say(`archiveReason.${decision.payload.reasonCode}`))]
    case 'edit':
      return editFacts(decision.payload, names, say)
    case 'link_duplicate':
    case 'unlink_duplicate': {
      const number = names.caseNumber(decision.payload.primaryCaseId)
      return [fact('decision.primary', number && `#${number}`)]
    }
    case 'accept':
    case 'note':
    case 'request_info':
    case 'close':
    case 'reopen':
      return []
    default:
      return assertNever(decision, 'decision')
  }
}

function editFacts(payload: EditPayload, names: PayloadNames, say: Say): readonly DecisionFact[] {
  const { title, categoryId, tags, classification, oversight, anonymous, confidential } = payload
  const unknown = say('decision.unknown')
  const yesOrNo = (is: boolean): string => say(is ? 'decision.yes' : 'decision.no')
  const facts: [MessageKey, string | null][] = [
    ['decision.field.title', title ?? null],
    ['decision.field.category', categoryId ? (names.category(categoryId) ?? unknown) : null],
    ['decision.field.tags', tags ? tags.map((tag) => `#${tag}`).join(' ') || say('decision.none') : null],
    ['decision.field.classification', classification ? say(`classification.${classification}`) : null],
    ['decision.field.oversight', oversight === undefined ? null : yesOrNo(oversight)],
    ['decision.field.anonymous', anonymous ? yesOrNo(true) : null],
    ['decision.field.confidential', confidential ? yesOrNo(true) : null],
  ]
  return facts.flatMap(([label, value]) => (value === null ? [] : [{ label: say(label), value }]))
}

/** What others decided beside their text, as far as their event's data says it. */
export function eventFacts(event: CaseEvent, names: PayloadNames, say: Say): readonly DecisionFact[] {
  if (event.type === 'edit') {
    const payload = payloadSchemas.edit.safeParse(event.data)
    return payload.success ? editFacts(payload.data, names, say) : []
  }
  if (event.type === 'archive') {
    const code = archiveReasonCodes.find((known) => known === event.data?.['reasonCode'])
    return code ? [{ label: say('decision.reason'), value: say(`archiveReason.${code}`) }] : []
  }
  return []
}

/** What somebody wrote with an event, whatever its field is called (shared/domain/event.ts). */
export function eventText(event: CaseEvent): string | null {
  if (event.text) return event.text
  const reason = event.data?.['reason']
  return typeof reason === 'string' && reason !== '' ? reason : null
}
