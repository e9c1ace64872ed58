import type { Decision } from '../../../shared/domain/action'
import { applyAction } from '../../../shared/domain/applyAction'
import { caseStatuses, type Case, type CaseStatus } from '../../../shared/domain/case'
import { countingOf } from '../../../shared/domain/calendar'
import type { ActionId, CaseId, Identifier, Instant } from '../../../shared/domain/identifiers'
import { instantFrom } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import { permissionFor } from '../../../shared/domain/permission'
import type { Reference } from '../../../shared/domain/reference'
import { remaining } from '../../../shared/domain/remaining'
import type { DeskBridge, DeskState, Failure } from '../../../shared/bridge/desk'
import type { Draft } from '../../../shared/bridge/journalPort'
import type { DeskParts } from '../../../renderer/deskParts'
import type { PageEngine } from '../../../renderer/engine/connect'
import type {
  EngineEvent,
  InboxView,
  NeedsYouItem,
  Row,
  RowQuery,
  SyncStatus,
  TimelineItem,
} from '../../../renderer/engine/api'

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
  casesSetAside: 0,
  journalDamage: null,
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
}

interface Unsent {
  readonly actionId: ActionId
  readonly before: Case
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
  readonly decided: { readonly caseId: CaseId; readonly decision: Decision }[] = []
  readonly calls: string[] = []
  readonly unsent = new Map<CaseId, Unsent>()
  needsYou: NeedsYouItem[] = []
  status: SyncStatus = allSent
  holdMilliseconds = 10_000
  engineStarts = true
  /** What the next sign-in or unlock answers; null lets the officer in. */
  signInFailure: Failure | null = null
  state: DeskState
  private listener: (event: EngineEvent) => void = () => {}
  private stateListener: (state: DeskState) => void = () => {}
  private counter = 0

  constructor(cases: readonly Case[] = [], state?: DeskState) {
    for (const subject of cases) this.cases.set(subject.id, subject)
    this.state = state ?? this.stateWhen({ stage: 'open', officer, session: 'valid' })
  }

  stateWhen(
    where:
      | { stage: 'signed-out' }
      | { stage: 'locked'; officerName: string }
      | { stage: 'open'; officer: Officer; session: 'valid' | 'ended' },
    changes: Partial<Pick<DeskState, 'keyKeeping' | 'language' | 'theme' | 'server'>> = {},
  ): DeskState {
    const server = 'https://lapor.contoh.go.id'
    return {
      server,
      keyKeeping: 'keychain',
      language: 'id',
      theme: 'light',
      version: '0.1.0',
      ...changes,
      ...where,
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

  parts(): DeskParts {
    return {
      bridge: this.bridge(),
      connectEngine: async (listener) => {
        if (!this.engineStarts) throw new Error('The engine did not start')
        this.listener = listener
        return { engine: this.engine(), close: () => (this.listener = () => {}) }
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
      unlock: enter,
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
        }
      },
      rows: async (query, from, to) => {
        this.calls.push(`rows ${from}-${to}`)
        const found = this.matching(query)
        return { total: found.length, rows: found.slice(from, to).map((subject) => this.row(subject)) }
      },
      caseView: async (caseId) => this.view(caseId),
      act: async (caseId, decision) => this.act(caseId, decision),
      undo: async (actionId) => {
        const entry = [...this.unsent].find(([, unsent]) => unsent.actionId === actionId)
        if (!entry) return { undone: false }
        this.cases.set(entry[0], entry[1].before)
        this.unsent.delete(entry[0])
        this.changed(entry[0])
        return { undone: true }
      },
      discard: async (actionId) => {
        this.calls.push(`discard ${actionId}`)
        this.needsYou = this.needsYou.filter((item) => item.actionId !== actionId)
        this.tell({ kind: 'needs-you-changed' })
        return { discarded: true }
      },
      sendOnTop: async (actionId) => {
        this.calls.push(`sendOnTop ${actionId}`)
        return { outcome: 'saved', actionId: this.newActionId(), holdMilliseconds: this.holdMilliseconds }
      },
      needsYou: async () => this.needsYou,
      drafts: async (caseId) => this.drafts.filter((draft) => draft.caseId === caseId),
      saveDraft: async (draft) => void this.drafts.push(draft),
      reference: async () => reference,
      syncStatus: async () => this.status,
      syncNow: async () => void this.calls.push('syncNow'),
    }
  }

  private newActionId(): ActionId {
    this.counter += 1
    return idOf(`act-${this.counter}`)
  }
  private changed(caseId: CaseId): void {
    this.tell({ kind: 'rows-changed' })
    this.tell({ kind: 'case-changed', caseId })
  }

  private act(caseId: CaseId, decision: Decision) {
    const before = this.cases.get(caseId)
    if (!before) return { outcome: 'case-left' } as const
    const actionId = this.newActionId()
    const at = instantFrom(this.now)
    const action = { ...decision, actionId, caseId, baseVersion: before.version, createdAt: at }
    const result = applyAction(before, action, {
      actor: officer,
      at,
      eventId: idOf(`e-${actionId}`),
      reference,
    })
    if (result.outcome === 'rejected') {
      return { outcome: 'not-allowed', permission: permissionFor(decision.type, before, officer) } as const
    }
    this.decided.push({ caseId, decision })
    this.cases.set(caseId, result.case)
    this.unsent.set(caseId, { actionId, before, state: 'held' })
    this.changed(caseId)
    this.say({ unsent: this.unsent.size })
    return { outcome: 'saved', actionId, holdMilliseconds: this.holdMilliseconds } as const
  }

  private matching(query: RowQuery): Case[] {
    const search = query.search.toLowerCase()
    return [...this.cases.values()].filter((subject) => {
      const due = subject.dueAt ? Date.parse(subject.dueAt) - this.now : Infinity
      const inView =
        statusesOf[query.view].includes(subject.status) &&
        (query.view !== 'late' || due < 0) &&
        (query.view !== 'at-risk' || (due >= 0 && due < 86_400_000)) &&
        (query.view !== 'unassigned' || subject.assigneeId === null)
      const mine = query.mine || query.view === 'mine'
      return (
        inView &&
        (!query.statuses || query.statuses.includes(subject.status)) &&
        (!mine || subject.assigneeId === officer.id) &&
        (subject.title.toLowerCase().includes(search) || subject.trackingId.includes(search))
      )
    })
  }

  private remainingOf(subject: Case) {
    return subject.dueAt
      ? remaining(subject.dueAt, instantFrom(this.now), countingOf(reference, subject.unitId))
      : null
  }
  private nameOf(id: string | null): string | null {
    return reference.officers.find((colleague) => colleague.id === id)?.name ?? null
  }
  private categoryOf(subject: Case): string {
    return reference.categories.find((category) => category.id === subject.categoryId)?.name ?? ''
  }

  private row(subject: Case): Row {
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
    }
  }

  private view(caseId: CaseId) {
    const subject = this.cases.get(caseId)
    if (!subject) return null
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
      permissions: {
        accept: permissionFor('accept', subject, officer),
        respond: permissionFor('respond', subject, officer),
        note: permissionFor('note', subject, officer),
      },
    }
  }
}
