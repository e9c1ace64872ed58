import { pngFile } from './pngImage'
import { SeededRandom } from './seededRandom'

type Colour = readonly [number, number, number]

const shapes: readonly (readonly [width: number, height: number])[] = [
  [240, 180],
  [320, 240],
  [180, 240],
  [400, 300],
  [240, 320],
  [360, 270],
]

/** Each surface has so many shades, from far or dark to near or light. */
const shades = 16
const surfaces = ['sky', 'ground', 'road', 'damage', 'wall'] as const
type Surface = (typeof surfaces)[number]
const places = { sky: 0, ground: 1, road: 2, damage: 3, wall: 4 } as const satisfies Record<Surface, number>

/** From which colour to which each surface goes. */
const colours: Readonly<Record<Surface, readonly (readonly [Colour, Colour])[]>> = {
  sky: [
    [
      [96, 150, 205],
      [208, 226, 238],
    ],
    [
      [128, 134, 144],
      [200, 204, 208],
    ],
    [
      [88, 104, 150],
      [240, 196, 148],
    ],
  ],
  ground: [
    [
      [88, 112, 60],
      [140, 160, 92],
    ],
    [
      [134, 104, 72],
      [178, 148, 108],
    ],
  ],
  road: [
    [
      [84, 84, 88],
      [132, 132, 134],
    ],
    [
      [112, 104, 96],
      [160, 150, 138],
    ],
  ],
  damage: [
    [
      [38, 32, 28],
      [98, 84, 70],
    ],
    [
      [70, 78, 92],
      [150, 168, 186],
    ],
    [
      [92, 70, 60],
      [206, 200, 190],
    ],
  ],
  wall: [
    [
      [176, 92, 70],
      [226, 206, 178],
    ],
    [
      [110, 120, 128],
      [222, 222, 216],
    ],
  ],
}

interface Scene {
  readonly width: number
  readonly height: number
  readonly horizon: number
  /** Where the road meets the horizon, and how wide it is in front. */
  readonly road: { readonly far: number; readonly near: number; readonly halfWidth: number }
  readonly damage: { readonly x: number; readonly y: number; readonly wide: number; readonly high: number }
  readonly walls: readonly { readonly from: number; readonly until: number; readonly top: number }[]
}

/**
 * A picture such as citizens send, by its number: a street under a sky, houses, and on the street what is wrong. It is
 * painted, nobody's photograph; the same number gives the same bytes for ever.
 */
export function photograph(number: number): Buffer {
  const random = new SeededRandom(`photograph-${number}`)
  const [width, height] = random.pick(shapes)
  const scene = sceneOf(width, height, random)
  const palette = surfaces.flatMap((surface) => shadesOf(...random.pick(colours[surface])))
  const grain = new SeededRandom(`grain-${number}`)
  const pixels = new Uint8Array(width * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [surface, light] = surfaceAt(scene, x, y)
      const shade = Math.floor(light * shades + grain.next() * 3 - 1.5)
      pixels[y * width + x] = places[surface] * shades + Math.min(Math.max(shade, 0), shades - 1)
    }
  }
  return pngFile({ width, height, pixels, palette })
}

function shadesOf(from: Colour, to: Colour): Colour[] {
  const between = (one: number, other: number, place: number) =>
    Math.round(one + ((other - one) * place) / (shades - 1))
  return Array.from({ length: shades }, (_, place) => [
    between(from[0], to[0], place),
    between(from[1], to[1], place),
    between(from[2], to[2], place),
  ])
}

function sceneOf(width: number, height: number, random: SeededRandom): Scene {
  const horizon = Math.round(height * (0.3 + random.next() * 0.2))
  const depth = height - horizon
  return {
    width,
    height,
    horizon,
    road: {
      far: width * (0.3 + random.next() * 0.4),
      near: width * (0.4 + random.next() * 0.2),
      halfWidth: width * (0.3 + random.next() * 0.25),
    },
    damage: {
      x: width * (0.4 + random.next() * 0.2),
      y: horizon + depth * (0.45 + random.next() * 0.3),
      wide: width * (0.08 + random.next() * 0.14),
      high: depth * (0.06 + random.next() * 0.12),
    },
    walls: Array.from({ length: random.integer(1, 5) }, () => {
      const from = random.integer(-20, width - 10)
      return {
        from,
        until: from + random.integer(20, 90),
        top: horizon - random.integer(10, Math.round(horizon * 0.7)),
      }
    }),
  }
}

/** What is seen at a place, and how light it is there, from 0 to 1. */
function surfaceAt(scene: Scene, x: number, y: number): readonly [Surface, number] {
  const { width, height, horizon, road, damage, walls } = scene
  const out = ((x - damage.x) / damage.wide) ** 2 + ((y - damage.y) / damage.high) ** 2
  if (out < 1) return ['damage', out * 0.9]
  if (y < horizon) {
    const wall = walls.find(({ from, until, top }) => x >= from && x < until && y >= top)
    if (!wall) return ['sky', y / horizon]
    const isWindow = (x - wall.from) % 16 > 9 && (y - wall.top) % 18 > 10
    return ['wall', isWindow ? 0.1 : 0.75]
  }
  const near = (y - horizon) / (height - horizon)
  const middle = road.far + (road.near - road.far) * near
  const aside = Math.abs(x - middle) / (road.halfWidth * near + width * 0.01)
  if (aside > 1) return ['ground', near]
  const isLine = aside < 0.04 && Math.floor(8 * near * near + near * 4) % 2 === 0
  return ['road', isLine ? 1 : 0.25 + near * 0.5]
}
