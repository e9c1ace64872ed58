import { shallowReactive } from 'vue'
import type { CaseId } from '../../../shared/domain/identifiers'
import { useEngineStore } from '../session/engineStore'
import { useSyncStore } from '../sync/syncStore'
import type { PayloadNames } from './decisionFacts'

/** Names from the reference data; the number of another case is asked for when it is needed first. */
export function usePayloadNames(): PayloadNames {
  const sync = useSyncStore()
  const link = useEngineStore()
  const numbers = shallowReactive(new Map<CaseId, string>())
  const asked = new Set<CaseId>()

  async function askNumber(caseId: CaseId): Promise<void> {
    asked.add(caseId)
    try {
      const view = await link.engine().caseView(caseId)
      if (view) numbers.set(caseId, view.case.trackingId)
    } catch {
      // It is asked for again with the next action that names it.
      asked.delete(caseId)
    }
  }

  return {
    unit: sync.unitName,
    officer: sync.officerName,
    agency: sync.agencyName,
    category: sync.categoryName,
    caseNumber(caseId) {
      if (!asked.has(caseId)) void askNumber(caseId)
      return numbers.get(caseId) ?? null
    },
  }
}
