import type { Officer } from '../../shared/domain/officer'
import type { SyncStatus } from './api'
import type { AreaBook } from './areaBook'
import { BulkWork, type BulkWorkParts } from './bulkWork'
import type { GuardedCache } from './cache/guardedCache'
import { CaseReading } from './caseReading'
import { CaseSurroundingsReading } from './caseSurroundings'
import { CaseWork } from './caseWork'
import type { Clock } from './clock'
import { ClusterWork } from './duplicates/clusterWork'
import type { DuplicateLinks } from './duplicates/duplicateLinks'
import { DuplicatesReading } from './duplicates/duplicatesReading'
import { Finding } from './finding/finding'
import type { SearchFeed } from './finding/searchFeed'
import { DeskFigures } from './insight/deskFigures'
import type { FactFeed } from './insight/factFeed'
import type { DraftKeeper } from './journal/draftKeeper'
import type { Notes } from './journal/notes'
import type { UnsentWork } from './journal/unsentWork'
import { OutboxReading } from './outboxReading'
import type { CaseRows } from './overlay/caseRows'
import { ReassignWork } from './reassignWork'
import type { ReferenceView } from './referenceView'
import type { RowIndex } from './rows/rowIndex'
import type { SearchIndex } from './search/searchIndex'
import type { SeenMarks } from './seenMarks'
import type { ServerClock } from './serverClock'
import { SimilarByTexts } from './similarCases'
import type { SinceMarks } from './sinceMarks'
import type { OnStep } from './steps'
import type { Attempts } from './sync/attempts'
import type { Uploader } from './sync/uploader'
import type { TrailIndex } from './trail/trailIndex'
import { TrailReading } from './trail/trailReading'
import { WorkloadReading } from './workloadReading'

/** What lies on the desk, and what of the sync and its state the answers need. */
export interface DeskAnswerParts {
  readonly officer: Officer
  readonly cache: GuardedCache
  readonly notes: Notes
  readonly rows: RowIndex
  readonly caseRows: CaseRows
  readonly index: SearchIndex
  readonly feed: SearchFeed
  readonly facts: FactFeed
  /** Null for who does not oversee the agency. */
  readonly trail: TrailIndex | null
  readonly links: DuplicateLinks
  readonly unsentWork: UnsentWork
  readonly sinceMarks: SinceMarks
  readonly drafts: DraftKeeper
  readonly seen: SeenMarks
  readonly areas: AreaBook
  readonly attempts: Attempts
  readonly clock: Clock
  readonly serverClock: ServerClock
  readonly step: OnStep
  readonly references: () => ReferenceView
  readonly status: () => SyncStatus
  /** Null before the sync follows the desk. */
  readonly uploader: () => Uploader | null
  readonly progress: BulkWorkParts['progress']
}

/** All that the officer can ask of the desk, and do at it, each by what knows how. */
export interface DeskAnswers {
  readonly reading: CaseReading
  readonly finding: Finding
  readonly surroundings: CaseSurroundingsReading
  readonly outbox: OutboxReading
  readonly work: CaseWork
  readonly bulk: BulkWork
  readonly workload: WorkloadReading
  readonly reassigning: ReassignWork
  readonly figures: DeskFigures
  readonly trail: TrailReading
  readonly duplicates: DuplicatesReading
  readonly cluster: ClusterWork
}

export function deskAnswersOf(parts: DeskAnswerParts): DeskAnswers {
  const { officer, cache, rows, caseRows, index, facts, links, unsentWork, areas, serverClock } = parts
  const { references, status, uploader, seen } = parts
  const now = (): number => serverClock.now()
  const similar = new SimilarByTexts(index, rows)
  const work = new CaseWork(parts)
  const finding = new Finding({ ...parts, now })
  const reading = new CaseReading({
    ...parts,
    finding,
    onShown: (base) => {
      work.noteShown(base)
      seen.noteShown(base)
    },
  })
  // Who gives cases away asks with whom each is to be, and whoever finds that out asks what giving would do.
  const bulk: BulkWork = new BulkWork({
    ...parts,
    work,
    holders: (caseIds, to) => reassigning.holders(caseIds, to),
  })
  const reassigning = new ReassignWork({
    ...{ officer, rows, references, now },
    caseIdsOf: (query) => reading.caseIdsOf(query),
    bulk: () => bulk,
  })
  return {
    reading,
    finding,
    work,
    bulk,
    reassigning,
    surroundings: new CaseSurroundingsReading({
      caseRows,
      rows,
      areas,
      similar,
      serverClock,
      references,
    }),
    outbox: new OutboxReading({
      ...parts,
      bytesSent: (fileId) => uploader()?.bytesSent(fileId) ?? 0,
      filesAreThere: (entry) => uploader()?.areThere(entry) ?? true,
      isReconciling: () => status().reconciling !== null,
    }),
    workload: new WorkloadReading({ officer, rows, references, now }),
    figures: new DeskFigures({
      ...{ officer, cache, rows, facts, areas, serverClock, references },
      lastSyncedAt: () => status().lastSyncedAt,
      unsent: () => {
        const { unsent, needsYou } = unsentWork.counts()
        return unsent - needsYou
      },
    }),
    trail: new TrailReading({ trail: parts.trail, rows, references, reading: () => facts.progress() }),
    duplicates: new DuplicatesReading({ officer, caseRows, similar, links, areas }),
    cluster: new ClusterWork({ officer, caseRows, links, bulk, references, now }),
  }
}
