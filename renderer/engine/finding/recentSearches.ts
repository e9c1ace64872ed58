import { z } from 'zod'
import type { CaseCache } from '../cache/caseCache'

/** Of the engine's own, sealed in the cache: they may hold names. */
const noteName = 'recent-searches'
const mostKept = 20
const schema = z.array(z.string().max(500)).max(mostKept)

/** Searches that led somewhere, newest first. Losing them costs some typing, so that no failure is told. */
export class RecentSearches {
  private searches: readonly string[] | null = null

  constructor(private readonly cache: Pick<CaseCache, 'note' | 'keepNote'>) {}

  async all(): Promise<readonly string[]> {
    return (this.searches ??= await this.read())
  }

  async used(search: string): Promise<void> {
    const used = search.trim()
    if (used === '' || used.length > 500) return
    const others = (await this.all()).filter((other) => other !== used)
    this.searches = [used, ...others].slice(0, mostKept)
    await this.cache.keepNote(noteName, JSON.stringify(this.searches)).catch(() => undefined)
  }

  private async read(): Promise<readonly string[]> {
    try {
      const read = schema.safeParse(JSON.parse((await this.cache.note(noteName)) ?? '[]'))
      return read.success ? read.data : []
    } catch {
      return []
    }
  }
}
