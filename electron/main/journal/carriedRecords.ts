import type { FinalResult } from '../../../shared/bridge/journalPort'
import { millisecondsOf, type ActionId } from '../../../shared/domain/identifiers'
import { neededFiles, type JournalState, type Standing, type StoredEntry } from './journalState'
import { draftRecord, type JournalRecord, type NumberedRecord } from './records'

/** PROTOCOL.md 5.5: sent actions and their files are kept so long for reconciling. */
const keptMilliseconds = 30 * 24 * 60 * 60 * 1000

/** How many results or ids one record carries, so that none grows beyond what a record may be. */
const listLength = 200

/**
 * What was settled more than 30 days ago and need not be kept any more, by the national system's time alone: without
 * a word from it nothing is let go, and this device's clock may be wrong by years (RELIABILITY.md 16).
 */
export function agedEntries(state: JournalState): readonly StoredEntry[] {
  const { serverTime } = state
  if (serverTime === null) return []
  const limit = millisecondsOf(serverTime) - keptMilliseconds
  return [...state.entries.values()].filter(({ standing }) => {
    return standing.state === 'settled' && standing.since !== null && millisecondsOf(standing.since) < limit
  })
}

/**
 * The fewest records that fold to the same state, for a file that is written anew. Actions keep their sequences, by
 * which the officer's order is known; all else follows behind them under the last sequence, so that rewriting takes
 * no new numbers and may happen while others are waiting to be written.
 */
export function recordsOf(state: JournalState): readonly NumberedRecord[] {
  const entries = [...state.entries.values()].sort((one, other) => one.sequence - other.sequence)
  const saved = entries.map(({ sequence, action, files }): NumberedRecord => {
    const [first, ...others] = files
    const record: JournalRecord = first
      ? { kind: 'action-saved-with-files', action, replaces: null, files: [first, ...others] }
      : { kind: 'action-saved', action, replaces: null }
    return { sequence, record }
  })
  const behind = [...draftRecords(state), ...standingRecords(entries), ...otherRecords(state)]
  return [...saved, ...behind.map((record) => ({ sequence: state.lastSequence, record }))]
}

function draftRecords(state: JournalState): JournalRecord[] {
  const needed = neededFiles(state)
  return [
    ...[...state.drafts.values()].map(draftRecord),
    ...[...state.draftFiles.values()].map((attached): JournalRecord => ({ kind: 'file-added', ...attached })),
    ...[...state.uploads]
      .filter(([fileId]) => needed.has(fileId))
      .map(([fileId, upload]): JournalRecord => ({ kind: 'upload-created', fileId, upload })),
  ]
}

/**
 * In an order in which no refusal takes back what stands otherwise: those with a result first, the accepted before
 * the refused, of the refused the later before the earlier, and only then those whose result is unknown.
 */
function standingRecords(entries: readonly StoredEntry[]): JournalRecord[] {
  const answered = entries.filter(({ standing }) => standing.state !== 'unsent' && standing.state !== 'sent')
  const accepted = answered.filter(({ standing }) => standing.state !== 'needs-you')
  const refused = answered.filter(({ standing }) => standing.state === 'needs-you').reverse()
  const settled = answered.flatMap(({ action, standing }) => {
    return standing.state === 'settled' ? [{ actionId: action.actionId, since: standing.since }] : []
  })
  const results = [...accepted, ...refused].map(({ action, standing }) => resultOf(action.actionId, standing))
  const sent = entries.filter(({ standing }) => standing.state === 'sent')
  return [
    ...lists(idsOf(answered)).map((actionIds): JournalRecord => ({ kind: 'actions-sent', actionIds })),
    ...lists(results).map((some): JournalRecord => ({ kind: 'results', results: some })),
    ...lists(settled).map((some): JournalRecord => ({ kind: 'settled-and-kept', settled: some })),
    ...lists(idsOf(sent)).map((actionIds): JournalRecord => ({ kind: 'actions-sent', actionIds })),
  ]
}

function otherRecords({ serverTime, damage }: JournalState): JournalRecord[] {
  return [
    ...(serverTime === null ? [] : [{ kind: 'server-time', at: serverTime } as const]),
    ...(damage === null ? [] : [{ kind: 'damage-found', damage } as const]),
    { kind: 'rewritten' },
  ]
}

function idsOf(entries: readonly StoredEntry[]): ActionId[] {
  return entries.map(({ action }) => action.actionId)
}

function resultOf(actionId: ActionId, standing: Standing): FinalResult {
  if (standing.state !== 'needs-you') return { actionId, outcome: 'applied', code: null, detail: null }
  const { outcome, code, detail } = standing
  return { actionId, outcome, code, detail }
}

/** In pieces of at most `listLength`; none for an empty list. */
export function lists<Item>(items: readonly Item[]): Item[][] {
  const pieces: Item[][] = []
  for (let start = 0; start < items.length; start += listLength) {
    pieces.push(items.slice(start, start + listLength))
  }
  return pieces
}
