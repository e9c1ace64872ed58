const isAscii = /^[\x00-\x7f]*$/

/** A text as it is searched: without regard to case and to marks on letters. */
export function fold(text: string): string {
  // Most titles are plain letters, and those have nothing to take apart.
  if (isAscii.test(text)) return text.toLowerCase()
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** What an officer typed into the search, folded; a `#` before a tracking number is how people write it. */
export function foldSearch(typed: string): string {
  return fold(typed.trim().replace(/^#/, ''))
}

/** The words of a name, folded: letters and digits. */
export function nameWords(name: string): readonly string[] {
  return fold(name).match(/[\p{L}\p{N}]+/gu) ?? []
}
