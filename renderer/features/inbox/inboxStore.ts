import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { CaseStatus } from '../../../shared/domain/case'
import type { CaseId } from '../../../shared/domain/identifiers'
import type { InboxCounts, InboxView, Row, RowQuery } from '../../engine/api'
import { useEngineStore } from '../session/engineStore'

/** Rows are asked for by pages of this many, around what is visible. */
const pageSize = 100

/** The list: which reports it asks for, and the rows around what is visible. */
export const useInboxStore = defineStore('inbox', () => {
  const link = useEngineStore()
  const pane = ref<'inbox' | 'needs-you'>('inbox')
  const view = ref<InboxView>('all')
  const statuses = shallowRef<readonly CaseStatus[]>([])
  const mine = ref(false)
  const search = ref('')
  const counts = shallowRef<InboxCounts | null>(null)
  /** Null until the first answer. */
  const total = ref<number | null>(null)
  const pages = shallowRef<ReadonlyMap<number, readonly Row[]>>(new Map())
  const failed = ref(false)
  const activeIndex = ref(-1)
  const activeCaseId = shallowRef<CaseId | null>(null)
  /** The row that was chosen last and must be in sight; a new object for every wish. */
  const wish = shallowRef<{ readonly index: number } | null>(null)

  let visible = { from: 0, to: 0 }
  /** Rises with every new question, so that a late answer to an old one is not shown. */
  let generation = 0

  link.subscribe({
    event(event) {
      if (event.kind === 'rows-changed') void refresh()
    },
    closed: forget,
  })

  /** A search looks through everything that the desk holds, whatever the view. */
  const query = computed<RowQuery>(() => ({
    view: search.value.trim() === '' ? view.value : 'all',
    statuses: statuses.value.length > 0 ? [...statuses.value] : null,
    mine: mine.value,
    search: search.value.trim(),
  }))
  const filtered = computed(() => statuses.value.length > 0 || mine.value)

  function forget(): void {
    generation += 1
    pane.value = 'inbox'
    view.value = 'all'
    statuses.value = []
    mine.value = false
    search.value = ''
    counts.value = null
    total.value = null
    pages.value = new Map()
    activeIndex.value = -1
    activeCaseId.value = null
    wish.value = null
  }

  function wantedPages(): number[] {
    const first = Math.floor(visible.from / pageSize)
    const last = Math.floor(Math.max(visible.to - 1, visible.from) / pageSize)
    return Array.from({ length: last - first + 1 }, (_, offset) => first + offset)
  }

  async function readPage(page: number): Promise<{ page: number; total: number; rows: readonly Row[] }> {
    const answer = await link.engine().rows(query.value, page * pageSize, (page + 1) * pageSize)
    return { page, total: answer.total, rows: answer.rows }
  }

  /** Asks anew for what is visible; what was shown stays until the answer is there. */
  async function refresh(): Promise<void> {
    const mineNow = ++generation
    try {
      const [freshCounts, ...answers] = await Promise.all([
        link.engine().counts(),
        ...wantedPages().map(readPage),
      ])
      if (mineNow !== generation) return
      counts.value = freshCounts
      pages.value = new Map(answers.map((answer) => [answer.page, answer.rows]))
      total.value = answers[0]?.total ?? 0
      failed.value = false
      followActiveCase()
    } catch {
      if (mineNow === generation) failed.value = true
    }
  }

  /** Called by the list as it is scrolled; asks only for pages not held yet. */
  async function show(from: number, to: number): Promise<void> {
    visible = { from, to }
    const missing = wantedPages().filter((page) => !pages.value.has(page))
    if (missing.length === 0 || total.value === null) return
    const mineNow = generation
    try {
      const answers = await Promise.all(missing.map(readPage))
      if (mineNow !== generation) return
      const held = new Map(pages.value)
      for (const answer of answers) held.set(answer.page, answer.rows)
      pages.value = held
    } catch {
      if (mineNow === generation) failed.value = true
    }
  }

  function rowAt(index: number): Row | null {
    return pages.value.get(Math.floor(index / pageSize))?.[index % pageSize] ?? null
  }

  /**
   * The active row may have moved by a few lines with the change. When it has left what is visible, as an answered
   * report does, the place in the list stays: work goes on from there.
   */
  function followActiveCase(): void {
    for (let index = visible.from; index < visible.to; index += 1) {
      if (rowAt(index)?.caseId === activeCaseId.value) activeIndex.value = index
    }
  }

  /** Makes a row the active one and gives its case; asks for the row when it is not held yet. */
  async function activate(index: number): Promise<CaseId | null> {
    const last = (total.value ?? 0) - 1
    if (last < 0) return null
    const target = Math.min(Math.max(index, 0), last)
    activeIndex.value = target
    wish.value = { index: target }
    if (!rowAt(target)) await show(target, target + 1)
    const row = rowAt(target)
    if (!row || activeIndex.value !== target) return null
    activeCaseId.value = row.caseId
    return row.caseId
  }

  /** The row the next step starts from: where the active case is, or where it was before it left. */
  function step(by: number): number {
    const stays = rowAt(activeIndex.value)?.caseId === activeCaseId.value
    return !stays && by > 0 && activeCaseId.value !== null
      ? activeIndex.value + by - 1
      : activeIndex.value + by
  }

  function ask(change: () => void): Promise<void> {
    change()
    visible = { from: 0, to: 0 }
    activeIndex.value = -1
    return refresh()
  }
  const chooseView = (chosen: InboxView) =>
    ask(() => {
      pane.value = 'inbox'
      view.value = chosen
      statuses.value = []
      search.value = ''
    })
  const chooseStatuses = (chosen: readonly CaseStatus[]) => ask(() => (statuses.value = chosen))
  const chooseMine = (chosen: boolean) => ask(() => (mine.value = chosen))
  const searchFor = (typed: string) =>
    ask(() => {
      search.value = typed
      pane.value = 'inbox'
    })
  const clearFilter = () =>
    ask(() => {
      statuses.value = []
      mine.value = false
    })
  function showNeedsYou(): void {
    pane.value = 'needs-you'
  }

  return {
    pane,
    view,
    statuses,
    mine,
    search,
    counts,
    total,
    failed,
    query,
    filtered,
    activeIndex,
    activeCaseId,
    wish,
    refresh,
    show,
    rowAt,
    activate,
    step,
    chooseView,
    chooseStatuses,
    chooseMine,
    searchFor,
    clearFilter,
    showNeedsYou,
  }
})
