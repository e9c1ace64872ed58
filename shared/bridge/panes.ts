import { z } from 'zod'

/** How much of the list is seen at once: rows of 72 or of 52 px (DESIGN, *Rows*). */
export const densities = ['comfortable', 'compact'] as const
export type Density = (typeof densities)[number]

const width = z.number().int().min(100).max(5_000).nullable()

/** How wide the officer made the panes, in CSS pixels; null for as wide as they are by themselves. */
export const panesSchema = z.object({ sidebar: width, list: width })
export type Panes = z.infer<typeof panesSchema>

export const firstPanes: Panes = { sidebar: null, list: null }
