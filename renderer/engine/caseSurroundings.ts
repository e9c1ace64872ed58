import type { Case } from '../../shared/domain/case'
import { explainDeadline } from '../../shared/domain/explainDeadline'
import { instantFrom, type CaseId } from '../../shared/domain/identifiers'
import type { AreaBook } from './areaBook'
import type { CaseRows } from './overlay/caseRows'
import type { CaseDeadline, CaseSurroundings, RelatedCase } from './readingApi'
import type { ReferenceView } from './referenceView'
import type { RowValues } from './rows/columns'
import type { RowIndex } from './rows/rowIndex'
import type { ServerClock } from './serverClock'
import type { SimilarCases } from './similarCases'

const mostOfReporter = 20
const mostSimilar = 5
/** So many are looked at, so that those of the same place can come before the others. */
const similarLookedAt = 25

export interface SurroundingsParts {
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
    const areas = areaCode ? await this.parts.areas.pathOf(areaCode) : []
    const primary = duplicateOf && this.parts.rows.row(duplicateOf)
    return {
      areas,
      duplicateOf: duplicateOf && { caseId: duplicateOf, related: primary && related(primary) },
      ofReporter: this.ofReporter(subject).map(related),
      similar: this.similar(subject).map(related),
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

  /** By the rows, as all that may be many: to open a report for each would keep what the officer asks next waiting. */
  private ofReporter(subject: Case): readonly RowValues[] {
    const { reporter } = subject
    if (!reporter || subject.anonymous) return []
    return this.parts.rows
      .ofReporter(reporter)
      .filter(({ caseId }) => caseId !== subject.id)
      .sort((one, other) => other.receivedAt - one.receivedAt)
      .slice(0, mostOfReporter)
  }

  private similar(subject: Case): readonly RowValues[] {
    return this.parts.similar
      .similarTo(subject, similarLookedAt)
      .map((caseId) => this.parts.rows.row(caseId))
      .filter((row) => row !== null)
      .map((row, place) => ({ row, place, near: nearnessOf(subject.location.areaCode, row.areaCode) }))
      .sort((one, other) => other.near - one.near || one.place - other.place)
      .slice(0, mostSimilar)
      .map(({ row }) => row)
  }
}

/** With the status that the list shows, unsent work included. */
function related({ caseId, trackingId, title, status, receivedAt }: RowValues): RelatedCase {
  return { caseId, trackingId, title, status, receivedAt: instantFrom(receivedAt) }
}

/** How many levels of the areas two cases share: the same village is nearer than the same district. */
function nearnessOf(one: string | undefined, other: string | null): number {
  const [mine = [], theirs = []] = [one, other].map((code) => code?.split('.') ?? [])
  let shared = 0
  while (shared < mine.length && mine[shared] === theirs[shared]) shared += 1
  // That both lie in the same city says nothing of a city's desk.
  return Math.max(0, shared - 2)
}
