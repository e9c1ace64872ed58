import { onScopeDispose, readonly, ref, watch, type Ref } from 'vue'
import type { Place } from '../../../shared/bridge/place'
import { useDeskParts } from '../../deskParts'
import { inboxViews } from '../../engine/api'
import { rowOrderKeys } from '../../engine/listApi'
import { useBulkStore } from '../bulk/bulkStore'
import { useCaseStore } from '../case/caseStore'
import { useComposerStore } from '../case/composerStore'
import { composedTypes } from '../case/formChoices'
import { useInboxStore } from '../inbox/inboxStore'
import { standings } from '../outbox/outboxOrder'
import { useOutboxStore } from '../outbox/outboxStore'
import { useReassignStore } from '../supervise/reassignStore'

const pauseMilliseconds = 300

/**
 * Tells main where the officer is, and goes back there when the page was loaded anew because its process had died, or
 * the desk was locked. Drafts are in the journal.
 */
export function usePlace(): {
  restore: () => Promise<void>
  keepNow: () => Promise<void>
  reloaded: Readonly<Ref<boolean>>
} {
  const { bridge } = useDeskParts()
  const inbox = useInboxStore()
  const outbox = useOutboxStore()
  const subject = useCaseStore()
  const composer = useComposerStore()
  const bulk = useBulkStore()
  const reassign = useReassignStore()
  const reloaded = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  function placeNow(): Place {
    return {
      pane: inbox.pane,
      view: inbox.view,
      statuses: [...inbox.statuses],
      mine: inbox.mine,
      search: inbox.search.slice(0, 500),
      ...(inbox.order ? { order: { ...inbox.order } } : {}),
      firstRow: inbox.firstRow,
      caseId: subject.caseId,
      composing: subject.caseId ? composer.type : null,
      outboxGroup: outbox.only,
      actionId: outbox.activeId,
      showsCase: outbox.showsCase,
      ...(bulk.begun ? { bulk: bulk.begun } : {}),
      ...(reassign.begun ? { reassign: reassign.begun } : {}),
    }
  }

  function keepWhileHere(): void {
    watch(placeNow, () => {
      clearTimeout(timer)
      timer = setTimeout(() => void keepNow(), pauseMilliseconds)
    })
  }

  /** A place that could not be kept is only missed if the page dies or is locked, and the next one follows soon. */
  async function keepNow(): Promise<void> {
    clearTimeout(timer)
    await bridge.keepPlace(placeNow()).catch(() => undefined)
  }

  async function restore(): Promise<void> {
    const kept = await bridge.place().catch(() => null)
    reloaded.value = kept?.reloaded ?? false
    if (kept?.place) await goTo(kept.place)
  }

  async function goTo(place: Place): Promise<void> {
    const view = inboxViews.find((known) => known === place.view)
    const by = rowOrderKeys.find((known) => known === place.order?.by)
    const order = by ? { by, descending: place.order?.descending ?? false } : null
    inbox.comeBack({ ...place, view: view ?? 'all', order })
    if (place.pane === 'outbox') {
      outbox.activeId = place.actionId
      await outbox.look(standings.find((known) => known === place.outboxGroup) ?? null)
      outbox.showsCase = place.showsCase
    }
    if (place.caseId) await subject.open(place.caseId)
    const composing = place.caseId && composedTypes.find((type) => type === place.composing)
    if (composing) composer.choose(composing)
    if (place.bulk) bulk.comeBack(place.bulk)
    if (place.reassign) reassign.comeBack(place.reassign)
  }

  keepWhileHere()
  onScopeDispose(() => clearTimeout(timer))
  return { restore, keepNow, reloaded: readonly(reloaded) }
}
