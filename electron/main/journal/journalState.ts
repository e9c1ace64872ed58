import type { FileId, FileUpload, KeptFile, NewFile } from '../../../shared/bridge/attachedFiles'
import { draftOfAction, isDraftOf, isEmptyDraft, type Draft } from '../../../shared/bridge/draft'
import type { EntryState, FinalResult, JournalDamage } from '../../../shared/bridge/journalPort'
import type { Action } from '../../../shared/domain/action'
import { assertNever } from '../../../shared/domain/assertNever'
import type { ActionId, Instant } from '../../../shared/domain/identifiers'
import type { JournalRecord, NumberedRecord } from './records'

/**
 * What the records say when they are read from the first to the last. Whether an unsent action is still held is not
 * in it: that is a matter of the running program's clock, not of the file.
 */
export type Standing =
  | { readonly state: 'unsent' }
  | Exclude<EntryState, { state: 'held' | 'waiting' }>
  /** The stored case holds it; kept for reconciling, 30 days from `since` in the national system's time. */
  | { readonly state: 'settled'; readonly since: Instant | null }

export interface StoredEntry {
  readonly sequence: number
  readonly action: Action
  readonly standing: Standing
  readonly files: readonly KeptFile[]
}

export type StoredDraftFile = Pick<NewFile, 'caseId' | 'type'> & { readonly file: KeptFile }

export interface JournalState {
  /** By id, in the order in which the officer acted. */
  readonly entries: Map<ActionId, StoredEntry>
  /** By `draftKey`. */
  readonly drafts: Map<string, Draft>
  /** In the order in which they were attached. A file belongs to a draft or to an action, never to both. */
  readonly draftFiles: Map<FileId, StoredDraftFile>
  readonly uploads: Map<FileId, FileUpload>
  /** The last that the national system told. */
  serverTime: Instant | null
  /** What the officer has not been told yet. */
  damage: JournalDamage | null
  lastSequence: number
}

export function emptyState(): JournalState {
  return {
    entries: new Map(),
    drafts: new Map(),
    draftFiles: new Map(),
    uploads: new Map(),
    serverTime: null,
    damage: null,
    lastSequence: 0,
  }
}

/** Another state that says the same; records applied to one do not change the other. */
export function copyState(state: JournalState): JournalState {
  return {
    ...state,
    entries: new Map(state.entries),
    drafts: new Map(state.drafts),
    draftFiles: new Map(state.draftFiles),
    uploads: new Map(state.uploads),
  }
}

export function foldRecords(records: Iterable<NumberedRecord>): JournalState {
  const state = emptyState()
  for (const numbered of records) applyRecord(state, numbered)
  return state
}

/** Carries one more record into `state`. A record about an action or a file that is gone changes nothing. */
export function applyRecord(state: JournalState, { sequence, record }: NumberedRecord): void {
  state.lastSequence = Math.max(state.lastSequence, sequence)
  switch (record.kind) {
    case 'action-saved':
      applySaved(state, sequence, record, [])
      return
    case 'action-saved-with-files':
      applySaved(state, sequence, record, record.files)
      return
    case 'action-undone':
      applyUndone(state, record.actionId)
      return
    case 'actions-sent':
      for (const actionId of record.actionIds) setStanding(state, actionId, ['unsent'], { state: 'sent' })
      return
    case 'results':
      for (const result of record.results) applyResult(state, result)
      return
    case 'settled':
      for (const actionId of record.actionIds) {
        if (state.entries.get(actionId)?.standing.state === 'accepted') state.entries.delete(actionId)
      }
      return
    case 'settled-and-kept':
      for (const { actionId, since } of record.settled) {
        setStanding(state, actionId, ['accepted'], { state: 'settled', since })
      }
      return
    case 'sent-again':
      for (const actionId of record.actionIds) {
        setStanding(state, actionId, ['accepted', 'settled'], { state: 'sent' })
      }
      return
    case 'discarded':
      state.entries.delete(record.actionId)
      return
    case 'draft':
    case 'draft-with-choices':
      applyDraft(state, record.draft)
      return
    case 'file-added': {
      const { caseId, type, file } = record
      state.draftFiles.set(file.fileId, { caseId, type, file })
      return
    }
    case 'file-removed':
      state.draftFiles.delete(record.fileId)
      return
    case 'upload-created':
      if (record.upload === null) state.uploads.delete(record.fileId)
      else state.uploads.set(record.fileId, record.upload)
      return
    case 'server-time':
      applyServerTime(state, record.at)
      return
    case 'damage-found':
      state.damage = record.damage
      return
    case 'damage-told':
      state.damage = null
      return
    case 'rewritten':
      return
    default:
      assertNever(record, 'journal record')
  }
}

/** What the action was made from becomes the action, in one record: a kill never leaves both. */
function applySaved(
  state: JournalState,
  sequence: number,
  { action, replaces }: Pick<Extract<JournalRecord, { kind: 'action-saved' }>, 'action' | 'replaces'>,
  files: readonly KeptFile[],
): void {
  if (replaces !== null) state.entries.delete(replaces)
  state.entries.set(action.actionId, { sequence, action, standing: { state: 'unsent' }, files })
  for (const { fileId } of files) state.draftFiles.delete(fileId)
  const key = draftKey(action)
  const draft = state.drafts.get(key)
  if (draft && isDraftOf(draft, action)) state.drafts.delete(key)
}

/** What was typed is a draft again, unless the officer has begun another one since; the files are its files again. */
function applyUndone(state: JournalState, actionId: ActionId): void {
  const entry = state.entries.get(actionId)
  if (!entry) return
  const { caseId, type } = entry.action
  state.entries.delete(actionId)
  for (const file of entry.files) state.draftFiles.set(file.fileId, { caseId, type, file })
  const draft = draftOfAction(entry.action)
  const key = draftKey(entry.action)
  if (draft && !state.drafts.has(key)) state.drafts.set(key, draft)
}

function applyResult(state: JournalState, { actionId, outcome, code, detail }: FinalResult): void {
  const from = ['sent', 'needs-you'] as const
  switch (outcome) {
    case 'applied':
    case 'duplicate':
      setStanding(state, actionId, from, { state: 'accepted' })
      return
    case 'conflict':
    case 'rejected':
      setStanding(state, actionId, from, { state: 'needs-you', outcome, code, detail })
      takeBackThoseBehind(state, actionId)
      return
    default:
      assertNever(outcome, 'outcome of an action')
  }
}

/**
 * After a conflict or a rejection the national system tries no later action of the case, and none goes out without
 * the earlier ones (PROTOCOL.md 5.3, 5.6): those behind have not taken effect, whatever was sent.
 */
function takeBackThoseBehind(state: JournalState, actionId: ActionId): void {
  const refused = state.entries.get(actionId)
  if (refused?.standing.state !== 'needs-you') return
  for (const { sequence, action } of [...state.entries.values()]) {
    if (action.caseId !== refused.action.caseId || sequence < refused.sequence) continue
    setStanding(state, action.actionId, ['sent'], { state: 'unsent' })
  }
}

function setStanding(
  state: JournalState,
  actionId: ActionId,
  from: readonly Standing['state'][],
  standing: Standing,
): void {
  const entry = state.entries.get(actionId)
  // Setting a key that a Map has keeps its place in the order.
  if (entry && from.includes(entry.standing.state)) state.entries.set(actionId, { ...entry, standing })
}

function applyDraft(state: JournalState, draft: Draft): void {
  if (isEmptyDraft(draft)) state.drafts.delete(draftKey(draft))
  else state.drafts.set(draftKey(draft), draft)
}

/** What was settled before the national system's time was known counts from when it is. */
function applyServerTime(state: JournalState, at: Instant): void {
  state.serverTime = at
  for (const { action, standing } of [...state.entries.values()]) {
    if (standing.state !== 'settled' || standing.since !== null) continue
    setStanding(state, action.actionId, ['settled'], { state: 'settled', since: at })
  }
}

export function draftKey({ caseId, type }: Pick<Draft, 'caseId' | 'type'>): string {
  return `${type} ${caseId}`
}

/** The files of one draft, in the order in which they were attached. */
export function filesOfDraft(
  state: JournalState,
  draft: Pick<Draft, 'caseId' | 'type'>,
): readonly KeptFile[] {
  return [...state.draftFiles.values()]
    .filter((attached) => draftKey(attached) === draftKey(draft))
    .map(({ file }) => file)
}

/** Every file that a draft or an action still needs; no other sealed file has to be on the disk. */
export function neededFiles(state: JournalState): ReadonlyMap<FileId, KeptFile> {
  const needed = new Map<FileId, KeptFile>()
  for (const { file } of state.draftFiles.values()) needed.set(file.fileId, file)
  for (const { files } of state.entries.values()) for (const file of files) needed.set(file.fileId, file)
  return needed
}
