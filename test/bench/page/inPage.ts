/** A page, or the main process of a program. */
interface Place {
  evaluate(script: string): Promise<unknown>
}

/**
 * Makes a page, or a main process, take functions of this program: the loader that runs this marks each with its name
 * by a function that is not there.
 */
export async function takesFunctions(place: Place): Promise<void> {
  await place.evaluate('void (globalThis.__name ??= (marked) => marked)')
}
