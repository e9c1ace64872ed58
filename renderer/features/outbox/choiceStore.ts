import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { ActionId } from '../../../shared/domain/identifiers'
import type { MessageKey } from '../../i18n/words'
import { useActStore } from '../case/actStore'
import { useCaseStore } from '../case/caseStore'
import { useComposerStore } from '../case/composerStore'
import { useEngineStore } from '../session/engineStore'
import { useSyncStore } from '../sync/syncStore'
import type { Choosable, SendChoice } from './choices'
import { useOutboxStore } from './outboxStore'

/** Doing what is offered for an unsent action, from a button or a key. */
export const useChoiceStore = defineStore('choice', () => {
  const link = useEngineStore()
  const acts = useActStore()
  const composer = useComposerStore()
  const subject = useCaseStore()
  const sync = useSyncStore()
  const outbox = useOutboxStore()
  const busy = ref(false)
  /** The action that is being asked about before it is discarded. */
  const asking = shallowRef<ActionId | null>(null)
  const problem = shallowRef<{ readonly actionId: ActionId; readonly key: MessageKey } | null>(null)

  link.subscribe({
    event() {},
    closed() {
      asking.value = null
      problem.value = null
    },
  })

  async function attempt(actionId: ActionId, work: () => Promise<MessageKey | null>): Promise<void> {
    if (busy.value) return
    busy.value = true
    problem.value = null
    try {
      const key = await work()
      problem.value = key ? { actionId, key } : null
    } finally {
      busy.value = false
    }
  }

  function send(item: Choosable, choice: SendChoice): Promise<void> {
    return attempt(item.actionId, async () => {
      if (choice === 'now') {
        await sync.syncNow()
        return null
      }
      const failed = await acts.sendOnTop(item.actionId, item)
      return failed ? `actProblem.${failed}` : null
    })
  }

  /** Opens the case with the officer's text in the composer; nothing changes until it is sent. */
  async function change(item: Choosable): Promise<void> {
    await openCase(item)
    if (subject.stage !== 'shown') return
    composer.beginChange(item)
    composer.wantFocus()
  }

  async function openCase({ caseId }: Pick<Choosable, 'caseId'>): Promise<void> {
    await subject.open(caseId)
    outbox.showsCase = true
  }

  function undo(item: Choosable): Promise<void> {
    const { actionId, caseId, trackingId, type } = item
    if (!trackingId) return Promise.resolve()
    return attempt(actionId, async () => {
      await acts.undoFromTimeline({ actionId, caseId, trackingId, type })
      return null
    })
  }

  function askToDiscard({ actionId }: Pick<Choosable, 'actionId'>): void {
    asking.value = actionId
  }
  function discard({ actionId }: Pick<Choosable, 'actionId'>): Promise<void> {
    asking.value = null
    return attempt(actionId, async () => ((await acts.discard(actionId)) ? null : 'needsYou.discardRefused'))
  }

  return { busy, asking, problem, send, change, openCase, undo, askToDiscard, discard }
})
