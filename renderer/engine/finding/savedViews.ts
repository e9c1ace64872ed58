import { z } from 'zod'
import { savedViewLimits, type KeptViews, type SavedView } from '../findingApi'
import type { Notes } from '../journal/notes'

const noteName = 'saved-views'

const savedViewsSchema = z
  .array(
    z.object({
      id: z.string().min(1).max(64),
      name: z.string().trim().min(1).max(savedViewLimits.name),
      search: z.string().trim().min(1).max(savedViewLimits.search),
    }),
  )
  .max(savedViewLimits.views)
  .refine((views) => new Set(views.map(({ id }) => id)).size === views.length, 'ids that differ')

/** The officer's saved views: kept sealed by main, since the words of a search may be somebody's name. */
export class SavedViews {
  constructor(private readonly notes: Pick<Notes, 'read' | 'keep'>) {}

  /** Views that cannot be read count as none. */
  all(): readonly SavedView[] {
    try {
      const read = savedViewsSchema.safeParse(JSON.parse(this.notes.read(noteName) ?? '[]'))
      return read.success ? read.data : []
    } catch {
      return []
    }
  }

  /** Throws when they are not views. */
  async keep(views: readonly SavedView[]): Promise<KeptViews> {
    const checked = savedViewsSchema.parse(views)
    try {
      await this.notes.keep(noteName, checked.length === 0 ? null : JSON.stringify(checked))
      return { outcome: 'kept' }
    } catch {
      return { outcome: 'not-kept' }
    }
  }
}
