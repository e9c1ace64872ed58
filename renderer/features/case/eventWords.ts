import type { CaseEvent } from '../../../shared/domain/case'
import type { MessageKey, MessageValues } from '../../i18n/words'

/** Who the ids in an event's data stand for; null when this desk does not know them. */
export interface Names {
  readonly unit: (id: unknown) => string | null
  readonly officer: (id: unknown) => string | null
}

/** What somebody did, to be read after their name. */
export function eventWords(
  event: Pick<CaseEvent, 'type' | 'data'>,
  names: Names,
): { readonly key: MessageKey; readonly values: MessageValues } {
  const data = event.data ?? {}
  if (event.type === 'dispositioned' || event.type === 'forward') {
    const unit = names.unit(data['unitId'])
    if (unit)
      return { key: event.type === 'forward' ? 'event.forwardTo' : 'event.dispositionedTo', values: { unit } }
  }
  if (event.type === 'assign') {
    const officer = names.officer(data['assigneeId'])
    if (officer) return { key: 'event.assignTo', values: { officer } }
    if (data['assigneeId'] === null) return { key: 'event.assignNobody', values: {} }
  }
  if (event.type === 'respond' && data['close'] === true) return { key: 'event.respondAndClose', values: {} }
  const rating = data['satisfaction']
  if (event.type === 'rated' && typeof rating === 'number')
    return { key: 'event.ratedWith', values: { n: String(rating) } }
  return { key: `event.${event.type}`, values: {} }
}
