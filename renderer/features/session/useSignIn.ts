import { computed, nextTick, reactive, ref, shallowRef } from 'vue'
import type { DeskState, Failure } from '../../../shared/bridge/desk'
import { localeTag, useWords } from '../../i18n/words'
import { failureSentence, fieldConcerned, type SignInField } from './failureSentence'
import { useSessionStore } from './sessionStore'

/**
 * The sign-in form: what is typed, what is the matter with it, and which field to go to. Nothing typed is lost
 * by a failure.
 */
export function useSignIn(
  state: () => DeskState,
  start: { readonly username: string; readonly asksNewPin: boolean },
  focus: (field: SignInField) => void,
) {
  const session = useSessionStore()
  const { t, language } = useWords()
  const typed = reactive({
    server: state().server ?? '',
    username: start.username,
    password: '',
    otp: '',
    passphrase: '',
    newPin: '',
  })
  const busy = ref(false)
  const otpAsked = ref(false)
  const passphraseAsked = ref(false)
  const problem = shallowRef<{ readonly field: SignInField | null; readonly sentence: () => string } | null>(
    null,
  )

  const fields = computed<readonly SignInField[]>(() => {
    const always: SignInField[] = ['server', 'username', 'password']
    if (otpAsked.value) always.push('otp')
    if (asksPassphrase.value) always.push('passphrase')
    if (start.asksNewPin) always.push('newPin')
    return always
  })
  /** Once the keys are open, as when only the session has ended, the phrase is needed only if main says so. */
  const asksPassphrase = computed(
    () => passphraseAsked.value || (state().keyKeeping === 'passphrase' && state().stage === 'signed-out'),
  )

  async function fail(field: SignInField | null, sentence: () => string): Promise<void> {
    problem.value = { field, sentence }
    await nextTick()
    if (field) focus(field)
  }

  /** The passphrase may stay empty: main knows whether it needs one. */
  function missing(): SignInField | null {
    const needed = fields.value.filter((field) => field !== 'passphrase')
    return needed.find((field) => typed[field].trim() === '') ?? null
  }

  async function ask(): Promise<Failure | null> {
    return session.signIn({
      server: typed.server.trim(),
      username: typed.username.trim(),
      password: typed.password,
      otp: otpAsked.value ? typed.otp.trim() : undefined,
      passphrase: asksPassphrase.value && typed.passphrase !== '' ? typed.passphrase : undefined,
      newPin: start.asksNewPin ? typed.newPin : undefined,
    })
  }

  /** True when the officer is in. */
  async function submit(): Promise<boolean> {
    if (busy.value) return false
    problem.value = null
    const empty = missing()
    if (empty) {
      await fail(empty, () => t(`session.missing.${empty}`))
      return false
    }
    busy.value = true
    try {
      const failure = await ask()
      if (!failure) return true
      const field = fieldConcerned(failure.reason)
      if (field === 'otp') otpAsked.value = true
      if (field === 'passphrase') passphraseAsked.value = true
      // What this form does not ask for is said below it.
      await fail(field && fields.value.includes(field) ? field : null, () => {
        const { key, values } = failureSentence(failure, t, localeTag(language()))
        return t(key, values)
      })
    } catch {
      await fail(null, () => t('session.somethingWrong'))
    } finally {
      busy.value = false
    }
    return false
  }

  return { typed, busy, problem, fields, submit }
}
