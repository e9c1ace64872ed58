import { fold, nameWords } from '../rows/fold'
import { idMark } from '../search/query/operators'
import { printValue } from '../search/query/parseQuery'

/**
 * How each thing is written as the value of an operator so that it alone is meant: by its name, or by its id where the
 * name is that of several, means something else there, or cannot be put in quotes.
 */
export function loneNames<Id extends string>(
  things: readonly { readonly id: Id; readonly name: string }[],
  taken: readonly string[] = [],
): ReadonlyMap<Id, string> {
  const bearers = new Map<string, number>()
  const keys = things.map(({ name }) => nameWords(name).join(' '))
  for (const key of keys) bearers.set(key, (bearers.get(key) ?? 0) + 1)
  return new Map(
    things.map(({ id, name }, place) => {
      const key = keys[place] ?? ''
      const isAlone = key !== '' && bearers.get(key) === 1 && !taken.includes(fold(name))
      return [id, isAlone && isPlain(name) ? printValue(name) : loneId(id)] as const
    }),
  )
}

/** The one thing that has this id. */
export function loneId(id: string): string {
  return printValue(`${idMark}${id}`)
}

function isPlain(name: string): boolean {
  return !name.startsWith(idMark) && !/["“”]/.test(name)
}
