import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { textLimits, plainText, type Decision, type KnownActionType } from '../../../shared/domain/action'
import { assertNever } from '../../../shared/domain/assertNever'
import type { ActionId, CaseId, TrackingId } from '../../../shared/domain/identifiers'
import type { ActAnswer } from '../../engine/api'
import type { JournalFailureCode } from '../../../shared/bridge/journalPort'
import { useEngineStore } from '../session/engineStore'
import { useComposerStore, type WrittenType } from './composerStore'

/** What was done last and can still be taken back. */
export interface HeldAct {
  readonly actionId: ActionId
  readonly caseId: CaseId
  readonly trackingId: TrackingId
  readonly type: KnownActionType
  readonly text: string | null
  /** By this page's monotonic clock. */
  readonly until: number
}

export type ActProblem =
  'empty-text' | 'text-too-long' | 'not-allowed' | 'case-left' | JournalFailureCode | 'unknown'

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
  const held = shallowRef<readonly HeldAct[]>([])
  const busy = ref(false)
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

  async function act(caseId: CaseId, trackingId: TrackingId, decision: Decision): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = null
    try {
      const answer = await link.engine().act(caseId, decision)
      if (answer.outcome !== 'saved') {
        problem.value = { caseId, problem: problemOf(answer) }
        return false
      }
      const text = decision.type === 'accept' ? null : decision.payload.text
      const until = performance.now() + answer.holdMilliseconds
      hold({ actionId: answer.actionId, caseId, trackingId, type: decision.type, text, until })
      return true
    } catch {
      problem.value = { caseId, problem: 'unknown' }
      return false
    } finally {
      busy.value = false
    }
  }

  /** Sends what stands in the composer; refused with a sentence when empty or too long, and nothing is lost. */
  async function sendWritten(caseId: CaseId, trackingId: TrackingId): Promise<boolean> {
    const { type, text, closes } = composer
    const { length } = plainText(text)
    const refusal = length === 0 ? 'empty-text' : length > textLimits[type] ? 'text-too-long' : null
    if (refusal) {
      problem.value = { caseId, problem: refusal }
      return false
    }
    const saved = await act(caseId, trackingId, decisionOf(type, text, closes))
    if (saved) composer.clear(caseId, type)
    return saved
  }

  async function undo(act: HeldAct): Promise<void> {
    try {
      const { undone } = await link.engine().undo(act.actionId)
      undoProblem.value = undone ? null : 'tooLate'
      forget(act.actionId)
      if (undone && act.text !== null && act.type !== 'accept')
        composer.putBack(act.caseId, act.type, act.text)
    } catch {
      undoProblem.value = 'failed'
    }
  }

  /** Takes back an action shown in the timeline, also one that was held since before a restart. */
  function undoFromTimeline(act: Omit<HeldAct, 'until'>): Promise<void> {
    return undo({ ...act, until: 0 })
  }

  async function sendOnTop(
    actionId: ActionId,
    about: { caseId: CaseId; trackingId: TrackingId | null; type: KnownActionType; text: string | null },
  ): Promise<ActProblem | null> {
    try {
      const answer = await link.engine().sendOnTop(actionId)
      if (answer.outcome !== 'saved') return problemOf(answer)
      const { caseId, trackingId, type, text } = about
      const until = performance.now() + answer.holdMilliseconds
      if (trackingId) hold({ actionId: answer.actionId, caseId, trackingId, type, text, until })
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
    sendWritten,
    undo,
    undoFromTimeline,
    sendOnTop,
    discard,
    clearProblem,
  }
})

function decisionOf(type: WrittenType, text: string, closes: boolean): Decision {
  if (type === 'note') return { type, payload: { text: plainText(text), uploads: [] } }
  return { type, payload: { text: plainText(text), uploads: [], ...(closes ? { close: true } : {}) } }
}
