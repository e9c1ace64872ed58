/** A request as far as an aim looks at it. */
export interface Aimed {
  readonly method: string
  /** Without query. */
  readonly path: string
}

export interface Aim {
  readonly method?: string | undefined
  readonly path?: string | undefined
}

/** Whether a request is one that this aim means; nothing under `/sandbox/` ever is. */
export function isAimedAt(aim: Aim, { method, path }: Aimed): boolean {
  if (path.startsWith('/sandbox/')) return false
  if (aim.method && aim.method !== method) return false
  if (!aim.path) return true
  return aim.path.endsWith('*') ? path.startsWith(aim.path.slice(0, -1)) : path === aim.path
}

interface Window {
  readonly from?: number | undefined
  readonly count?: number | undefined
}

/** Whether the fault acts on the matching request of this number, counted from 1. */
export function actsOn({ from = 1, count }: Window, number: number): boolean {
  return number >= from && (count === undefined || number < from + count)
}

/** On how many more requests it acts after so many have matched; null without end. */
export function leftAfter({ from = 1, count }: Window, seen: number): number | null {
  if (count === undefined) return null
  return Math.max(0, Math.min(count, from + count - 1 - seen))
}
