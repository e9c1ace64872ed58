import type { Draft, EntryState, FinalResult } from '../../../shared/bridge/journalPort'
import { plainText, type Action } from '../../../shared/domain/action'
import { assertNever } from '../../../shared/domain/assertNever'
import type { ActionId } from '../../../shared/domain/identifiers'
import type { JournalRecord, NumberedRecord } from './records'

/**
 * What the records say when they are read from the first to the last. Whether an unsent action is still held is not
 * in it: that is a matter of the running program's clock, not of the file.
 */
export type Standing = { readonly state: 'unsent' } | Exclude<EntryState, { state: 'held' | 'waiting' }>

export interface StoredEntry {
  readonly sequence: number
  readonly action: Action
  readonly standing: Standing
}

export interface JournalState {
  /** By id, in the order in which the officer acted. */
  readonly entries: Map<ActionId, StoredEntry>
  /** By `draftKey`. */
  readonly drafts: Map<string, Draft>
  lastSequence: number
}

export function emptyState(): JournalState {
  return { entries: new Map(), drafts: new Map(), lastSequence: 0 }
}

/** Another state that says the same; records applied to one do not change the other. */
export function copyState(state: JournalState): JournalState {
  return {
    entries: new Map(state.entries),
    drafts: new Map(state.drafts),
    lastSequence: state.lastSequence,
  }
}

export function foldRecords(records: Iterable<NumberedRecord>): JournalState {
  const state = emptyState()
  for (const numbered of records) applyRecord(state, numbered)
  return state
}

/** Carries one more record into `state`. A record about an action that is gone changes nothing. */
export function applyRecord(state: JournalState, { sequence, record }: NumberedRecord): void {
  state.lastSequence = Math.max(state.lastSequence, sequence)
  switch (record.kind) {
    case 'action-saved':
      applySaved(state, sequence, record)
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
    case 'discarded':
      state.entries.delete(record.actionId)
      return
    case 'draft':
      applyDraft(state, record.draft)
      return
    default:
      assertNever(record, 'journal record')
  }
}

/** The draft that the action was made from becomes the action, in one record: a kill never leaves both. */
function applySaved(
  state: JournalState,
  sequence: number,
  { action, replaces }: Extract<JournalRecord, { kind: 'action-saved' }>,
): void {
  if (replaces !== null) state.entries.delete(replaces)
  state.entries.set(action.actionId, { sequence, action, standing: { state: 'unsent' } })
  const key = draftKey(action)
  const draft = state.drafts.get(key)
  if (draft && plainText(draft.text) === textOf(action)) state.drafts.delete(key)
}

/** What was typed is a draft again, unless the officer has begun another one since. */
function applyUndone(state: JournalState, actionId: ActionId): void {
  const action = state.entries.get(actionId)?.action
  if (!action) return
  state.entries.delete(actionId)
  const text = textOf(action)
  const key = draftKey(action)
  if (text === null || state.drafts.has(key)) return
  state.drafts.set(key, { caseId: action.caseId, type: action.type, text })
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
  if (draft.text === '') state.drafts.delete(draftKey(draft))
  else state.drafts.set(draftKey(draft), draft)
}

export function draftKey({ caseId, type }: Pick<Draft, 'caseId' | 'type'>): string {
  return `${type} ${caseId}`
}

function textOf(action: Action): string | null {
  return 'text' in action.payload ? action.payload.text : null
}

/**
 * The fewest records that fold to the same state, for a compacted file. Actions keep their sequences, by which the
 * officer's order is known; all else follows behind them.
 */
export function recordsOf(state: JournalState): readonly NumberedRecord[] {
  const entries = [...state.entries.values()].sort((one, other) => one.sequence - other.sequence)
  const saved = entries.map(({ sequence, action }): NumberedRecord => {
    return { sequence, record: { kind: 'action-saved', action, replaces: null } }
  })
  const rest: JournalRecord[] = [...state.drafts.values()].map((draft) => ({ kind: 'draft', draft }))
  const handedOver = entries.filter(({ standing }) => standing.state !== 'unsent')
  if (handedOver.length > 0) {
    rest.push({ kind: 'actions-sent', actionIds: handedOver.map(({ action }) => action.actionId) })
  }
  // The accepted first: a refusal takes back what is behind it and not yet known to be accepted.
  const results = [
    ...handedOver.filter(({ standing }) => standing.state === 'accepted'),
    ...handedOver.filter(({ standing }) => standing.state === 'needs-you'),
  ].flatMap(({ action, standing }) => resultOf(action.actionId, standing))
  if (results.length > 0) rest.push({ kind: 'results', results })
  return [...saved, ...rest.map((record, index) => ({ sequence: state.lastSequence + 1 + index, record }))]
}

function resultOf(actionId: ActionId, standing: Standing): FinalResult[] {
  if (standing.state === 'accepted') return [{ actionId, outcome: 'applied', code: null, detail: null }]
  if (standing.state !== 'needs-you') return []
  const { outcome, code, detail } = standing
  return [{ actionId, outcome, code, detail }]
}
