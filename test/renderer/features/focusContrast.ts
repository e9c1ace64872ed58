type Colour = readonly [red: number, green: number, blue: number, alpha: number]

const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })

/** Any colour that CSS can say, as the screen shows it. */
function colourOf(css: string): Colour {
  if (!canvas) throw new Error('This browser draws nothing')
  canvas.clearRect(0, 0, 1, 1)
  canvas.fillStyle = css
  canvas.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data
  return [red, green, blue, alpha / 255]
}
function over(top: Colour, below: Colour): Colour {
  const mix = (index: 0 | 1 | 2) => top[index] * top[3] + below[index] * (1 - top[3])
  return [mix(0), mix(1), mix(2), 1]
}
function backgroundBehind(element: Element | null): Colour {
  if (!element) return [255, 255, 255, 1]
  const own = colourOf(getComputedStyle(element).backgroundColor)
  return own[3] === 1 ? own : over(own, backgroundBehind(element.parentElement))
}
function luminance([red, green, blue]: Colour): number {
  const linear = (value: number) =>
    value <= 10.31 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}
function contrast(one: Colour, other: Colour): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

/** The colours of what is drawn around an element: its outline, and the rings of its shadow. */
function ringsOf(element: Element): Colour[] {
  const style = getComputedStyle(element)
  const outline = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1
  // A ring is a shadow without blur that spreads by at least a pixel.
  const shadows = [
    ...style.boxShadow.matchAll(/((?:rgb|rgba|oklch|oklab|color|lab)\([^)]*\)) 0px 0px 0px ([\d.]+)px/g),
  ]
  const rings = shadows
    .filter(([, , spread]) => Number(spread) >= 1)
    .map(([, colour]) => colourOf(colour ?? ''))
  return [...(outline ? [colourOf(style.outlineColor)] : []), ...rings]
}

/**
 * How well the sign of focus stands out from what is behind it; 1 when there is none. It may be drawn around the
 * element, or around the label or the box that it stands in.
 */
export function focusContrast(element: HTMLElement): number {
  const label = element.closest('label')
  const places = [
    element,
    ...(label ? [label] : []),
    ...(element.parentElement ? [element.parentElement] : []),
  ]
  const found = places.flatMap((place) => {
    const behind = backgroundBehind(place.parentElement)
    return ringsOf(place).map((ring) => contrast(over(ring, behind), behind))
  })
  // A text cursor in a field that fills its dialog is the sign of focus there.
  return Math.max(1, ...found)
}
