/** U+0000 and halves of surrogate pairs: JSON can spell them, no text holds them, and no database keeps them. */
const noText = /[\0\p{Surrogate}]/u

/** Whether every text in what came, keys included, is one that can be kept and shown. Depth does not matter. */
export function isPlainContent(received: unknown): boolean {
  const waiting: unknown[] = [received]
  while (waiting.length > 0) {
    const one = waiting.pop()
    if (typeof one === 'string') {
      if (noText.test(one)) return false
    } else if (Array.isArray(one)) {
      for (const item of one) waiting.push(item)
    } else if (typeof one === 'object' && one !== null) {
      for (const [key, value] of Object.entries(one)) waiting.push(key, value)
    }
  }
  return true
}
