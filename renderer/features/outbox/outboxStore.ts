import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ActionId } from '../../../shared/domain/identifiers'
import type { OutboxItem } from '../../engine/outboxApi'
import { useEngineStore } from '../session/engineStore'
import { countStandings, itemIndexNear, outboxLines, type Standing } from './outboxOrder'

/** *Kotak keluar*: every action that is not taken, or not in its case yet. Read only while it is looked at. */
export const useOutboxStore = defineStore('outbox', () => {
  const link = useEngineStore()
  const items = shallowRef<readonly OutboxItem[] | null>(null)
  const failed = ref(false)
  const only = ref<Standing | null>(null)
  const activeId = shallowRef<ActionId | null>(null)
  /** Whether the right pane shows the case of the active action, not the action. */
  const showsCase = ref(false)
  let looking = false
  let reading = false
  let changedMeanwhile = false

  link.subscribe({
    event(event) {
      const concerned = event.kind === 'outbox-changed' || event.kind === 'needs-you-changed'
      if (looking && (concerned || event.kind === 'engine-restarted')) void read()
    },
    closed() {
      items.value = null
      failed.value = false
      only.value = null
      activeId.value = null
      showsCase.value = false
      looking = false
    },
  })

  const counts = computed(() => countStandings(items.value ?? []))
  const lines = computed(() => outboxLines(items.value ?? [], only.value))
  const activeIndex = computed(() =>
    lines.value.findIndex((line) => line.kind === 'item' && line.item.actionId === activeId.value),
  )
  const active = computed(() => {
    const line = lines.value[activeIndex.value]
    return line?.kind === 'item' ? line.item : null
  })

  /** What changes while it is being read is read once more afterwards, however often it changed. */
  async function read(): Promise<void> {
    if (reading) {
      changedMeanwhile = true
      return
    }
    reading = true
    try {
      do {
        changedMeanwhile = false
        const placeBefore = activeIndex.value
        items.value = await link.engine().outbox()
        failed.value = false
        followActive(placeBefore)
      } while (changedMeanwhile)
    } catch {
      failed.value = true
    } finally {
      reading = false
    }
  }

  /** When the action at hand has gone, work goes on from the same place. */
  function followActive(placeBefore: number): void {
    if (activeIndex.value !== -1 || lines.value.length === 0) return
    const index = itemIndexNear(lines.value, Math.max(placeBefore, 0), 1)
    const line = lines.value[index]
    activeId.value = line?.kind === 'item' ? line.item.actionId : null
  }

  function look(chosen: Standing | null): Promise<void> {
    looking = true
    only.value = chosen
    showsCase.value = false
    followActive(-1)
    return read()
  }
  function lookAway(): void {
    looking = false
  }

  function select(actionId: ActionId): void {
    activeId.value = actionId
    showsCase.value = false
  }
  function selectAt(index: number): void {
    const line = lines.value[index]
    if (line?.kind === 'item') select(line.item.actionId)
  }
  function step(by: 1 | -1): void {
    goTo(activeIndex.value + by, by)
  }
  /** Headings are passed over, in the direction that one walks. */
  function goTo(index: number, direction: 1 | -1): void {
    selectAt(itemIndexNear(lines.value, index, direction))
  }

  return {
    items,
    failed,
    only,
    activeId,
    showsCase,
    counts,
    lines,
    activeIndex,
    active,
    read,
    look,
    lookAway,
    select,
    step,
    goTo,
  }
})
