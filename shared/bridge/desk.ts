import { z } from 'zod'
import type { AttachmentId } from '../domain/identifiers'
import type { Officer } from '../domain/officer'
import { identifier } from '../protocol/primitives'
import { firstScreenSchema } from './firstScreen'
import { idleMinutesSchema, longestSecret, pinChoiceSchema, type DeskOpener, type IdleLock } from './lock'
import type { ManagedState } from './managed'
import { menuCommandsSchema } from './menu'
import { densities, panesSchema, type Density, type Panes } from './panes'
import { placeSchema, type KeptPlace } from './place'
import { standingSchema } from './standing'

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

/** What the send button did last is what it does next time: the report stays open, or the next of the list is opened. */
export const waysAfterSending = ['stay', 'next'] as const
export type AfterSending = (typeof waysAfterSending)[number]

/** Where the program stands when the page asks, and after every change of it. */
export type DeskState = {
  readonly server: string | null
  readonly managed: ManagedState
  readonly keyKeeping: KeyKeeping
  readonly language: Language
  readonly theme: Theme
  readonly density: Density
  /** Whether a letter alone is a command while nothing is being typed (WCAG 2.1.4). */
  readonly letterKeys: boolean
  readonly afterSending: AfterSending
  readonly panes: Panes
  readonly idleLock: IdleLock
  readonly version: string
} & (
  | {
      readonly stage: 'signed-out'
      /** Why an officer's data are not on this computer any more, told once; null when nothing was removed. */
      readonly removed: RemovalReason | null
      /** Why what an officer has here could not be opened at the start, which nobody asked for; null otherwise. */
      readonly notOpened: NotOpened | null
    }
  | {
      readonly stage: 'locked'
      readonly officerName: string
      readonly opener: DeskOpener
      /**
       * Whether what was decided goes on being sent: after a lock, and where only the reports are behind the PIN. Not
       * so at the start behind a passphrase, which keeps the outbox too.
       */
      readonly sends: boolean
    }
  | {
      readonly stage: 'open'
      readonly officer: Officer
      readonly session: 'valid' | 'ended'
      /** What opens the desk after a lock; null while it cannot be locked, because no PIN was chosen. */
      readonly opener: DeskOpener | null
    }
)

/** Why all that an officer had on this computer was destroyed. */
export type RemovalReason =
  | 'wish'
  /** By the national system (403 `device_revoked`, PROTOCOL.md 1.4). */
  | 'revoked'

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
  'pin-too-short',
  'pin-too-simple',
  'pin-wrong',
  /** After several wrong ones; `retryAfterSeconds` says when the next may be tried. */
  'unlock-too-soon',
  'storage-failed',
  /** The keys are there and cannot be had: another user's, another computer's, damaged, or the keychain is shut. */
  'keys-not-opened',
  /** The operating system would not take a key that was to be kept. */
  'keychain-refused',
  /** A newer program has worked in this profile; this one leaves it as it is. */
  'newer-profile',
] as const
export type FailureReason = (typeof failureReasons)[number]
/** What an officer is told of without having asked for anything. */
export type NotOpened = Extract<FailureReason, 'keys-not-opened' | 'newer-profile'>

/** What went wrong, in a form that the catalogues have a sentence for. */
export interface Failure {
  readonly reason: FailureReason
  /** What was tried: an address, a host name. Never a name of a person, a password or a token. */
  readonly detail?: string | undefined
  /** For `too-many-attempts`, `unlock-too-soon` and `maintenance`: when it may be tried again, in seconds from now. */
  readonly retryAfterSeconds?: number | undefined
}

export type Attempt<Value> =
  ({ readonly outcome: 'done' } & Value) | { readonly outcome: 'failed'; readonly failure: Failure }

/** What became of a file that the officer wanted to save. */
export type SavingOutcome =
  | { readonly outcome: 'saved' }
  | { readonly outcome: 'cancelled' }
  /** It is not on this computer, or cannot be read any more: it must be fetched first. */
  | { readonly outcome: 'not-here' }
  | { readonly outcome: 'failed'; readonly reason: 'disk-full' | 'write-failed' }

export const shortestPassphrase = 8

/** One schema for the argument of every member of `DeskBridge`; `z.undefined()` where there is none. */
export const deskArguments = {
  state: z.undefined(),
  signIn: z.object({
    server: z.string().max(2000),
    username: z.string().max(200),
    password: z.string().max(1000),
    otp: z.string().max(20).optional(),
    passphrase: z.string().max(longestSecret).optional(),
    /** In the place of a PIN that was forgotten: the reports get a new key and are pulled anew. */
    newPin: z.string().max(longestSecret).optional(),
  }),
  /** With the passphrase or the PIN, as the locked state says. */
  unlock: z.object({ secret: z.string().max(longestSecret) }),
  lock: z.undefined(),
  choosePin: pinChoiceSchema,
  chooseIdleMinutes: idleMinutesSchema,
  signOut: z.undefined(),
  /** *Hapus dari komputer ini* (SECURITY.md 14). */
  removeFromComputer: z.undefined(),
  openEnginePort: z.undefined(),
  chooseLanguage: z.enum(languages),
  chooseTheme: z.enum(themes),
  chooseDensity: z.enum(densities),
  chooseLetterKeys: z.boolean(),
  chooseAfterSending: z.enum(waysAfterSending),
  showCommands: menuCommandsSchema,
  saveDiagnostics: z.undefined(),
  keepPanes: panesSchema,
  firstScreen: z.undefined(),
  keepFirstScreen: firstScreenSchema,
  place: z.undefined(),
  keepPlace: placeSchema,
  tellStanding: standingSchema,
  saveAttachment: z.object({ attachmentId: identifier<AttachmentId>() }),
  openMap: z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }),
} as const satisfies Record<string, z.ZodType>

export type DeskCall = keyof typeof deskArguments

interface DeskAnswers {
  state: DeskState
  signIn: Attempt<{ readonly officer: Officer }>
  unlock: Attempt<{ readonly officer: Officer }>
  /** Nothing happens while there is nothing that could open the desk again. */
  lock: { readonly outcome: 'done' }
  choosePin: Attempt<{ readonly chosen: true }>
  chooseIdleMinutes: { readonly outcome: 'done' }
  /** Resolves when nothing of the officer is left. */
  removeFromComputer: { readonly outcome: 'done' }
  signOut: { readonly outcome: 'done' }
  /** The port itself comes by a window message, see `enginePortMessage`. */
  openEnginePort: { readonly outcome: 'done' }
  chooseLanguage: { readonly outcome: 'done' }
  chooseTheme: { readonly outcome: 'done' }
  chooseDensity: { readonly outcome: 'done' }
  chooseLetterKeys: { readonly outcome: 'done' }
  chooseAfterSending: { readonly outcome: 'done' }
  /** In the program's menu, in place of those before. */
  showCommands: { readonly outcome: 'done' }
  /** When the officer has been asked where to, and the file is written or was not wanted. */
  saveDiagnostics: { readonly outcome: 'done' }
  /** No notice comes of it: the page has them so already. */
  keepPanes: { readonly outcome: 'done' }
  /** What `keepFirstScreen` was given last, also before a restart; null while nobody's desk is open. */
  firstScreen: string | null
  keepFirstScreen: { readonly outcome: 'done' }
  /** Where the officer was before the page was loaded anew. */
  place: KeptPlace
  keepPlace: { readonly outcome: 'done' }
  /** For the diagnostics file. */
  tellStanding: { readonly outcome: 'done' }
  /** Asks the officer where; the file must be on this computer (`reportFiles.ts`). */
  saveAttachment: SavingOutcome
  /** Hands a map of that point to the system's browser; main builds the link. */
  openMap: { readonly outcome: 'opened' | 'failed' }
}

/** What main says unasked. */
export interface DeskNotices {
  stateChanged: DeskState
  /** The `id` of a command of `showCommands`, chosen in the menu. */
  commandChosen: string
  /** The tracking number of a report that a link asked for. */
  reportAsked: string
}
export const deskNotices = [
  'stateChanged',
  'commandChosen',
  'reportAsked',
] as const satisfies readonly (keyof DeskNotices)[]

type Argument<Call extends DeskCall> =
  z.infer<(typeof deskArguments)[Call]> extends undefined
    ? []
    : [argument: z.infer<(typeof deskArguments)[Call]>]

export type DeskBridge = {
  readonly [Call in DeskCall]: (...argument: Argument<Call>) => Promise<DeskAnswers[Call]>
} & {
  /** Calls `listener` at every change until the returned function is called. */
  readonly onStateChanged: (listener: (state: DeskState) => void) => () => void
  readonly onCommandChosen: (listener: (id: string) => void) => () => void
  readonly onReportAsked: (listener: (trackingNumber: string) => void) => () => void
}
