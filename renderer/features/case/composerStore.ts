import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef } from 'vue'
import { plainText, writtenText, type ActionType, type Decision } from '../../../shared/domain/action'
import {
  choicesOf,
  isNothingChosen,
  nothingChosen,
  type DecisionChoices,
} from '../../../shared/domain/decisionChoices'
import type { ActionId, CaseId } from '../../../shared/domain/identifiers'
import type { AttachedFile } from '../../../shared/bridge/attachedFiles'
import { isEmptyDraft, type Draft } from '../../../shared/bridge/draft'
import type { CaseView } from '../../engine/api'
import { useEngineStore } from '../session/engineStore'
import { limitsOf, type ComposedType } from './formChoices'

/** An unsent action that is being changed, until it is sent in the place of the one before. */
export interface ChangedAction {
  readonly actionId: ActionId
  readonly type: ComposedType
  readonly decision: Decision
  /** Those of its files that still go along. */
  readonly files: readonly AttachedFile[]
  /** What stood there before; it comes back when the change is given up. */
  readonly draftBefore: string
  readonly choicesBefore: DecisionChoices
}

interface BegunChange {
  readonly actionId: ActionId
  readonly caseId: CaseId
  readonly decision: Decision
  readonly files: readonly AttachedFile[]
}

/** What stood in the composer when it was sent. */
interface SentComposition {
  readonly text: string
  readonly choices: DecisionChoices
}

/** While typing goes on, the draft is handed over after this pause. */
const pauseMilliseconds = 400
/** The engine gathers drafts for so long before it writes one (ARCHITECTURE, *journal*). */
const writtenAfterMilliseconds = 2_000

/**
 * What is being put together, kept for each report and type: nothing typed or chosen is lost by looking elsewhere. All
 * of it is a draft, which outlives the program.
 */
export const useComposerStore = defineStore('composer', () => {
  const link = useEngineStore()
  const caseId = shallowRef<CaseId | null>(null)
  const type = ref<ComposedType>('respond')
  const texts = shallowReactive(new Map<string, string>())
  const chosen = shallowReactive(new Map<string, DecisionChoices>())
  const draftState = ref<'none' | 'saving' | 'saved' | 'failed'>('none')
  const changes = shallowReactive(new Map<CaseId, ChangedAction>())
  /** A new object for every wish that what is being put together has the focus. */
  const focusWish = shallowRef<object | null>(null)
  /** The list of templates, and the citizen's view of what is being put together. */
  const templatesOpen = ref(false)
  const previewOpen = ref(false)
  /** When something was typed last, by the page's monotonic clock. */
  const lastTyped = shallowRef<{ readonly caseId: CaseId; readonly at: number } | null>(null)
  let pause: ReturnType<typeof setTimeout> | undefined
  let waiting: Draft | null = null
  /** Handed over, and perhaps not on the disk yet. */
  const handed = new Map<string, Draft>()

  link.subscribe({
    event(event) {
      // What the worker that died had gathered and not written is gone with it.
      if (event.kind === 'engine-restarted') void handOverAgain()
    },
    closing: () => void handOver(),
    closed() {
      clearTimeout(pause)
      waiting = null
      handed.clear()
      texts.clear()
      chosen.clear()
      changes.clear()
      caseId.value = null
      templatesOpen.value = false
      previewOpen.value = false
      lastTyped.value = null
      draftState.value = 'none'
    },
  })

  const keyOf = (owner: CaseId, of: ActionType) => `${of} ${owner}`
  const changing = computed(() => (caseId.value ? (changes.get(caseId.value) ?? null) : null))
  /** What is in the composer: the action being changed, else the type chosen. */
  const textType = computed<ComposedType>(() => changing.value?.type ?? type.value)
  const text = computed(() => (caseId.value ? (texts.get(keyOf(caseId.value, textType.value)) ?? '') : ''))
  const choices = computed<DecisionChoices>(
    () => (caseId.value && chosen.get(keyOf(caseId.value, textType.value))) || nothingChosen,
  )
  /** As it is measured when sent (PROTOCOL.md 1.1). */
  const length = computed(() => plainText(text.value).length)
  /** Null for what is decided without words. */
  const limits = computed(() => limitsOf[textType.value])

  /** Drafts from the journal; what is on screen already is newer. */
  function remember(drafts: readonly Draft[]): void {
    for (const draft of drafts) {
      const key = keyOf(draft.caseId, draft.type)
      if (texts.has(key) || chosen.has(key)) continue
      texts.set(key, draft.text)
      if (draft.choices) chosen.set(key, draft.choices)
    }
  }

  /** Turns to a report; the first type that may be written now is chosen, unless this report is shown already. */
  function turnTo(owner: CaseId, permissions: CaseView['permissions']): void {
    if (caseId.value === owner) return
    void handOver()
    caseId.value = owner
    draftState.value = 'none'
    templatesOpen.value = false
    previewOpen.value = false
    type.value = permissions.respond.allowed || !permissions.note.allowed ? 'respond' : 'note'
  }

  function choose(wanted: ComposedType): void {
    if (type.value === wanted) return
    void handOver()
    type.value = wanted
    draftState.value = 'none'
  }

  function wantFocus(): void {
    focusWish.value = {}
  }

  function write(typed: string): void {
    if (!caseId.value) return
    lastTyped.value = { caseId: caseId.value, at: performance.now() }
    put(caseId.value, textType.value, typed)
  }

  /** Chooses something beside the text. */
  function set(some: Partial<DecisionChoices>): void {
    if (!caseId.value) return
    chosen.set(keyOf(caseId.value, textType.value), { ...choices.value, ...some })
    keep(caseId.value, textType.value)
  }

  function put(owner: CaseId, of: ActionType, typed: string): void {
    texts.set(keyOf(owner, of), typed)
    keep(owner, of)
  }

  /** The draft as it stands now goes to the engine after a pause. */
  function keep(owner: CaseId, of: ActionType): void {
    if (waiting && (waiting.caseId !== owner || waiting.type !== of)) void handOver()
    const beside = chosen.get(keyOf(owner, of)) ?? nothingChosen
    waiting = {
      caseId: owner,
      type: of,
      text: texts.get(keyOf(owner, of)) ?? '',
      ...(isNothingChosen(beside) ? {} : { choices: beside }),
    }
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
    const key = keyOf(draft.caseId, draft.type)
    handed.set(key, draft)
    try {
      await link.engine().saveDraft(draft)
      pause = setTimeout(() => {
        if (handed.get(key) === draft) handed.delete(key)
        if (!waiting && draftState.value === 'saving')
          draftState.value = isEmptyDraft(draft) ? 'none' : 'saved'
      }, writtenAfterMilliseconds)
    } catch {
      draftState.value = 'failed'
    }
  }

  async function handOverAgain(): Promise<void> {
    await Promise.all([...handed.values()].map((draft) => link.engine().saveDraft(draft))).catch(() => {
      draftState.value = 'failed'
    })
  }

  /** Puts an unsent action of this case into the composer; text that stood there stays below its own. */
  function beginChange({ actionId, caseId: owner, decision, files }: BegunChange): void {
    if (decision.type === 'accept' || changes.get(owner)?.actionId === actionId) return
    const key = keyOf(owner, decision.type)
    const draftBefore = texts.get(key) ?? ''
    const choicesBefore = chosen.get(key) ?? nothingChosen
    changes.set(owner, { actionId, type: decision.type, decision, files, draftBefore, choicesBefore })
    chosen.set(key, choicesOf(decision))
    const written = writtenText(decision)?.text ?? ''
    const stays = draftBefore.trim() === '' || plainText(draftBefore) === plainText(written)
    put(owner, decision.type, stays ? written : `${written}\n\n${draftBefore}`)
  }

  /** A file of the action being changed does not go along any more. */
  function dropFile({ fileId }: Pick<AttachedFile, 'fileId'>): void {
    const { value: changed } = changing
    if (!caseId.value || !changed) return
    const files = changed.files.filter((file) => file.fileId !== fileId)
    changes.set(caseId.value, { ...changed, files })
  }

  function giveUpChange(): void {
    const { value: given } = changing
    if (!caseId.value || !given) return
    changes.delete(caseId.value)
    chosen.set(keyOf(caseId.value, given.type), given.choicesBefore)
    put(caseId.value, given.type, given.draftBefore)
    void handOver()
  }

  /**
   * After it was saved as an action, neither draft nor choices are needed any more. What was written or chosen while
   * it was being saved belongs to what comes next, and stays.
   */
  function clear(owner: CaseId, of: ComposedType, sent: SentComposition): void {
    const key = keyOf(owner, of)
    changes.delete(owner)
    if (chosen.get(key) === sent.choices) chosen.delete(key)
    const left = writtenSince(texts.get(key) ?? '', sent.text)
    if (caseId.value === owner && left === '') lastTyped.value = null
    put(owner, of, left)
    if (left === '') draftState.value = 'none'
    void handOver()
  }

  /** Puts back what was taken back; text that has been written since then stays below. */
  function putBack(owner: CaseId, decision: Decision): void {
    if (decision.type === 'accept') return
    const key = keyOf(owner, decision.type)
    chosen.set(key, choicesOf(decision))
    const taken = writtenText(decision)?.text
    const since = texts.get(key) ?? ''
    if (taken) put(owner, decision.type, since.trim() === '' ? taken : `${taken}\n\n${since}`)
    else keep(owner, decision.type)
    if (caseId.value === owner) type.value = decision.type
  }

  return {
    caseId,
    type,
    textType,
    changing,
    text,
    choices,
    length,
    limits,
    draftState,
    focusWish,
    templatesOpen,
    previewOpen,
    lastTyped,
    remember,
    turnTo,
    choose,
    wantFocus,
    write,
    set,
    clear,
    putBack,
    beginChange,
    dropFile,
    giveUpChange,
  }
})

/** What is in the field besides what was sent; all of it when that was rewritten and not gone on with. */
function writtenSince(now: string, sent: string): string {
  return now.startsWith(sent) ? now.slice(sent.length).trimStart() : now
}
