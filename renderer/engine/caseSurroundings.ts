import type { Case } from '../../shared/domain/case'
import { explainDeadline } from '../../shared/domain/explainDeadline'
import { instantFrom, type CaseId } from '../../shared/domain/identifiers'
import type { AreaBook } from './areaBook'
import type { CaseCache } from './cache/caseCache'
import type { CaseRows } from './overlay/caseRows'
import type { CaseDeadline, CaseSurroundings, RelatedCase } from './readingApi'
import type { ReferenceView } from './referenceView'
import type { RowIndex } from './rows/rowIndex'
import type { ServerClock } from './serverClock'
import type { SimilarCases } from './similarCases'

const mostOfReporter = 20
const mostSimilar = 5
/** So many are looked at, so that those of the same place can come before the others. */
const similarLookedAt = 25

export interface SurroundingsParts {
  readonly cache: CaseCache
  readonly caseRows: CaseRows
  readonly rows: RowIndex
  readonly areas: AreaBook
  readonly similar: SimilarCases
  readonly serverClock: ServerClock
  readonly references: () => ReferenceView
}

/** What stands around a case: where it lies, how its deadlines were counted, and which other cases belong to it. */
export class CaseSurroundingsReading {
  constructor(private readonly parts: SurroundingsParts) {}

  async surroundings(caseId: CaseId): Promise<CaseSurroundings | null> {
    const subject = (await this.parts.caseRows.view(caseId))?.overlay.case
    if (!subject) return null
    const { areaCode } = subject.location
    const { duplicateOf } = subject
    const [areas, ofReporter, similar, primary] = await Promise.all([
      areaCode ? this.parts.areas.pathOf(areaCode) : [],
      this.ofReporter(subject),
      this.similar(subject),
      duplicateOf ? this.held(duplicateOf) : null,
    ])
    return {
      areas,
      duplicateOf: duplicateOf && { caseId: duplicateOf, related: primary && this.related(primary) },
      ofReporter: ofReporter.map((other) => this.related(other)),
      similar: similar.map((other) => this.related(other)),
    }
  }

  async deadlines(caseId: CaseId): Promise<readonly CaseDeadline[] | null> {
    const { caseRows, references, serverClock } = this.parts
    const { reference } = references()
    const view = await caseRows.view(caseId)
    if (!view || !reference) return null
    const shown = view.overlay.case
    const now = instantFrom(serverClock.now())
    const stored = new Set(
      view.base.deadlines.map((deadline) => JSON.stringify(Object.entries(deadline).sort())),
    )
    // The overlay keeps what the officer did beside the case; the count needs it as if the server had it.
    const subject = { ...shown, events: view.overlay.events.map(({ event }) => event) }
    return shown.deadlines.map((deadline) => ({
      ...explainDeadline(deadline, subject, reference, now),
      isNext: deadline.kind === shown.dueKind && deadline.dueAt === shown.dueAt,
      unsent: !stored.has(JSON.stringify(Object.entries(deadline).sort())),
    }))
  }

  /** Names are not identities: rows of the same name are looked at, and only those of the same reporter count. */
  private async ofReporter(subject: Case): Promise<readonly Case[]> {
    const { reporter } = subject
    if (!reporter || subject.anonymous) return []
    const others = this.parts.rows.ofReporterName(reporter.name).filter((caseId) => caseId !== subject.id)
    const cases = await this.all(others)
    return cases
      .filter((other) => other.reporter?.id === reporter.id)
      .sort((one, other) => (one.receivedAt < other.receivedAt ? 1 : -1))
      .slice(0, mostOfReporter)
  }

  private async similar(subject: Case): Promise<readonly Case[]> {
    const found = await this.all(this.parts.similar.similarTo(subject, similarLookedAt))
    const nearness = new Map(found.map((other) => [other.id, nearnessOf(subject, other)]))
    return found
      .map((other, place) => ({ other, place, near: nearness.get(other.id) ?? 0 }))
      .sort((one, other) => other.near - one.near || one.place - other.place)
      .slice(0, mostSimilar)
      .map(({ other }) => other)
  }

  private async all(caseIds: readonly CaseId[]): Promise<readonly Case[]> {
    const read = await Promise.all(caseIds.map((caseId) => this.held(caseId)))
    return read.filter((subject) => subject !== null)
  }

  private held(caseId: CaseId): Promise<Case | null> {
    return this.parts.cache.caseById(caseId)
  }

  /** With the status that the list shows, unsent work included. */
  private related({ id, trackingId, title, status, receivedAt }: Case): RelatedCase {
    return {
      caseId: id,
      trackingId,
      title,
      receivedAt,
      status: this.parts.rows.row(id)?.status ?? status,
    }
  }
}

/** How many levels of the areas two cases share: the same village is nearer than the same district. */
function nearnessOf(one: Case, other: Case): number {
  const codes = [one.location.areaCode, other.location.areaCode]
  const [mine = [], theirs = []] = codes.map((code) => code?.split('.') ?? [])
  let shared = 0
  while (shared < mine.length && mine[shared] === theirs[shared]) shared += 1
  // That both lie in the same city says nothing of a city's desk.
  return Math.max(0, shared - 2)
}
