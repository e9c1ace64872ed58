import type { KnownActionType } from '../action'
import { acceptRule } from './accept'
import { noteRule } from './note'
import { respondRule } from './respond'
import type { ActionRule } from './rule'

/** DOMAIN.md's table of actions: one rule for each that this version knows. */
export const actionRules: { readonly [Type in KnownActionType]: ActionRule<Type> } = {
  accept: acceptRule,
  respond: respondRule,
  note: noteRule,
}
