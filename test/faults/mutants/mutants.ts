import type { Replacement } from './copySources'

/** The product with one protection left out, and the rows of which at least one must turn red. */
export interface Mutant {
  readonly name: string
  readonly rows: readonly number[]
  readonly replacements: readonly Replacement[]
}

function mutant(
  name: string,
  rows: readonly number[],
  ...replacements: readonly (readonly [file: string, find: string, replace: string])[]
): Mutant {
  return { name, rows, replacements: replacements.map(([file, find, replace]) => ({ file, find, replace })) }
}

const engine = 'renderer/engine'
const journal = 'electron/main/journal'

/** The first three are RELIABILITY.md's. */
export const mutants: readonly Mutant[] = [
  mutant(
    'without the idempotency id: another one at each try',
    [3],
    [
      `${engine}/sync/push.ts`,
      'const reply = await national.push(epoch, batch.map(wireAction), signal)',
      `const renamed = batch.map((entry) => ({ ...wireAction(entry), actionId: crypto.randomUUID() as ActionId }))
    const answer = await national.push(epoch, renamed, signal)
    const nameOf = (actionId: ActionId) => batch[renamed.findIndex((one) => one.actionId === actionId)]?.action.actionId ?? actionId
    const reply = answer.kind === 'done'
      ? { ...answer, value: answer.value.map((result) => ({ ...result, actionId: nameOf(result.actionId) })) }
      : answer`,
    ],
  ),
  mutant(
    'the cursor in a transaction of its own',
    [6],
    [
      `${engine}/cache/dexieCache.ts`,
      `    const written = await database.transaction('rw', tables, async () => {
      const next = after(await this.standingRecord())`,
      `    const moved = after(await this.standingRecord())
    if (!moved) return false
    await database.standing.put(moved)
    const written = await database.transaction('rw', tables, async () => {
      const next = moved`,
    ],
  ),
  mutant(
    'without the fsync',
    [2],
    [
      `${journal}/journalFile.ts`,
      `    await this.step('append-sync')
    await this.syncOrSuspect(handle)`,
      `    await this.step('append-sync')`,
    ],
  ),
  mutant(
    'said to be saved before it is written',
    [2],
    [
      `${journal}/journal.ts`,
      `    try {
      await committed
    } catch`,
      `    try {
      committed.catch(() => undefined)
      await Promise.resolve()
    } catch`,
    ],
  ),
  mutant(
    'the latest action goes first',
    [4],
    [
      `${engine}/journal/unsentWork.ts`,
      'entries.sort((one, other) => one.sequence - other.sequence)',
      'entries.sort((one, other) => other.sequence - one.sequence)',
    ],
  ),
  mutant(
    'an epoch that changed is not noticed in a page',
    [8],
    [
      `${engine}/sync/pull.ts`,
      'if (epoch !== null && page.epoch !== epoch) {',
      "if (epoch !== null && page.epoch === 'none') {",
    ],
  ),
  mutant(
    'what was sent is not asked about after a restore',
    [8],
    [
      `${engine}/sync/reconcile.ts`,
      'const left = taken.filter(({ sequence }) => sequence > through)',
      'const left = taken.filter(({ sequence }) => sequence > through && sequence < 0)',
    ],
  ),
  mutant(
    'Retry-After is not kept over a restart',
    [14],
    [`${engine}/sync/askingGate.ts`, 'this.closed = this.kept()', 'this.closed = null'],
  ),
  mutant(
    'no wait between two tries',
    [9],
    [
      `${engine}/sync/backoff.ts`,
      'return Math.floor(this.random() * limit)',
      'return Math.floor(this.random() * Math.min(limit, 1_000))',
    ],
  ),
  mutant(
    'each request refreshes for itself',
    [10],
    [
      'electron/main/session/sessionKeeper.ts',
      'this.refreshing ??= this.refresh()',
      'this.refreshing = this.refresh()',
    ],
  ),
  mutant(
    'a batch that is too large is not split',
    [13],
    [
      `${engine}/sync/push.ts`,
      `      this.limit = Math.max(1, Math.floor(batch.length / 2))
      return null`,
      `      return { kind: 'fault', fault: { kind: 'again', problem: 'server-error' } }`,
    ],
  ),
  mutant(
    'a final refusal is dropped',
    [12, 15],
    [
      `${journal}/journalState.ts`,
      "setStanding(state, actionId, from, { state: 'needs-you', outcome, code, detail })",
      'state.entries.delete(actionId)',
    ],
  ),
  mutant(
    'the journal of a newer program is opened',
    [22],
    [`${journal}/readJournal.ts`, "if (header.version > formatVersion) return { kind: 'newer' }", ''],
    // It is looked at twice: before anything is written, and when it is read.
    [
      `${journal}/openJournal.ts`,
      'return header !== null && header.version > formatVersion',
      'return header !== null && header.version > 60_000',
    ],
  ),
  mutant(
    'an empty database is believed',
    [19],
    [
      `${engine}/cache/dexieCache.ts`,
      `return expectedMark === null ? { kind: 'new' } : { kind: 'lost', loss: 'vanished' }`,
      `return { kind: 'new' }`,
    ],
  ),
  mutant(
    'a late page is applied',
    [6, 7],
    [
      `${engine}/cache/dexieCache.ts`,
      `  return cursor === page.askedWith && (epoch === null || epoch === page.epoch)`,
      `  return cursor === page.askedWith || epoch === null || epoch === page.epoch`,
    ],
  ),
  mutant(
    'an action leaves the overlay before the stored case holds it',
    [5],
    [
      `${engine}/overlay/overlay.ts`,
      'if (inStoredCase.has(action.actionId)) {',
      "if (inStoredCase.has(action.actionId) || standing.state === 'sent' || standing.state === 'accepted') {",
    ],
  ),
  mutant(
    'one refused action keeps back all others',
    [11],
    [
      `${engine}/sync/push.ts`,
      "if (fault.kind === 'refused') {",
      "if (fault.kind === 'refused' && batch.length > 1) {",
    ],
  ),
  mutant(
    'no jitter: all desks come back together',
    [9],
    [`${engine}/sync/backoff.ts`, 'return Math.floor(this.random() * limit)', 'return limit'],
  ),
  mutant(
    'the wait doubles without end',
    [9, 24],
    [
      `${engine}/sync/backoff.ts`,
      'Math.min(capMilliseconds, firstMilliseconds * 2 ** Math.min(this.failures, 30))',
      'Math.max(capMilliseconds, firstMilliseconds * 2 ** Math.min(this.failures, 30))',
    ],
  ),
  mutant(
    'the order is that of the device’s clock',
    [16],
    [
      `${engine}/journal/unsentWork.ts`,
      'entries.sort((one, other) => one.sequence - other.sequence)',
      'entries.sort((one, other) => one.action.createdAt.localeCompare(other.action.createdAt))',
    ],
  ),
  mutant(
    'an upload that was cut begins anew',
    [17],
    [
      `${engine}/sync/uploader.ts`,
      "stand = upload ? await this.askOffset(file, upload) : { kind: 'gone' }",
      "stand = { kind: 'gone' }",
    ],
  ),
  mutant(
    'an older journal is begun empty',
    [21],
    [
      `${journal}/openJournal.ts`,
      'foldRecords(carryForward(contents.version ?? formatVersion, contents.records))',
      'foldRecords(contents.version === formatVersion ? contents.records : [])',
    ],
  ),
  mutant(
    'one folder for all officers',
    [23],
    ['electron/main/vault/profile.ts', '${server}\\n${officerId}', '${server}\\n${officerId.slice(0, 0)}'],
  ),
  mutant(
    'a write that fails is not told',
    [20],
    [
      `${journal}/journalWriter.ts`,
      'for (const { failed } of [...group, ...behind]) failed(failure)',
      "for (const { done, failed } of [...group, ...behind]) failure.code === 'disk-full' ? done() : failed(failure)",
    ],
  ),
]
