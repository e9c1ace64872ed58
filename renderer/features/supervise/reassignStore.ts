import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Place } from '../../../shared/bridge/place'
import type { CaseId, OfficerId } from '../../../shared/domain/identifiers'
import { plainText, textLimits } from '../../../shared/domain/action'
import type { BulkAnswer, ReassignTo } from '../../engine/listApi'
import type { PossibleHolder, ReassignCases, ReassignPreview } from '../../engine/reassignApi'
import { useBulkStore } from '../bulk/bulkStore'
import { useSelectionStore } from '../inbox/selectionStore'
import { useEngineStore } from '../session/engineStore'

type Done = Extract<BulkAnswer, { outcome: 'done' }>
export const reassignChoices = ['balanced', 'officer', 'nobody'] as const satisfies ReassignTo['kind'][]

/** Giving cases to others: which, to whom, why; what it would change, how far it is, what came of it. */
export const useReassignStore = defineStore('reassign', () => {
  const link = useEngineStore()
  const selection = useSelectionStore()
  const bulk = useBulkStore()
  /** Null while nothing is asked. */
  const cases = shallowRef<ReassignCases | null>(null)
  const choice = ref<ReassignTo['kind']>('balanced')
  const officerId = shallowRef<OfficerId | null>(null)
  const reason = ref('')
  const stage = ref<'form' | 'working' | 'result'>('form')
  const possible = shallowRef<readonly PossibleHolder[]>([])
  const preview = shallowRef<ReassignPreview | null>(null)
  const progress = shallowRef<{ readonly done: number; readonly total: number } | null>(null)
  const result = shallowRef<Done | null>(null)
  const problem = ref<'preview-failed' | 'failed' | null>(null)
  /** Rises with every question, so that a late answer to an old one is not shown. */
  let generation = 0

  link.subscribe({
    event(event) {
      if (event.kind === 'bulk-progress') progress.value = event
      else if (event.kind === 'rows-changed' && cases.value && stage.value === 'form') void look()
    },
    closed() {
      close()
      empty()
    },
  })

  /** Null until an officer is chosen. */
  const to = computed<ReassignTo | null>(() => {
    if (choice.value !== 'officer') return { kind: choice.value }
    return officerId.value && { kind: 'officer', officerId: officerId.value }
  })
  const reasonTooLong = computed(() => plainText(reason.value).length > textLimits.assign.reason.longest)
  const canConfirm = computed(
    () =>
      stage.value === 'form' && to.value !== null && !reasonTooLong.value && (preview.value?.done ?? 0) > 0,
  )

  /** Asks to whom these are to go; with an officer, that one is proposed. */
  function wish(wanted: ReassignCases, proposed: ReassignTo = { kind: 'balanced' }): void {
    empty()
    cases.value = wanted
    choice.value = proposed.kind
    officerId.value = proposed.kind === 'officer' ? proposed.officerId : null
    void look()
  }
  /** What was begun, for a page that comes back; undefined when there is nothing to go on with. */
  const begun = computed((): Place['reassign'] => {
    const { value: asked } = cases
    if (!asked || 'query' in asked || stage.value !== 'form') return undefined
    const kept = 'caseIds' in asked ? { caseIds: [...asked.caseIds] } : asked
    return { cases: kept, choice: choice.value, officerId: officerId.value, reason: reason.value }
  })
  function comeBack(kept: NonNullable<Place['reassign']>): void {
    const { officerId: chosen } = kept
    wish(kept.cases, kept.choice === 'officer' && chosen ? { kind: 'officer', officerId: chosen } : undefined)
    choice.value = kept.choice
    reason.value = kept.reason
    void look()
  }
  function empty(): void {
    officerId.value = null
    reason.value = ''
    stage.value = 'form'
    possible.value = []
    preview.value = null
    progress.value = null
    result.value = null
    problem.value = null
  }
  function close(): void {
    generation += 1
    cases.value = null
  }
  function choose(chosen: ReassignTo['kind']): void {
    choice.value = chosen
    preview.value = to.value === null ? null : preview.value
    void look()
  }
  function pick(chosen: OfficerId): void {
    officerId.value = chosen
    void look()
  }

  /** Asks what it would change now, and who could hold them. */
  async function look(): Promise<void> {
    const mine = ++generation
    const { value: asked } = cases
    const { value: wanted } = to
    if (!asked) return
    try {
      const [holders, answer] = await Promise.all([
        link.engine().possibleHolders(asked),
        wanted ? link.engine().previewReassign(asked, wanted) : null,
      ])
      if (mine !== generation) return
      possible.value = holders
      preview.value = answer
      problem.value = null
    } catch {
      if (mine === generation) problem.value = 'preview-failed'
    }
  }

  async function confirm(): Promise<void> {
    const { value: asked } = cases
    const { value: wanted } = to
    if (!asked || !wanted || !canConfirm.value) return
    generation += 1
    stage.value = 'working'
    progress.value = { done: 0, total: preview.value?.total ?? 0 }
    problem.value = null
    try {
      const answer = await link.engine().reassign(asked, wanted, reason.value)
      if (answer.outcome === 'invalid') {
        stage.value = 'form'
        problem.value = 'failed'
        return
      }
      bulk.hold({ kind: 'reassign', actionIds: answer.actionIds }, answer.holdMilliseconds)
      result.value = answer
      stage.value = 'result'
      // What was not saved is still to be done: it stays selected.
      if (answer.failure === null) selection.clear()
      // All went as the preview said: the bar at the foot says so, with its *undo*.
      if (answer.left.length === 0 && answer.failure === null) close()
    } catch {
      stage.value = 'form'
      problem.value = 'failed'
    }
  }

  return {
    cases,
    choice,
    officerId,
    reason,
    stage,
    possible,
    preview,
    progress,
    result,
    problem,
    to,
    reasonTooLong,
    canConfirm,
    begun,
    wish,
    comeBack,
    close,
    choose,
    pick,
    confirm,
  }
})

/** How many cases are asked for before the engine has counted them; null when only it knows. */
export function knownCount(cases: ReassignCases | null): number | null {
  return cases && 'caseIds' in cases ? cases.caseIds.length : null
}

/** These, and no others. */
export function theseCases(caseIds: Iterable<CaseId>): ReassignCases {
  return { caseIds: [...caseIds] }
}
