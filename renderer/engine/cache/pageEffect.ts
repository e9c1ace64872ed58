import type { Case } from '../../../shared/domain/case'
import type { CaseId } from '../../../shared/domain/identifiers'
import { assertNever } from '../../../shared/domain/assertNever'
import type { CacheChange } from './caseCache'

/** What the changes of one page come to for each case, whatever is held. */
export interface PageEffect {
  /** The newest upsert of a case. `afterRemoval`: what is held of it does not count any more. */
  readonly upserts: ReadonlyMap<CaseId, { readonly case: Case; readonly afterRemoval: boolean }>
  readonly removals: ReadonlySet<CaseId>
  readonly setAside: ReadonlySet<string>
}

/** Changes stand in order: of several for one case the last removal and the highest version after it count. */
export function pageEffect(changes: readonly CacheChange[]): PageEffect {
  const upserts = new Map<CaseId, { case: Case; afterRemoval: boolean }>()
  const removals = new Set<CaseId>()
  const setAside = new Set<string>()
  for (const change of changes) {
    switch (change.kind) {
      case 'upsert': {
        const { id } = change.case
        const earlier = upserts.get(id)
        setAside.delete(id)
        if (earlier && earlier.case.version >= change.case.version) break
        upserts.set(id, {
          case: change.case,
          afterRemoval: removals.has(id) || (earlier?.afterRemoval ?? false),
        })
        removals.delete(id)
        break
      }
      case 'remove':
        upserts.delete(change.caseId)
        setAside.delete(change.caseId)
        removals.add(change.caseId)
        break
      case 'set-aside':
        setAside.add(change.key)
        break
      default:
        assertNever(change, 'change')
    }
  }
  return { upserts, removals, setAside }
}
