import type { Identifier } from '../../shared/domain/identifiers'

/** Gives a text its brand. Only for ids and dates that this sandbox makes itself or has just checked. */
export function identifierOf<Id extends Identifier<string>>(text: string): Id {
  // The brand exists for the type checker alone; the makers of new ids are where it is given.
  return text as Id
}
