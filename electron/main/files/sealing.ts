import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** AES-256-GCM (SECURITY.md 10): the nonce first, the tag last. */
const cipher = 'aes-256-gcm'
export const keyLength = 32
export const nonceLength = 12
const tagLength = 16

export const sealingOverhead = nonceLength + tagLength

/** `context` is not secret; what was sealed for one context cannot be opened in another. */
export function seal(key: Uint8Array, plain: Uint8Array, context: Uint8Array): Buffer {
  const nonce = randomBytes(nonceLength)
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagLength }).setAAD(context)
  return Buffer.concat([nonce, sealing.update(plain), sealing.final(), sealing.getAuthTag()])
}

/** Null when the key or the context is another one, or a bit of it has changed. */
export function unseal(key: Uint8Array, sealed: Uint8Array, context: Uint8Array): Buffer | null {
  if (sealed.length < sealingOverhead) return null
  const end = sealed.length - tagLength
  const opening = createDecipheriv(cipher, key, sealed.subarray(0, nonceLength), { authTagLength: tagLength })
    .setAAD(context)
    .setAuthTag(sealed.subarray(end))
  const plain = opening.update(sealed.subarray(nonceLength, end))
  try {
    return Buffer.concat([plain, opening.final()])
  } catch {
    // final() throws for this one reason: the tag does not fit.
    return null
  }
}
