import type { Action, UploadReference } from '../../../shared/domain/action'
import type { CaseId } from '../../../shared/domain/identifiers'
import type { JournalEntry } from '../../../shared/bridge/journalPort'

/**
 * What goes out next: of each case its open actions in the officer's order, up to the first that may not go. Behind one
 * that is held, needs the officer or waits for its files the case waits.
 *
 * Several of a case go in one request (PROTOCOL.md 5.3): where the network comes for moments, an officer's whole work
 * on a case is through in one of them and not after as many round trips as it had steps. What it costs is small: when
 * the answer is lost, those behind the first cannot be given up until it is known what became of them; when the first
 * meets a conflict, the national system does not try the others (5.6), and they are as if they had never been sent.
 */
export function nextBatch(
  entries: readonly JournalEntry[],
  stopped: ReadonlySet<CaseId>,
  limit: number,
  filesAreThere: (entry: JournalEntry) => boolean,
): JournalEntry[] {
  const closed = new Set(stopped)
  const batch: JournalEntry[] = []
  for (const entry of entries) {
    if (batch.length >= limit) break
    const { action, standing } = entry
    if (standing.state === 'accepted' || closed.has(action.caseId)) continue
    const mayGo = standing.state === 'waiting' || standing.state === 'sent'
    if (mayGo && filesAreThere(entry)) batch.push(entry)
    else closed.add(action.caseId)
  }
  return batch
}

/** The action as it is sent: naming its files by the uploads that they were sent as (PROTOCOL.md 7). */
export function wireAction({ action, files }: JournalEntry): Action {
  if (files.length === 0 || (action.type !== 'respond' && action.type !== 'note')) return action
  const uploads = files.flatMap(({ name, mime, size, sha256, upload }): UploadReference[] =>
    upload ? [{ uploadId: upload.uploadId, name: name.normalize('NFC'), mime, size, sha256 }] : [],
  )
  const all = [...action.payload.uploads, ...uploads]
  // Spelt out for each type: the compiler does not follow a payload through a union.
  return action.type === 'respond'
    ? { ...action, payload: { ...action.payload, uploads: all } }
    : { ...action, payload: { ...action.payload, uploads: all } }
}
