/** Marks a branch that the types rule out; throws, with what came, if data got past them all the same. */
export function assertNever(value: never, what: string): never {
  throw new Error(`Unexpected ${what}: ${JSON.stringify(value)}`)
}
