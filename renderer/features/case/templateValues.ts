import type { ActionType } from '../../../shared/domain/action'
import type { Case } from '../../../shared/domain/case'
import type { Instant } from '../../../shared/domain/identifiers'
import type { Reference } from '../../../shared/domain/reference'
import { templateDueAt, type PlaceholderValues } from '../../../shared/domain/template'
import { longDate } from '../../ui/moments'

/**
 * What the placeholders stand for. Texts go to citizens and colleagues, so the date is written in Indonesian whatever
 * language the desk speaks; the name of who is anonymous is not known, and stays to be completed.
 */
export function templateValues(
  type: ActionType,
  { case: subject, unitName }: { readonly case: Case; readonly unitName: string },
  reference: Reference,
  { officerName, now }: { readonly officerName: string | null; readonly now: Instant },
): PlaceholderValues {
  const dueAt = templateDueAt(type, subject, reference, now)
  return {
    trackingId: subject.trackingId,
    reporterName: subject.anonymous ? null : (subject.reporter?.name ?? null),
    unitName,
    officerName,
    dueDate: dueAt && longDate(new Date(dueAt), reference.agency.timeZone, 'id'),
  }
}
