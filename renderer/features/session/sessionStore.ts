import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { DeskState, Failure, Language, Theme } from '../../../shared/bridge/desk'
import { useDeskParts } from '../../deskParts'

export interface Credentials {
  readonly server: string
  readonly username: string
  readonly password: string
  readonly otp?: string | undefined
  readonly passphrase?: string | undefined
}

/** Where the program stands, as main says it, and the ways to change that. */
export const useSessionStore = defineStore('session', () => {
  const { bridge } = useDeskParts()
  const state = shallowRef<DeskState | null>(null)
  /** Main could not be asked at all. */
  const failed = shallowRef(false)

  bridge.onStateChanged((changed) => {
    state.value = changed
  })

  async function load(): Promise<void> {
    failed.value = false
    try {
      state.value = await bridge.state()
    } catch {
      failed.value = true
    }
  }

  const officer = computed(() => (state.value?.stage === 'open' ? state.value.officer : null))
  const sessionEnded = computed(() => state.value?.stage === 'open' && state.value.session === 'ended')

  /** Null when it succeeded; what went wrong otherwise. Throws only when main itself does. */
  async function signIn(credentials: Credentials): Promise<Failure | null> {
    const attempt = await bridge.signIn({ ...credentials })
    return attempt.outcome === 'failed' ? attempt.failure : null
  }

  async function unlock(passphrase: string): Promise<Failure | null> {
    const attempt = await bridge.unlock({ passphrase })
    return attempt.outcome === 'failed' ? attempt.failure : null
  }

  async function signOut(): Promise<void> {
    await bridge.signOut()
  }
  async function chooseLanguage(language: Language): Promise<void> {
    await bridge.chooseLanguage(language)
  }
  async function chooseTheme(theme: Theme): Promise<void> {
    await bridge.chooseTheme(theme)
  }

  return { state, failed, officer, sessionEnded, load, signIn, unlock, signOut, chooseLanguage, chooseTheme }
})
