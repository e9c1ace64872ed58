import { z } from 'zod'
import type { Officer } from '../domain/officer'

/**
 * The bridge between the page and the main process: `window.desk`. This file is the table of contents of that
 * boundary. `DeskBridge` is all that the page can ask for, `deskArguments` is what main checks each call against,
 * `DeskNotices` is all that main says unasked. The engine's port is in `journalPort.ts`.
 */

export const languages = ['id', 'en'] as const
export type Language = (typeof languages)[number]

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** How the keys are kept on this computer (SECURITY.md 10). */
export type KeyKeeping =
  /** The operating system keeps them; nobody is asked. */
  | 'keychain'
  /** There is no keychain: the officer chooses a passphrase when signing in. */
  | 'passphrase'

/** Where the program stands when the page asks, and after every change of it. */
export type DeskState = {
  readonly server: string | null
  readonly keyKeeping: KeyKeeping
  readonly language: Language
  readonly theme: Theme
  readonly version: string
} & (
  | { readonly stage: 'signed-out' }
  /** Signed in, but the keys are behind the passphrase. */
  | { readonly stage: 'locked'; readonly officerName: string }
  | { readonly stage: 'open'; readonly officer: Officer; readonly session: 'valid' | 'ended' }
)

export const failureReasons = [
  'not-an-address',
  'insecure-address',
  'unknown-server',
  'unreachable',
  'untrusted-certificate',
  'not-the-national-system',
  'empty-answer',
  'bad-credentials',
  'otp-required',
  'too-many-attempts',
  'maintenance',
  'server-error',
  'upgrade-required',
  'device-revoked',
  'passphrase-missing',
  'passphrase-too-short',
  'passphrase-wrong',
  'storage-failed',
] as const
export type FailureReason = (typeof failureReasons)[number]

/** What went wrong, in a form that the catalogues have a sentence for. */
export interface Failure {
  readonly reason: FailureReason
  /** What was tried: an address, a host name. Never a name of a person, a password or a token. */
  readonly detail?: string | undefined
  /** For `too-many-attempts` and `maintenance`: when it may be tried again, in seconds from now. */
  readonly retryAfterSeconds?: number | undefined
}

export type Attempt<Value> =
  ({ readonly outcome: 'done' } & Value) | { readonly outcome: 'failed'; readonly failure: Failure }

export const shortestPassphrase = 8

/** One schema for the argument of every member of `DeskBridge`; `z.undefined()` where there is none. */
export const deskArguments = {
  state: z.undefined(),
  signIn: z.object({
    server: z.string().max(2000),
    username: z.string().max(200),
    password: z.string().max(1000),
    otp: z.string().max(20).optional(),
    passphrase: z.string().max(1000).optional(),
  }),
  unlock: z.object({ passphrase: z.string().max(1000) }),
  signOut: z.undefined(),
  openEnginePort: z.undefined(),
  chooseLanguage: z.enum(languages),
  chooseTheme: z.enum(themes),
} as const satisfies Record<string, z.ZodType>

export type DeskCall = keyof typeof deskArguments

interface DeskAnswers {
  state: DeskState
  signIn: Attempt<{ readonly officer: Officer }>
  unlock: Attempt<{ readonly officer: Officer }>
  signOut: { readonly outcome: 'done' }
  /** The port itself comes by a window message, see `enginePortMessage`. */
  openEnginePort: { readonly outcome: 'done' }
  chooseLanguage: { readonly outcome: 'done' }
  chooseTheme: { readonly outcome: 'done' }
}

/** What main says unasked. */
export interface DeskNotices {
  stateChanged: DeskState
}
export const deskNotices = ['stateChanged'] as const satisfies readonly (keyof DeskNotices)[]

type Argument<Call extends DeskCall> =
  z.infer<(typeof deskArguments)[Call]> extends undefined
    ? []
    : [argument: z.infer<(typeof deskArguments)[Call]>]

export type DeskBridge = {
  readonly [Call in DeskCall]: (...argument: Argument<Call>) => Promise<DeskAnswers[Call]>
} & {
  /** Calls `listener` at every change until the returned function is called. */
  readonly onStateChanged: (listener: (state: DeskState) => void) => () => void
}
