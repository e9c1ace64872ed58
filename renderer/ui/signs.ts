import type { CaseEventType, CaseStatus, Channel } from '../../shared/domain/case'
import type { Board } from '../../shared/bridge/place'
import type { OffHours } from '../../shared/domain/duty'
import type { InboxView, TimelineState } from '../engine/api'

/** The icons that stand beside words. They are written out in full so that the bundler finds each of them. */
export const statusIcons: Readonly<Record<CaseStatus, string>> = {
  dispositioned: 'i-lucide-arrow-down-left',
  in_progress: 'i-lucide-loader',
  awaiting_reporter: 'i-lucide-message-circle-question',
  answered: 'i-lucide-reply',
  closed: 'i-lucide-check',
  archived: 'i-lucide-archive',
  returned: 'i-lucide-undo-2',
}

type BadgeColour = 'primary' | 'info' | 'warning' | 'success' | 'neutral'

export const statusColours: Readonly<Record<CaseStatus, BadgeColour>> = {
  dispositioned: 'primary',
  in_progress: 'info',
  awaiting_reporter: 'warning',
  answered: 'success',
  closed: 'success',
  archived: 'neutral',
  returned: 'neutral',
}

export const viewIcons: Readonly<Record<InboxView | 'needs-you', string>> = {
  all: 'i-lucide-layers',
  'needs-action': 'i-lucide-inbox',
  late: 'i-lucide-alarm-clock',
  'at-risk': 'i-lucide-hourglass',
  mine: 'i-lucide-user',
  unassigned: 'i-lucide-user-x',
  'awaiting-reporter': 'i-lucide-message-circle-question',
  done: 'i-lucide-check',
  duty: 'i-lucide-moon-star',
  'needs-you': 'i-lucide-triangle-alert',
}

/** For a report that came in, or falls due, while the offices are closed. */
export const offHoursIcons: Readonly<Record<OffHours, string>> = {
  day_off: 'i-lucide-calendar-off',
  night: 'i-lucide-moon-star',
}

export const boardIcons: Readonly<Record<Board, string>> = {
  workload: 'i-lucide-users',
  figures: 'i-lucide-chart-column',
  trail: 'i-lucide-history',
}

export const channelIcons: Readonly<Record<Channel, string>> = {
  web: 'i-lucide-globe',
  android: 'i-lucide-smartphone',
  ios: 'i-lucide-smartphone',
  sms: 'i-lucide-message-square',
  whatsapp: 'i-lucide-message-circle',
  twitter: 'i-lucide-at-sign',
  walk_in: 'i-lucide-footprints',
  partner: 'i-lucide-app-window',
}

export const eventIcons: Readonly<Record<CaseEventType, string>> = {
  received: 'i-lucide-inbox',
  dispositioned: 'i-lucide-arrow-down-left',
  reporter_replied: 'i-lucide-message-circle',
  auto_closed: 'i-lucide-check',
  rated: 'i-lucide-star',
  accept: 'i-lucide-check-check',
  respond: 'i-lucide-reply',
  note: 'i-lucide-lock',
  request_info: 'i-lucide-message-circle-question',
  forward: 'i-lucide-forward',
  assign: 'i-lucide-user',
  return: 'i-lucide-undo-2',
  archive: 'i-lucide-archive',
  close: 'i-lucide-check',
  reopen: 'i-lucide-rotate-ccw',
  edit: 'i-lucide-pencil',
  link_duplicate: 'i-lucide-link',
  unlink_duplicate: 'i-lucide-unlink',
}

export const stateIcons: Readonly<Record<TimelineState, string>> = {
  held: 'i-lucide-hard-drive',
  saved: 'i-lucide-hard-drive',
  sending: 'i-lucide-send',
  server: 'i-lucide-check-check',
  'needs-you': 'i-lucide-triangle-alert',
}

/** Amber for what is unsent, red for what needs the officer, green for received (DESIGN, *Colour*). */
export const stateColours: Readonly<Record<TimelineState, string>> = {
  held: 'text-warning',
  saved: 'text-warning',
  sending: 'text-warning',
  server: 'text-success',
  'needs-you': 'text-error',
}
