/** One line of a list to pick from. */
export interface PickItem {
  readonly key: string
  readonly label: string
  /** What tells it from others of the same name. */
  readonly detail?: string | undefined
  /** How far it is moved in, as part of a tree; only while nothing is typed. */
  readonly depth?: number | undefined
  /** Why it cannot be picked; it is shown all the same. */
  readonly why?: string | undefined
  readonly icon?: string | undefined
  /** The heading under which it stands. */
  readonly group?: string | undefined
}

/** As many lines as anybody reads; typing finds the others. */
export const mostShown = 60

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
}

/** Those of which every typed word is in the label or the detail, in their order. */
export function pickItemsWith(items: readonly PickItem[], typed: string): readonly PickItem[] {
  const words = folded(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return items
  return items.filter(({ label, detail, group }) => {
    const text = folded(`${label} ${detail ?? ''} ${group ?? ''}`)
    return words.every((word) => text.includes(word))
  })
}
