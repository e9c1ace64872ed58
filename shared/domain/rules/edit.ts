import type { EditPayload } from '../action'
import { withoutReporter } from '../anonymity'
import type { Case, CaseEvent } from '../case'
import { recomputeResolution, resolutionDays } from '../deadlines'
import { openStatuses } from './openStatuses'
import type { ActionRule, RuleCircumstances } from './rule'

/** DOMAIN.md, *Actions*, row `edit`. */
export const editRule: ActionRule<'edit'> = {
  from: openStatuses,
  by: 'holder',
  visibility: 'internal',
  standsAgainst: (event, payload) => event.type === 'edit' && setsOtherwise(event, payload),
  objection: (_subject, payload, { reference }) => {
    if (changedFields(payload).length === 0) return 'payload: names no field'
    const { categoryId } = payload
    const known = categoryId === undefined || reference.categories.some(({ id }) => id === categoryId)
    return known ? null : 'categoryId: no such category'
  },
  effect: (subject, payload, circumstances) => {
    const fields = {
      title: payload.title ?? subject.title,
      categoryId: payload.categoryId ?? subject.categoryId,
      tags: payload.tags ?? subject.tags,
      classification: payload.classification ?? subject.classification,
      oversight: payload.oversight ?? subject.oversight,
      anonymous: payload.anonymous ?? subject.anonymous,
      confidential: payload.confidential ?? subject.confidential,
    }
    return {
      ...fields,
      ...(payload.anonymous ? withoutReporter(subject) : {}),
      deadlines: deadlinesAfter(subject, fields, circumstances),
    }
  },
}

function changedFields(payload: EditPayload): [field: string, value: unknown][] {
  return Object.entries(payload).filter(([, value]) => value !== undefined)
}

/** Whether the event gave a field that the payload changes as well another value. */
function setsOtherwise(event: CaseEvent, payload: EditPayload): boolean {
  return changedFields(payload).some(([field, value]) => {
    const theirs = event.data?.[field]
    return theirs !== undefined && comparable(theirs) !== comparable(value)
  })
}

/** Tags are a set: their order says nothing. */
function comparable(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? value.map(String).sort() : value)
}

/** Only where the days become others: what a wait has added to the deadline must not be lost by a new title. */
function deadlinesAfter(
  before: Case,
  after: Pick<Case, 'classification' | 'oversight'>,
  { reference, counting }: RuleCircumstances,
): Case['deadlines'] {
  const days = resolutionDays(after, reference.deadlineRules)
  if (days === resolutionDays(before, reference.deadlineRules)) return before.deadlines
  return recomputeResolution(before.deadlines, days, counting)
}
