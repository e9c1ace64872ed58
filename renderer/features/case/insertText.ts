import { firstUnfilled } from '../../../shared/domain/template'

/**
 * Puts text where the caret is, in the place of what is selected, as if it had been typed: Ctrl+Z takes it out again.
 * Then selects the first placeholder that is still to be filled in.
 */
export function insertText(field: HTMLTextAreaElement, text: string): void {
  field.focus()
  const at = field.selectionStart
  // Out of use elsewhere, but the one way in Chromium by which an insertion is in the field's history of undoing.
  document.execCommand('insertText', false, text)
  selectUnfilled(field, at)
}

/** Selects the first placeholder from there on. */
export function selectUnfilled(field: HTMLTextAreaElement, from = 0): void {
  const found = firstUnfilled(field.value.slice(from))
  if (!found) return
  field.focus()
  field.setSelectionRange(from + found.from, from + found.to)
}
