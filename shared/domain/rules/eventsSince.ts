import type { CaseEvent, CaseEventType } from '../case'

/** What others may have done since, as the column *conflict when others since* of DOMAIN.md's table asks for it. */

const answersAndMoves: ReadonlySet<CaseEventType> = new Set<CaseEventType>([
  'respond',
  'request_info',
  'forward',
  'return',
  'archive',
  'close',
  'auto_closed',
])

/** Row `respond`, to which others refer. What the national system closed by itself is closed as well. */
export function answeredOrMoved(event: CaseEvent): boolean {
  return answersAndMoves.has(event.type)
}

/** Rows `archive` and `close`: the reporter's words count too. */
export function answeredMovedOrReplied(event: CaseEvent): boolean {
  return event.type === 'reporter_replied' || answeredOrMoved(event)
}

/**
 * Who got the case by an event; null when nobody did. An acceptance is taken as giving it to whoever accepted: an
 * event does not say that a supervisor left it with its holder.
 */
export function givenTo(event: CaseEvent): string | null {
  if (event.type === 'accept') return event.actor.id ?? null
  if (event.type !== 'assign') return null
  const assigneeId = event.data?.['assigneeId']
  return typeof assigneeId === 'string' ? assigneeId : null
}

/** Rows `link_duplicate` and `unlink_duplicate`. */
export function linkedToAnother(event: CaseEvent, primaryCaseId: string): boolean {
  return event.type === 'link_duplicate' && event.data?.['primaryCaseId'] !== primaryCaseId
}
