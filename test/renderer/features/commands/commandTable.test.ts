import { expect, it } from 'vitest'
import { commandIds, shapeOf, type CommandId } from '../../../../renderer/features/commands/commandTable'
import { isCharacter, keyWord, menuAccelerator } from '../../../../renderer/features/commands/keyStroke'
import { menuCommandSchema } from '../../../../shared/bridge/menu'

/** Of two commands with one key, one is never about what is on screen while the other is. */
const neverTogether: readonly (readonly [CommandId, CommandId])[] = [['send', 'outbox-send']]

it('no key means two things at once', () => {
  const owners = new Map<string, CommandId>()
  for (const id of commandIds) {
    for (const stroke of shapeOf(id).keys) {
      const word = keyWord(stroke, 'other')
      const owner = owners.get(word)
      const apart = neverTogether.some(([one, other]) => one === owner && other === id)
      expect(apart ? undefined : owner, `${word} of ${id}`).toBeUndefined()
      owners.set(word, id)
    }
  }
})

it('what is done by a letter alone can be found in the palette too, or has another key', () => {
  for (const id of commandIds) {
    const { keys, notInPalette } = shapeOf(id)
    const otherKeys = keys.filter((stroke) => !isCharacter(stroke))
    expect(notInPalette ? otherKeys.length > 0 : true, id).toBe(true)
  }
})

it('main takes every command that stands in the menu', () => {
  for (const id of commandIds) {
    const { menu: place, keys } = shapeOf(id)
    if (!place) continue
    for (const accelerator of [...keys.map(menuAccelerator), null]) {
      const told = { id, place, label: 'Perintah', accelerator, enabled: true }
      expect(menuCommandSchema.safeParse(told).success, `${id} ${accelerator}`).toBe(true)
    }
  }
})

it('main refuses what Electron would not understand as a key', () => {
  const told = { id: 'send', place: 'report', label: 'Kirim', enabled: true }
  for (const accelerator of ['', 'Ctrl+', 'CommandOrControl+Anything', 'A+B', '?']) {
    expect(menuCommandSchema.safeParse({ ...told, accelerator }).success, accelerator).toBe(false)
  }
})
