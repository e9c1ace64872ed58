const longestShown = 5

/**
 * The addresses in a text, each once. They are shown to be copied and never opened: a report is written by a stranger
 * (SECURITY.md 15).
 */
export function linksIn(text: string): readonly string[] {
  const found = text.match(/\b(?:https?:\/\/|www\.)[^\s<>"]+/giu) ?? []
  // What ends a sentence does not belong to the address before it.
  const links = found.map((link) => link.replace(/[.,;:!?)\]}'’”]+$/u, ''))
  return [...new Set(links)].slice(0, longestShown)
}
