import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

// Cheap on purpose: the sandbox guards no real secret and tests sign in often.
const cost = { N: 4096, r: 8, p: 1 } as const
const keyLength = 32

function derived(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, keyLength, cost, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `${salt.toString('base64url')}.${(await derived(password, salt)).toString('base64url')}`
}

/**
 * Whether a password is the one of a hash. Without a hash the same work is done for nothing, so that the time it
 * takes does not tell which names exist.
 */
export async function passwordFits(password: string, hash: string | null): Promise<boolean> {
  const [salt, key] = (hash ?? '').split('.')
  const received = await derived(password, salt ? Buffer.from(salt, 'base64url') : randomBytes(16))
  const expected = Buffer.from(key ?? '', 'base64url')
  return received.length === expected.length && timingSafeEqual(received, expected)
}
