import { isOpen, type Case } from '../../../shared/domain/case'
import { daysApart, likelyOne, mostDaysApart } from '../../../shared/domain/duplicates'
import { instantFrom, type CaseId } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import { permissionFor } from '../../../shared/domain/permission'
import type { CaseDuplicates, LikelyDuplicate, LinkedCase } from '../duplicatesApi'
import type { AreaBook } from '../areaBook'
import type { CaseRows } from '../overlay/caseRows'
import type { RelatedCase } from '../readingApi'
import { stemOf } from '../search/stem'
import { wordsOf, type SimilarCases } from '../similarCases'
import type { DuplicateLinks } from './duplicateLinks'

/** So many that share words are read to see where and when they were. */
const mostLookedAt = 25
const mostProposed = 5

export interface DuplicatesReadingParts {
  readonly officer: Officer
  readonly caseRows: CaseRows
  readonly similar: SimilarCases
  readonly links: DuplicateLinks
  readonly areas: AreaBook
}

/** Reports of one and the same thing: by words, place and time those that may be, and those that are linked. */
export class DuplicatesReading {
  /** Pairs that the officer has looked at and does not take for one. */
  private readonly apart = new Set<string>()

  constructor(private readonly parts: DuplicatesReadingParts) {}

  async of(caseId: CaseId): Promise<CaseDuplicates | null> {
    const { caseRows } = this.parts
    const subject = (await caseRows.view(caseId))?.overlay.case
    if (!subject) return null
    const [likely, linked] = await Promise.all([this.likely(subject), this.linked(caseId)])
    return { likely, linked }
  }

  notDuplicates(caseId: CaseId, otherId: CaseId): void {
    this.apart.add(pairOf(caseId, otherId))
  }

  private async likely(subject: Case): Promise<readonly LikelyDuplicate[]> {
    // What is linked to another case is settled already, and what is done needs no answer.
    if (subject.duplicateOf !== null || !isOpen(subject.status)) return []
    const { caseRows, similar } = this.parts
    const found = similar
      .similarTo(subject, mostLookedAt)
      .filter((otherId) => !this.apart.has(pairOf(subject.id, otherId)) && this.mayBeOne(subject, otherId))
    const [views, place] = await Promise.all([caseRows.views(found), this.placeStems(subject)])
    return found
      .flatMap((otherId) => {
        const other = views.get(otherId)?.overlay.case
        return other && shareSubject(subject, other, place) ? this.proposal(subject, other) : []
      })
      .slice(0, mostProposed)
  }

  /** As far as the lists know: only of those that are left the reports are read, to see where they were. */
  private mayBeOne(subject: Case, otherId: CaseId): boolean {
    const row = this.parts.caseRows.row(otherId)
    if (!row || !isOpen(row.status)) return false
    return daysApart(subject, { receivedAt: instantFrom(row.receivedAt) }) <= mostDaysApart
  }

  /** The words of where it is. That two are near each other is asked apart, so these tell nothing more. */
  private async placeStems({ location: { areaCode, address } }: Case): Promise<ReadonlySet<string>> {
    const areas = areaCode ? await this.parts.areas.pathOf(areaCode) : []
    return stems([address ?? '', ...areas.map(({ name }) => name)].join(' '))
  }

  private proposal(subject: Case, other: Case): LikelyDuplicate[] {
    const one = likelyOne(subject, other)
    if (!one || other.duplicateOf !== null || !isOpen(other.status)) return []
    const [later, earlier] = this.inOrder(subject, other)
    // Two that have duplicates of their own are for the officer to sort out one by one.
    if (this.parts.links.of(later.id).length > 0) return []
    return [
      {
        ...related(other),
        ...one,
        link: { subjectId: later.id, primaryId: earlier.id },
        why: this.whyNot('link_duplicate', later),
      },
    ]
  }

  /** The one to be linked, then the one to which: that which has duplicates already, else the earlier report. */
  private inOrder(one: Case, other: Case): readonly [Case, Case] {
    const { links } = this.parts
    const [first, second] = [links.of(one.id).length > 0, links.of(other.id).length > 0]
    if (first !== second) return first ? [other, one] : [one, other]
    return one.receivedAt > other.receivedAt ? [one, other] : [other, one]
  }

  private async linked(primaryId: CaseId): Promise<readonly LinkedCase[]> {
    const { caseRows, links } = this.parts
    const views = await caseRows.views(links.of(primaryId))
    return [...views.values()]
      .map(({ overlay }) => ({
        ...related(overlay.case),
        why: this.whyNot('unlink_duplicate', overlay.case),
      }))
      .sort((one, other) => (one.receivedAt < other.receivedAt ? -1 : 1))
  }

  private whyNot(type: 'link_duplicate' | 'unlink_duplicate', subject: Case): LinkedCase['why'] {
    const permission = permissionFor(type, subject, this.parts.officer)
    return permission.allowed ? null : permission.why
  }
}

function related({ id, trackingId, title, status, receivedAt }: Case): RelatedCase {
  return { caseId: id, trackingId, title, status, receivedAt }
}

/**
 * Whether two are about the like. Long texts share polite words by chance, so what they are called must agree too, the
 * name of the place left out: in one word in the same category, else in two.
 */
function shareSubject(one: Case, other: Case, place: ReadonlySet<string>): boolean {
  const ofOther = stems(other.title)
  const shared = [...stems(one.title)].filter((stem) => ofOther.has(stem) && !place.has(stem))
  return shared.length >= (one.categoryId === other.categoryId ? 1 : 2)
}

function stems(text: string): ReadonlySet<string> {
  return new Set(wordsOf(text).map(stemOf))
}

/** The same for either order. */
function pairOf(one: CaseId, other: CaseId): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`
}
