import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef } from 'vue'
import { plainText, textLimits } from '../../../shared/domain/action'
import type { CaseId } from '../../../shared/domain/identifiers'
import type { Draft } from '../../../shared/bridge/journalPort'
import type { CaseView } from '../../engine/api'
import { useEngineStore } from '../session/engineStore'

/** The actions whose text is written in the composer. */
export type WrittenType = keyof typeof textLimits
export const writtenTypes = ['respond', 'note'] as const satisfies readonly WrittenType[]

/** While typing goes on, the draft is handed over after this pause. */
const pauseMilliseconds = 400
/** The engine gathers drafts for so long before it writes one (ARCHITECTURE, *journal*). */
const writtenAfterMilliseconds = 2_000

/** What is being written, kept for each report and type: nothing typed is lost by looking elsewhere. */
export const useComposerStore = defineStore('composer', () => {
  const link = useEngineStore()
  const caseId = shallowRef<CaseId | null>(null)
  const type = ref<WrittenType>('respond')
  const texts = shallowReactive(new Map<string, string>())
  const closes = ref(false)
  const draftState = ref<'none' | 'saving' | 'saved' | 'failed'>('none')
  let pause: ReturnType<typeof setTimeout> | undefined
  let waiting: Draft | null = null

  link.subscribe({
    event() {},
    closed() {
      clearTimeout(pause)
      waiting = null
      texts.clear()
      caseId.value = null
      draftState.value = 'none'
    },
  })

  const keyOf = (owner: CaseId, of: WrittenType) => `${of} ${owner}`
  const text = computed(() => (caseId.value ? (texts.get(keyOf(caseId.value, type.value)) ?? '') : ''))
  /** As it is measured when sent (PROTOCOL.md 1.1). */
  const length = computed(() => plainText(text.value).length)
  const limit = computed(() => textLimits[type.value])

  /** Drafts from the journal; what is on screen already is newer. */
  function remember(drafts: readonly Draft[]): void {
    for (const draft of drafts) {
      const written = writtenTypes.find((candidate) => candidate === draft.type)
      if (!written) continue
      const key = keyOf(draft.caseId, written)
      if (!texts.has(key)) texts.set(key, draft.text)
    }
  }

  /** Turns to a report; the first type that may be written now is chosen, unless this report is shown already. */
  function turnTo(owner: CaseId, permissions: CaseView['permissions']): void {
    if (caseId.value === owner) return
    void handOver()
    caseId.value = owner
    closes.value = false
    draftState.value = 'none'
    type.value = permissions.respond.allowed || !permissions.note.allowed ? 'respond' : 'note'
  }

  function choose(chosen: WrittenType): void {
    if (type.value === chosen) return
    void handOver()
    type.value = chosen
    draftState.value = 'none'
  }

  function write(typed: string): void {
    if (!caseId.value) return
    put(caseId.value, type.value, typed)
  }

  function put(owner: CaseId, of: WrittenType, typed: string): void {
    if (waiting && (waiting.caseId !== owner || waiting.type !== of)) void handOver()
    texts.set(keyOf(owner, of), typed)
    waiting = { caseId: owner, type: of, text: typed }
    draftState.value = 'saving'
    clearTimeout(pause)
    pause = setTimeout(() => void handOver(), pauseMilliseconds)
  }

  /** Gives what was typed to the engine; says *saved* only when it is on the disk. */
  async function handOver(): Promise<void> {
    clearTimeout(pause)
    const draft = waiting
    waiting = null
    if (!draft) return
    try {
      await link.engine().saveDraft(draft)
      pause = setTimeout(() => {
        if (!waiting && draftState.value === 'saving') draftState.value = draft.text ? 'saved' : 'none'
      }, writtenAfterMilliseconds)
    } catch {
      draftState.value = 'failed'
    }
  }

  /** After it was saved as an action, the draft is no longer needed. */
  function clear(owner: CaseId, of: WrittenType): void {
    put(owner, of, '')
    closes.value = false
    draftState.value = 'none'
    void handOver()
  }

  /** Puts a text back that was taken back; what has been written since then stays below it. */
  function putBack(owner: CaseId, of: WrittenType, taken: string): void {
    const since = texts.get(keyOf(owner, of)) ?? ''
    put(owner, of, since.trim() === '' ? taken : `${taken}\n\n${since}`)
    if (caseId.value === owner) type.value = of
  }

  return {
    caseId,
    type,
    text,
    length,
    limit,
    closes,
    draftState,
    remember,
    turnTo,
    choose,
    write,
    clear,
    putBack,
  }
})
