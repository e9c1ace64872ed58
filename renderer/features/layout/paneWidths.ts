import type { Panes } from '../../../shared/bridge/panes'

/*
 * How wide the panes are, in CSS pixels. Whatever the officer chose, each keeps enough to be used: the case first.
 */

const usual = { sidebar: 212, list: 430 } as const
const narrowest = { sidebar: 176, list: 300, case: 380 } as const
const widestSidebar = 340
/** Below it list and case do not stand beside each other. */
const narrowBelow = 900
/** Below it the views are behind a button: 1366 pixels at 200 % are 683. */
const drawerBelow = 700

export interface PaneWidths {
  readonly sidebar: number
  readonly list: number
}

export interface PaneLimits {
  readonly sidebar: { readonly least: number; readonly most: number }
  readonly list: { readonly least: number; readonly most: number }
}

export function widthModes(windowWidth: number): { readonly narrow: boolean; readonly drawer: boolean } {
  return { narrow: windowWidth < narrowBelow, drawer: windowWidth < drawerBelow }
}

export function paneWidths(chosen: Panes, windowWidth: number): PaneWidths {
  const sidebar = within(chosen.sidebar ?? usual.sidebar, narrowest.sidebar, widestSidebarIn(windowWidth))
  const list = within(chosen.list ?? usual.list, narrowest.list, windowWidth - sidebar - narrowest.case)
  return { sidebar, list }
}

/** How far each can be moved while the other stays. */
export function paneLimits(windowWidth: number, widths: PaneWidths): PaneLimits {
  return {
    sidebar: { least: narrowest.sidebar, most: widestSidebarIn(windowWidth) },
    list: {
      least: narrowest.list,
      most: Math.max(narrowest.list, windowWidth - widths.sidebar - narrowest.case),
    },
  }
}

/** As `grid-template-columns` takes them. */
export function columnsFor(
  { sidebar, list }: PaneWidths,
  { single, drawer }: { readonly single: boolean; readonly drawer: boolean },
): string {
  if (drawer) return 'minmax(0, 1fr)'
  return single ? `${sidebar}px minmax(0, 1fr)` : `${sidebar}px ${list}px minmax(0, 1fr)`
}

function widestSidebarIn(windowWidth: number): number {
  // Where one pane stands beside it, half of the window is its.
  const room = windowWidth < narrowBelow ? windowWidth / 2 : windowWidth - narrowest.list - narrowest.case
  return Math.max(narrowest.sidebar, Math.min(widestSidebar, Math.floor(room)))
}

/** `least` counts where both cannot be kept. */
function within(wanted: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, wanted))
}
