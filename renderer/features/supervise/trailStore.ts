import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { TrailLine, TrailPage, TrailQuery } from '../../engine/trailApi'
import { useEngineStore } from '../session/engineStore'

/** Lines are asked for by pages of this many, around what is visible. */
const pageSize = 100
const everything: TrailQuery = { officerId: null, kind: null, from: null, to: null }

/** Who did what when: which of it is asked for, and the lines around what is visible. */
export const useTrailStore = defineStore('trail', () => {
  const link = useEngineStore()
  const query = shallowRef<TrailQuery>(everything)
  /** Null until the first answer. */
  const total = ref<number | null>(null)
  /** Of how many reports the trail is made. */
  const cases = ref(0)
  const pages = shallowRef<ReadonlyMap<number, readonly TrailLine[]>>(new Map())
  const failed = ref(false)
  /** The line at hand, by its place. */
  const active = ref(0)
  let visible = { from: 0, to: 0 }
  /** Whether the board is open: nothing is asked for behind a closed one. */
  let watched = false
  /** Rises with every new question, so that a late answer to an old one is not shown. */
  let generation = 0

  link.subscribe({
    event(event) {
      if (watched && (event.kind === 'rows-changed' || event.kind === 'engine-restarted')) void refresh()
    },
    closed() {
      generation += 1
      watched = false
      query.value = everything
      total.value = null
      pages.value = new Map()
      active.value = 0
      visible = { from: 0, to: 0 }
    },
  })

  const filtered = computed(() => Object.values(query.value).some((chosen) => chosen !== null))
  /** No day lies between them. */
  const reversed = computed(() => {
    const { from, to } = query.value
    return from !== null && to !== null && from > to
  })

  function wantedPages(): number[] {
    const first = Math.floor(visible.from / pageSize)
    const last = Math.floor(Math.max(visible.to - 1, visible.from) / pageSize)
    return Array.from({ length: last - first + 1 }, (_, offset) => first + offset)
  }
  async function readPage(page: number): Promise<TrailPage & { readonly page: number }> {
    const answer = await link.engine().trail({ ...query.value }, page * pageSize, (page + 1) * pageSize)
    return { page, ...answer }
  }

  /** What is visible anew; what was shown stays until the answer is there. */
  async function refresh(): Promise<void> {
    const mine = ++generation
    try {
      const answers = await Promise.all(wantedPages().map(readPage))
      if (mine !== generation) return
      pages.value = new Map(answers.map(({ page, lines }) => [page, lines]))
      total.value = answers[0]?.total ?? 0
      cases.value = answers[0]?.cases ?? 0
      active.value = Math.max(0, Math.min(active.value, total.value - 1))
      failed.value = false
    } catch {
      if (mine === generation) failed.value = true
    }
  }

  /** Called by the list as it is scrolled; asks only for pages not held yet. */
  async function show(from: number, to: number): Promise<void> {
    visible = { from, to }
    const missing = wantedPages().filter((page) => !pages.value.has(page))
    if (missing.length === 0 || total.value === null) return
    const mine = generation
    try {
      const answers = await Promise.all(missing.map(readPage))
      if (mine !== generation) return
      pages.value = new Map([...pages.value, ...answers.map(({ page, lines }) => [page, lines] as const)])
    } catch {
      if (mine === generation) failed.value = true
    }
  }

  function lineAt(index: number): TrailLine | null {
    return pages.value.get(Math.floor(index / pageSize))?.[index % pageSize] ?? null
  }
  function choose(change: Partial<TrailQuery>): Promise<void> {
    query.value = { ...query.value, ...change }
    active.value = 0
    visible = { from: 0, to: 0 }
    return refresh()
  }
  function open(): Promise<void> {
    watched = true
    return refresh()
  }
  function leave(): void {
    watched = false
  }

  return {
    query,
    total,
    cases,
    failed,
    active,
    filtered,
    reversed,
    refresh,
    show,
    lineAt,
    choose,
    clear: () => choose(everything),
    open,
    leave,
  }
})
