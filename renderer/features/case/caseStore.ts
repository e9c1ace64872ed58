import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { CaseId } from '../../../shared/domain/identifiers'
import type { CaseView } from '../../engine/api'
import { useEngineStore } from '../session/engineStore'
import { useComposerStore } from './composerStore'

/** The report on the right. */
export const useCaseStore = defineStore('case', () => {
  const link = useEngineStore()
  const composer = useComposerStore()
  const caseId = shallowRef<CaseId | null>(null)
  const shown = shallowRef<CaseView | null>(null)
  const stage = ref<'none' | 'reading' | 'shown' | 'gone' | 'failed'>('none')

  link.subscribe({
    event(event) {
      const concerned = event.kind === 'case-changed' && event.caseId === caseId.value
      if (concerned || event.kind === 'reference-changed') void read()
    },
    closed() {
      caseId.value = null
      shown.value = null
      stage.value = 'none'
    },
  })

  async function open(chosen: CaseId): Promise<void> {
    if (caseId.value !== chosen) {
      caseId.value = chosen
      // The report before goes at once, lest something be written for it that is meant for this one.
      shown.value = null
      stage.value = 'reading'
    }
    await read()
  }

  async function read(): Promise<void> {
    const wanted = caseId.value
    if (!wanted) return
    try {
      const [view, drafts] = await Promise.all([link.engine().caseView(wanted), link.engine().drafts(wanted)])
      if (caseId.value !== wanted) return
      composer.remember(drafts)
      shown.value = view
      stage.value = view ? 'shown' : 'gone'
      if (view) composer.turnTo(wanted, view.permissions)
    } catch {
      if (caseId.value === wanted) stage.value = 'failed'
    }
  }

  return { caseId, shown, stage, open, read }
})
