import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { CaseId } from '../../../shared/domain/identifiers'
import type { PresenceMode } from '../../../shared/protocol/events'
import type { ColleagueAtCase } from '../../engine/actingApi'
import { useEngineStore } from '../session/engineStore'

/** Who else is at the report that is open. It is good to know and never needed. */
export const usePresenceStore = defineStore('presence', () => {
  const link = useEngineStore()
  const caseId = shallowRef<CaseId | null>(null)
  const others = shallowRef<readonly ColleagueAtCase[]>([])

  link.subscribe({
    event(event) {
      const concerned = event.kind === 'presence-changed' && event.caseId === caseId.value
      if (concerned || event.kind === 'engine-restarted') void read()
    },
    closed() {
      caseId.value = null
      others.value = []
    },
  })

  async function read(): Promise<void> {
    const wanted = caseId.value
    try {
      const found = wanted ? await link.engine().presence(wanted) : []
      if (caseId.value === wanted) others.value = found
    } catch {
      others.value = []
    }
  }

  /** Tells where the officer is, and asks who else is there; null when no report is open. */
  async function tell(at: CaseId | null, mode: PresenceMode): Promise<void> {
    const before = caseId.value
    caseId.value = at
    if (before !== at) others.value = []
    try {
      if (before && before !== at) await link.engine().tellPresence(before, 'none')
      if (at) await link.engine().tellPresence(at, mode)
    } catch {
      // The others are told when the engine is there again and the officer does something.
    }
    if (before !== at) await read()
  }

  const replying = computed(() => others.value.filter(({ mode }) => mode === 'replying'))
  return { others, replying, tell }
})
