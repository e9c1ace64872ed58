/** More than there are slots, so that a better score always counts before a place in the order. */
const placesPerScore = 2 ** 24

/**
 * The first `count` of the slots by relevance, equal ones as `order` has them. Most searches match far more than is
 * shown, so that those are picked out rather than all of them sorted. `placeOf` gives a slot's place in `order`.
 */
export function topRelevant(
  slots: Uint32Array,
  relevanceOf: (slot: number) => number,
  placeOf: Uint32Array,
  order: Uint32Array,
  count: number,
): Uint32Array {
  const wanted = Math.min(count, slots.length)
  if (wanted <= 0) return new Uint32Array(0)
  // Score and place in one number, the best one least; scores are whole.
  const keys = new Float64Array(slots.length)
  for (let index = 0; index < slots.length; index += 1) {
    const slot = slots[index] ?? 0
    keys[index] = (placeOf[slot] ?? 0) - relevanceOf(slot) * placesPerScore
  }
  const best = least(keys, wanted)
  return Uint32Array.from(best, (key) => order[key - Math.floor(key / placesPerScore) * placesPerScore] ?? 0)
}

/** The least `wanted` of the keys in their order, by a heap of them with the greatest on top. */
function least(keys: Float64Array, wanted: number): Float64Array {
  if (wanted === keys.length) return keys.sort()
  const heap = keys.slice(0, wanted).sort().reverse()
  for (let index = wanted; index < keys.length; index += 1) {
    const key = keys[index] ?? 0
    if (key < (heap[0] ?? 0)) sink(heap, key)
  }
  return heap.sort()
}

/** Puts a key in the place of the greatest one. */
function sink(heap: Float64Array, key: number): void {
  let at = 0
  for (;;) {
    const left = 2 * at + 1
    const right = left + 1
    const child = (heap[right] ?? -Infinity) > (heap[left] ?? -Infinity) ? right : left
    const greatest = heap[child]
    if (greatest === undefined || greatest <= key) break
    heap[at] = greatest
    at = child
  }
  heap[at] = key
}
