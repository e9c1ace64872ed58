import type { CaseId } from '../../../shared/domain/identifiers'
import { changeSchema, pageLimits } from '../../../shared/protocol/changes'
import { pushResponseSchema } from '../../../shared/protocol/action'
import type { TestDesk } from '../../national/testDesk'

/** The national system takes so many actions at once. */
export const mostActions = 100

/** Cases such as an officer may still edit, from the beginning of what she is given. */
export async function openCases(other: TestDesk, wanted: number): Promise<CaseId[]> {
  const found: CaseId[] = []
  let cursor: string | null = null
  while (found.length < wanted) {
    const since: string = cursor === null ? '' : `&since=${encodeURIComponent(cursor)}`
    const page = await other.page(`?limit=${pageLimits.usual}${since}`)
    for (const given of page.changes) {
      const change = changeSchema.parse(given)
      if (change.kind === 'upsert' && change.case.status === 'in_progress') found.push(change.case.id)
    }
    if (!page.more) break
    cursor = page.cursor
  }
  return found.slice(0, wanted)
}

/**
 * Prepares a push that gives the cases that title; everything for which the national system is asked for changes is done
 * when it resolves. What it gives pushes, and throws when one of them did not take effect. In `known` are versions that
 * need not be asked for; it is kept up to date for the next push.
 */
export async function retitling(
  other: TestDesk,
  caseIds: readonly CaseId[],
  title: string,
  known = new Map<CaseId, number>(),
): Promise<() => Promise<void>> {
  const { epoch } = await other.page('?limit=1')
  const actions: unknown[] = []
  for (const id of caseIds) {
    const version = known.get(id) ?? (await other.case(id)).version
    actions.push(other.actionOn({ id, version }, { type: 'edit', payload: { title } }))
  }
  return async () => {
    const { status, body } = await other.post('/v1/actions', { epoch, actions })
    if (status !== 200) throw new Error(`The changes were answered ${status}.`)
    for (const result of pushResponseSchema.parse(body).results) {
      if (result.outcome !== 'applied') throw new Error(`A change was ${result.outcome}.`)
      if (result.case) known.set(result.case.id, result.case.version)
    }
  }
}
