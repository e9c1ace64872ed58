import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  columnsFor,
  paneLimits,
  paneWidths,
  widthModes,
} from '../../../../renderer/features/layout/paneWidths'

it('leaves every pane enough to be used, whatever was chosen and however wide the window is', () => {
  const width = fc.option(fc.integer({ min: 100, max: 5_000 }), { nil: null })
  fc.assert(
    fc.property(width, width, fc.integer({ min: 900, max: 4_000 }), (sidebar, list, windowWidth) => {
      const widths = paneWidths({ sidebar, list }, windowWidth)
      expect(widths.sidebar).toBeGreaterThanOrEqual(176)
      expect(widths.list).toBeGreaterThanOrEqual(300)
      expect(windowWidth - widths.sidebar - widths.list).toBeGreaterThanOrEqual(380)
      const limits = paneLimits(windowWidth, widths)
      expect(widths.list).toBeLessThanOrEqual(limits.list.most)
      expect(widths.sidebar).toBeLessThanOrEqual(limits.sidebar.most)
    }),
  )
})

it('is drawn as the design has it when nothing was chosen', () => {
  expect(paneWidths({ sidebar: null, list: null }, 1366)).toEqual({ sidebar: 212, list: 430 })
})

it('shows one pane when narrow, and the views in a drawer when small', () => {
  expect([1366, 900, 899, 699].map(widthModes)).toEqual([
    { narrow: false, drawer: false },
    { narrow: false, drawer: false },
    { narrow: true, drawer: false },
    { narrow: true, drawer: true },
  ])
  const widths = { sidebar: 212, list: 430 }
  expect(columnsFor(widths, { single: false, drawer: false })).toBe('212px 430px minmax(0, 1fr)')
  expect(columnsFor(widths, { single: true, drawer: false })).toBe('212px minmax(0, 1fr)')
  expect(columnsFor(widths, { single: true, drawer: true })).toBe('minmax(0, 1fr)')
})
