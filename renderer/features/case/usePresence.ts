import { computed, onScopeDispose, ref, watch } from 'vue'
import { useCaseStore } from './caseStore'
import { useComposerStore } from './composerStore'
import { isInternalAct } from './textReaders'
import { usePresenceStore } from './presenceStore'

/** Who has not typed for so long is looking, not replying. */
const replyMilliseconds = 60_000

/**
 * While the pane is there: tells which report is open, and that it is being replied to while something is typed that
 * the citizen will read. A window that nobody sees has no report open.
 */
export function usePresence(): void {
  const subject = useCaseStore()
  const composer = useComposerStore()
  const presence = usePresenceStore()
  const visible = ref(document.visibilityState === 'visible')
  const typedLately = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(
    () => composer.lastTyped,
    (typed) => {
      clearTimeout(timer)
      typedLately.value = typed !== null
      if (typed) timer = setTimeout(() => (typedLately.value = false), replyMilliseconds)
    },
  )
  const mode = computed(() => {
    const types = composer.lastTyped?.caseId === subject.caseId && !isInternalAct(composer.textType)
    return typedLately.value && types && composer.length > 0 ? 'replying' : 'viewing'
  })
  watch(
    () => [visible.value && subject.stage === 'shown' ? subject.caseId : null, mode.value] as const,
    ([caseId, now]) => void presence.tell(caseId, now),
    { immediate: true },
  )

  const seen = () => (visible.value = document.visibilityState === 'visible')
  document.addEventListener('visibilitychange', seen)
  onScopeDispose(() => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', seen)
    void presence.tell(null, 'viewing')
  })
}
