import { z } from 'zod'
import { referenceSchema } from '../../../shared/protocol/reference'
import type { Seal } from '../seal/seal'
import type { CaseCache, HeldReference } from './caseCache'
import type { CacheDatabase } from './database'

const heldReferenceSchema = z.object({ reference: referenceSchema, etag: z.string().nullable() })

type Values = Pick<
  CaseCache,
  'reference' | 'keepReference' | 'note' | 'keepNote' | 'keepNotes' | 'seenBlocks' | 'keepSeenBlocks'
>

/** What the cache holds beside the cases: the reference data, notes, and what was looked at. */
export class SealedValues implements Values {
  constructor(
    private readonly database: CacheDatabase,
    private readonly seal: Seal,
  ) {}

  async reference(): Promise<HeldReference | null> {
    const text = await this.note('reference')
    if (text === null) return null
    const held = heldReferenceSchema.safeParse(JSON.parse(text))
    return held.success ? held.data : null
  }

  async keepReference(held: HeldReference): Promise<void> {
    await this.keepNote('reference', JSON.stringify(held))
  }

  async note(name: string): Promise<string | null> {
    const record = await this.database.sealed.get(name)
    return record ? await this.seal.open(record.sealed, name) : null
  }

  async keepNote(name: string, text: string | null): Promise<void> {
    if (text === null) await this.database.sealed.delete(name)
    else await this.database.sealed.put({ name, sealed: await this.seal.seal(text, name) })
  }

  async keepNotes(notes: ReadonlyMap<string, string | null>): Promise<void> {
    const gone = [...notes].filter(([, text]) => text === null).map(([name]) => name)
    const kept = [...notes].filter((note): note is [string, string] => note[1] !== null)
    const records = await Promise.all(
      kept.map(async ([name, text]) => ({ name, sealed: await this.seal.seal(text, name) })),
    )
    const { database } = this
    await database.transaction('rw', database.sealed, async () => {
      await database.sealed.bulkDelete(gone)
      await database.sealed.bulkPut(records)
    })
  }

  async seenBlocks(): Promise<ReadonlyMap<number, string>> {
    const records = await this.database.seen.toArray()
    const pairs = records.map(async ({ block, sealed }) => {
      return [block, await this.seal.open(sealed, seenBlockName(block))] as const
    })
    return new Map(await Promise.all(pairs))
  }

  async keepSeenBlocks(blocks: ReadonlyMap<number, string>): Promise<void> {
    const pairs = [...blocks].map(async ([block, text]) => {
      return { block, sealed: await this.seal.seal(text, seenBlockName(block)) }
    })
    await this.database.seen.bulkPut(await Promise.all(pairs))
  }
}

/** To which place a sealed block is bound. */
function seenBlockName(block: number): string {
  return `seen-block:${block}`
}
