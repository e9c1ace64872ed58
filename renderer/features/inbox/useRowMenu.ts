import type { ContextMenuItem } from '@nuxt/ui'
import { computed, shallowRef, type ComputedRef } from 'vue'
import type { CaseId } from '../../../shared/domain/identifiers'
import { useWords } from '../../i18n/words'
import { copyText } from '../../ui/useCopy'
import { bulkIcons, bulkKinds } from '../bulk/bulkLooks'
import { useBulkStore } from '../bulk/bulkStore'
import { useEngineStore } from '../session/engineStore'
import { theseCases, useReassignStore } from '../supervise/reassignStore'
import { useSessionStore } from '../session/sessionStore'
import { useInboxStore } from './inboxStore'
import { useSelectionStore } from './selectionStore'

/** What can be done with the row that the menu was opened on, or with all that are selected when it is one of them. */
export function useRowMenu(ways: { open: (index: number) => void; openWide: (index: number) => void }): {
  items: ComputedRef<ContextMenuItem[][]>
  openOn: (index: number) => void
} {
  const inbox = useInboxStore()
  const selection = useSelectionStore()
  const bulk = useBulkStore()
  const reassign = useReassignStore()
  const link = useEngineStore()
  const session = useSessionStore()
  const { t } = useWords()
  const index = shallowRef(-1)

  const row = computed(() => inbox.rowAt(index.value))
  const caseIds = computed<readonly CaseId[]>(() => {
    if (selection.several) return [...selection.selected]
    return row.value ? [row.value.caseId] : []
  })

  function openOn(at: number): void {
    index.value = at
    const caseId = inbox.rowAt(at)?.caseId
    // As file managers do: a menu on a row outside the selection is about that row alone.
    if (caseId && !(selection.several && selection.isSelected(caseId))) selection.only(at)
  }

  function markUnread(): void {
    // A mark that could not be made is visibly not there, and can be made again.
    void link
      .engine()
      .markUnread(caseIds.value)
      .catch(() => undefined)
  }

  const items = computed<ContextMenuItem[][]>(() => {
    const { value } = row
    if (!value) return []
    const one: ContextMenuItem[] = [
      { label: t('row.open'), icon: 'i-lucide-panel-right-open', onSelect: () => ways.open(index.value) },
      { label: t('row.openWide'), icon: 'i-lucide-maximize-2', onSelect: () => ways.openWide(index.value) },
      {
        label: t('row.copyNumber'),
        icon: 'i-lucide-copy',
        onSelect: () => void copyText(value.trackingId),
      },
    ]
    const marks: ContextMenuItem[] = [
      { label: t('row.markUnread'), icon: 'i-lucide-mail', onSelect: markUnread },
    ]
    const kinds = session.readsOnly ? [] : bulkKinds
    const acts = kinds.map((kind): ContextMenuItem => ({
      label: t(`bulk.short.${kind}`),
      icon: bulkIcons[kind],
      onSelect: () => bulk.begin(kind, caseIds.value),
    }))
    if (!session.readsOnly)
      acts.push({
        label: t('reassign.short'),
        icon: bulkIcons.reassign,
        onSelect: () => reassign.wish(theseCases(caseIds.value)),
      })
    return [selection.several ? [] : one, acts, marks].filter(({ length }) => length > 0)
  })

  return { items, openOn }
}
