import { isAbsolute } from 'node:path'

/** What the environment may set, for tests and development; a packaged program takes none of it. */
export interface Hooks {
  readonly profile: string | null
  readonly server: string | null
  readonly passphrase: string | null
  /** Stands for the system's place of the managed settings file. */
  readonly managedSettings: string | null
}

export type HooksReading =
  | { readonly kind: 'hooks'; readonly hooks: Hooks }
  | { readonly kind: 'refused'; readonly names: readonly string[] }

const names = {
  profile: 'MEJA_ADUAN_PROFILE',
  server: 'MEJA_ADUAN_SERVER',
  passphrase: 'MEJA_ADUAN_PASSPHRASE',
  managedSettings: 'MEJA_ADUAN_MANAGED_SETTINGS',
} as const satisfies Record<keyof Hooks, string>

export function readHooks(
  environment: Readonly<Record<string, string | undefined>>,
  isPackaged: boolean,
): HooksReading {
  const given = (name: string): string | null => environment[name] || null
  const hooks: Hooks = {
    profile: given(names.profile),
    server: given(names.server),
    passphrase: given(names.passphrase),
    managedSettings: given(names.managedSettings),
  }
  const set = Object.values(names).filter((name) => given(name) !== null)
  if (isPackaged && set.length > 0) return { kind: 'refused', names: set }
  // A relative folder would depend on where the program was started from.
  if (hooks.profile !== null && !isAbsolute(hooks.profile)) return { kind: 'refused', names: [names.profile] }
  return { kind: 'hooks', hooks }
}

/**
 * Switches of Chromium that take a protection away or open the program to others on the computer. A packaged program
 * does not start with one of them (SECURITY.md 1, 5, 9, 18); those that only help a bad screen or driver stay allowed.
 */
export const refusedSwitches = [
  'no-sandbox',
  'disable-gpu-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-namespace-sandbox',
  'single-process',
  'in-process-gpu',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'disable-web-security',
  'disable-site-isolation-trials',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'allow-insecure-localhost',
  'unsafely-treat-insecure-origin-as-secure',
  'host-rules',
  'host-resolver-rules',
  'load-extension',
  'gpu-launcher',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'browser-subprocess-path',
  'auth-server-allowlist',
  'log-net-log',
  'net-log-capture-mode',
  'ssl-key-log-file',
  'js-flags',
] as const

/** Those of them that a program was started with. */
export function switchesRefused(isSet: (name: string) => boolean, isPackaged: boolean): readonly string[] {
  return isPackaged ? refusedSwitches.filter(isSet) : []
}

/**
 * What is started when the program starts itself anew. An AppImage runs from a folder that goes with it, so that its file
 * is started; another AppImage that started this program has left its own name behind, which says nothing here.
 */
export function programToStart(
  running: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const { APPIMAGE: file, APPDIR: folder } = environment
  return file && folder && running.startsWith(`${folder}/`) ? file : running
}
