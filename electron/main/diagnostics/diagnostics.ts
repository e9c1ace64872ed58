import { basename } from 'node:path'
import type { JournalEntry, JournalDamage, DiskState } from '../../../shared/bridge/journalPort'
import type { Standing } from '../../../shared/bridge/standing'
import type { Settings } from '../settings/settings'
import type { RememberedFault } from './faultMemory'

/** What stands in the profile: names of this program's own files and how large they are. */
export interface FileFacts {
  readonly name: string
  readonly length: number
}

export interface DiagnosticsSource {
  readonly at: Date
  readonly program: Readonly<Record<string, string>>
  readonly system: {
    readonly platform: string
    readonly release: string
    readonly architecture: string
    readonly memoryBytes: number
    readonly processors: number
    readonly uptimeSeconds: number
    readonly timeZone: string
  }
  readonly settings: Settings
  readonly stage: 'signed-out' | 'closed' | 'locked' | 'open'
  readonly keyKeeping: string
  readonly session: string | null
  /** Null when nobody is signed in. */
  readonly journal: JournalSource | null
  /** As the page told it last; null when it has not. */
  readonly engine: Standing | null
  readonly faults: readonly RememberedFault[]
}

export interface JournalSource {
  readonly entries: readonly JournalEntry[]
  readonly drafts: number
  readonly files: readonly FileFacts[]
  readonly freeBytes: number | null
  readonly diskState: DiskState
  readonly damage: JournalDamage | null
}

/**
 * What IT staff may pass on: figures and this program's own words. Each field is named here one by one, so that what a
 * source gains later does not get into the file by itself (SECURITY.md 17).
 */
export function diagnosticsOf(source: DiagnosticsSource): object {
  const { settings, engine, journal } = source
  return {
    format: 'meja-aduan-diagnostics',
    version: 1,
    at: source.at.toISOString(),
    program: source.program,
    system: source.system,
    settings: {
      language: settings.language,
      theme: settings.theme,
      serverHost: settings.server === null ? null : hostOf(settings.server),
      window: settings.window,
    },
    desk: { stage: source.stage, keyKeeping: source.keyKeeping, session: source.session },
    journal: journal && journalFacts(journal),
    engine,
    faults: source.faults.map(({ at, kind, facts }) => ({ at, kind, facts })),
  }
}

function journalFacts({ entries, drafts, files, freeBytes, diskState, damage }: JournalSource): object {
  const attached = entries.flatMap((entry) => entry.files)
  return {
    actionsByState: countBy(entries, ({ standing }) => standing.state),
    actionsByType: countBy(entries, ({ action }) => action.type),
    refusalsByOutcome: countBy(entries, ({ standing }) =>
      standing.state === 'needs-you' ? standing.outcome : null,
    ),
    drafts,
    attachments: { count: attached.length, bytes: attached.reduce((sum, { size }) => sum + size, 0) },
    ...sizes(files),
    freeBytes,
    diskState,
    damage: damage && {
      cause: damage.cause,
      recordsSalvaged: damage.recordsSalvaged,
      recordsMissing: damage.recordsMissing,
      bytesSetAside: damage.bytesSetAside,
      copyKept: damage.copyName !== null,
    },
  }
}

/** Names are left out but for the journal's own: others hold ids. */
function sizes(files: readonly FileFacts[]): object {
  const journalBytes = files.find(({ name }) => basename(name) === 'journal')?.length ?? null
  return {
    journalBytes,
    folderFiles: files.length,
    folderBytes: files.reduce((sum, { length }) => sum + length, 0),
  }
}

function countBy<Item>(items: readonly Item[], key: (item: Item) => string | null): object {
  const counts = new Map<string, number>()
  for (const item of items) {
    const name = key(item)
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return Object.fromEntries([...counts].sort(([one], [other]) => one.localeCompare(other)))
}

/** Its path and whatever stands before an @ are nobody's business. */
function hostOf(server: string): string | null {
  return URL.canParse(server) ? new URL(server).host : null
}
