import { defineStore } from 'pinia'
import { computed } from 'vue'
import { inboxViews, type InboxView } from '../../engine/api'
import { dutyUnits } from '../../../shared/domain/duty'
import { useSessionStore } from '../session/sessionStore'
import { useSyncStore } from '../sync/syncStore'

/** Whether the view *Piket* is for whoever is at the desk: they oversee the agency, or are on duty for a unit now. */
export const useDutyViewStore = defineStore('duty-view', () => {
  const session = useSessionStore()
  const sync = useSyncStore()

  const shown = computed(() => {
    const { officer } = session
    return officer !== null && dutyUnits(officer, sync.reference?.units ?? []).size > 0
  })
  /** The views of the list, in their order. */
  const views = computed((): readonly InboxView[] =>
    shown.value ? inboxViews : inboxViews.filter((view) => view !== 'duty'),
  )
  return { shown, views }
})
