import { assertNever } from '../../../shared/domain/assertNever'
import type { OutboxItem } from '../../engine/outboxApi'

/** How *Kotak keluar* is grouped; what the officer must decide stands first. */
export const standings = ['needs-you', 'sending', 'saved', 'accepted'] as const
export type Standing = (typeof standings)[number]

/** One line of the list. */
export type OutboxLine =
  | { readonly kind: 'heading'; readonly standing: Standing; readonly count: number }
  | { readonly kind: 'item'; readonly item: OutboxItem }

export function standingOf({ state }: Pick<OutboxItem, 'state'>): Standing {
  switch (state) {
    case 'held':
    case 'waiting':
      return 'saved'
    case 'sending':
    case 'accepted':
    case 'needs-you':
      return state
    default:
      return assertNever(state, 'state of an action')
  }
}

export function countStandings(items: readonly OutboxItem[]): Readonly<Record<Standing, number>> {
  const counts = { 'needs-you': 0, sending: 0, saved: 0, accepted: 0 }
  for (const item of items) counts[standingOf(item)] += 1
  return counts
}

/** The lines of all groups, or of one; within a group in the order in which the officer acted. */
export function outboxLines(items: readonly OutboxItem[], only: Standing | null): readonly OutboxLine[] {
  return standings.flatMap((standing): OutboxLine[] => {
    if (only !== null && only !== standing) return []
    const members = items.filter((item) => standingOf(item) === standing)
    const lines = members.map((item): OutboxLine => ({ kind: 'item', item }))
    // A group that is alone has its name above the list already.
    if (only !== null || lines.length === 0) return lines
    return [{ kind: 'heading', standing, count: lines.length }, ...lines]
  })
}

/** The line that holds an action at the place or next to it in the direction; where there is none, the last one. */
export function itemIndexNear(lines: readonly OutboxLine[], place: number, direction: 1 | -1): number {
  const items = lines.flatMap((line, index) => (line.kind === 'item' ? [index] : []))
  return direction === 1
    ? (items.find((index) => index >= place) ?? items.at(-1) ?? -1)
    : (items.findLast((index) => index <= place) ?? items[0] ?? -1)
}
