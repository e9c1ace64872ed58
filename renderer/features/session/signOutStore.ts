import { defineStore } from 'pinia'
import { ref } from 'vue'
import { useSyncStore } from '../sync/syncStore'
import { useSessionStore } from './sessionStore'

/** Leaving the desk. With work that is not sent yet, the officer is asked first (RELIABILITY 23). */
export const useSignOutStore = defineStore('sign-out', () => {
  const session = useSessionStore()
  const sync = useSyncStore()
  const asking = ref(false)
  const failed = ref(false)

  async function signOut(): Promise<void> {
    failed.value = false
    try {
      await session.signOut()
      asking.value = false
    } catch {
      asking.value = true
      failed.value = true
    }
  }
  async function wish(): Promise<void> {
    failed.value = false
    if ((sync.status?.unsent ?? 0) > 0) asking.value = true
    else await signOut()
  }
  return { asking, failed, wish, signOut }
})
