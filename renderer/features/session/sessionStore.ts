import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { AfterSending, DeskState, Failure, Language, Theme } from '../../../shared/bridge/desk'
import type { PinChoice } from '../../../shared/bridge/lock'
import type { Density } from '../../../shared/bridge/panes'
import { actsOnCases } from '../../../shared/domain/officer'
import { useDeskParts } from '../../deskParts'

export interface Credentials {
  readonly server: string
  readonly username: string
  readonly password: string
  readonly otp?: string | undefined
  readonly passphrase?: string | undefined
  /** In the place of one that was forgotten. */
  readonly newPin?: string | undefined
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
  /** Whether the officer may read every report and act on none. */
  const readsOnly = computed(() => officer.value !== null && !actsOnCases(officer.value.role))
  const sessionEnded = computed(() => state.value?.stage === 'open' && state.value.session === 'ended')

  /** Null when it succeeded; what went wrong otherwise. Throws only when main itself does. */
  async function signIn(credentials: Credentials): Promise<Failure | null> {
    const attempt = await bridge.signIn({ ...credentials })
    return attempt.outcome === 'failed' ? attempt.failure : null
  }

  /** With the PIN or the passphrase. */
  async function unlock(secret: string): Promise<Failure | null> {
    const attempt = await bridge.unlock({ secret })
    return attempt.outcome === 'failed' ? attempt.failure : null
  }

  async function choosePin(choice: PinChoice): Promise<Failure | null> {
    const attempt = await bridge.choosePin({ ...choice })
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

  async function chooseDensity(density: Density): Promise<void> {
    await bridge.chooseDensity(density)
  }
  async function chooseLetterKeys(on: boolean): Promise<void> {
    await bridge.chooseLetterKeys(on)
  }
  async function chooseIdleMinutes(minutes: number | null): Promise<void> {
    await bridge.chooseIdleMinutes(minutes)
  }
  async function chooseAfterSending(way: AfterSending): Promise<void> {
    await bridge.chooseAfterSending(way)
  }
  /** Asks where to, and writes the file that IT staff may pass on. */
  async function saveDiagnostics(): Promise<void> {
    await bridge.saveDiagnostics()
  }

  return {
    state,
    failed,
    officer,
    readsOnly,
    sessionEnded,
    load,
    signIn,
    unlock,
    choosePin,
    signOut,
    chooseLanguage,
    chooseTheme,
    chooseDensity,
    chooseLetterKeys,
    chooseIdleMinutes,
    chooseAfterSending,
    saveDiagnostics,
  }
})
