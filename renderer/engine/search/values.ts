/**
 * How a word of a case answers one that was asked for, the least telling first. Of what may have been meant by a
 * mistake, the word that most cases have is the likeliest; the others, and its other forms, are guesses.
 */
export const matchKinds = { guess: 0, mistake: 1, stem: 2, beginning: 3, exact: 4 } as const
export type MatchKind = (typeof matchKinds)[keyof typeof matchKinds]

/**
 * By match kind and by field: what is better in both is worth more. What stands as it was typed, wherever that is,
 * comes before other forms of the word, and these before mistakes: whoever writes a word wants that word first.
 */
const ofKind = [0.1, 0.16, 0.38, 0.97, 1] as const
const ofField = [0.4, 0.55, 0.8, 1] as const

/** What a word found so, there, is worth: 1 to 250, so that a byte for each slot holds it. */
export function valueOf(kind: MatchKind, field: number): number {
  return Math.round(250 * ofKind[kind] * (ofField[field] ?? 0))
}

/** From here on a word stands there as it was typed. */
export const leastAsTyped = valueOf(matchKinds.beginning, 0)

/** By the field, the value of a word of that kind. */
export const valuesByField: readonly Uint8Array[] = ofKind.map(
  (_, kind) => Uint8Array.from(ofField, (__, field) => valueOf(kind as MatchKind, field)), // An index of the list it lists.
)

/** By a mark and the field: a mark is 0 for no match, else one more than the kind. */
export const valuesByMark = Uint8Array.from({ length: 24 }, (_, place) => {
  const mark = place >> 2
  return mark === 0 ? 0 : (valuesByField[mark - 1]?.[place & 3] ?? 0)
})
