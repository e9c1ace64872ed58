import isDeepEqual from 'fast-deep-equal'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { boards, type Board, type DeskPane } from '../../../shared/bridge/place'
import type { CaseStatus } from '../../../shared/domain/case'
import type { CaseId } from '../../../shared/domain/identifiers'
import type { InboxCounts, InboxView, Row, RowPage, RowQuery } from '../../engine/api'
import type { SearchStanding } from '../../engine/findingApi'
import type { RowOrder } from '../../engine/listApi'
import { useEngineStore } from '../session/engineStore'
import type { FirstScreen } from './firstScreen'

/** Rows are asked for by pages of this many, around what is visible. */
const pageSize = 100
/** One array, so that nothing is drawn anew for another one with nothing in it. */
const noStatuses: readonly CaseStatus[] = []

interface ComingBack {
  readonly pane: DeskPane
  readonly view: InboxView
  readonly statuses: readonly CaseStatus[]
  readonly mine: boolean
  readonly search: string
  readonly order: RowOrder | null
  readonly firstRow: number
  readonly caseId: CaseId | null
}

/** The list: which reports it asks for, and the rows around what is visible. */
export const useInboxStore = defineStore('inbox', () => {
  const link = useEngineStore()
  const pane = ref<DeskPane>('inbox')
  /** Null while a list is shown. */
  const board = computed<Board | null>(() => boards.find((known) => known === pane.value) ?? null)
  const view = ref<InboxView>('all')
  const statuses = shallowRef(noStatuses)
  const mine = ref(false)
  const search = ref('')
  /** Null: by deadline, and a search with words by how well it fits. */
  const order = shallowRef<RowOrder | null>(null)
  const counts = shallowRef<InboxCounts | null>(null)
  /** Null until the first answer. */
  const total = ref<number | null>(null)
  /** How the search was read; null without one. */
  const standing = shallowRef<SearchStanding | null>(null)
  const pages = shallowRef<ReadonlyMap<number, readonly Row[]>>(new Map())
  const failed = ref(false)
  /** What is shown is what was shown before the program was ended; the engine has not answered yet. */
  const fromBefore = ref(false)
  const activeIndex = ref(-1)
  const activeCaseId = shallowRef<CaseId | null>(null)
  /** The row that was chosen last and must be in sight; a new object for every wish. */
  const wish = shallowRef<{ readonly index: number } | null>(null)

  let visible = { from: 0, to: 0 }
  /** The first row that is seen. */
  const firstRow = ref(0)
  /** The row that the list still has to scroll to after `comeBack`. */
  const returning = ref<number | null>(null)
  /** Rises with every new question, so that a late answer to an old one is not shown. */
  let generation = 0

  link.subscribe({
    event(event) {
      if (event.kind === 'rows-changed' || event.kind === 'engine-restarted') void refresh()
    },
    closed: forget,
  })

  /** A search looks through everything that the desk holds, whatever the view. */
  const query = computed<RowQuery>(() => ({
    view: search.value.trim() === '' ? view.value : 'all',
    statuses: statuses.value.length > 0 ? [...statuses.value] : null,
    mine: mine.value,
    search: search.value.trim(),
    order: order.value ?? undefined,
  }))
  const filtered = computed(() => statuses.value.length > 0 || mine.value)

  function forget(): void {
    generation += 1
    pane.value = 'inbox'
    view.value = 'all'
    statuses.value = noStatuses
    mine.value = false
    search.value = ''
    order.value = null
    counts.value = null
    total.value = null
    standing.value = null
    pages.value = new Map()
    activeIndex.value = -1
    activeCaseId.value = null
    wish.value = null
    fromBefore.value = false
  }

  /** For the first frame: what is asked of the engine is newer. */
  function showFirstScreen(screen: FirstScreen): void {
    if (total.value !== null) return
    total.value = screen.total
    pages.value = new Map([[0, screen.rows]])
    fromBefore.value = true
  }

  function wantedPages(): number[] {
    const first = Math.floor(visible.from / pageSize)
    const last = Math.floor(Math.max(visible.to - 1, visible.from) / pageSize)
    return Array.from({ length: last - first + 1 }, (_, offset) => first + offset)
  }

  async function readPage(page: number): Promise<RowPage & { readonly page: number }> {
    const answer = await link.engine().rows(query.value, page * pageSize, (page + 1) * pageSize)
    return { page, ...answer }
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
      const known = new Map([...pages.value.values()].flat().map((row) => [row.caseId, row]))
      pages.value = new Map(
        answers.map(({ page, rows }) => [page, rows.map((row) => asKnown(known.get(row.caseId), row))]),
      )
      total.value = answers[0]?.total ?? 0
      standing.value = answers[0]?.search ?? null
      failed.value = false
      fromBefore.value = false
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

  /** Makes the row of a report the active one; its place is known when it is in sight. */
  function standAt(caseId: CaseId): void {
    activeCaseId.value = caseId
    followActiveCase()
    if (rowAt(activeIndex.value)?.caseId === caseId) wish.value = { index: activeIndex.value }
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
    firstRow.value = 0
    activeIndex.value = -1
    return refresh()
  }
  const chooseView = (chosen: InboxView) =>
    ask(() => {
      pane.value = 'inbox'
      view.value = chosen
      statuses.value = noStatuses
      search.value = ''
    })
  const chooseStatuses = (chosen: readonly CaseStatus[]) => ask(() => (statuses.value = chosen))
  const chooseMine = (chosen: boolean) => ask(() => (mine.value = chosen))
  const chooseOrder = (chosen: RowOrder | null) => ask(() => (order.value = chosen))
  const searchFor = (typed: string) =>
    ask(() => {
      search.value = typed
      pane.value = 'inbox'
    })
  /** What a search finds and nothing less: no filter that was chosen before is in its way. */
  const lookFor = (wanted: string) =>
    ask(() => {
      pane.value = 'inbox'
      view.value = 'all'
      statuses.value = noStatuses
      mine.value = false
      order.value = null
      search.value = wanted
    })
  const clearFilter = () =>
    ask(() => {
      statuses.value = noStatuses
      mine.value = false
    })
  /** Where the officer was before the page was loaded anew; the next `refresh` asks for what is seen there. */
  function comeBack(place: ComingBack): void {
    pane.value = place.pane
    view.value = place.view
    statuses.value = place.statuses
    mine.value = place.mine
    search.value = place.search
    order.value = place.order
    activeCaseId.value = place.caseId
    if (fromBefore.value) {
      total.value = null
      pages.value = new Map()
      fromBefore.value = false
    }
    visible = { from: place.firstRow, to: place.firstRow + 1 }
    firstRow.value = place.firstRow
    returning.value = place.firstRow
  }

  function showOutbox(): void {
    pane.value = 'outbox'
  }
  function showBoard(chosen: Board): void {
    pane.value = chosen
  }

  return {
    pane,
    board,
    view,
    statuses,
    mine,
    search,
    order,
    counts,
    total,
    standing,
    failed,
    fromBefore,
    query,
    filtered,
    activeIndex,
    activeCaseId,
    wish,
    firstRow,
    returning,
    showFirstScreen,
    refresh,
    show,
    rowAt,
    activate,
    standAt,
    step,
    chooseView,
    chooseStatuses,
    chooseMine,
    chooseOrder,
    searchFor,
    lookFor,
    clearFilter,
    showOutbox,
    showBoard,
    comeBack,
  }
})

/** The object that is shown already where it says the same: only rows that changed are drawn anew. */
function asKnown(known: Row | undefined, row: Row): Row {
  return known && isDeepEqual(known, row) ? known : row
}
