import type { Case } from '../../../shared/domain/case'
import type { CaseId } from '../../../shared/domain/identifiers'
import { caseSchema } from '../../../shared/protocol/case'
import { referenceSchema } from '../../../shared/protocol/reference'
import { UnreadableSeal, type Seal } from '../seal/seal'
import {
  CacheFailure,
  type CaseCache,
  type CachePage,
  type HeldReference,
  type PageApplication,
  type Standing,
} from './caseCache'
import { CacheDatabase, firstStanding, migrations, type CaseRecord, type StandingRecord } from './database'
import { pageEffect, type PageEffect } from './pageEffect'
import { z } from 'zod'

const heldReferenceSchema = z.object({ reference: referenceSchema, etag: z.string().nullable() })

/** A name that no note has; it opens only with the key that this database was made with. */
const keyCheck = 'key-check'
const scanBatch = 500

/** The cache on IndexedDB, by Dexie. Everything that names a person or a case's content is sealed. */
export class DexieCache implements CaseCache {
  private database: CacheDatabase

  constructor(
    private readonly databaseName: string,
    private readonly seal: Seal,
  ) {
    this.database = new CacheDatabase(databaseName)
  }

  async open(): Promise<{ readonly rebuilt: boolean }> {
    try {
      await this.database.open()
      this.refuseNewer()
      if (await this.opensWithKey()) return { rebuilt: false }
    } catch (cause) {
      if (cause instanceof CacheFailure) throw cause
      // Damaged or of a foreign key: it holds nothing that a pull does not bring back (ARCHITECTURE.md).
    }
    await this.rebuild()
    return { rebuilt: true }
  }

  close(): void {
    this.database.close()
  }

  async standing(): Promise<Standing> {
    const { epoch, cursor, complete, setAside } = await this.standingRecord()
    return { epoch, cursor, complete, setAside }
  }

  async caseById(caseId: CaseId): Promise<Case | null> {
    const record = await this.database.cases.get(caseId)
    return record ? await this.unsealCase(record) : null
  }

  async scan(onBatch: (cases: readonly Case[]) => void): Promise<void> {
    const ids = await this.database.cases.toCollection().primaryKeys()
    for (let start = 0; start < ids.length; start += scanBatch) {
      const records = await this.database.cases.bulkGet(ids.slice(start, start + scanBatch))
      const present = records.filter((record) => record !== undefined)
      onBatch(await Promise.all(present.map((record) => this.unsealCase(record))))
    }
  }

  async applyPage(page: CachePage): Promise<PageApplication> {
    const effect = pageEffect(page.changes)
    // Sealing is asynchronous and a transaction would end while it waits, so it comes before.
    const sealed = await this.sealAll([...effect.upserts.values()].map((upsert) => upsert.case))
    const { database } = this
    return await database.transaction('rw', database.cases, database.standing, async () => {
      const before = await this.standingRecord()
      if (before.cursor !== page.askedWith) return { outcome: 'stale' }
      if (before.epoch !== null && before.epoch !== page.epoch) return { outcome: 'stale' }
      const epochGeneration = before.epoch === null ? before.generation : before.epochGeneration
      const marks = { generation: before.generation, epochGeneration }
      const stored = await this.putNewer(effect, sealed, marks)
      await database.cases.bulkDelete([...effect.removals])
      await this.markSetAside(effect.setAside, before.generation)
      const swept = page.snapshotDone && !before.complete ? await this.sweep(before.generation) : []
      await database.standing.put({
        ...before,
        epoch: page.epoch,
        cursor: page.cursor,
        complete: before.complete || page.snapshotDone,
        epochGeneration,
        setAside: setAsideAfter(before.setAside, effect),
      })
      return { outcome: 'applied', stored, removed: [...effect.removals, ...swept] }
    })
  }

  async updateHeld(cases: readonly Case[]): Promise<readonly Case[]> {
    const newest = pageEffect(cases.map((subject) => ({ kind: 'upsert', case: subject })))
    const subjects = [...newest.upserts.values()].map((upsert) => upsert.case)
    const sealed = await this.sealAll(subjects)
    const { database } = this
    return await database.transaction('rw', database.cases, database.standing, async () => {
      const { epochGeneration } = await this.standingRecord()
      const held = await database.cases.bulkGet(subjects.map((subject) => subject.id))
      const taken: Case[] = []
      for (const [index, subject] of subjects.entries()) {
        const record = held[index]
        const bytes = sealed.get(subject.id)
        if (!record || !bytes || !isNewer(subject, record, epochGeneration)) continue
        // The generation stays: that a result came does not say that the case came again in the full pull.
        await database.cases.put({ ...record, version: subject.version, sealed: bytes })
        taken.push(subject)
      }
      return taken
    })
  }

  async pullAnew(why: 'cursor-expired' | 'other-epoch'): Promise<void> {
    const { database } = this
    await database.transaction('rw', database.standing, async () => {
      const before = await this.standingRecord()
      await database.standing.put({
        ...before,
        epoch: why === 'other-epoch' ? null : before.epoch,
        cursor: null,
        complete: false,
        generation: before.generation + 1,
        setAside: [],
      })
    })
  }

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

  /** Dexie opens a newer database without an error (RELIABILITY.md 22), so it is asked here. */
  private refuseNewer(): void {
    const version = this.database.backendDB().version / 10
    if (version > migrations.length) {
      this.database.close()
      throw new CacheFailure(
        `The cache is of version ${version}, newer than this program's ${migrations.length}.`,
      )
    }
  }

  private async opensWithKey(): Promise<boolean> {
    const check = await this.database.sealed.get(keyCheck)
    if (check) {
      await this.seal.open(check.sealed, keyCheck)
      return true
    }
    if ((await this.database.cases.count()) > 0) return false
    await this.keepNote(keyCheck, keyCheck)
    return true
  }

  async rebuild(): Promise<void> {
    try {
      this.database.close()
      await this.database.delete()
      this.database = new CacheDatabase(this.databaseName)
      await this.database.open()
      await this.keepNote(keyCheck, keyCheck)
    } catch (cause) {
      throw new CacheFailure('The cache can be neither opened nor made anew.', { cause })
    }
  }

  private async standingRecord(): Promise<StandingRecord> {
    return (await this.database.standing.get('standing')) ?? firstStanding
  }

  private async sealAll(cases: readonly Case[]): Promise<Map<CaseId, Uint8Array<ArrayBuffer>>> {
    const pairs = cases.map(async (subject) => {
      const sealed = await this.seal.seal(JSON.stringify(subject), subject.id)
      return [subject.id, sealed] as const
    })
    return new Map(await Promise.all(pairs))
  }

  private async unsealCase(record: CaseRecord): Promise<Case> {
    const text = await this.seal.open(record.sealed, record.id)
    const parsed = caseSchema.safeParse(JSON.parse(text))
    if (!parsed.success) throw new UnreadableSeal('A stored case has a form that is not read any more.')
    return parsed.data
  }

  /** Writes the upserts that are newer than what is held and marks the others as having come (PROTOCOL.md 4.3). */
  private async putNewer(
    effect: PageEffect,
    sealed: ReadonlyMap<CaseId, Uint8Array<ArrayBuffer>>,
    marks: { readonly generation: number; readonly epochGeneration: number },
  ): Promise<Case[]> {
    const upserts = [...effect.upserts.values()]
    const held = await this.database.cases.bulkGet(upserts.map((upsert) => upsert.case.id))
    const records: CaseRecord[] = []
    const stored: Case[] = []
    for (const [index, { case: subject, afterRemoval }] of upserts.entries()) {
      const record = held[index]
      const bytes = sealed.get(subject.id)
      if (!bytes) continue
      if (!record || afterRemoval || isNewer(subject, record, marks.epochGeneration)) {
        const { id, version } = subject
        records.push({ id, version, generation: marks.generation, sealed: bytes })
        stored.push(subject)
      } else if (record.generation !== marks.generation) {
        records.push({ ...record, generation: marks.generation })
      }
    }
    await this.database.cases.bulkPut(records)
    return stored
  }

  /** A held case that came in an unreadable form did come again: the end of a full pull must not remove it. */
  private async markSetAside(keys: ReadonlySet<string>, generation: number): Promise<void> {
    if (keys.size > 0)
      await this.database.cases
        .where('id')
        .anyOf([...keys])
        .modify({ generation })
  }

  private async sweep(generation: number): Promise<CaseId[]> {
    const gone = await this.database.cases.where('generation').below(generation).primaryKeys()
    await this.database.cases.bulkDelete(gone)
    return gone
  }
}

function isNewer(subject: Case, record: CaseRecord, epochGeneration: number): boolean {
  return record.generation < epochGeneration || subject.version > record.version
}

function setAsideAfter(before: readonly string[], effect: PageEffect): string[] {
  const readAgain = (key: string): boolean =>
    // The cast only compares: keys are ids where ids could be read.
    effect.upserts.has(key as CaseId) || effect.removals.has(key as CaseId)
  return [...new Set([...before.filter((key) => !readAgain(key)), ...effect.setAside])]
}
