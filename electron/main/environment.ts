import { isAbsolute } from 'node:path'

/** What the environment may set, for tests and development; a packaged program takes none of it. */
export interface Hooks {
  readonly profile: string | null
  readonly server: string | null
  readonly passphrase: string | null
}

export type HooksReading =
  | { readonly kind: 'hooks'; readonly hooks: Hooks }
  | { readonly kind: 'refused'; readonly names: readonly string[] }

const names = {
  profile: 'MEJA_ADUAN_PROFILE',
  server: 'MEJA_ADUAN_SERVER',
  passphrase: 'MEJA_ADUAN_PASSPHRASE',
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
  }
  const set = Object.values(names).filter((name) => given(name) !== null)
  if (isPackaged && set.length > 0) return { kind: 'refused', names: set }
  // A relative folder would depend on where the program was started from.
  if (hooks.profile !== null && !isAbsolute(hooks.profile)) return { kind: 'refused', names: [names.profile] }
  return { kind: 'hooks', hooks }
}
