import type { Standing } from './outboxOrder'

/** Red for what needs the officer, amber for unsent, green for received (DESIGN, *Colour*). */
export const standingLooks: Readonly<Record<Standing, { readonly icon: string; readonly colour: string }>> = {
  'needs-you': { icon: 'i-lucide-triangle-alert', colour: 'text-error' },
  sending: { icon: 'i-lucide-send', colour: 'text-warning' },
  saved: { icon: 'i-lucide-hard-drive', colour: 'text-warning' },
  accepted: { icon: 'i-lucide-check-check', colour: 'text-success' },
}
