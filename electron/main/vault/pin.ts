import { createHmac } from 'node:crypto'
import { shortestPin } from '../../../shared/bridge/lock'
import { keyFromPassphrase, type ScryptCost } from './passphrase'

const pinContext = 'meja-aduan pin 1'

/**
 * The key that a PIN stands for on this computer. Six digits alone are guessed in days, however dear a guess is; so the
 * outbox key, which only this user of this computer can open, is part of it, and a copied profile cannot be guessed at.
 */
export async function keyFromPin(
  pin: string,
  salt: Uint8Array,
  cost: ScryptCost,
  outboxKey: Uint8Array,
): Promise<Buffer> {
  const stretched = await keyFromPassphrase(pin, salt, cost)
  const key = createHmac('sha256', outboxKey).update(pinContext).update(stretched).digest()
  stretched.fill(0)
  return key
}

/** Why nobody should choose this PIN or password; null when it is good enough. */
export function refusePin(pin: string): 'pin-too-short' | 'pin-too-simple' | null {
  if (pin.length < shortestPin) return 'pin-too-short'
  return isSimple(pin) ? 'pin-too-simple' : null
}

/** One sign again and again, or signs that follow one another: what is tried first. */
function isSimple(pin: string): boolean {
  const codes = [...pin].map((sign) => sign.codePointAt(0) ?? 0)
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)))
  const [only] = steps
  return steps.size === 1 && only !== undefined && Math.abs(only) <= 1
}
