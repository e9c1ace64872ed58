import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { CaseId } from '../../../shared/domain/identifiers'
import { useEngineStore } from '../session/engineStore'
import { useInboxStore } from './inboxStore'

/**
 * Which reports are selected beside the one at hand. Empty means that only that one is; rows that were never read are
 * asked of the engine by their places.
 */
export const useSelectionStore = defineStore('selection', () => {
  const link = useEngineStore()
  const inbox = useInboxStore()
  const selected = shallowRef<ReadonlySet<CaseId>>(new Set())
  const failed = ref(false)
  /** Where a range begins. */
  let anchor = -1
  /** A range was begun, though its cases may not be known yet. */
  let ranging = false
  /** Rises with every change, so that a late answer to an earlier one is not taken. */
  let generation = 0

  const count = computed(() => selected.value.size)
  const several = computed(() => selected.value.size > 1)

  link.subscribe({
    event(event) {
      if (event.kind === 'rows-changed' && several.value) void keepMatching()
    },
    closed: clear,
  })
  // Another list: what was selected in the one before would not be seen.
  watch(
    () => [inbox.view, inbox.search, inbox.statuses, inbox.mine, inbox.pane],
    () => clear(),
  )
  watch(
    () => inbox.order,
    () => (anchor = -1),
  )

  function clear(): void {
    take(new Set())
    anchor = -1
  }
  function take(caseIds: ReadonlySet<CaseId>): void {
    generation += 1
    failed.value = false
    if (caseIds.size === 0) ranging = false
    selected.value = caseIds
  }

  /** The row at hand, and no other. */
  function only(index: number): void {
    clear()
    anchor = index
  }

  /** Puts a row to the others or takes it from them; the first time, the row at hand is one of them. */
  function toggle(index: number): void {
    const caseId = inbox.rowAt(index)?.caseId
    if (!caseId) return
    const next = new Set(selected.value)
    if (next.size === 0 && inbox.activeCaseId && index !== inbox.activeIndex) next.add(inbox.activeCaseId)
    if (next.has(caseId)) next.delete(caseId)
    else next.add(caseId)
    anchor = index
    take(next)
  }

  /** A range begins at this row, unless one has begun: keys come faster than its cases are known. */
  function beginRange(index: number): void {
    if (ranging || selected.value.size > 0) return
    anchor = index
    ranging = true
  }

  /** All from where the range begins to this row. */
  async function extendTo(index: number): Promise<void> {
    const from = anchor < 0 ? Math.max(0, inbox.activeIndex) : anchor
    anchor = from
    await ask(Math.min(from, index), Math.max(from, index) + 1)
  }

  /** All that match, also those that were never read. */
  function all(): Promise<void> {
    return ask()
  }

  async function ask(from?: number, to?: number): Promise<void> {
    const mine = ++generation
    try {
      const caseIds = await link.engine().caseIdsOf(inbox.query, from, to)
      if (mine === generation) take(new Set(caseIds))
    } catch {
      if (mine === generation) failed.value = true
    }
  }

  /** What has left the list is not selected any more: nothing is done to what is not seen. */
  async function keepMatching(): Promise<void> {
    const mine = generation
    try {
      const matching = new Set(await link.engine().caseIdsOf(inbox.query))
      if (mine !== generation) return
      const kept = [...selected.value].filter((caseId) => matching.has(caseId))
      if (kept.length < selected.value.size) take(new Set(kept))
    } catch {
      // The preview of what is done to them says of each whether it is there.
    }
  }

  function isSelected(caseId: CaseId): boolean {
    return selected.value.size === 0 ? caseId === inbox.activeCaseId : selected.value.has(caseId)
  }

  return { selected, count, several, failed, isSelected, only, toggle, beginRange, extendTo, all, clear }
})
