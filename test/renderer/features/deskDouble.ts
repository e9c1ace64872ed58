import { actionTypes, type Decision } from '../../../shared/domain/action'
import { applyAction } from '../../../shared/domain/applyAction'
import { caseStatuses, type Case, type CaseStatus } from '../../../shared/domain/case'
import { countingOf } from '../../../shared/domain/calendar'
import type { ActionId, CaseId, Identifier, Instant } from '../../../shared/domain/identifiers'
import { instantFrom } from '../../../shared/domain/identifiers'
import {
  dutyCalendarOf,
  dutyMarks,
  dutyStatuses,
  dutyUnits,
  type DutyMarks,
} from '../../../shared/domain/duty'
import type { Officer } from '../../../shared/domain/officer'
import { permissionFor } from '../../../shared/domain/permission'
import type { Reference } from '../../../shared/domain/reference'
import { remaining } from '../../../shared/domain/remaining'
import type { DeskBridge, DeskState, Failure, NotOpened, RemovalReason } from '../../../shared/bridge/desk'
import type { DeskOpener } from '../../../shared/bridge/lock'
import type { Draft } from '../../../shared/bridge/draft'
import type { MenuCommand } from '../../../shared/bridge/menu'
import { firstPanes, type Panes } from '../../../shared/bridge/panes'
import type { KeptPlace } from '../../../shared/bridge/place'
import type { Standing } from '../../../shared/bridge/standing'
import type { DeskParts } from '../../../renderer/deskParts'
import type { PageEngine } from '../../../renderer/engine/connect'
import type {
  CaseView,
  EngineEvent,
  InboxView,
  Row,
  RowQuery,
  SyncStatus,
  TimelineItem,
} from '../../../renderer/engine/api'
import { ListDouble } from './listDouble'
import type { Change, NeedsYouItem, OutboxItem } from '../../../renderer/engine/outboxApi'
import { ReadingDouble } from './readingDouble'
import type { FileId } from '../../../shared/bridge/attachedFiles'
import { ActingDouble } from './actingDouble'
import { FiguresDouble } from './figuresDouble'
import { FindingDouble } from './findingDouble'
import { WorkloadDouble } from './workloadDouble'
import { ReassignDouble } from './reassignDouble'
import { DuplicatesDouble } from './duplicatesDouble'
import { TrailDouble } from './trailDouble'

/** Tests write ids as plain strings; the cast only adds the brand. */
export function idOf<Id extends Identifier<string>>(plain: string): Id {
  return plain as unknown as Id
}

export const officer: Officer = {
  id: idOf('o-sari'),
  username: 'sari',
  name: 'Sari Wulandari',
  role: 'officer',
  agencyId: idOf('a-makassar'),
  unitIds: [idOf('u-pertanahan')],
}

export const reference: Reference = {
  agency: {
    id: idOf('a-makassar'),
    name: 'Pemkot Makassar',
    kind: 'local_government',
    timeZone: 'Asia/Makassar',
  },
  agencies: [],
  units: [
    {
      id: idOf('u-pertanahan'),
      parentId: null,
      name: 'Kantor Pertanahan',
      calendar: 'working_days',
      dutyOfficerIds: [],
    },
  ],
  officers: [
    { id: officer.id, name: officer.name, role: 'officer', unitIds: officer.unitIds, active: true },
    { id: idOf('o-budi'), name: 'Budi Santoso', role: 'officer', unitIds: officer.unitIds, active: true },
  ],
  categories: [
    { id: idOf('k-tanah'), parentId: null, name: 'Pertanahan' },
    { id: idOf('k-jalan'), parentId: null, name: 'Jalan Berlubang' },
  ],
  holidays: [],
  deadlineRules: {
    first_response: 5,
    resolution: { information_request: 5, aspiration: 14, complaint: 14, oversight: 60 },
    reporter_reply: 10,
    auto_close: 10,
  },
  templates: [],
  archiveReasons: [],
}

/** One report; `changes` says what a test is about. */
export function makeCase(number: number, changes: Partial<Case> = {}): Case {
  const receivedAt = idOf<Instant>('2026-11-06T02:12:00.000Z')
  const dispositionedAt = idOf<Instant>('2026-11-09T02:12:00.000Z')
  const dueAt = idOf<Instant>('2026-11-16T15:59:59.999Z')
  return {
    id: idOf(`c-${number}`),
    trackingId: idOf(String(9_180_000 + number)),
    version: 1,
    title: `Pengukuran ulang tanah warisan belum dilakukan, berkas ${number}`,
    body: 'Saya sudah dua kali melapor tentang pengukuran ulang tanah warisan di Kelurahan Buakana.',
    classification: 'complaint',
    categoryId: idOf('k-tanah'),
    tags: [],
    channel: 'android',
    anonymous: false,
    confidential: false,
    oversight: false,
    location: { address: 'Kec. Rappocini, Makassar' },
    reporter: { id: idOf(`r-${number}`), name: 'Hari B.' },
    status: 'dispositioned',
    agencyId: officer.agencyId,
    unitId: idOf('u-pertanahan'),
    assigneeId: null,
    receivedAt,
    dispositionedAt,
    firstResponseAt: null,
    answeredAt: null,
    closedAt: null,
    deadlines: [{ kind: 'first_response', startedAt: dispositionedAt, dueAt, metAt: null, pausedAt: null }],
    dueAt,
    dueKind: 'first_response',
    satisfaction: null,
    duplicateOf: null,
    attachments: [],
    events: [
      {
        id: idOf(`e-${number}-1`),
        at: dispositionedAt,
        actor: { kind: 'national_admin', name: 'PANRB' },
        type: 'dispositioned',
        visibility: 'public',
        data: { unitId: 'u-pertanahan' },
      },
    ],
    updatedAt: dispositionedAt,
    ...changes,
  }
}

export const allSent: SyncStatus = {
  state: 'idle',
  unsent: 0,
  needsYou: 0,
  problem: null,
  problemDetail: null,
  nextTryAt: null,
  lastSyncedAt: Date.parse('2026-11-23T01:41:00.000Z'),
  casesHeld: 3,
  firstPull: null,
  uploads: null,
  reconciling: null,
  cache: { state: 'whole' },
  clockWrong: null,
  maintenance: null,
  casesSetAside: 0,
  journalDamage: null,
  diskState: 'ok',
}

const statusesOf: Readonly<Record<InboxView, readonly CaseStatus[]>> = {
  all: caseStatuses,
  'needs-action': ['dispositioned', 'in_progress'],
  late: ['dispositioned', 'in_progress'],
  'at-risk': ['dispositioned', 'in_progress'],
  mine: ['dispositioned', 'in_progress', 'awaiting_reporter', 'answered'],
  unassigned: ['dispositioned', 'in_progress'],
  'awaiting-reporter': ['awaiting_reporter'],
  done: ['answered', 'closed', 'archived'],
  duty: dutyStatuses,
}

interface Unsent {
  readonly actionId: ActionId
  readonly before: Case
  readonly decision: Decision
  readonly state: Exclude<TimelineItem['state'], 'server'>
}

/**
 * A desk in memory that keeps to the contracts of the bridge and the engine, for tests of what is on screen.
 * The rules it applies are those of shared/domain.
 */
export class DeskDouble {
  now = Date.parse('2026-11-23T02:00:00.000Z')
  readonly cases = new Map<CaseId, Case>()
  readonly drafts: Draft[] = []
  readonly decided: {
    readonly caseId: CaseId
    readonly decision: Decision
    readonly fileIds: readonly FileId[]
  }[] = []
  readonly acting = new ActingDouble(this.cases)
  readonly calls: string[] = []
  readonly unsent = new Map<CaseId, Unsent>()
  needsYou: NeedsYouItem[] = []
  outbox: OutboxItem[] = []
  outboxFails = false
  /** Time left is not said then. */
  clockWrong = false
  status: SyncStatus = allSent
  holdMilliseconds = 10_000
  /** What main would give a page that is loaded anew. */
  firstScreen: string | null = null
  keptPlace: KeptPlace = { place: null, reloaded: false }
  standing: Standing | null = null
  /** What the program's menu offers, and what choosing in it says to the page. */
  menu: readonly MenuCommand[] = []
  chooseInMenu: (id: string) => void = () => {}
  /** A link in another program was pressed. */
  askForReport: (trackingNumber: string) => void = () => {}
  /** As main was told to keep them. */
  panes: Panes | null = null
  readonly list = new ListDouble(this)
  readonly workload = new WorkloadDouble(this, officer)
  readonly reassigning = new ReassignDouble(this)
  /** What was put in the place of an action. */
  readonly changes: { readonly actionId: ActionId; readonly change: Change }[] = []
  engineStarts = true
  /** What is asked of the engine waits for it. */
  engineReads: Promise<void> = Promise.resolve()
  /** An action is told to be saved after this. */
  disk: Promise<void> = Promise.resolve()
  /** A test may know of more units, colleagues and templates. */
  reference: Reference = reference
  /** What the next sign-in or unlock answers; null lets the officer in. */
  signInFailure: Failure | null = null
  state: DeskState
  readonly finding = new FindingDouble(officer, reference, () => [...this.cases.values()])
  readonly figures = new FiguresDouble({
    cases: () => [...this.cases.values()],
    reference: () => this.reference,
    now: () => this.now,
    lastSyncedAt: () => this.status.lastSyncedAt,
  })
  readonly duplicates = new DuplicatesDouble(this)
  readonly trail = new TrailDouble(
    this.cases,
    (subject) => this.viewOf(subject).timeline,
    () => this.reference,
  )
  private listener: (event: EngineEvent) => void = () => {}
  private stateListener: (state: DeskState) => void = () => {}
  private counter = 0
  readonly reading = new ReadingDouble(
    (caseId) => this.cases.get(caseId),
    reference,
    () => this.now,
    (event) => this.tell(event),
  )

  constructor(cases: readonly Case[] = [], state?: DeskState) {
    for (const subject of cases) this.cases.set(subject.id, subject)
    this.state = state ?? this.stateWhen({ stage: 'open', officer, session: 'valid' })
  }

  stateWhen(
    where:
      | { stage: 'signed-out'; removed?: RemovalReason | null; notOpened?: NotOpened | null }
      | { stage: 'locked'; officerName: string; opener?: DeskOpener; sends?: boolean }
      | { stage: 'open'; officer: Officer; session: 'valid' | 'ended'; opener?: DeskOpener | null },
    changes: Partial<
      Pick<
        DeskState,
        | 'keyKeeping'
        | 'managed'
        | 'language'
        | 'theme'
        | 'server'
        | 'density'
        | 'panes'
        | 'letterKeys'
        | 'afterSending'
        | 'idleLock'
      >
    > = {},
  ): DeskState {
    const server = 'https://lapor.contoh.go.id'
    const about = {
      server,
      managed: { fixesServer: false, problems: [] },
      keyKeeping: 'keychain',
      language: 'id',
      theme: 'light',
      density: 'comfortable',
      letterKeys: true,
      afterSending: 'stay',
      panes: firstPanes,
      idleLock: { minutes: 10, longestMinutes: null },
      version: '0.1.0',
      ...changes,
    } as const
    switch (where.stage) {
      case 'signed-out':
        return { ...about, removed: null, notOpened: null, ...where }
      case 'locked':
        return { ...about, opener: 'passphrase', sends: false, ...where }
      case 'open':
        return { ...about, opener: 'pin', ...where }
    }
  }

  become(state: DeskState): void {
    this.state = state
    this.stateListener(state)
  }
  tell(event: EngineEvent): void {
    this.listener(event)
  }
  say(status: Partial<SyncStatus>): void {
    this.status = { ...this.status, ...status }
    this.tell({ kind: 'sync-status', status: this.status })
  }

  /** Who is at the desk. */
  get actor(): Officer {
    return this.state.stage === 'open' ? this.state.officer : officer
  }

  parts(): DeskParts {
    return {
      bridge: this.bridge(),
      attachmentBytes: this.reading.attachmentBytes,
      connectEngine: (listener) => {
        const started = this.engineStarts
          ? this.engineReads
          : Promise.reject(new Error('The engine did not start'))
        this.listener = listener
        const engine = answeringAfter(this.engineReads, this.engine())
        return { engine, started, close: async () => void (this.listener = () => {}) }
      },
    }
  }

  private bridge(): DeskBridge {
    const enter = async () => {
      if (this.signInFailure) return { outcome: 'failed', failure: this.signInFailure } as const
      this.become(this.stateWhen({ stage: 'open', officer, session: 'valid' }))
      return { outcome: 'done', officer } as const
    }
    const done = (call: string) => {
      this.calls.push(call)
      return Promise.resolve({ outcome: 'done' } as const)
    }
    return {
      state: async () => this.state,
      signIn: (credentials) => (
        this.calls.push(`signIn ${credentials.server} ${credentials.username}`),
        enter()
      ),
      unlock: ({ secret }) => (this.calls.push(`unlock ${secret}`), enter()),
      lock: async () => {
        this.become(
          this.stateWhen({ stage: 'locked', officerName: officer.name, opener: 'pin', sends: true }),
        )
        return done('lock')
      },
      choosePin: async ({ pin, present, renewsKey }) => {
        this.calls.push(`choosePin ${pin} ${present ?? '-'} ${renewsKey}`)
        if (this.signInFailure) return { outcome: 'failed', failure: this.signInFailure } as const
        if (this.state.stage === 'open') this.become({ ...this.state, opener: 'pin' })
        return { outcome: 'done', chosen: true } as const
      },
      chooseIdleMinutes: async (minutes) => {
        this.become({ ...this.state, idleLock: { ...this.state.idleLock, minutes } })
        return done('chooseIdleMinutes')
      },
      removeFromComputer: async () => {
        this.become(this.stateWhen({ stage: 'signed-out', removed: 'wish' }))
        return done('removeFromComputer')
      },
      signOut: async () => {
        this.become(this.stateWhen({ stage: 'signed-out' }))
        return done('signOut')
      },
      openEnginePort: () => done('openEnginePort'),
      chooseLanguage: async (language) => {
        this.become({ ...this.state, language })
        return done('chooseLanguage')
      },
      chooseTheme: async (theme) => {
        this.become({ ...this.state, theme })
        return done('chooseTheme')
      },
      chooseDensity: async (density) => {
        this.become({ ...this.state, density })
        return done('chooseDensity')
      },
      chooseLetterKeys: async (letterKeys) => {
        this.become({ ...this.state, letterKeys })
        return done('chooseLetterKeys')
      },
      chooseAfterSending: async (afterSending) => {
        this.become({ ...this.state, afterSending })
        return done('chooseAfterSending')
      },
      showCommands: async (commands) => {
        this.menu = commands
        return { outcome: 'done' }
      },
      saveDiagnostics: () => done('saveDiagnostics'),
      onCommandChosen: (listener) => {
        this.chooseInMenu = listener
        return () => (this.chooseInMenu = () => {})
      },
      onReportAsked: (listener) => {
        this.askForReport = listener
        return () => (this.askForReport = () => {})
      },
      keepPanes: async (panes) => {
        this.panes = panes
        return { outcome: 'done' }
      },
      firstScreen: async () => this.firstScreen,
      keepFirstScreen: async (text) => {
        this.firstScreen = text
        return { outcome: 'done' }
      },
      place: async () => this.keptPlace,
      keepPlace: async (place) => {
        this.keptPlace = { place, reloaded: false }
        return { outcome: 'done' }
      },
      tellStanding: async (standing) => {
        this.standing = standing
        return { outcome: 'done' }
      },
      ...this.reading.bridge(),
      onStateChanged: (listener) => {
        this.stateListener = listener
        return () => (this.stateListener = () => {})
      },
    }
  }

  private engine(): PageEngine {
    return {
      counts: async () => {
        const count = (view: InboxView) =>
          this.matching({ view, statuses: null, mine: false, search: '' }).length
        return {
          all: count('all'),
          'needs-action': count('needs-action'),
          late: count('late'),
          'at-risk': count('at-risk'),
          mine: count('mine'),
          unassigned: count('unassigned'),
          'awaiting-reporter': count('awaiting-reporter'),
          done: count('done'),
          duty: count('duty'),
        }
      },
      rows: async (query, from, to) => {
        this.calls.push(`rows ${from}-${to}`)
        const found = this.matching(query)
        return {
          total: found.length,
          rows: found.slice(from, to).map((subject) => this.row(subject, query.search)),
          search: this.finding.standing(query.search, this.now),
        }
      },
      ...this.finding.api(
        (foreign) => this.viewOf(foreign),
        () => this.now,
      ),
      caseView: async (caseId) => this.view(caseId),
      act: async (caseId, decision, fileIds) => {
        const answer = this.act(caseId, decision, fileIds)
        await this.disk
        return answer
      },
      undo: async (actionId) => {
        const decision = [...this.unsent.values()].find((one) => one.actionId === actionId)?.decision
        return this.undo(actionId) && decision ? { undone: true, decision } : { undone: false }
      },
      discard: async (actionId) => {
        this.calls.push(`discard ${actionId}`)
        this.settle(actionId)
        return { discarded: true }
      },
      sendOnTop: async (actionId) => {
        this.calls.push(`sendOnTop ${actionId}`)
        return { outcome: 'saved', actionId: this.newActionId(), holdMilliseconds: this.holdMilliseconds }
      },
      change: async (actionId, change) => {
        this.calls.push(`change ${actionId}`)
        this.changes.push({ actionId, change })
        this.settle(actionId)
        return { outcome: 'saved', actionId: this.newActionId(), holdMilliseconds: this.holdMilliseconds }
      },
      needsYou: async () => this.needsYou,
      outbox: async () => {
        if (this.outboxFails) throw new Error('The outbox could not be read')
        return this.outbox
      },
      drafts: async (caseId) => this.drafts.filter((draft) => draft.caseId === caseId),
      saveDraft: async (draft) => void this.drafts.push(draft),
      ...this.list.api(),
      ...this.reassigning.engine(),
      ...this.figures.api(),
      reference: async () => this.reference,
      syncStatus: async () => this.status,
      syncNow: async () => void this.calls.push('syncNow'),
      ...this.reading.engine(),
      damageTold: async () => void this.calls.push('damageTold'),
      ...this.acting.engine(),
      ...this.workload.engine(),
      ...this.trail.api(),
      ...this.duplicates.api(),
    }
  }

  /** The action needs the officer no more, and is not in *Kotak keluar*. */
  private settle(actionId: ActionId): void {
    this.needsYou = this.needsYou.filter((item) => item.actionId !== actionId)
    this.outbox = this.outbox.filter((item) => item.actionId !== actionId)
    this.tell({ kind: 'needs-you-changed' })
    this.tell({ kind: 'outbox-changed' })
  }

  undo(actionId: ActionId): boolean {
    const entry = [...this.unsent].find(([, unsent]) => unsent.actionId === actionId)
    if (!entry) return false
    this.cases.set(entry[0], entry[1].before)
    this.unsent.delete(entry[0])
    this.changed(entry[0])
    return true
  }

  private newActionId(): ActionId {
    this.counter += 1
    return idOf(`act-${this.counter}`)
  }
  private changed(caseId: CaseId): void {
    this.tell({ kind: 'rows-changed' })
    this.tell({ kind: 'case-changed', caseId })
  }

  act(caseId: CaseId, decision: Decision, fileIds: readonly FileId[] = []) {
    const before = this.cases.get(caseId)
    if (!before) return { outcome: 'case-left' } as const
    const actionId = this.newActionId()
    const at = instantFrom(this.now)
    const action = { ...decision, actionId, caseId, baseVersion: before.version, createdAt: at }
    const result = applyAction(before, action, {
      actor: this.actor,
      at,
      eventId: idOf(`e-${actionId}`),
      reference: this.reference,
    })
    if (result.outcome === 'rejected') {
      return { outcome: 'not-allowed', permission: permissionFor(decision, before, this.actor) } as const
    }
    this.decided.push({ caseId, decision, fileIds })
    this.acting.forget(fileIds)
    this.cases.set(caseId, result.case)
    this.unsent.set(caseId, { actionId, before, decision, state: 'held' })
    this.changed(caseId)
    this.say({ unsent: this.unsent.size })
    return { outcome: 'saved', actionId, holdMilliseconds: this.holdMilliseconds } as const
  }

  /** In the query's order. */
  matching(query: RowQuery): Case[] {
    return this.list.sorted(this.filtered(query), query.order)
  }

  private filtered(query: RowQuery): Case[] {
    const found = this.finding.find(query.search, this.now)
    return [...this.cases.values()].filter((subject) => {
      const due = subject.dueAt ? Date.parse(subject.dueAt) - this.now : Infinity
      const inView =
        statusesOf[query.view].includes(subject.status) &&
        (query.view !== 'late' || due < 0) &&
        (query.view !== 'at-risk' || (due >= 0 && due < 86_400_000)) &&
        (query.view !== 'duty' || this.isForDuty(subject)) &&
        (query.view !== 'unassigned' || subject.assigneeId === null)
      const mine = query.mine || query.view === 'mine'
      return (
        inView &&
        (!query.statuses || query.statuses.includes(subject.status)) &&
        (!mine || subject.assigneeId === officer.id) &&
        found(subject.id)
      )
    })
  }

  private dutyOf(subject: Case): DutyMarks {
    return dutyMarks(subject, dutyCalendarOf(this.reference))
  }
  private isForDuty(subject: Case): boolean {
    const { cameIn, fallsDue } = this.dutyOf(subject)
    return (cameIn !== null || fallsDue) && dutyUnits(this.actor, this.reference.units).has(subject.unitId)
  }
  private remainingOf(subject: Case) {
    return subject.dueAt && !this.clockWrong
      ? remaining(subject.dueAt, instantFrom(this.now), countingOf(reference, subject.unitId))
      : null
  }
  nameOf(id: string | null): string | null {
    return reference.officers.find((colleague) => colleague.id === id)?.name ?? null
  }
  categoryOf(subject: Case): string {
    return reference.categories.find((category) => category.id === subject.categoryId)?.name ?? ''
  }

  private row(subject: Case, search: string): Row {
    return {
      caseId: subject.id,
      trackingId: subject.trackingId,
      title: subject.title,
      reporterName: subject.reporter?.name ?? null,
      anonymous: subject.anonymous,
      confidential: subject.confidential,
      categoryName: this.categoryOf(subject),
      unitName: 'Kantor Pertanahan',
      status: subject.status,
      assigneeId: subject.assigneeId,
      assigneeName: this.nameOf(subject.assigneeId),
      dueAt: subject.dueAt,
      dueKind: subject.dueKind,
      remaining: this.remainingOf(subject),
      unsent: this.unsent.get(subject.id)?.state ?? null,
      highlights: this.finding.highlights(search, subject, this.now),
      channel: subject.channel,
      duty: this.dutyOf(subject),
      seen: this.list.seenOf(subject),
    }
  }

  private view(caseId: CaseId) {
    const subject = this.cases.get(caseId)
    return subject ? this.viewOf(subject) : null
  }

  private viewOf(subject: Case): CaseView {
    const caseId = subject.id
    const unsent = this.unsent.get(caseId)
    const timeline = subject.events.map((event): TimelineItem => {
      if (!unsent || event.actionId !== unsent.actionId) return { event, state: 'server', unsent: null }
      const held = unsent.state === 'held'
      const refusal = this.needsYou.find((item) => item.actionId === unsent.actionId)?.refusal ?? null
      const releasedInMilliseconds = held ? this.holdMilliseconds : null
      return {
        event,
        state: unsent.state,
        unsent: {
          actionId: unsent.actionId,
          canUndo: held,
          canDiscard: false,
          releasedInMilliseconds,
          refusal,
          files: [],
        },
      }
    })
    return {
      case: subject,
      timeline,
      categoryName: this.categoryOf(subject),
      unitName: 'Kantor Pertanahan',
      assigneeName: this.nameOf(subject.assigneeId),
      agencyTimeZone: reference.agency.timeZone,
      remaining: this.remainingOf(subject),
      duty: this.dutyOf(subject),
      permissions: permissionsFor(subject, this.actor),
      seenUntil: this.reading.seenUntil.get(caseId) ?? null,
    }
  }
}

function permissionsFor(subject: Case, actor: Officer): CaseView['permissions'] {
  const pairs = actionTypes.map((type) => [type, permissionFor(type, subject, actor)] as const)
  // Made of every type, which is what the record says.
  return Object.fromEntries(pairs) as CaseView['permissions']
}

/** The same engine, each of whose members answers when it has read. */
function answeringAfter(read: Promise<void>, engine: PageEngine): PageEngine {
  return new Proxy(engine, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver)
      if (typeof member !== 'function') return member
      return (...given: unknown[]): unknown => read.then((): unknown => member.apply(target, given))
    },
  })
}
