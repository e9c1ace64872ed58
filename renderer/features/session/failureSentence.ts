import { shortestPassphrase, type Failure, type FailureReason } from '../../../shared/bridge/desk'
import { shortestPin } from '../../../shared/bridge/lock'
import type { MessageKey, MessageValues } from '../../i18n/words'

export type SignInField = 'server' | 'username' | 'password' | 'otp' | 'passphrase' | 'newPin'

/** The field that the officer must look at; null when none of them is at fault. */
export function fieldConcerned(reason: FailureReason): SignInField | null {
  switch (reason) {
    case 'not-an-address':
    case 'insecure-address':
    case 'unknown-server':
    case 'unreachable':
    case 'untrusted-certificate':
    case 'not-the-national-system':
      return 'server'
    case 'bad-credentials':
      return 'password'
    case 'otp-required':
      return 'otp'
    case 'passphrase-missing':
    case 'passphrase-too-short':
    case 'passphrase-wrong':
      return 'passphrase'
    case 'pin-too-short':
    case 'pin-too-simple':
      return 'newPin'
    case 'pin-wrong':
    case 'unlock-too-soon':
    case 'empty-answer':
    case 'too-many-attempts':
    case 'maintenance':
    case 'server-error':
    case 'upgrade-required':
    case 'device-revoked':
    case 'storage-failed':
    case 'keys-not-opened':
    case 'keychain-refused':
    case 'newer-profile':
      return null
  }
}

/** How long to wait, in the words of the language: whole minutes from one minute on. */
function waitText(seconds: number, localeTag: string): string {
  const [value, unit] = seconds < 60 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute']
  return new Intl.NumberFormat(localeTag, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}

/** The sentence for a failure, and what stands in it. */
export function failureSentence(
  failure: Failure,
  words: (key: MessageKey) => string,
  localeTag: string,
): { readonly key: MessageKey; readonly values: MessageValues } {
  return {
    key: `failure.${failure.reason}`,
    values: {
      server: failure.detail ?? words('failure.thisServer'),
      wait:
        failure.retryAfterSeconds === undefined
          ? words('failure.aWhile')
          : waitText(failure.retryAfterSeconds, localeTag),
      shortest: String(shortestPassphrase),
      shortestPin: String(shortestPin),
    },
  }
}
