/** A key with what is held down beside it. */
export interface KeyStroke {
  /** As `KeyboardEvent.key` names it; letters in lower case. */
  readonly key: string
  /** Ctrl; on macOS ⌘. */
  readonly mod?: boolean
  readonly shift?: boolean
  readonly alt?: boolean
}

export type Platform = 'mac' | 'other'

export type PressedKey = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

export function thisPlatform(): Platform {
  return /\bMac/.test(navigator.userAgent) ? 'mac' : 'other'
}

/** A character without Ctrl or Alt: whoever speaks to the computer, or types, may mean it as text (WCAG 2.1.4). */
export function isCharacter(stroke: KeyStroke): boolean {
  return stroke.key.length === 1 && !stroke.mod && !stroke.alt
}

export function isPressed(stroke: KeyStroke, event: PressedKey, platform: Platform): boolean {
  const mod = platform === 'mac' ? event.metaKey : event.ctrlKey
  const other = platform === 'mac' ? event.ctrlKey : event.metaKey
  if (other || mod !== Boolean(stroke.mod) || event.altKey !== Boolean(stroke.alt)) return false
  const letter = /^[a-z]$/.test(stroke.key)
  // Where a sign stands differs between keyboards, and with it whether Shift is needed for it.
  const sign = stroke.key.length === 1 && !letter
  if (!sign && event.shiftKey !== Boolean(stroke.shift)) return false
  // Alt makes other letters of the letters on macOS; the key itself is the same.
  if (stroke.alt && letter) return event.code === `Key${stroke.key.toUpperCase()}`
  return event.key.toLowerCase() === stroke.key.toLowerCase()
}

const names: Readonly<Record<string, string>> = { Escape: 'Esc', Delete: 'Del', ArrowLeft: '←' }
const macNames: Readonly<Record<string, string>> = {
  Escape: 'esc',
  Delete: '⌦',
  Enter: '↩',
  ArrowLeft: '←',
}

function keyName(key: string, platform: Platform): string {
  const named = platform === 'mac' ? macNames[key] : names[key]
  return named ?? (key.length === 1 ? key.toUpperCase() : key)
}

/** The caps to press, as they are written on the keys of that platform: `['Ctrl', 'K']`, `['⌘', 'K']`. */
export function keyCaps(stroke: KeyStroke, platform: Platform): readonly string[] {
  const mac = platform === 'mac'
  return [
    ...(stroke.mod ? [mac ? '⌘' : 'Ctrl'] : []),
    ...(stroke.alt ? [mac ? '⌥' : 'Alt'] : []),
    ...(stroke.shift ? [mac ? '⇧' : 'Shift'] : []),
    keyName(stroke.key, platform),
  ]
}

/** In one word, for a tooltip: Ctrl+K; ⌘K. */
export function keyWord(stroke: KeyStroke, platform: Platform): string {
  return keyCaps(stroke, platform).join(platform === 'mac' ? '' : '+')
}

/** For `aria-keyshortcuts`. */
export function ariaKeys(stroke: KeyStroke, platform: Platform): string {
  return [
    ...(stroke.mod ? [platform === 'mac' ? 'Meta' : 'Control'] : []),
    ...(stroke.alt ? ['Alt'] : []),
    ...(stroke.shift ? ['Shift'] : []),
    stroke.key.length === 1 ? stroke.key.toUpperCase() : stroke.key,
  ].join('+')
}

/** As Electron writes it in a menu (shared/bridge/menu.ts); null for a key that has no place there. */
export function menuAccelerator(stroke: KeyStroke): string | null {
  const key =
    stroke.key === 'Escape' ? 'Esc' : stroke.key.length === 1 ? stroke.key.toUpperCase() : stroke.key
  if (!/^([A-Z0-9]|F\d{1,2}|Enter|Esc|Delete|,|\/)$/.test(key)) return null
  return [
    ...(stroke.mod ? ['CommandOrControl'] : []),
    ...(stroke.alt ? ['Alt'] : []),
    ...(stroke.shift ? ['Shift'] : []),
    key,
  ].join('+')
}
