import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { plainText, type Decision } from '../../../shared/domain/action'
import type { Case } from '../../../shared/domain/case'
import type { CaseId } from '../../../shared/domain/identifiers'
import type { CaseDuplicates, ClusterPreview, LikelyDuplicate, LinkedCase } from '../../engine/duplicatesApi'
import { useBulkStore } from '../bulk/bulkStore'
import { useEngineStore } from '../session/engineStore'
import { useActStore, type ActProblem } from './actStore'
import { useComposerStore } from './composerStore'

/** While typing goes on, who would get the answer is asked for after this pause. */
const pauseMilliseconds = 300

/** Reports of the same thing as the one that is open: likely ones, linked ones, and one answer to all of them. */
export const useDuplicateStore = defineStore('duplicates', () => {
  const link = useEngineStore()
  const acts = useActStore()
  const bulk = useBulkStore()
  const composer = useComposerStore()
  const caseId = shallowRef<CaseId | null>(null)
  const around = shallowRef<CaseDuplicates | null>(null)
  /** The report whose answer goes to the linked ones too. */
  const answersAll = shallowRef<CaseId | null>(null)
  const preview = shallowRef<ClusterPreview | null>(null)
  const failed = ref(false)
  /** What was answered last, to be put back into the composer when it is taken back. */
  let answered: { readonly caseId: CaseId; readonly decision: Decision } | null = null
  let pause: ReturnType<typeof setTimeout> | undefined

  link.subscribe({
    event(event) {
      // The notice follows its own report by itself; another one's linking changes it too.
      if (event.kind === 'case-changed' && isShown(event.caseId)) void read(caseId.value ?? event.caseId)
    },
    closed() {
      clearTimeout(pause)
      caseId.value = null
      around.value = null
      answersAll.value = null
      preview.value = null
      answered = null
    },
  })

  function isShown(otherId: CaseId): boolean {
    return [...likely.value, ...linked.value].some((other) => other.caseId === otherId)
  }
  const likely = computed(() => around.value?.likely ?? [])
  const linked = computed(() => around.value?.linked ?? [])

  /** For the report that is open now. What stood there of another one goes at once. */
  async function read(wanted: CaseId): Promise<void> {
    if (caseId.value !== wanted) {
      caseId.value = wanted
      around.value = null
      preview.value = null
      answersAll.value = null
    }
    try {
      const found = await link.engine().duplicatesOf(wanted)
      if (caseId.value !== wanted) return
      around.value = found
      failed.value = false
      if (found && found.linked.length > 0) await look()
    } catch {
      if (caseId.value === wanted) failed.value = true
    }
  }

  /** The later report to the earlier one, whichever of the two is open. */
  function linkTo(other: LikelyDuplicate, own: Pick<Case, 'trackingId'>): Promise<boolean> {
    const { subjectId, primaryId } = other.link
    const { trackingId } = subjectId === other.caseId ? other : own
    return acts.act(subjectId, trackingId, { type: 'link_duplicate', payload: { primaryCaseId: primaryId } })
  }
  async function unlink({ caseId: memberId, trackingId }: LinkedCase): Promise<void> {
    const { value: primaryCaseId } = caseId
    if (primaryCaseId)
      await acts.act(memberId, trackingId, { type: 'unlink_duplicate', payload: { primaryCaseId } })
  }
  async function notOne({ caseId: otherId }: LikelyDuplicate): Promise<void> {
    const { value: wanted } = caseId
    if (!wanted) return
    await link.engine().notDuplicates(wanted, otherId)
    await read(wanted)
  }

  /** Who would get what stands in the composer now. */
  async function look(): Promise<void> {
    const { value: wanted } = caseId
    if (!wanted || linked.value.length === 0) return
    const answer = { text: plainText(composer.text), close: composer.choices.closes === true }
    const found = await link.engine().previewClusterAnswer(wanted, answer)
    if (caseId.value === wanted) preview.value = found
  }
  function typed(): void {
    clearTimeout(pause)
    pause = setTimeout(() => void look().catch(() => (failed.value = true)), pauseMilliseconds)
  }
  function answerAll(wanted: boolean): void {
    answersAll.value = wanted ? caseId.value : null
  }

  /** Sends the answer to the report and to all that are linked to it; null when it is saved. */
  async function send({ id }: Pick<Case, 'id'>, decision: Decision): Promise<ActProblem | null> {
    if (decision.type !== 'respond') return 'invalid'
    const { text, close } = decision.payload
    const answer = await link.engine().answerCluster(id, { text, close: close === true })
    if (answer.outcome === 'invalid') return answer.problem
    if (answer.actionIds.length === 0) return answer.failure ?? 'not-allowed'
    answered = { caseId: id, decision }
    answersAll.value = null
    bulk.hold({ kind: 'respond', actionIds: answer.actionIds }, answer.holdMilliseconds, putBack)
    return null
  }
  /** What was taken back stands in the composer again. */
  function putBack(): void {
    if (answered) composer.putBack(answered.caseId, answered.decision)
    answered = null
  }

  return {
    caseId,
    likely,
    linked,
    preview,
    failed,
    answersAll,
    read,
    linkTo,
    unlink,
    notOne,
    typed,
    answerAll,
    send,
  }
})
