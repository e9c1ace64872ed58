import { shallowRef } from 'vue'

/**
 * Answers that many parts of the screen ask for one by one and the engine gives together: what is asked within one
 * moment goes in one question. `ask` gives the answers it has, by key.
 */
export function gathered<Key, Value>(ask: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>) {
  const answers = shallowRef<ReadonlyMap<Key, Value>>(new Map())
  const asked = new Set<Key>()
  let waiting: Key[] = []
  /** Rises when what was asked before is not wanted any more. */
  let generation = 0

  function get(key: Key): Value | null {
    const known = answers.value.get(key)
    if (known !== undefined || asked.has(key)) return known ?? null
    asked.add(key)
    waiting.push(key)
    if (waiting.length === 1) queueMicrotask(() => void send())
    return null
  }

  async function send(): Promise<void> {
    const keys = waiting
    waiting = []
    await answer(keys)
  }

  async function answer(keys: readonly Key[]): Promise<void> {
    const mine = generation
    if (keys.length === 0) return
    try {
      const given = await ask(keys)
      if (mine === generation) answers.value = new Map([...answers.value, ...given])
    } catch {
      // Marks are missed, nothing else; the next change asks again.
      if (mine === generation) for (const key of keys) asked.delete(key)
    }
  }

  function forget(): void {
    generation += 1
    waiting = []
    asked.clear()
    answers.value = new Map()
  }

  /** Asks again for all that was asked for; what is known stays until then. */
  function renew(): Promise<void> {
    return answer([...asked])
  }

  return { get, forget, renew }
}
