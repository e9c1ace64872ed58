import type { WindowBounds } from './settings/settings'

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const leastSize = { width: 1024, height: 640 } as const
const usualSize = { width: 1366, height: 768 } as const
/** So much of the window's upper edge must be on a screen for somebody to get hold of it. */
const gripWidth = 200

/** Where the window opens: as it was left, unless the screen that it was on is gone. */
export function windowPlace(
  left: WindowBounds | null,
  screens: readonly Rectangle[],
): Partial<Rectangle> & Pick<Rectangle, 'width' | 'height'> {
  if (!left) return usualSize
  const size = {
    width: Math.max(left.width, leastSize.width),
    height: Math.max(left.height, leastSize.height),
  }
  const reachable = screens.some(
    (screen) =>
      left.y >= screen.y &&
      left.y < screen.y + screen.height &&
      left.x + size.width >= screen.x + gripWidth &&
      left.x <= screen.x + screen.width - gripWidth,
  )
  return reachable ? { x: left.x, y: left.y, ...size } : size
}
