import { onScopeDispose, shallowRef } from 'vue'

export interface ChartLook {
  readonly text: string
  readonly muted: string
  readonly line: string
  readonly background: string
  readonly font: string
  /** Of the first, second and third series; told apart by their dashes and marks too. */
  readonly series: readonly [string, string, string]
}

/** The colours of the theme as charts can draw them; other ones when the theme changes. */
export function useChartLook() {
  const look = shallowRef(read())
  const observer = new MutationObserver(() => (look.value = read()))
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['class'] })
  onScopeDispose(() => observer.disconnect())
  return look
}

function read(): ChartLook {
  const probe = document.createElement('span')
  document.body.append(probe)
  const colour = (name: string): string => {
    probe.style.color = `var(${name})`
    return plain(getComputedStyle(probe).color)
  }
  const look: ChartLook = {
    text: colour('--ui-text'),
    muted: colour('--ui-text-muted'),
    line: colour('--ui-border-accented'),
    background: colour('--ui-bg'),
    font: getComputedStyle(document.body).fontFamily,
    series: [colour('--ui-primary'), colour('--ui-text-highlighted'), colour('--ui-text-dimmed')],
  }
  probe.remove()
  return look
}

/** The drawing library reads no colours but those of red, green and blue. */
function plain(colour: string): string {
  const canvas = document.createElement('canvas')
  canvas.width = 1
  canvas.height = 1
  const brush = canvas.getContext('2d', { willReadFrequently: true })
  if (!brush) return colour
  brush.fillStyle = colour
  brush.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = brush.getImageData(0, 0, 1, 1).data
  return `rgb(${red}, ${green}, ${blue})`
}
