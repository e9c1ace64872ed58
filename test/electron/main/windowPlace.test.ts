import { describe, expect, it } from 'vitest'
import { windowPlace } from '../../../electron/main/windowPlace'

const screens = [{ x: 0, y: 0, width: 1366, height: 728 }]
const left = { x: 40, y: 20, width: 1200, height: 700, maximized: false }

describe('the window', () => {
  it('opens at its usual size the first time', () => {
    expect(windowPlace(null, screens)).toEqual({ width: 1366, height: 768 })
  })

  it('opens where it was left', () => {
    expect(windowPlace(left, screens)).toEqual({ x: 40, y: 20, width: 1200, height: 700 })
  })

  it.each([
    { ...left, x: 3000 },
    { ...left, x: -1150 },
    { ...left, y: 900 },
    { ...left, y: -30 },
  ])('does not open at %j, where nobody could get hold of it', (gone) => {
    expect(windowPlace(gone, screens)).toEqual({ width: 1200, height: 700 })
  })

  it('is never smaller than what it needs', () => {
    expect(windowPlace({ ...left, width: 10, height: 10 }, screens)).toMatchObject({
      width: 1024,
      height: 640,
    })
  })
})
