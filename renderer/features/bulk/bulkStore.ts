import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Place } from '../../../shared/bridge/place'
import type { ActionId, CaseId, UnitId } from '../../../shared/domain/identifiers'
import { textLimits, type TextLimits } from '../../../shared/domain/action'
import { assertNever } from '../../../shared/domain/assertNever'
import type { ArchiveReasonCode } from '../../../shared/domain/reference'
import type { Bulk, BulkAnswer, BulkKind, BulkPreview } from '../../engine/listApi'
import { useSelectionStore } from '../inbox/selectionStore'
import { useEngineStore } from '../session/engineStore'

/** Decisions that this dialog asks for; reassigning has one of its own. */
export type BulkFormKind = Exclude<BulkKind, 'reassign'>

/** What the officer fills in; which of it counts depends on the kind. */
export interface BulkForm {
  readonly unitId: UnitId | null
  readonly reasonCode: ArchiveReasonCode | null
  readonly text: string
  readonly add: readonly string[]
  readonly remove: readonly string[]
}
const emptyForm: BulkForm = { unitId: null, reasonCode: null, text: '', add: [], remove: [] }

type Done = Extract<BulkAnswer, { outcome: 'done' }>

/** What was done to many last, while it can be taken back. */
export interface HeldBulk {
  /** `respond`: one answer to a report and all that are linked to it. */
  readonly kind: BulkKind | 'respond'
  readonly actionIds: readonly ActionId[]
  /** By this page's monotonic clock. */
  readonly until: number
}

/** One decision for several reports: what is asked, what it would do, how far it is, what came of it. */
export const useBulkStore = defineStore('bulk', () => {
  const link = useEngineStore()
  const selection = useSelectionStore()
  const kind = shallowRef<BulkFormKind | null>(null)
  const caseIds = shallowRef<readonly CaseId[]>([])
  const form = shallowRef<BulkForm>(emptyForm)
  const stage = ref<'form' | 'working' | 'result'>('form')
  const preview = shallowRef<BulkPreview | null>(null)
  const progress = shallowRef<{ readonly done: number; readonly total: number } | null>(null)
  const result = shallowRef<Done | null>(null)
  const problem = ref<'preview-failed' | 'text' | 'failed' | null>(null)
  const held = shallowRef<HeldBulk | null>(null)
  const undoResult = shallowRef<{ readonly undone: number; readonly rest: number } | 'failed' | null>(null)
  let generation = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let onUndone: () => void = () => undefined

  link.subscribe({
    event(event) {
      if (event.kind === 'bulk-progress') progress.value = event
      else if (event.kind === 'rows-changed' && kind.value && stage.value === 'form') void look()
    },
    closed() {
      close()
      empty()
      held.value = null
      undoResult.value = null
    },
  })

  /** Null while something is missing that it cannot be without. */
  const bulk = computed<Bulk | null>(() => (kind.value ? bulkOf(kind.value, form.value) : null))
  const canConfirm = computed(
    () => stage.value === 'form' && bulk.value !== null && (preview.value?.done ?? 0) > 0,
  )

  function begin(chosen: BulkFormKind, chosenIds: readonly CaseId[]): void {
    empty()
    kind.value = chosen
    caseIds.value = [...chosenIds]
    void look()
  }
  /** What was begun, for a page that comes back; undefined when there is nothing to go on with. */
  const begun = computed(() => {
    if (!kind.value || stage.value !== 'form') return undefined
    const { add, remove, ...about } = form.value
    const tags = { add: [...add], remove: [...remove] }
    return { kind: kind.value, caseIds: [...caseIds.value], ...about, ...tags }
  })
  function comeBack({ kind: chosen, caseIds: chosenIds, ...filled }: NonNullable<Place['bulk']>): void {
    begin(chosen, chosenIds)
    fill(filled)
  }
  function empty(): void {
    caseIds.value = []
    form.value = emptyForm
    stage.value = 'form'
    preview.value = null
    progress.value = null
    result.value = null
    problem.value = null
  }
  function close(): void {
    generation += 1
    kind.value = null
  }
  function fill(changes: Partial<BulkForm>): void {
    form.value = { ...form.value, ...changes }
    problem.value = null
    void look()
  }

  /** Asks what it would do now. */
  async function look(): Promise<void> {
    const mine = ++generation
    const asked = kind.value && previewedBulk(kind.value, form.value)
    if (!asked) {
      preview.value = null
      return
    }
    try {
      const answer = await link.engine().previewBulk(caseIds.value, asked)
      if (mine === generation) preview.value = answer
    } catch {
      if (mine === generation) problem.value = 'preview-failed'
    }
  }

  async function confirm(): Promise<void> {
    const asked = bulk.value
    if (!asked || !canConfirm.value) return
    generation += 1
    stage.value = 'working'
    progress.value = { done: 0, total: caseIds.value.length }
    problem.value = null
    try {
      const answer = await link.engine().actOnMany(caseIds.value, asked)
      if (answer.outcome === 'invalid') {
        stage.value = 'form'
        problem.value = 'text'
        return
      }
      hold({ kind: asked.kind, actionIds: answer.actionIds }, answer.holdMilliseconds)
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

  /** What was done can be taken back for so long; `undone` is called when all of it was. */
  function hold(done: Omit<HeldBulk, 'until'>, milliseconds: number, undone = (): void => undefined): void {
    clearTimeout(timer)
    onUndone = undone
    undoResult.value = null
    held.value = done.actionIds.length > 0 ? { ...done, until: performance.now() + milliseconds } : null
    timer = setTimeout(() => (held.value = null), milliseconds)
  }

  async function undo(): Promise<void> {
    const last = held.value
    if (!last) return
    try {
      const { undone } = await link.engine().undoMany(last.actionIds)
      undoResult.value = { undone: undone.length, rest: last.actionIds.length - undone.length }
      held.value = null
      if (undone.length === last.actionIds.length) onUndone()
    } catch {
      undoResult.value = 'failed'
    }
  }
  function undoTold(): void {
    undoResult.value = null
  }

  return {
    kind,
    caseIds,
    form,
    bulk,
    stage,
    preview,
    progress,
    result,
    problem,
    held,
    undoResult,
    canConfirm,
    begun,
    begin,
    comeBack,
    close,
    fill,
    look,
    confirm,
    hold,
    undo,
    undoTold,
  }
})

/** How long the text of a kind may be; null for those without one. */
export function bulkTextLimits(kind: BulkFormKind): TextLimits | null {
  return kind === 'forward' || kind === 'archive' ? textLimits[kind].text : null
}

/** To which it may be done does not depend on the reason: that is seen before one is chosen. */
function previewedBulk(kind: BulkFormKind, form: BulkForm): Bulk | null {
  return bulkOf(kind, { ...form, reasonCode: form.reasonCode ?? 'unclear' })
}

function bulkOf(kind: BulkFormKind, form: BulkForm): Bulk | null {
  switch (kind) {
    case 'accept':
    case 'assign-to-me':
      return { kind }
    case 'forward':
      return form.unitId ? { kind, unitId: form.unitId, text: form.text } : null
    case 'archive':
      return form.reasonCode ? { kind, reasonCode: form.reasonCode, text: form.text } : null
    case 'tag': {
      const { add, remove } = form
      return add.length + remove.length > 0 ? { kind, add: [...add], remove: [...remove] } : null
    }
    default:
      return assertNever(kind, 'kind')
  }
}
