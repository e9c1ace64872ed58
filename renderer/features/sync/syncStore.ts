import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { ActionId } from '../../../shared/domain/identifiers'
import type { Reference } from '../../../shared/domain/reference'
import type { SyncStatus } from '../../engine/api'
import type { NeedsYouItem } from '../../engine/outboxApi'
import { useEngineStore } from '../session/engineStore'

/** How the sync stands, what needs the officer, and the reference data that names things on screen. */
export const useSyncStore = defineStore('sync', () => {
  const link = useEngineStore()
  const status = shallowRef<SyncStatus | null>(null)
  const needsYou = shallowRef<readonly NeedsYouItem[]>([])
  const reference = shallowRef<Reference | null>(null)
  const failed = shallowRef(false)

  link.subscribe({
    event(event) {
      if (event.kind === 'sync-status') status.value = event.status
      else if (event.kind === 'needs-you-changed') void loadNeedsYou()
      else if (event.kind === 'reference-changed') void loadReference()
      else if (event.kind === 'engine-restarted') void load()
    },
    closed() {
      status.value = null
      needsYou.value = []
      reference.value = null
    },
  })

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work()
      failed.value = false
    } catch {
      failed.value = true
    }
  }
  const loadNeedsYou = () =>
    attempt(async () => {
      needsYou.value = await link.engine().needsYou()
    })
  const loadReference = () =>
    attempt(async () => {
      reference.value = await link.engine().reference()
    })
  async function load(): Promise<void> {
    await Promise.all([
      loadNeedsYou(),
      loadReference(),
      attempt(async () => {
        status.value = await link.engine().syncStatus()
      }),
    ])
  }
  const syncNow = () => attempt(() => link.engine().syncNow())
  const damageTold = () => attempt(() => link.engine().damageTold())

  /** Until the reference data has come, times are those of the computer's own zone. */
  const timeZone = computed(
    () => reference.value?.agency.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
  )
  function needsYouItem(actionId: ActionId): NeedsYouItem | null {
    return needsYou.value.find((item) => item.actionId === actionId) ?? null
  }
  function unitName(unitId: unknown): string | null {
    return reference.value?.units.find((unit) => unit.id === unitId)?.name ?? null
  }
  function officerName(officerId: unknown): string | null {
    return reference.value?.officers.find((colleague) => colleague.id === officerId)?.name ?? null
  }

  function agencyName(agencyId: unknown): string | null {
    return reference.value?.agencies.find((agency) => agency.id === agencyId)?.name ?? null
  }
  function categoryName(categoryId: unknown): string | null {
    return reference.value?.categories.find((category) => category.id === categoryId)?.name ?? null
  }

  return {
    status,
    needsYou,
    reference,
    failed,
    timeZone,
    load,
    syncNow,
    damageTold,
    needsYouItem,
    unitName,
    officerName,
    agencyName,
    categoryName,
  }
})
