/** Seals texts with AES-256-GCM, so that what lies on the disk can be read with the officer's key only. */
export interface Seal {
  /** `boundTo` must be given again to open it: a sealed case cannot be passed off as another one. */
  seal(text: string, boundTo: string): Promise<Uint8Array<ArrayBuffer>>
  /** Throws `UnreadableSeal` when the key, the bytes or `boundTo` are not those of the sealing. */
  open(sealed: Uint8Array<ArrayBuffer>, boundTo: string): Promise<string>
}

export class UnreadableSeal extends Error {
  override readonly name = 'UnreadableSeal'
}

/** What AES-GCM wants; random for every sealing, since the key seals far fewer than 2^32 texts. */
const nonceBytes = 12

/**
 * Takes the key's 32 bytes once. The key that stays in memory cannot be read out again; the bytes given are
 * overwritten.
 */
export async function sealWith(keyBytes: Uint8Array<ArrayBuffer>): Promise<Seal> {
  const key = await crypto.subtle.importKey('raw', keyBytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
  keyBytes.fill(0)
  const encoder = new TextEncoder()
  const decoder = new TextDecoder('utf-8', { fatal: true })

  return {
    async seal(text, boundTo) {
      const iv = crypto.getRandomValues(new Uint8Array(nonceBytes))
      const additionalData = encoder.encode(boundTo)
      const body = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData },
        key,
        encoder.encode(text),
      )
      const sealed = new Uint8Array(nonceBytes + body.byteLength)
      sealed.set(iv)
      sealed.set(new Uint8Array(body), nonceBytes)
      return sealed
    },

    async open(sealed, boundTo) {
      const iv = sealed.subarray(0, nonceBytes)
      const additionalData = encoder.encode(boundTo)
      try {
        const parameters = { name: 'AES-GCM', iv, additionalData }
        return decoder.decode(await crypto.subtle.decrypt(parameters, key, sealed.subarray(nonceBytes)))
      } catch (cause) {
        throw new UnreadableSeal('The sealed bytes do not open with this key.', { cause })
      }
    },
  }
}
