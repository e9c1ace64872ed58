import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { SearchProblem, Suggestion } from '../../engine/findingApi'
import { useCaseStore } from '../case/caseStore'
import { useInboxStore } from '../inbox/inboxStore'
import { useLayoutStore } from '../layout/layoutStore'
import { useEngineStore } from '../session/engineStore'

/** The search box: what is suggested while one types, and which suggestion the arrows stand on. */
export const useSearchStore = defineStore('search', () => {
  const link = useEngineStore()
  const inbox = useInboxStore()
  const subject = useCaseStore()
  const layout = useLayoutStore()
  const suggestions = shallowRef<readonly Suggestion[]>([])
  const open = ref(false)
  /** -1 for none. */
  const chosen = ref(-1)
  /** Where one types; -1 while the box is not focused. */
  const caret = ref(-1)
  /** Rises with every wish to write in the box. */
  const focusWishes = ref(0)
  let generation = 0

  link.subscribe({ event: () => undefined, closed: close })

  /** For keys and commands: the box takes the focus. */
  function focusSearch(): void {
    focusWishes.value += 1
  }

  /** Text was typed, or the caret moved. */
  async function typed(text: string, at: number): Promise<void> {
    caret.value = at
    if (text !== inbox.search) void inbox.searchFor(text)
    await suggest(text, at)
  }

  async function suggest(text: string, at: number): Promise<void> {
    const mine = ++generation
    try {
      const help = await link.engine().searchHelp(text, at)
      if (mine !== generation) return
      suggestions.value = help.suggestions
      chosen.value = -1
      open.value = help.suggestions.length > 0
    } catch {
      // Without suggestions one types on; a failure is shown by the list.
      if (mine === generation) close()
    }
  }

  function close(): void {
    generation += 1
    open.value = false
    chosen.value = -1
    suggestions.value = []
  }

  function step(by: 1 | -1): void {
    const count = suggestions.value.length
    // From none, downwards to the first one and upwards to the last one.
    chosen.value = chosen.value < 0 ? (by > 0 ? 0 : count - 1) : (chosen.value + by + count) % count
  }

  /** What the box holds once the suggestion is taken. */
  function take(suggestion: Suggestion): { readonly text: string; readonly caret: number } {
    close()
    void inbox.searchFor(suggestion.typed)
    caret.value = suggestion.caret
    if (suggestion.kind === 'case') {
      used()
      layout.showCase()
      void subject.open(suggestion.caseId)
    } else if (suggestion.kind === 'operator') {
      // Its values are what comes next.
      void suggest(suggestion.typed, suggestion.caret)
    }
    return { text: suggestion.typed, caret: suggestion.caret }
  }

  /** The search led somewhere. */
  function used(): void {
    const search = inbox.query.search
    // Only suggested less when it could not be kept.
    if (search !== '')
      link
        .engine()
        .searchUsed(search)
        .catch(() => undefined)
  }

  function left(): void {
    caret.value = -1
    close()
  }

  /** What is still being written is not complained about. */
  const problems = computed((): readonly SearchProblem[] =>
    (inbox.standing?.problems ?? []).filter(
      ({ span }) => !(span.from < caret.value && caret.value <= span.to),
    ),
  )

  return {
    suggestions,
    open,
    chosen,
    focusWishes,
    problems,
    focusSearch,
    typed,
    suggest,
    close,
    step,
    take,
    used,
    left,
  }
})
