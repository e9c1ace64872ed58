import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { savedViewLimits, type SavedView } from '../../engine/findingApi'
import { useInboxStore } from '../inbox/inboxStore'
import { useEngineStore } from '../session/engineStore'

export type SaveProblem =
  'name-missing' | 'name-taken' | 'name-too-long' | 'search-too-long' | 'too-many' | 'not-kept'

/** Searches under names, in the officer's order, with how many reports each shows. */
export const useSavedViewStore = defineStore('saved-views', () => {
  const link = useEngineStore()
  const inbox = useInboxStore()
  const views = shallowRef<readonly SavedView[]>([])
  const counts = shallowRef<Readonly<Record<string, number>>>({})
  /** The one that was opened last, as long as there is a search: it may be changed and then updated. */
  const openedId = ref<string | null>(null)
  let generation = 0

  link.subscribe({
    event(event) {
      if (event.kind === 'rows-changed' || event.kind === 'engine-restarted') void count()
    },
    closed() {
      generation += 1
      views.value = []
      counts.value = {}
      openedId.value = null
    },
  })
  watch(
    () => inbox.query.search,
    (search) => {
      if (search === '') openedId.value = null
    },
  )

  const shown = computed(() => {
    const { search } = inbox.query
    const same = views.value.filter((view) => view.search === search)
    return same.find((view) => view.id === openedId.value) ?? same[0] ?? null
  })
  /** The opened one, when the search has been changed since. */
  const changed = computed(() =>
    shown.value ? null : (views.value.find((view) => view.id === openedId.value) ?? null),
  )

  /** Without its views the desk works on; they are asked for again with the next engine. */
  async function load(): Promise<void> {
    const mine = ++generation
    try {
      const held = await link.engine().savedViews()
      if (mine !== generation) return
      views.value = held
      await count()
    } catch {
      if (mine === generation) views.value = []
    }
  }

  async function count(): Promise<void> {
    if (views.value.length === 0) return
    const mine = generation
    try {
      const fresh = await link.engine().savedViewCounts()
      if (mine === generation) counts.value = fresh
    } catch {
      // The numbers of before stay; the next change asks again.
    }
  }

  function open(view: SavedView): void {
    openedId.value = view.id
    void inbox.searchFor(view.search)
  }

  async function save(name: string): Promise<SaveProblem | null> {
    const problem = nameProblem(name, null)
    if (problem) return problem
    if (views.value.length >= savedViewLimits.views) return 'too-many'
    const { search } = inbox.query
    if (search.length > savedViewLimits.search) return 'search-too-long'
    const view = { id: crypto.randomUUID(), name: name.trim(), search }
    const kept = await keep([...views.value, view])
    if (kept === null) openedId.value = view.id
    return kept
  }

  async function rename(view: SavedView, name: string): Promise<SaveProblem | null> {
    return nameProblem(name, view.id) ?? (await change({ ...view, name: name.trim() }))
  }

  /** The opened view shows from now on what the search shows. */
  async function update(view: SavedView): Promise<SaveProblem | null> {
    const { search } = inbox.query
    if (search.length > savedViewLimits.search) return 'search-too-long'
    return await change({ ...view, search })
  }

  function remove(view: SavedView): Promise<SaveProblem | null> {
    return keep(views.value.filter(({ id }) => id !== view.id))
  }

  function move(view: SavedView, by: 1 | -1): Promise<SaveProblem | null> {
    const from = views.value.findIndex(({ id }) => id === view.id)
    const others = views.value.filter(({ id }) => id !== view.id)
    const to = Math.min(Math.max(from + by, 0), others.length)
    return keep([...others.slice(0, to), view, ...others.slice(to)])
  }

  function change(view: SavedView): Promise<SaveProblem | null> {
    return keep(views.value.map((other) => (other.id === view.id ? view : other)))
  }

  function nameProblem(name: string, ownId: string | null): SaveProblem | null {
    const wanted = name.trim()
    if (wanted === '') return 'name-missing'
    if (wanted.length > savedViewLimits.name) return 'name-too-long'
    const taken = views.value.some(
      (view) => view.id !== ownId && view.name.toLowerCase() === wanted.toLowerCase(),
    )
    return taken ? 'name-taken' : null
  }

  /** Shown only once it is on the disk. */
  async function keep(wanted: readonly SavedView[]): Promise<SaveProblem | null> {
    try {
      const answer = await link.engine().keepSavedViews(wanted.map((view) => ({ ...view })))
      if (answer.outcome === 'not-kept') return 'not-kept'
    } catch {
      return 'not-kept'
    }
    generation += 1
    views.value = wanted
    await count()
    return null
  }

  return { views, counts, shown, changed, load, open, save, rename, update, remove, move }
})
