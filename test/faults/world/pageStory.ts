import type { CaseCache, CachePage } from '../../../renderer/engine/cache/caseCache'
import type { Case } from '../../../shared/domain/case'
import type { Cursor, Epoch } from '../../../shared/domain/identifiers'
import { among, between, chanceFrom } from './chance'
import { caseNumbered } from './modelNational'

/** A national system's history, page after page, and what a desk must hold at each cursor. */
export interface PageStory {
  readonly pages: readonly CachePage[]
  /** By cursor: the cases' ids and versions; null is before the first page. */
  readonly contentAt: ReadonlyMap<Cursor | null, string>
  /** Every state that a case ever had, as results of actions bring them. */
  readonly history: readonly Case[]
}

const cases = 5

/** Made by the story; the casts only add the brands. */
const epoch = 'epoch-1' as Epoch
const cursorOf = (number: number): Cursor => `cursor-${number}` as Cursor

/** Upserts, removals and cases that come back, in pages of one to four. */
export function pageStory(seed: number, pageCount: number): PageStory {
  const chance = chanceFrom(seed)
  const held = new Map<number, Case>()
  const history: Case[] = []
  const contentAt = new Map<Cursor | null, string>([[null, '']])
  const versions = new Map<number, number>()
  const pages: CachePage[] = []
  let cursor: Cursor | null = null
  for (let index = 0; index < pageCount; index += 1) {
    const changes: CachePage['changes'][number][] = []
    for (let count = between(chance, 1, 4); count > 0; count -= 1) {
      const number = between(chance, 1, cases)
      const present = held.get(number)
      if (present && chance() < 0.3) {
        held.delete(number)
        changes.push({ kind: 'remove', caseId: present.id })
        continue
      }
      const version = (versions.get(number) ?? 0) + 1
      versions.set(number, version)
      const title = `Laporan ${number} ${among(chance, ['satu', 'dua', 'tiga'])} ${version}`
      const subject = caseNumbered(number, { version, title })
      held.set(number, subject)
      history.push(subject)
      changes.push({ kind: 'upsert', case: subject })
    }
    const next = cursorOf(index + 1)
    pages.push({ askedWith: cursor, epoch, cursor: next, changes, snapshotDone: index === 0 })
    contentAt.set(next, contentOf([...held.values()]))
    cursor = next
  }
  return { pages, contentAt, history }
}

function contentOf(subjects: readonly Case[]): string {
  return subjects
    .map(({ id, version, title }) => `${id} ${version} ${title}`)
    .sort()
    .join('\n')
}

export async function heldIn(cache: CaseCache): Promise<string> {
  const subjects: Case[] = []
  await cache.scan((some) => subjects.push(...some))
  return contentOf(subjects)
}
