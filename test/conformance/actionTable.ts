import type { Status } from './situations'

/** DOMAIN.md's table of actions, written down once more as what the checks go through. */

export interface TextField {
  readonly name: string
  readonly shortest: number
  readonly longest: number
  /** Whether the action may be sent without it. */
  readonly optional?: boolean
}

export interface ActionRow {
  readonly type: string
  readonly from: readonly Status[]
  /** The payload's texts and their limits. */
  readonly texts: readonly TextField[]
  readonly seenBy: 'public' | 'internal'
}

export const open: readonly Status[] = ['dispositioned', 'in_progress', 'awaiting_reporter', 'answered']
const notAnswered: readonly Status[] = ['dispositioned', 'in_progress', 'awaiting_reporter']

function text(longest: number, optional = false): TextField {
  return { name: 'text', shortest: optional ? 0 : 1, longest, optional }
}

export const actionTable: readonly ActionRow[] = [
  { type: 'accept', from: ['dispositioned'], texts: [], seenBy: 'public' },
  { type: 'respond', from: open, texts: [text(5000)], seenBy: 'public' },
  { type: 'note', from: [...open, 'closed', 'archived'], texts: [text(5000)], seenBy: 'internal' },
  {
    type: 'request_info',
    from: ['dispositioned', 'in_progress', 'answered'],
    texts: [text(2000)],
    seenBy: 'public',
  },
  { type: 'forward', from: notAnswered, texts: [text(2000)], seenBy: 'public' },
  {
    type: 'assign',
    from: open,
    texts: [{ name: 'reason', shortest: 0, longest: 500, optional: true }],
    seenBy: 'internal',
  },
  {
    type: 'return',
    from: ['dispositioned', 'in_progress'],
    texts: [{ name: 'reason', shortest: 10, longest: 2000 }],
    seenBy: 'public',
  },
  { type: 'archive', from: notAnswered, texts: [text(2000, true)], seenBy: 'public' },
  { type: 'close', from: ['answered'], texts: [text(2000, true)], seenBy: 'public' },
  {
    type: 'reopen',
    from: ['closed', 'archived'],
    texts: [{ name: 'reason', shortest: 1, longest: 500 }],
    seenBy: 'public',
  },
  { type: 'edit', from: open, texts: [], seenBy: 'internal' },
  { type: 'link_duplicate', from: open, texts: [], seenBy: 'internal' },
  { type: 'unlink_duplicate', from: open, texts: [], seenBy: 'internal' },
]
