/** The operating system's keeping of secrets, as far as the vault needs it. */
export interface Keychain {
  /** False where it is missing or keeps nothing secret (SECURITY.md 10). */
  isAvailable(): boolean
  wrap(secret: string): Buffer
  /** Throws when the secret is of another user or machine. */
  unwrap(wrapped: Buffer): string
}
