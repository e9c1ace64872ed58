import type { Keychain } from '../../../../electron/main/vault/keychain'

export const noKeychain: Keychain = {
  isAvailable: () => false,
  wrap: () => {
    throw new Error('There is no keychain.')
  },
  unwrap: () => {
    throw new Error('There is no keychain.')
  },
}

/** A keychain of one user: what another wrapped cannot be unwrapped. */
export function keychainOf(user: string): Keychain {
  return {
    isAvailable: () => true,
    wrap: (secret) => Buffer.from(JSON.stringify([user, [...secret].reverse().join('')])),
    unwrap(wrapped) {
      const [owner, reversed] = JSON.parse(wrapped.toString()) as [string, string]
      if (owner !== user) throw new Error('Not this user’s.')
      return [...reversed].reverse().join('')
    },
  }
}

/** So little work that tests are fast; the cost in use is another test's matter. */
export const cheap = { N: 2, r: 8, p: 1 } as const
