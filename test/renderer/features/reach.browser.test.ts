import type {} from '@vitest/browser-playwright'
import { beforeEach, describe, expect, it } from 'vitest'
import { cdp, page, userEvent } from 'vitest/browser'
import { everyView } from './everyView'
import { focusContrast } from './focusContrast'

const reachable =
  'a[href], button, input:not([type=hidden]), textarea, select, [role=option], [role=menuitem], [role=tab], [tabindex]:not([tabindex="-1"])'

function seen(): HTMLElement[] {
  const dialog = document.querySelector('[role=dialog]')
  return [...(dialog ?? document).querySelectorAll<HTMLElement>(reachable)].filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) && !element.closest('[aria-hidden=true]'),
  )
}
/** Whether it is pressed anywhere in a square of 24 pixels around its middle, though less of it is seen. */
function isPressedAround(element: HTMLElement): boolean {
  element.scrollIntoView({ block: 'nearest' })
  const box = element.getBoundingClientRect()
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
  const corners = [-11, 11].flatMap((right) => [-11, 11].map((down) => [x + right, y + down] as const))
  return corners.every(([left, top]) => {
    const hit = document.elementFromPoint(left, top)
    const label = hit?.closest('label')
    return hit !== null && (element.contains(hit) || label?.htmlFor === element.id)
  })
}
/** What is pressed: a box or a circle for choosing is pressed with its label. */
function target(element: HTMLElement): HTMLElement {
  return element instanceof HTMLInputElement ? (element.closest('label') ?? element) : element
}
function described(element: HTMLElement): string {
  const name = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? ''
  return `<${element.tagName.toLowerCase()} ${element.dataset['testid'] ?? ''}> ${name}`
}

/** Around an element, what is scrolled though it shows no scroll bar. */
function hiddenScrolls(element: Element): Element[] {
  const found: Element[] = []
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(parent)
    const across = parent.scrollLeft !== 0 && !['auto', 'scroll'].includes(overflowX)
    const down = parent.scrollTop !== 0 && !['auto', 'scroll'].includes(overflowY)
    if (across || down) found.push(parent)
  }
  return found
}

beforeEach(async () => {
  await page.viewport(1366, 768)
})

describe('everything that is pressed', () => {
  it.each(everyView)(
    'is at least 24 by 24 pixels large in $name',
    async ({ show }) => {
      await show()
      const small = seen()
        .map((element) => ({ element, box: target(element).getBoundingClientRect() }))
        .filter(({ element, box }) => Math.min(box.width, box.height) < 23.5 && !isPressedAround(element))
        .map(
          ({ element, box }) => `${described(element)}: ${box.width.toFixed(1)} × ${box.height.toFixed(1)}`,
        )
      expect(small).toEqual([])
    },
    60_000,
  )
})

describe('the focus', () => {
  it.each(everyView)(
    'is seen on everything that the Tab key reaches in $name',
    async ({ show }) => {
      const desk = await show()
      const weak: string[] = []
      for (const theme of ['light', 'dark'] as const) {
        desk.become({ ...desk.state, theme })
        await expect.poll(() => document.documentElement.classList.contains('dark')).toBe(theme === 'dark')
        const visited = new Set<Element>()
        let last: Element | null = null
        for (let stop = 0; stop < 90; stop += 1) {
          await userEvent.keyboard('{Tab}')
          const element = document.activeElement
          // The focus may have stood on the last element of the page, which the key leaves.
          if (!(element instanceof HTMLElement) || element === document.body) {
            if (visited.size === 0) continue
            break
          }
          // Day, month and year of a date are stops of one field.
          if (element === last) continue
          if (visited.has(element)) break
          last = element
          visited.add(element)
          await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
          const contrast = focusContrast(element)
          if (contrast < 3) weak.push(`${theme}: ${described(element)}: ${contrast.toFixed(2)}`)
        }
        expect(visited.size).toBeGreaterThan(0)
      }
      expect(weak).toEqual([])
    },
    120_000,
  )
})

describe('at 200 %, in a window of 683 by 384', () => {
  it.each(everyView)('nothing is out of reach in $name', async ({ show }) => {
    await show()
    // As somebody does who finds it too small: where they are, it becomes larger.
    await page.viewport(683, 384)
    const lost: string[] = []
    for (const element of seen().map(target)) {
      element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      const box = element.getBoundingClientRect()
      const left = Math.max(0, box.left)
      const right = Math.min(innerWidth, box.right)
      const high = box.top >= -1 && Math.min(box.bottom, box.top + 24) <= innerHeight + 1
      const wide = right - left >= Math.min(24, box.width) - 1
      // What only a program can scroll, no person can.
      const hidden = hiddenScrolls(element)
      for (const ancestor of hidden) ancestor.scrollTo(0, 0)
      if (!high || !wide || hidden.length > 0) lost.push(`${described(element)}: ${JSON.stringify(box)}`)
    }
    expect(lost).toEqual([])
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(683)
  })
})

describe('with reduced motion', () => {
  it.each(everyView)('nothing moves in $name', async ({ show }) => {
    await cdp().send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-reduced-motion', value: 'reduce' }],
    })
    try {
      await show()
      const moving = [...document.querySelectorAll('*')].filter((element) => {
        const style = getComputedStyle(element)
        const times = `${style.transitionDuration}, ${style.animationDuration}`
          .split(', ')
          .map(Number.parseFloat)
        return times.some((seconds) => seconds > 0.001)
      })
      expect(moving.map((element) => element.outerHTML.slice(0, 120))).toEqual([])
    } finally {
      await cdp().send('Emulation.setEmulatedMedia', { features: [] })
    }
  })
})
