import { computed, ref, shallowRef, watch } from 'vue'
import type { Row } from '../../engine/api'
import type { SavedView } from '../../engine/findingApi'
import { useWords } from '../../i18n/words'
import { statusIcons } from '../../ui/signs'
import { useSavedViewStore } from '../finding/savedViewStore'
import { useInboxStore } from '../inbox/inboxStore'
import { useGo } from '../inbox/useGo'
import { useEngineStore } from '../session/engineStore'
import { useSyncStore } from '../sync/syncStore'
import { shapeOf, type CommandId } from './commandTable'
import { searchFor, shownGroups, type PaletteItem } from './paletteSearch'
import { focusPane } from './panes'
import type { Commands } from './useCommands'
import { useKeyHints } from './useKeyHints'

const mostReports = 6
const mostRecent = 12

/**
 * What the palette finds: commands, views, units and officers by their names here, reports by asking the engine, which
 * answers from its rows. What was chosen lately is remembered as long as the desk is open, and nowhere on the disk.
 */
export function usePalette(commands: Commands) {
  const link = useEngineStore()
  const inbox = useInboxStore()
  const saved = useSavedViewStore()
  const sync = useSyncStore()
  const { goToCase } = useGo()
  const { t } = useWords()
  const hints = useKeyHints()

  const typed = ref('')
  const reports = shallowRef<readonly Row[]>([])
  const failed = ref(false)
  const recent = shallowRef<readonly PaletteItem[]>([])
  /** Rises with every question, so that a late answer to an old one is not shown. */
  let generation = 0

  watch(typed, async (text) => {
    const mine = ++generation
    const search = text.trim().replace(/^#/, '')
    failed.value = false
    if (search === '') {
      reports.value = []
      return
    }
    try {
      const query = { view: 'all', statuses: null, mine: false, search } as const
      const answer = await link.engine().rows(query, 0, mostReports)
      if (mine === generation) reports.value = answer.rows
    } catch {
      if (mine === generation) failed.value = true
    }
  })

  function commandItem(id: CommandId): PaletteItem {
    const { name, icon } = shapeOf(id)
    const isView = id.startsWith('view-')
    return {
      key: `command ${id}`,
      group: isView ? 'view' : 'command',
      icon,
      name: t(name),
      detail: null,
      caps: hints.caps(id)[0] ?? [],
      whyNot: commands.whyNot(id),
      run: () => commands.run(id),
    }
  }
  function filterItem(kind: 'unit' | 'officer', id: string, name: string): PaletteItem {
    const operators = { unit: 'unit', officer: 'petugas' } as const
    const icons = { unit: 'i-lucide-building-2', officer: 'i-lucide-user' } as const
    return {
      key: `${kind} ${id}`,
      group: kind,
      icon: icons[kind],
      name,
      detail: t(`commands.palette.${kind}Detail`),
      caps: [],
      whyNot: null,
      async run() {
        await inbox.searchFor(searchFor(operators[kind], name))
        focusPane('list')
      },
    }
  }
  function savedViewItem(view: SavedView): PaletteItem {
    return {
      key: `saved ${view.id}`,
      group: 'view',
      icon: 'i-lucide-bookmark',
      name: view.name,
      detail: null,
      caps: [],
      whyNot: null,
      run() {
        saved.open(view)
        focusPane('list')
      },
    }
  }
  function reportItem(row: Row): PaletteItem {
    return {
      key: `report ${row.caseId}`,
      group: 'report',
      icon: statusIcons[row.status],
      name: row.title,
      detail: `#${row.trackingId} · ${t(`status.${row.status}`)}`,
      caps: [],
      whyNot: null,
      async run() {
        inbox.pane = 'inbox'
        await goToCase(row.caseId)
        focusPane('case')
      },
    }
  }

  const items = computed((): readonly PaletteItem[] => {
    const { reference } = sync
    const named = typed.value.trim() === '' ? null : reference
    return [
      ...commands
        .offered()
        .filter((id) => !shapeOf(id).notInPalette)
        .map(commandItem),
      ...saved.views.map(savedViewItem),
      ...(named?.units ?? []).map(({ id, name }) => filterItem('unit', id, name)),
      ...(named?.officers ?? [])
        .filter(({ active }) => active)
        .map(({ id, name }) => filterItem('officer', id, name)),
    ]
  })
  /** What was chosen then may be called and allowed otherwise now. */
  const recentNow = computed(() => {
    const byKey = new Map(items.value.map((item) => [item.key, item]))
    return recent.value.flatMap((item) => {
      if (item.group !== 'command' && item.group !== 'view') return [item]
      const now = byKey.get(item.key)
      return now ? [now] : []
    })
  })
  const groups = computed(() =>
    shownGroups(typed.value, items.value, reports.value.map(reportItem), recentNow.value),
  )

  function remember(item: PaletteItem): void {
    const original = item.group === 'recent' ? recent.value.find(({ key }) => key === item.key) : item
    if (!original) return
    const others = recent.value.filter(({ key }) => key !== item.key)
    recent.value = [original, ...others].slice(0, mostRecent)
  }
  function reset(): void {
    typed.value = ''
  }
  return { typed, groups, failed, remember, reset }
}
