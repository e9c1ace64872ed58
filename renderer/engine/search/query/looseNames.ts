import { nameWords } from '../../rows/fold'

/** Whether every word that is asked for begins some word of the name. Nothing asked for matches nothing. */
export function matchesLoosely(name: string, asked: readonly string[]): boolean {
  if (asked.length === 0) return false
  const words = nameWords(name)
  return asked.every((wanted) => words.some((word) => word.startsWith(wanted)))
}

/** The things whose name is exactly what is asked for, or else all that match it loosely. */
export function namedLoosely<Thing>(
  things: readonly Thing[],
  nameOf: (thing: Thing) => string,
  asked: string,
): readonly Thing[] {
  const words = nameWords(asked)
  const whole = words.join(' ')
  const exact = things.filter((thing) => nameWords(nameOf(thing)).join(' ') === whole)
  return exact.length > 0 ? exact : things.filter((thing) => matchesLoosely(nameOf(thing), words))
}
