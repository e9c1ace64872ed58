import type { Case } from '../../../shared/domain/case'
import type { CaseId } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import type { Reference } from '../../../shared/domain/reference'
import type { CaseView } from '../../../renderer/engine/api'
import { systemClock } from '../../../renderer/engine/clock'
import { Finding } from '../../../renderer/engine/finding/finding'
import { SearchFeed } from '../../../renderer/engine/finding/searchFeed'
import type {
  FindingApi,
  NationalAnswer,
  NationalCaseAnswer,
  NationalFailure,
  RowHighlights,
  SearchStanding,
} from '../../../renderer/engine/findingApi'
import { overlay, type Overlay } from '../../../renderer/engine/overlay/overlay'
import { ReferenceView } from '../../../renderer/engine/referenceView'
import { RowIndex } from '../../../renderer/engine/rows/rowIndex'
import { SearchIndex } from '../../../renderer/engine/search/searchIndex'

interface Parts {
  readonly finding: Finding
  readonly rows: RowIndex
}

/** Finding over a desk in memory, by the engine's own parts; what lies on disks and networks is the test's. */
export class FindingDouble {
  /** As if texts were still being read into the index. */
  preparing: { readonly done: number; readonly total: number } | null = null
  keepsViews = true
  readonly searchesUsed: string[] = []
  readonly nationalAsked: string[] = []
  /** What the national system holds beyond the desk; what it answers instead while it fails. */
  foreign: Case[] = []
  nationalFails: NationalFailure | null = null
  private readonly kept = new Map<string, string>()
  private held: { readonly cases: readonly Case[]; readonly now: number; readonly parts: Parts } | null = null

  constructor(
    private readonly officer: Officer,
    public reference: Reference,
    private readonly cases: () => readonly Case[],
  ) {}

  find(search: string, now: number): (caseId: CaseId) => boolean {
    // Nothing is searched for: no index is needed, however many there are.
    if (search.trim() === '') return () => true
    const { finding, rows } = this.read(now)
    const { holds } = finding.find(search)
    return (caseId) => holds === null || holds(rows.slotOf(caseId) ?? -1)
  }

  standing(search: string, now: number): SearchStanding | null {
    if (search.trim() === '') return null
    const standing = this.read(now).finding.standing(search)
    return standing && { ...standing, preparing: this.preparing }
  }

  highlights(search: string, subject: Case, now: number): RowHighlights | null {
    if (search.trim() === '') return null
    const { finding, rows } = this.read(now)
    const row = rows.row(subject.id)
    return row && finding.highlights(search, row)
  }

  api(viewOf: (foreign: Case) => CaseView, now: () => number): FindingApi {
    const finding = () => this.read(now()).finding
    return {
      searchHelp: (typed, caret) => finding().help(typed, caret),
      searchUsed: async (search) => {
        this.searchesUsed.push(search)
        await finding().used(search)
      },
      snippets: (search, caseIds) => finding().snippets(search, caseIds),
      marksIn: async (search, texts) => finding().marks(search, texts),
      savedViews: async () => finding().savedViews(),
      keepSavedViews: (views) => finding().keepSavedViews(views),
      savedViewCounts: async () => finding().savedViewCounts(),
      searchNational: async (search) => this.searchNational(finding().nationalWords(search)),
      nationalCase: async (caseId) => this.nationalCase(caseId, viewOf),
    }
  }

  private searchNational(words: string): NationalAnswer {
    this.nationalAsked.push(words)
    if (this.nationalFails) return this.nationalFails
    if (words === '') return { outcome: 'no-words' }
    const held = new Set(this.cases().map(({ id }) => id))
    const found = [...this.foreign, ...this.cases()].filter(({ title }) =>
      title.toLowerCase().includes(words.toLowerCase()),
    )
    if (found.length === 0) return { outcome: 'none' }
    const reports = found.map((subject) => ({
      caseId: subject.id,
      trackingId: subject.trackingId,
      title: subject.title,
      reporterName: subject.reporter?.name ?? null,
      anonymous: subject.anonymous,
      confidential: subject.confidential,
      unitName: 'Kantor Pertanahan',
      categoryName: 'Pertanahan',
      status: subject.status,
      receivedAt: subject.receivedAt,
      held: held.has(subject.id),
    }))
    return { outcome: 'found', reports, complete: true }
  }

  private nationalCase(caseId: CaseId, viewOf: (foreign: Case) => CaseView): NationalCaseAnswer {
    if (this.nationalFails) return this.nationalFails
    const found = this.foreign.find(({ id }) => id === caseId)
    return found ? { outcome: 'found', view: viewOf(found) } : { outcome: 'not-found' }
  }

  /** Everything anew when a case is another: a desk of a test is small. */
  private read(now: number): Parts {
    const cases = this.cases()
    const { held } = this
    const same = held?.cases.length === cases.length && held.cases.every((one, place) => one === cases[place])
    if (held && same && held.now === now) return held.parts
    const parts = this.readAnew(cases, now)
    this.held = { cases, now, parts }
    return parts
  }

  private readAnew(cases: readonly Case[], now: number): Parts {
    const planned: (() => void)[] = []
    const after = (_milliseconds: number, action: () => void) => (planned.push(action), () => undefined)
    const rows = new RowIndex()
    const index = new SearchIndex()
    const feed = new SearchFeed(index, { ...systemClock, after }, () => undefined)
    const overlaid = new Map(cases.map((subject) => [subject.id, this.overlaid(subject)]))
    for (const each of overlaid.values()) feed.written(rows.put(each.case, null), each)
    for (const action of planned) action()
    const finding = new Finding({
      officer: this.officer,
      rows,
      index,
      feed,
      caseRows: {
        view: async (caseId) => {
          const found = overlaid.get(caseId)
          return found ? { base: found.case, overlay: found } : null
        },
      },
      cache: {
        note: async (name) => this.kept.get(name) ?? null,
        keepNote: async (name, text) => void this.kept.set(name, text ?? ''),
      },
      notes: {
        read: (name) => this.kept.get(name) ?? null,
        keep: async (name, text) => {
          if (!this.keepsViews) throw new Error('The disk is full')
          this.kept.set(name, text ?? '[]')
        },
      },
      references: () => new ReferenceView(this.reference),
      now: () => now,
    })
    return { finding, rows }
  }

  private overlaid(subject: Case): Overlay {
    return overlay(subject, [], { actor: this.officer, reference: this.reference })
  }
}

export function offline(): NationalFailure {
  return { outcome: 'failed', problem: 'unreachable', detail: null }
}
