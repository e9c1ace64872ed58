import { expect, it } from 'vitest'
import { shownAccelerator } from '../../../electron/main/menuAccelerators'

it('a menu shows keys and takes none of them', () => {
  expect(shownAccelerator('A', 'win32')).toEqual({ accelerator: 'A', registerAccelerator: false })
  expect(shownAccelerator(null, 'linux')).toEqual({})
})

it('on macOS, where a menu takes what it shows, a letter stays a letter', () => {
  expect(shownAccelerator('A', 'darwin')).toEqual({})
  expect(shownAccelerator('Delete', 'darwin')).toEqual({})
  expect(shownAccelerator('CommandOrControl+K', 'darwin')).toEqual({ accelerator: 'CommandOrControl+K' })
})
