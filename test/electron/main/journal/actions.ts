import type { Action } from '../../../../shared/domain/action'
import type { ActionId, CaseId, Instant } from '../../../../shared/domain/identifiers'

// The tests make the identifiers here; the casts only add the brands.
export const actionId = (id: string): ActionId => id as ActionId
export const caseId = (id: string): CaseId => id as CaseId

export function note(id: string, ofCase: string, text = `Catatan ${id}`): Action {
  return {
    actionId: actionId(id),
    caseId: caseId(ofCase),
    baseVersion: 1,
    createdAt: '2026-06-08T03:04:05.678Z' as Instant,
    type: 'note',
    payload: { text, uploads: [] },
  }
}

export function accept(id: string, ofCase: string): Action {
  return {
    actionId: actionId(id),
    caseId: caseId(ofCase),
    baseVersion: 1,
    createdAt: '2026-06-08T03:04:05.678Z' as Instant,
    type: 'accept',
    payload: {},
  }
}
