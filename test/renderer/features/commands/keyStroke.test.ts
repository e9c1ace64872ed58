import { describe, expect, it } from 'vitest'
import {
  ariaKeys,
  isCharacter,
  isPressed,
  keyWord,
  menuAccelerator,
  type PressedKey,
} from '../../../../renderer/features/commands/keyStroke'

function pressed(key: string, held: Partial<PressedKey> = {}): PressedKey {
  const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key
  return { key, code, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held }
}

describe('a key stroke', () => {
  it('with the platform’s main key is Ctrl, and ⌘ on macOS', () => {
    const stroke = { key: 'k', mod: true }
    expect(isPressed(stroke, pressed('k', { ctrlKey: true }), 'other')).toBe(true)
    expect(isPressed(stroke, pressed('k', { metaKey: true }), 'mac')).toBe(true)
    expect(isPressed(stroke, pressed('k', { ctrlKey: true }), 'mac')).toBe(false)
    expect(isPressed(stroke, pressed('k'), 'other')).toBe(false)
    expect(keyWord(stroke, 'other')).toBe('Ctrl+K')
    expect(keyWord(stroke, 'mac')).toBe('⌘K')
    expect(ariaKeys(stroke, 'mac')).toBe('Meta+K')
  })

  it('is another with Shift held, and the same with Caps Lock on', () => {
    expect(isPressed({ key: 'm' }, pressed('M', { shiftKey: true }), 'other')).toBe(false)
    expect(isPressed({ key: 'm', shift: true }, pressed('M', { shiftKey: true }), 'other')).toBe(true)
    expect(isPressed({ key: 'm' }, pressed('M'), 'other')).toBe(true)
  })

  it('of a sign is the same wherever the keyboard has it', () => {
    expect(isPressed({ key: '?' }, pressed('?', { shiftKey: true }), 'other')).toBe(true)
    expect(isPressed({ key: '?' }, pressed('?'), 'other')).toBe(true)
  })

  it('with Alt is known by the key where Alt makes another letter of it', () => {
    const onMac = pressed('†', { altKey: true, code: 'KeyT' })
    expect(isPressed({ key: 't', alt: true }, onMac, 'mac')).toBe(true)
    expect(isPressed({ key: 't' }, onMac, 'mac')).toBe(false)
  })

  it('without Ctrl or Alt is a character, with Shift too, and an arrow is none', () => {
    expect(isCharacter({ key: 'a' })).toBe(true)
    expect(isCharacter({ key: 'm', shift: true })).toBe(true)
    expect(isCharacter({ key: 'a', mod: true })).toBe(false)
    expect(isCharacter({ key: 'F6' })).toBe(false)
  })

  it('stands in a menu as Electron writes it, or not at all', () => {
    expect(menuAccelerator({ key: 'Enter', mod: true, shift: true })).toBe('CommandOrControl+Shift+Enter')
    expect(menuAccelerator({ key: '?' })).toBeNull()
  })
})
