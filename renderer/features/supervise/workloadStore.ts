import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { WorkFigure, Workload } from '../../engine/workloadApi'
import { useInboxStore } from '../inbox/inboxStore'
import { useEngineStore } from '../session/engineStore'
import { workloadLines, type LineOrder, type WorkloadTab } from './workloadLines'

const firstOrders: Readonly<Record<WorkloadTab, LineOrder>> = {
  officers: { by: 'late', descending: true },
  units: { by: 'name', descending: false },
}

/** *Beban petugas*: who holds what. Asked anew while it is looked at; what was chosen stays. */
export const useWorkloadStore = defineStore('workload', () => {
  const link = useEngineStore()
  const inbox = useInboxStore()
  /** Null until the first answer. */
  const workload = shallowRef<Workload | null>(null)
  const failed = ref(false)
  const tab = ref<WorkloadTab>('officers')
  const orders = shallowRef(firstOrders)
  const typed = ref('')
  const withBelow = ref(true)
  let looking = false
  let reading = false
  let changedMeanwhile = false

  link.subscribe({
    event({ kind }) {
      const concerned = kind === 'rows-changed' || kind === 'reference-changed' || kind === 'engine-restarted'
      if (looking && concerned) void read()
    },
    closed() {
      workload.value = null
      failed.value = false
      tab.value = 'officers'
      orders.value = firstOrders
      typed.value = ''
      withBelow.value = true
    },
  })

  const order = computed(() => orders.value[tab.value])
  const lines = computed(() =>
    workload.value === null
      ? []
      : workloadLines(workload.value, {
          tab: tab.value,
          order: order.value,
          typed: typed.value,
          withBelow: withBelow.value,
        }),
  )
  /** By which the bars are measured; those of a whole agency would make all others vanish. */
  const mostOpen = computed(() => lines.value.reduce((most, { counts }) => Math.max(most, counts.open), 0))

  /** What changes while it is being asked is asked once more afterwards, however often it changed. */
  async function read(): Promise<void> {
    if (reading) {
      changedMeanwhile = true
      return
    }
    reading = true
    try {
      do {
        changedMeanwhile = false
        workload.value = await link.engine().workload()
        failed.value = false
      } while (changedMeanwhile)
    } catch {
      failed.value = true
    } finally {
      reading = false
    }
  }

  function look(): Promise<void> {
    looking = true
    return read()
  }
  function lookAway(): void {
    looking = false
  }

  /** The same column again turns the order round; figures begin with the most. */
  function sortBy(by: LineOrder['by']): void {
    const descending = order.value.by === by ? !order.value.descending : by !== 'name'
    orders.value = { ...orders.value, [tab.value]: { by, descending } }
  }

  /** Shows in the list exactly what a figure counts. */
  async function drill(search: string, figure: WorkFigure): Promise<void> {
    if (!workload.value) return
    await inbox.lookFor(`${search} ${workload.value.figureSearches[figure]}`.trim())
  }

  return {
    workload,
    failed,
    tab,
    order,
    typed,
    withBelow,
    lines,
    mostOpen,
    read,
    look,
    lookAway,
    sortBy,
    drill,
  }
})
