/** A text as it is searched: without regard to case and to marks on letters. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** What an officer typed into the search, folded; a `#` before a tracking number is how people write it. */
export function foldSearch(typed: string): string {
  return fold(typed.trim().replace(/^#/, ''))
}
