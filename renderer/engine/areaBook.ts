import { z } from 'zod'
import type { CaseCache } from './cache/caseCache'
import { AreaNames } from './areaNames'
import type { AreaName } from './readingApi'

const textNote = 'areas'
const standingNote = 'areas-standing'

const standingSchema = z.object({
  etag: z.string().nullable(),
  /** Milliseconds since 1970, as the national system tells the time. */
  fetchedAt: z.number(),
})
export type AreaStanding = z.infer<typeof standingSchema>

/** The names of areas as they lie in the cache, sealed in one value; read when a case first needs them. */
export class AreaBook {
  private reading: Promise<AreaNames | null> | null = null
  /** Whether any case here lies in an area: without one nobody needs 84,000 names. */
  private needed = false

  constructor(private readonly cache: CaseCache) {}

  get isNeeded(): boolean {
    return this.needed
  }

  need(): void {
    this.needed = true
  }

  async pathOf(code: string): Promise<readonly AreaName[]> {
    this.need()
    this.reading ??= this.read()
    return (await this.reading)?.pathOf(code) ?? []
  }

  /** Those whose names are known. */
  async namesOf(codes: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
    if (codes.size === 0) return new Map()
    this.need()
    this.reading ??= this.read()
    return (await this.reading)?.namesOf(codes) ?? new Map()
  }

  /** Null when they never came, or went with a cache that was lost. */
  async standing(): Promise<AreaStanding | null> {
    const text = await this.cache.note(standingNote)
    if (text === null) return null
    const checked = standingSchema.safeParse(jsonOrNothing(text))
    return checked.success ? checked.data : null
  }

  /** The names first: a standing never tells of names that are not there. */
  async keep(names: AreaNames | null, standing: AreaStanding): Promise<void> {
    if (names) {
      await this.cache.keepNote(textNote, names.text)
      this.reading = Promise.resolve(names)
    }
    await this.cache.keepNote(standingNote, JSON.stringify(standing))
  }

  private async read(): Promise<AreaNames | null> {
    const text = await this.cache.note(textNote).catch(() => null)
    // Not there yet: looked for again with the next question.
    if (text === null) this.reading = null
    return text === null ? null : new AreaNames(text)
  }
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
