import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { plainText, type ActionType, type Decision, type TextLimits } from '../../../shared/domain/action'
import type { Case } from '../../../shared/domain/case'
import { unfilledIn } from '../../../shared/domain/template'
import { assertNever } from '../../../shared/domain/assertNever'
import type { ActionId, CaseId, TrackingId } from '../../../shared/domain/identifiers'
import type { ActAnswer } from '../../engine/api'
import type { JournalFailureCode } from '../../../shared/bridge/journalPort'
import { useEngineStore } from '../session/engineStore'
import { useDraftFileStore } from './draftFileStore'
import { useComposerStore } from './composerStore'
import { composed, takesFiles, type FormProblem } from './formChoices'

/** What was done last and can still be taken back. */
export interface HeldAct {
  readonly actionId: ActionId
  readonly caseId: CaseId
  readonly trackingId: TrackingId
  readonly type: ActionType
  /** By this page's monotonic clock. */
  readonly until: number
}

export type ActProblem =
  | 'empty-text'
  | 'text-too-short'
  | 'text-too-long'
  | 'not-allowed'
  | 'case-left'
  /** A placeholder of a template is still in the text. */
  | 'unfilled'
  /** A file is still on its way into the draft. */
  | 'files-coming'
  | FormProblem
  | JournalFailureCode
  | 'unknown'

/** An action is mostly on the disk before anybody could see that it is not. */
const soonMilliseconds = 150

/** Sends a decision to this report and to others; null when it is saved. */
export type SendToMany = (decision: Decision) => Promise<ActProblem | null>

function problemOf(answer: Exclude<ActAnswer, { outcome: 'saved' }>): ActProblem {
  switch (answer.outcome) {
    case 'invalid':
      return answer.problem
    case 'not-allowed':
    case 'case-left':
      return answer.outcome
    case 'not-saved':
      return answer.code
    default:
      return assertNever(answer, 'answer to an action')
  }
}

/** Acting, and taking back what was done within the time that main holds it. */
export const useActStore = defineStore('act', () => {
  const link = useEngineStore()
  const composer = useComposerStore()
  const attachments = useDraftFileStore()
  const held = shallowRef<readonly HeldAct[]>([])
  /** An action is being saved, and it takes long enough to be seen: buttons do not blink with every one. */
  const busy = ref(false)
  let saving = false
  const problem = shallowRef<{ readonly caseId: CaseId; readonly problem: ActProblem } | null>(null)
  const undoProblem = ref<'tooLate' | 'failed' | null>(null)
  const newest = computed(() => held.value[held.value.length - 1] ?? null)

  link.subscribe({
    event() {},
    closed() {
      held.value = []
      problem.value = null
      undoProblem.value = null
    },
  })

  function hold(act: HeldAct): void {
    held.value = [...held.value, act]
    undoProblem.value = null
    setTimeout(() => forget(act.actionId), act.until - performance.now())
  }
  function forget(actionId: ActionId): void {
    held.value = held.value.filter((candidate) => candidate.actionId !== actionId)
  }

  function act(caseId: CaseId, trackingId: TrackingId, decision: Decision): Promise<boolean> {
    return save(caseId, trackingId, decision, () => link.engine().act(caseId, decision))
  }

  async function save(
    caseId: CaseId,
    trackingId: TrackingId,
    decision: Decision,
    ask: () => Promise<ActAnswer>,
  ): Promise<boolean> {
    if (saving) return false
    problem.value = null
    const done = beginSaving()
    try {
      const answer = await ask()
      if (answer.outcome !== 'saved') {
        problem.value = { caseId, problem: problemOf(answer) }
        return false
      }
      const until = performance.now() + answer.holdMilliseconds
      hold({ actionId: answer.actionId, caseId, trackingId, type: decision.type, until })
      return true
    } catch {
      problem.value = { caseId, problem: 'unknown' }
      return false
    } finally {
      done()
    }
  }

  function beginSaving(): () => void {
    saving = true
    const shown = setTimeout(() => (busy.value = true), soonMilliseconds)
    return () => {
      clearTimeout(shown)
      saving = false
      busy.value = false
    }
  }

  /** Sends what stands in the composer; refused with a sentence when something is amiss, and nothing is lost. */
  async function sendComposed(subject: Case, toMany?: SendToMany): Promise<boolean> {
    const { changing, text, textType, choices, limits } = composer
    const { id: caseId, trackingId } = subject
    const made = composed(textType, text, choices, subject, changing?.decision ?? null)
    const refusal =
      ('problem' in made ? made.problem : null) ??
      (limits && textProblem(text, limits)) ??
      filesProblem(caseId)
    if (refusal || 'problem' in made) {
      problem.value = { caseId, problem: refusal ?? 'invalid' }
      return false
    }
    const { decision } = made
    const files = takesFiles(textType) ? attachments.filesOf(caseId, textType) : []
    const going = [...(changing?.files ?? []), ...files].map(({ fileId }) => fileId)
    const fileIds = takesFiles(textType) ? going : undefined
    const saved = await (toMany
      ? saveMany(caseId, () => toMany(decision))
      : save(caseId, trackingId, decision, () =>
          changing
            ? link.engine().change(changing.actionId, { decision, fileIds })
            : link.engine().act(caseId, decision, fileIds),
        ))
    if (!saved) return false
    composer.clear(caseId, textType, { text, choices })
    if (takesFiles(textType)) void attachments.load(caseId, textType)
    return true
  }

  async function saveMany(caseId: CaseId, send: () => Promise<ActProblem | null>): Promise<boolean> {
    if (saving) return false
    problem.value = null
    const done = beginSaving()
    const found = await send().catch((): ActProblem => 'unknown')
    done()
    problem.value = found && { caseId, problem: found }
    return found === null
  }

  function filesProblem(caseId: CaseId): ActProblem | null {
    return takesFiles(composer.textType) && attachments.isBusy(caseId, composer.textType)
      ? 'files-coming'
      : null
  }

  async function undo(act: HeldAct): Promise<void> {
    try {
      const answer = await link.engine().undo(act.actionId)
      undoProblem.value = answer.undone ? null : 'tooLate'
      forget(act.actionId)
      if (answer.undone) putBack(act, answer.decision)
    } catch {
      undoProblem.value = 'failed'
    }
  }

  /** Main has made text and files a draft again; here they come back on screen. */
  function putBack({ caseId, type }: HeldAct, decision: Decision): void {
    composer.putBack(caseId, decision)
    if (takesFiles(type)) void attachments.load(caseId, type)
  }

  /** Takes back an action shown in the timeline, also one that was held since before a restart. */
  function undoFromTimeline(act: Omit<HeldAct, 'until'>): Promise<void> {
    return undo({ ...act, until: 0 })
  }

  async function sendOnTop(
    actionId: ActionId,
    about: { caseId: CaseId; trackingId: TrackingId | null; type: ActionType },
  ): Promise<ActProblem | null> {
    try {
      const answer = await link.engine().sendOnTop(actionId)
      if (answer.outcome !== 'saved') return problemOf(answer)
      const { caseId, trackingId, type } = about
      const until = performance.now() + answer.holdMilliseconds
      if (trackingId) hold({ actionId: answer.actionId, caseId, trackingId, type, until })
      return null
    } catch {
      return 'unknown'
    }
  }

  async function discard(actionId: ActionId): Promise<boolean> {
    try {
      return (await link.engine().discard(actionId)).discarded
    } catch {
      return false
    }
  }

  function clearProblem(): void {
    problem.value = null
  }

  return {
    newest,
    busy,
    problem,
    undoProblem,
    act,
    sendComposed,
    undo,
    undoFromTimeline,
    sendOnTop,
    discard,
    clearProblem,
  }
})

function textProblem(text: string, { shortest, longest }: TextLimits): ActProblem | null {
  const { length } = plainText(text)
  if (length > longest) return 'text-too-long'
  if (unfilledIn(text).length > 0) return 'unfilled'
  if (length >= shortest) return null
  return length === 0 ? 'empty-text' : 'text-too-short'
}
