/** What is the matter with the settings that IT staff put on a computer (docs/install.md); the rest of them holds. */
export type ManagedProblem =
  /** Not JSON, or the system does not let it be read: nothing of it holds. */
  | { readonly kind: 'unreadable' }
  /** Not only administrators can write it: nothing of it holds. */
  | { readonly kind: 'writable-by-others' }
  | { readonly kind: 'unknown-key'; readonly key: string }
  | { readonly kind: 'bad-value'; readonly key: string }

/** What the page shows of those settings. */
export interface ManagedState {
  /** The server is set for this computer: shown, and not to be changed. */
  readonly fixesServer: boolean
  readonly problems: readonly ManagedProblem[]
}
