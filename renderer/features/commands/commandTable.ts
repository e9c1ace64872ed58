import type { MenuPlace } from '../../../shared/bridge/menu'
import type { Board } from '../../../shared/bridge/place'
import type { ActionType } from '../../../shared/domain/action'
import { inboxViews, type InboxView } from '../../engine/api'
import type { MessageKey } from '../../i18n/words'
import { boardIcons, eventIcons, viewIcons } from '../../ui/signs'
import type { KeyStroke } from './keyStroke'
import type { PaneName } from './panes'

/*
 * Every command of the desk: the only list of them and of their keys. The menu of keys, the palette, the program's own
 * menu, the hints in tooltips and what the keyboard does are all made of it. What a command does, and when it can be
 * done, stands in the …Actions.ts beside it, which the type checker holds to these names.
 */

/** In the order in which they are shown. */
export const commandGroups = ['move', 'list', 'report', 'outbox', 'desk'] as const
export type CommandGroup = (typeof commandGroups)[number]

export interface CommandShape {
  readonly name: MessageKey
  readonly group: CommandGroup
  readonly icon: string
  /** Any of them; the first is the one that is shown where there is room for one. */
  readonly keys: readonly KeyStroke[]
  readonly menu?: MenuPlace
  /** Its keys count only while the part of that pane which takes the focus has it. */
  readonly within?: PaneName
  /** Its keys belong to the text while one is being written, though they are no characters. */
  readonly notWhileTyping?: true
  /** Its keys count whatever lies over the desk. */
  readonly evenCovered?: true
  /** It makes no sense to look for it: it is walked with, or it is the palette itself. */
  readonly notInPalette?: true
}

function view(shown: InboxView): CommandShape {
  const digit = inboxViews.indexOf(shown) + 1
  return {
    name: `views.${shown}`,
    group: 'move',
    icon: viewIcons[shown],
    keys: [{ key: String(digit), mod: true }],
    menu: 'view',
  }
}

/** What supervisors and auditors look at. */
function board(shown: Board, key: string): CommandShape {
  return {
    name: `boards.${shown}`,
    group: 'move',
    icon: boardIcons[shown],
    keys: [{ key, alt: true }],
    menu: 'view',
  }
}

/** What an officer does with the report at hand; without a key it is found in the palette. */
function act(type: ActionType, key: string | null = null): CommandShape {
  return {
    name: `act.${type}`,
    group: 'report',
    icon: eventIcons[type],
    keys: key === null ? [] : [{ key }],
    ...(key === null ? {} : { menu: 'report' }),
  }
}

export const commandTable = {
  palette: {
    name: 'commands.name.palette',
    group: 'move',
    icon: 'i-lucide-command',
    keys: [{ key: 'k', mod: true }],
    menu: 'help',
    notInPalette: true,
  },
  search: {
    name: 'commands.name.search',
    group: 'move',
    icon: 'i-lucide-search',
    keys: [{ key: '/' }, { key: 'f', mod: true }],
    menu: 'report',
  },
  'search-national': {
    name: 'commands.name.search-national',
    group: 'move',
    icon: 'i-lucide-globe',
    keys: [{ key: 'f', mod: true, shift: true }],
    menu: 'report',
  },
  'view-all': view('all'),
  'view-needs-action': view('needs-action'),
  'view-late': view('late'),
  'view-at-risk': view('at-risk'),
  'view-mine': view('mine'),
  'view-unassigned': view('unassigned'),
  'view-awaiting-reporter': view('awaiting-reporter'),
  'view-done': view('done'),
  'view-outbox': {
    name: 'outbox.title',
    group: 'move',
    icon: 'i-lucide-send',
    keys: [{ key: '9', mod: true }],
    menu: 'view',
  },
  // Its place among the views would be the outbox's 9.
  'view-duty': { ...view('duty'), keys: [{ key: '0', mod: true }] },
  'view-workload': board('workload', '1'),
  'view-figures': board('figures', '2'),
  'view-trail': board('trail', '3'),
  'figures-earlier': {
    name: 'figures.earlier',
    group: 'move',
    icon: 'i-lucide-chevron-left',
    keys: [{ key: '[' }],
  },
  'figures-later': {
    name: 'figures.later',
    group: 'move',
    icon: 'i-lucide-chevron-right',
    keys: [{ key: ']' }],
  },
  'next-pane': {
    name: 'commands.name.next-pane',
    group: 'move',
    icon: 'i-lucide-panel-right',
    keys: [{ key: 'F6' }],
    notInPalette: true,
  },
  'previous-pane': {
    name: 'commands.name.previous-pane',
    group: 'move',
    icon: 'i-lucide-panel-left',
    keys: [{ key: 'F6', shift: true }],
    notInPalette: true,
  },
  'where-before': {
    name: 'commands.name.where-before',
    group: 'move',
    icon: 'i-lucide-undo-2',
    keys: [{ key: 'ArrowLeft', alt: true }],
    notInPalette: true,
  },
  back: {
    name: 'commands.name.back',
    group: 'move',
    icon: 'i-lucide-arrow-left',
    keys: [{ key: 'Escape' }],
    notInPalette: true,
  },
  next: {
    name: 'commands.name.next',
    group: 'list',
    icon: 'i-lucide-arrow-down',
    keys: [{ key: 'j' }],
    menu: 'report',
  },
  previous: {
    name: 'commands.name.previous',
    group: 'list',
    icon: 'i-lucide-arrow-up',
    keys: [{ key: 'k' }],
    menu: 'report',
  },
  open: {
    name: 'commands.name.open',
    group: 'list',
    icon: 'i-lucide-book-open',
    keys: [{ key: 'Enter' }],
    within: 'list',
    notInPalette: true,
  },
  read: {
    name: 'commands.name.read',
    group: 'list',
    icon: 'i-lucide-book-open-text',
    keys: [{ key: 'o' }],
  },
  'only-mine': {
    name: 'commands.name.only-mine',
    group: 'list',
    icon: 'i-lucide-user',
    keys: [{ key: 'm', shift: true }],
  },
  accept: act('accept', 'a'),
  respond: act('respond', 'r'),
  note: { ...act('note', 'n'), name: 'commands.name.note' },
  forward: act('forward', 'f'),
  request_info: act('request_info', 'i'),
  return: act('return', 'b'),
  assign: act('assign', 't'),
  'assign-to-me': {
    name: 'commands.name.assign-to-me',
    group: 'report',
    icon: 'i-lucide-user-check',
    keys: [{ key: 'm' }],
    menu: 'report',
  },
  reassign: {
    name: 'reassign.command',
    group: 'report',
    icon: 'i-lucide-arrow-right-left',
    keys: [{ key: 't', shift: true }],
    menu: 'report',
  },
  'reassign-list': {
    name: 'reassign.commandList',
    group: 'report',
    icon: 'i-lucide-arrow-right-left',
    keys: [],
    menu: 'report',
  },
  archive: act('archive', 'e'),
  close: act('close'),
  reopen: act('reopen'),
  edit: act('edit', 's'),
  link_duplicate: act('link_duplicate', 'd'),
  unlink_duplicate: act('unlink_duplicate'),
  template: {
    name: 'commands.name.template',
    group: 'report',
    icon: 'i-lucide-list-indent-increase',
    keys: [{ key: 't', alt: true }],
    menu: 'report',
  },
  preview: {
    name: 'commands.name.preview',
    group: 'report',
    icon: 'i-lucide-eye',
    keys: [{ key: 'p', mod: true, shift: true }],
    menu: 'report',
  },
  send: {
    name: 'commands.name.send',
    group: 'report',
    icon: 'i-lucide-send',
    keys: [{ key: 'Enter', mod: true }],
    menu: 'report',
  },
  'send-and-next': {
    name: 'commands.name.send-and-next',
    group: 'report',
    icon: 'i-lucide-send-horizontal',
    keys: [{ key: 'Enter', mod: true, shift: true }],
    menu: 'report',
  },
  undo: {
    name: 'commands.name.undo',
    group: 'report',
    icon: 'i-lucide-undo-2',
    keys: [{ key: 'z' }, { key: 'z', mod: true }],
    menu: 'report',
    notWhileTyping: true,
  },
  'copy-number': {
    name: 'commands.name.copy-number',
    group: 'report',
    icon: 'i-lucide-copy',
    keys: [{ key: 'c' }],
    menu: 'report',
  },
  'outbox-send': {
    name: 'commands.name.outbox-send',
    group: 'outbox',
    icon: 'i-lucide-send',
    keys: [{ key: 'Enter', mod: true }],
  },
  'outbox-change': {
    name: 'commands.name.outbox-change',
    group: 'outbox',
    icon: 'i-lucide-pencil',
    keys: [{ key: 'u' }],
  },
  'outbox-copy': {
    name: 'commands.name.outbox-copy',
    group: 'outbox',
    icon: 'i-lucide-copy',
    keys: [{ key: 'c', mod: true }],
    notWhileTyping: true,
  },
  'outbox-discard': {
    name: 'commands.name.outbox-discard',
    group: 'outbox',
    icon: 'i-lucide-trash-2',
    keys: [{ key: 'Delete' }],
    notWhileTyping: true,
  },
  'sync-now': {
    name: 'commands.name.sync-now',
    group: 'desk',
    icon: 'i-lucide-refresh-cw',
    keys: [{ key: 'F5' }],
    menu: 'desk',
  },
  keys: {
    name: 'commands.name.keys',
    group: 'desk',
    icon: 'i-lucide-keyboard',
    keys: [{ key: 'F1' }, { key: '?' }],
    menu: 'help',
  },
  settings: {
    name: 'commands.name.settings',
    group: 'desk',
    icon: 'i-lucide-settings',
    keys: [{ key: ',', mod: true }],
    menu: 'desk',
  },
  density: {
    name: 'commands.name.density',
    group: 'desk',
    icon: 'i-lucide-rows-3',
    keys: [{ key: 'd', mod: true, shift: true }],
    menu: 'view',
  },
  theme: {
    name: 'commands.name.theme',
    group: 'desk',
    icon: 'i-lucide-sun-moon',
    keys: [{ key: 'l', mod: true, shift: true }],
    menu: 'view',
  },
  language: {
    name: 'commands.name.language',
    group: 'desk',
    icon: 'i-lucide-languages',
    keys: [{ key: 'b', mod: true, shift: true }],
    menu: 'view',
  },
  // What the separators between the panes do, for whom they are hard to aim at.
  'list-wider': {
    name: 'commands.name.list-wider',
    group: 'desk',
    icon: 'i-lucide-arrow-right-to-line',
    keys: [],
  },
  'list-narrower': {
    name: 'commands.name.list-narrower',
    group: 'desk',
    icon: 'i-lucide-arrow-left-to-line',
    keys: [],
  },
  'views-wider': {
    name: 'commands.name.views-wider',
    group: 'desk',
    icon: 'i-lucide-arrow-right-to-line',
    keys: [],
  },
  'views-narrower': {
    name: 'commands.name.views-narrower',
    group: 'desk',
    icon: 'i-lucide-arrow-left-to-line',
    keys: [],
  },
  diagnostics: {
    name: 'commands.name.diagnostics',
    group: 'desk',
    icon: 'i-lucide-file-cog',
    keys: [],
  },
  lock: {
    name: 'lock.command',
    group: 'desk',
    icon: 'i-lucide-lock',
    keys: [{ key: 'l', mod: true }],
    menu: 'desk',
    evenCovered: true,
  },
  remove: {
    name: 'removal.command',
    group: 'desk',
    icon: 'i-lucide-eraser',
    keys: [],
  },
  'sign-out': {
    name: 'officer.signOut',
    group: 'desk',
    icon: 'i-lucide-log-out',
    keys: [],
    menu: 'desk',
  },
} as const satisfies Record<string, CommandShape>

export type CommandId = keyof typeof commandTable

// The keys of an object that has exactly these; the cast only says so.
export const commandIds = Object.keys(commandTable) as readonly CommandId[]

export function shapeOf(id: CommandId): CommandShape {
  return commandTable[id]
}

export function isCommandId(id: string): id is CommandId {
  return Object.hasOwn(commandTable, id)
}

export interface CommandAction {
  readonly run: () => void | Promise<void>
  /** A sentence for why it cannot be done now; null when it can. */
  readonly whyNot?: () => string | null
  /** Whether it is about what is on screen; otherwise it is not offered, and its keys are left to others. */
  readonly applies?: () => boolean
}
