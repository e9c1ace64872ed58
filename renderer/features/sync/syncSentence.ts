import type { JournalDamage } from '../../../shared/bridge/journalPort'
import { assertNever } from '../../../shared/domain/assertNever'
import type { SyncProblem, SyncStatus } from '../../engine/api'
import { localeTag } from '../../i18n/words'
import { hourAndMinute } from '../../ui/moments'
import { announcement, clockWords, endWords, nextTry, say, type Place, type Sentence } from './syncWords'

/** What the status line says: what is the matter, what is safe, what happens next, and the one thing to do (DESIGN). */
export interface SyncLineContent {
  readonly tone: 'calm' | 'soon' | 'act'
  readonly icon: string
  readonly what: Sentence
  readonly safe: readonly Sentence[]
  /** Said last; it changes by the second, so it is shown and not read out. */
  readonly next: Sentence | null
  readonly offer: 'sync-now' | 'sign-in' | 'needs-you' | 'outbox' | 'damage-told' | null
}

export interface Circumstances extends Place {
  /** Main's word for it, which may come before the engine's. */
  readonly sessionEnded: boolean
}

type Line = Partial<SyncLineContent> & Pick<SyncLineContent, 'what'>
interface Rule {
  readonly name: string
  /** Null when it does not apply. */
  readonly line: (status: SyncStatus, where: Circumstances) => Line | null
}

/** The line has room for one matter. These are in the order in which they come first. */
const rules: readonly Rule[] = [
  { name: 'an officer or the IT staff must act', line: advised },
  { name: 'nothing can be saved', line: diskFull },
  { name: 'the journal was damaged', line: damaged },
  { name: 'actions need the officer', line: needsYou },
  { name: 'the cache is not whole', line: cache },
  { name: 'the national system was restored', line: reconciling },
  { name: 'the national system is under maintenance', line: maintenanceRuns },
  { name: 'the national system does not answer, and work waits', line: offlineWithWork },
  { name: 'the disk is nearly full', line: reserveUsed },
  { name: 'the clock is wrong', line: clockWrong },
  { name: 'the national system does not answer', line: offline },
  { name: 'the first pull', line: firstPull },
  { name: 'files are on their way', line: uploads },
  { name: 'maintenance is announced', line: maintenanceAnnounced },
  { name: 'work is on its way', line: working },
]

const usual = { tone: 'calm', icon: 'i-lucide-refresh-cw', safe: [], next: null, offer: null } as const

/** The line for how things stand: the first rule that applies, else that all is sent. */
export function syncLine(status: SyncStatus, where: Circumstances): SyncLineContent {
  for (const rule of rules) {
    const line = rule.line(status, where)
    if (line) return withSetAside({ ...usual, ...line }, status)
  }
  return withSetAside({ ...usual, ...allSent(status, where) }, status)
}

/** Whether the line counts down to the next try. */
export function countsDown(status: SyncStatus): boolean {
  return status.problem !== null && status.nextTryAt !== null
}

function withSetAside(content: SyncLineContent, { casesSetAside }: SyncStatus): SyncLineContent {
  if (casesSetAside === 0) return content
  return { ...content, safe: [...content.safe, say('sync.setAside', casesSetAside)] }
}

const act = { tone: 'act', icon: 'i-lucide-triangle-alert' } as const
const soon = { tone: 'soon' } as const

const advisedProblems = ['session-ended', 'device-revoked', 'upgrade-required'] as const
type AdvisedProblem = (typeof advisedProblems)[number]

function advised(status: SyncStatus, { sessionEnded }: Circumstances): Line | null {
  const problem: AdvisedProblem | undefined = sessionEnded
    ? 'session-ended'
    : advisedProblems.find((candidate) => candidate === status.problem)
  if (!problem) return null
  return {
    ...act,
    what: say(`sync.problem.${problem}`),
    safe: [say(`sync.problemNext.${problem}`), whatIsSafe(status.unsent)],
    offer: problem === 'session-ended' ? 'sign-in' : null,
  }
}

function diskFull({ diskState }: SyncStatus): Line | null {
  if (diskState !== 'full') return null
  return {
    ...act,
    icon: 'i-lucide-hard-drive',
    what: say('sync.disk.full'),
    safe: [say('sync.disk.fullNext')],
  }
}

function damaged({ journalDamage }: SyncStatus): Line | null {
  if (!journalDamage) return null
  const { copyName } = journalDamage
  const copy = copyName === null ? [] : [say('sync.damage.copy', null, { copy: copyName })]
  return {
    ...act,
    what: damageSentence(journalDamage),
    safe: [say('sync.damage.next'), ...copy],
    offer: 'damage-told',
  }
}

/** What was found wrong with the journal, in one sentence. */
function damageSentence({ cause, recordsSalvaged, recordsMissing }: JournalDamage): Sentence {
  switch (cause) {
    case 'damaged':
      return say('sync.damage.damaged', recordsSalvaged)
    case 'vanished':
      return say('sync.damage.vanished')
    case 'rolled-back':
      return say('sync.damage.rolled-back', recordsMissing)
    default:
      return assertNever(cause, 'cause of damage')
  }
}

function needsYou(status: SyncStatus, where: Circumstances): Line | null {
  if (status.needsYou === 0) return null
  const others = status.unsent - status.needsYou
  const waits = status.state === 'offline' || (status.problem !== null && isOutage(status.problem))
  return {
    ...act,
    what: say('sync.needsYou', status.needsYou),
    safe: others > 0 ? [say(waits ? 'sync.othersSaved' : 'sync.othersSending', others)] : [],
    next: waits && others > 0 ? nextTry(status.nextTryAt, where.now) : null,
    offer: 'needs-you',
  }
}

function cache({ cache: standing, problem }: SyncStatus, { now }: Circumstances): Line | null {
  switch (standing.state) {
    case 'whole':
      // Said before the cache itself says how it is.
      return problem === 'cache-failed' ? cacheTrouble(say('sync.problem.cache-failed')) : null
    case 'rebuilding': {
      const { loss, pull } = standing
      return {
        ...soon,
        icon: 'i-lucide-database',
        what: say(`sync.cache.${loss}`, pull.casesReceived),
        safe: [say('sync.cache.safe')],
      }
    }
    case 'unwritable':
      return cacheTrouble(say(`sync.cache.unwritable.${standing.obstacle}`))
    case 'in-memory':
      return {
        ...cacheTrouble(say(`sync.cache.inMemory.${standing.obstacle}`)),
        next: nextTry(standing.nextTryAt, now),
      }
    default:
      return assertNever(standing, 'standing of the cache')
  }
}

function cacheTrouble(what: Sentence): Line {
  return { ...soon, icon: 'i-lucide-database-zap', what, safe: [say('sync.cache.safe')] }
}

function reconciling({ reconciling: progress }: SyncStatus): Line | null {
  if (!progress) return null
  const words = { total: String(progress.total) }
  return {
    ...soon,
    icon: 'i-lucide-history',
    what: say('sync.reconciling', progress.asked, words),
    safe: [say('sync.reconcilingNext')],
  }
}

function maintenanceRuns(status: SyncStatus, where: Circumstances): Line | null {
  const { maintenance, problem, unsent } = status
  const runs = maintenance !== null && isWithin(maintenance, where.now)
  if (problem !== 'maintenance' && !(runs && problem !== null)) return null
  const until = runs ? endWords(new Date(where.now), new Date(maintenance.until), where) : null
  return {
    tone: unsent > 0 ? 'soon' : 'calm',
    icon: 'i-lucide-construction',
    what: until ? say('sync.maintenance.until', null, { until }) : say('sync.problem.maintenance'),
    safe:
      unsent > 0 ? [say('sync.saved.afterwards', unsent)] : [...detailOf(status), say('sync.nothingWaiting')],
    // When it ends has been said; when it is asked next would only confuse.
    next: until ? null : nextTry(status.nextTryAt, where.now),
    offer: 'sync-now',
  }
}

function isWithin({ from, until }: { readonly from: string; readonly until: string }, now: number): boolean {
  return Date.parse(from) <= now && now < Date.parse(until)
}

function offlineWithWork(status: SyncStatus, where: Circumstances): Line | null {
  const { problem, unsent } = status
  if (unsent === 0 || !isOffline(status)) return null
  const key = problem === null || isOfNetwork(problem) ? 'sync.saved.network' : 'sync.saved.system'
  return {
    ...soon,
    icon: 'i-lucide-cloud-off',
    what: say(`sync.problem.${problem ?? 'unreachable'}`),
    safe: [...detailOf(status), say(key, unsent)],
    next: nextTry(status.nextTryAt, where.now),
    offer: 'sync-now',
  }
}

/** Amber is for work that waits; without any, being offline is no more than a fact (DESIGN). */
function offline(status: SyncStatus, where: Circumstances): Line | null {
  if (!isOffline(status)) return null
  return {
    icon: 'i-lucide-cloud-off',
    what: say(`sync.problem.${status.problem ?? 'unreachable'}`),
    safe: [...detailOf(status), say('sync.nothingWaiting')],
    next: nextTry(status.nextTryAt, where.now),
    offer: 'sync-now',
  }
}

function isOffline({ state, problem }: SyncStatus): boolean {
  return state === 'offline' || (problem !== null && isOutage(problem))
}

/** Whether time alone may mend it. */
function isOutage(problem: SyncProblem): boolean {
  return problem !== 'cache-failed' && !advisedProblems.some((candidate) => candidate === problem)
}

function isOfNetwork(problem: SyncProblem): boolean {
  return problem === 'unreachable' || problem === 'not-the-national-system'
}

/** The national system's own words, where it has any for this. */
function detailOf({ problemDetail }: SyncStatus): readonly Sentence[] {
  return problemDetail ? [say('sync.detail', null, { detail: problemDetail })] : []
}

function reserveUsed({ diskState }: SyncStatus): Line | null {
  if (diskState !== 'reserve-used') return null
  return {
    ...soon,
    icon: 'i-lucide-hard-drive',
    what: say('sync.disk.reserve'),
    safe: [say('sync.disk.reserveNext')],
  }
}

function clockWrong({ clockWrong: wrong }: SyncStatus): Line | null {
  return wrong && { ...soon, icon: 'i-lucide-clock-alert', what: clockWords(wrong.aheadMilliseconds) }
}

function firstPull({ firstPull: pull }: SyncStatus, { language }: Circumstances): Line | null {
  if (!pull) return null
  const rate = pull.casesPerSecond
  const what =
    rate === null
      ? say('sync.firstPull', pull.casesReceived)
      : say('sync.firstPullRate', pull.casesReceived, {
          rate: Math.round(rate).toLocaleString(localeTag(language)),
        })
  return { icon: 'i-lucide-download', what }
}

function uploads({ uploads: files }: SyncStatus): Line | null {
  if (!files || files.files.length === 0) return null
  const percent = String(Math.floor((100 * files.bytesSent) / Math.max(1, files.bytesTotal)))
  return {
    icon: 'i-lucide-upload',
    what: say('sync.uploading', files.files.length, { percent }),
    offer: 'outbox',
  }
}

/** Announced early enough to plan by, and no earlier than somebody would remember it. */
const announcedMilliseconds = 7 * 24 * 60 * 60 * 1000

function maintenanceAnnounced({ maintenance, unsent }: SyncStatus, where: Circumstances): Line | null {
  if (!maintenance) return null
  const ahead = Date.parse(maintenance.from) - where.now
  if (ahead <= 0 || ahead > announcedMilliseconds) return null
  return {
    icon: 'i-lucide-construction',
    what: announcement(maintenance, where),
    safe: [say('sync.maintenance.next'), ...(unsent > 0 ? [say('sync.sending', unsent)] : [])],
  }
}

function working({ state, unsent }: SyncStatus): Line | null {
  if (unsent > 0) {
    const sending = state === 'syncing'
    return {
      icon: sending ? 'i-lucide-send' : 'i-lucide-hard-drive',
      what: say(sending ? 'sync.sending' : 'sync.waiting', unsent),
      offer: 'outbox',
    }
  }
  return state === 'syncing' ? { what: say('sync.pulling') } : null
}

/** What stays after a problem: the work that is saved, or that nothing waits. */
function whatIsSafe(unsent: number): Sentence {
  return unsent > 0 ? say('sync.safe', unsent) : say('sync.nothingWaiting')
}

function allSent({ lastSyncedAt }: SyncStatus, { timeZone, language }: Circumstances): Line {
  const icon = 'i-lucide-cloud-check'
  if (lastSyncedAt === null) return { icon, what: say('sync.allSent') }
  const time = hourAndMinute(new Date(lastSyncedAt), timeZone, language)
  return { icon, what: say('sync.allSentAt', null, { time }) }
}
