import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { AfterSending } from '../../../shared/bridge/desk'
import type { Decision } from '../../../shared/domain/action'
import type { Case } from '../../../shared/domain/case'
import { useInboxStore } from '../inbox/inboxStore'
import { useSessionStore } from '../session/sessionStore'
import { useActStore } from './actStore'
import { useCaseStore } from './caseStore'
import { useComposerStore } from './composerStore'
import { useDuplicateStore } from './duplicateStore'

/** Sending what is in the composer, and where the officer goes on from there. */
export const useSendStore = defineStore('send', () => {
  const acts = useActStore()
  const composer = useComposerStore()
  const duplicates = useDuplicateStore()
  const inbox = useInboxStore()
  const subject = useCaseStore()
  const session = useSessionStore()
  const preferred = computed<AfterSending>(() => session.state?.afterSending ?? 'stay')
  /** There was no next report after the last sending. */
  const atEnd = ref(false)
  /** A new object whenever the report that is open now should have the focus. */
  const readWish = shallowRef<object | null>(null)

  /** Only from the list is there a next one. */
  const canGoOn = computed(() => inbox.pane === 'inbox' && inbox.total !== null)
  const afterSending = computed<AfterSending>(() => (canGoOn.value ? preferred.value : 'stay'))

  async function prefer(after: AfterSending): Promise<void> {
    // A way that could not be kept is chosen again with the next click; the sending itself goes on.
    if (after !== preferred.value) await session.chooseAfterSending(after).catch(() => undefined)
  }

  /** Sends; the report that was answered keeps its place in the list, and what comes after it is opened if wished. */
  async function send(shown: Case, after: AfterSending): Promise<boolean> {
    atEnd.value = false
    const answersAll = composer.textType === 'respond' && duplicates.answersAll === shown.id
    const toMany = answersAll ? (decision: Decision) => duplicates.send(shown, decision) : undefined
    if (!(await acts.sendComposed(shown, toMany))) {
      composer.wantFocus()
      return false
    }
    if (after === 'next' && canGoOn.value) await openNext()
    else composer.wantFocus()
    return true
  }

  async function openNext(): Promise<void> {
    const before = subject.caseId
    const caseId = await inbox.activate(inbox.step(1))
    if (!caseId || caseId === before) {
      atEnd.value = true
      composer.wantFocus()
      return
    }
    await subject.open(caseId)
    readWish.value = {}
  }

  return { preferred, afterSending, canGoOn, atEnd, readWish, prefer, send }
})
