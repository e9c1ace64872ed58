import { randomBytes, scrypt } from 'node:crypto'
import { keyLength } from '../files/sealing'

/** How much work one guess costs; kept beside what it protects, so that it can grow for new keys. */
export interface ScryptCost {
  readonly N: number
  readonly r: number
  readonly p: number
}

/** About 0.4 s and 128 MiB for a guess on an office PC. */
export const usualCost: ScryptCost = { N: 2 ** 17, r: 8, p: 1 }

export function newSalt(): Buffer {
  return randomBytes(16)
}

/** The key that the passphrase stands for, whatever keyboard composed its letters (NFKC). */
export function keyFromPassphrase(passphrase: string, salt: Uint8Array, cost: ScryptCost): Promise<Buffer> {
  const memory = 128 * cost.N * cost.r
  return new Promise((resolve, reject) => {
    const options = { ...cost, maxmem: memory + 32 * 1024 * 1024 }
    scrypt(passphrase.normalize('NFKC'), salt, keyLength, options, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}
