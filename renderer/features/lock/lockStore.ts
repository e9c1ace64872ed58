import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { useDeskParts } from '../../deskParts'
import { useEngineStore } from '../session/engineStore'
import { useSessionStore } from '../session/sessionStore'

/** Locking the desk, choosing what opens it again, and removing all that is on this computer. */
export const useLockStore = defineStore('lock', () => {
  const { bridge } = useDeskParts()
  const link = useEngineStore()
  const session = useSessionStore()
  /** The officer wishes to choose a PIN. */
  const pinWished = ref(false)
  const removalWished = ref(false)
  const removing = ref(false)
  const removalFailed = ref(false)
  /** The officer does not want to be told again that there is no PIN; until the program is opened anew. */
  const noticeDismissed = ref(false)
  /** What must be kept of the page before it is emptied. */
  let keepPlace: () => Promise<void> = async () => undefined

  link.subscribe({
    event() {},
    closed() {
      pinWished.value = false
      removalWished.value = false
      noticeDismissed.value = false
    },
  })

  const state = computed(() => (session.state?.stage === 'open' ? session.state : null))
  /** Nothing could open it again: a PIN has to be chosen first. */
  const lacksPin = computed(() => state.value !== null && state.value.opener === null)
  /** The institution wants desks to lock by themselves. */
  const needsPin = computed(() => lacksPin.value && state.value?.idleLock.longestMinutes !== null)
  const choosingPin = computed({
    get: () => pinWished.value || needsPin.value,
    set: (wished) => (pinWished.value = wished),
  })

  function beforeLocking(keep: () => Promise<void>): void {
    keepPlace = keep
  }

  async function lock(): Promise<void> {
    if (lacksPin.value) {
      pinWished.value = true
      return
    }
    await keepPlace()
    await bridge.lock()
  }

  /** Resolves when nothing is left; the page is signed out then. */
  async function remove(): Promise<void> {
    removing.value = true
    removalFailed.value = false
    try {
      // It has the database open, and would go on writing into it.
      await link.closeWhole()
      await bridge.removeFromComputer()
    } catch {
      // Once it is signed out, the rest goes when the program is opened anew.
      if (session.state?.stage !== 'open') return
      await link.start()
      removalFailed.value = true
      removalWished.value = true
    } finally {
      removing.value = false
    }
  }

  return {
    pinWished,
    choosingPin,
    lacksPin,
    needsPin,
    noticeDismissed,
    removalWished,
    removing,
    removalFailed,
    beforeLocking,
    lock,
    remove,
  }
})
