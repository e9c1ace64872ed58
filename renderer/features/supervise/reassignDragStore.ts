import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { CaseId, OfficerId } from '../../../shared/domain/identifiers'
import type { PossibleHolder } from '../../engine/reassignApi'
import { useEngineStore } from '../session/engineStore'
import { theseCases, useReassignStore } from './reassignStore'

/** What is being dragged, and on whom it may be dropped. Dropping saves nothing: it asks with that officer proposed. */
export const useReassignDragStore = defineStore('reassign-drag', () => {
  const link = useEngineStore()
  const reassign = useReassignStore()
  /** Null while nothing is dragged. */
  const caseIds = shallowRef<readonly CaseId[] | null>(null)
  /** Null until they are known. */
  const targets = shallowRef<readonly PossibleHolder[] | null>(null)
  const failed = ref(false)
  let generation = 0

  link.subscribe({ event() {}, closed: end })

  async function begin(dragged: readonly CaseId[]): Promise<void> {
    const mine = ++generation
    caseIds.value = [...dragged]
    targets.value = null
    failed.value = false
    try {
      const possible = await link.engine().possibleHolders(theseCases(dragged))
      if (mine === generation) targets.value = possible.filter(({ mayHold }) => mayHold > 0)
    } catch {
      if (mine === generation) failed.value = true
    }
  }
  function end(): void {
    generation += 1
    caseIds.value = null
    targets.value = null
  }
  function dropOn(officerId: OfficerId): void {
    const { value: dropped } = caseIds
    end()
    if (dropped) reassign.wish(theseCases(dropped), { kind: 'officer', officerId })
  }

  return { caseIds, targets, failed, begin, end, dropOn }
})
