import { createHash } from 'node:crypto'
import fc from 'fast-check'
import type { FileId } from '../../../../shared/bridge/attachedFiles'
import { holdMilliseconds } from '../../../../shared/bridge/journalPort'
import type { ActionId, Instant, UploadId } from '../../../../shared/domain/identifiers'
import { assertNever } from '../../../../shared/domain/assertNever'
import { accept, actionId, caseId, note } from './actions'
import type { OpenedJournal } from './journalOn'

/** Twelve actions on three cases, so that they often meet. */
const anyAction = fc.nat(11)
const single = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('replace' as const), of: anyAction, old: anyAction }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('undo' as const, 'discard' as const), of: anyAction }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom('send' as const, 'settle' as const, 'again' as const),
      of: fc.array(anyAction, { minLength: 1, maxLength: 6 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('result' as const),
      of: anyAction,
      outcome: fc.constantFrom(
        'applied' as const,
        'duplicate' as const,
        'conflict' as const,
        'rejected' as const,
      ),
      day: fc.nat(60),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('attach' as const),
      of: fc.nat(2),
      name: fc.constantFrom('satu.jpg', 'dua.pdf', 'tiga.txt'),
      length: fc.constantFrom(0, 10, 5_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('detach' as const, 'upload' as const), of: fc.nat(2) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('restart' as const, 'kill' as const) }) },
)
const together = fc.oneof(
  fc.record({ kind: fc.constant('save' as const), of: anyAction, withFiles: fc.boolean() }),
  fc.record({ kind: fc.constant('draft' as const), of: fc.nat(2), text: fc.constantFrom('', 'satu', 'dua') }),
)
export type Command =
  | (typeof single extends fc.Arbitrary<infer Each> ? Each : never)
  | (typeof together extends fc.Arbitrary<infer Each> ? Each : never)

/** What is asked of the journal, batch after batch; what stands in one batch is asked in the same moment. */
export const batches: fc.Arbitrary<Command[][]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: single.map((command): Command[] => [command]) },
    {
      weight: 2,
      arbitrary: fc.array(together, { minLength: 1, maxLength: 3 }).map((list): Command[] => list),
    },
  ),
  { minLength: 4, maxLength: 40, size: 'max' },
)

const idOf = (number: number): ActionId => actionId(`a${number}`)
const caseOf = (number: number) => caseId(`c${number % 3}`)
/** Every seventh is an action without words or files. */
const actionOf = (number: number) => {
  return number % 7 === 6 ? accept(`a${number}`, caseOf(number)) : note(`a${number}`, caseOf(number))
}
const draftOf = (number: number) => ({ caseId: caseOf(number), type: 'note' as const })
// The spelling of the protocol; the cast only adds the brand.
const serverDay = (day: number) => new Date(Date.UTC(2026, 5, 1 + day)).toISOString() as Instant

/** What a file of this name and length holds, so that what comes back can be compared. */
export function contentOf(name: string, length: number): Buffer {
  const seed = createHash('sha256').update(`${name} ${length}`).digest()
  return Buffer.alloc(length, seed)
}

/** Resolves when the journal has said that it is done; a decision that the rules refuse is done, too. */
export async function obey({ journal, clock }: OpenedJournal, command: Command): Promise<void> {
  switch (command.kind) {
    case 'save': {
      const files = journal.files.ofDraft(draftOf(command.of)).map(({ fileId }) => fileId)
      const action = actionOf(command.of)
      const taken = command.withFiles && action.type === 'note' ? files : undefined
      await allowingRefusal(journal.saveAction(action, null, taken))
      return
    }
    case 'replace':
      await allowingRefusal(journal.saveAction(actionOf(command.of), idOf(command.old)))
      return
    case 'undo':
      await journal.undo(idOf(command.of))
      return
    case 'discard':
      await journal.discard(idOf(command.of))
      return
    case 'send':
      await journal.markSent(command.of.map(idOf))
      return
    case 'settle':
      await journal.settle(command.of.map(idOf))
      return
    case 'again':
      await journal.sendAgain(command.of.map(idOf))
      return
    case 'result': {
      const result = { actionId: idOf(command.of), outcome: command.outcome, code: null, detail: 'x' }
      await journal.saveResults([result], serverDay(command.day))
      return
    }
    case 'draft':
      await journal.saveDraft({ ...draftOf(command.of), text: command.text })
      return
    case 'wait':
      clock.move(holdMilliseconds)
      return
    case 'attach': {
      const { name, length } = command
      const about = { ...draftOf(command.of), name, mime: 'text/plain' }
      const finished = await journal.files.addFrom(about, oneByOne(contentOf(name, length)))
      if (finished.outcome === 'refused' && finished.reason !== 'too-many')
        throw new NotSaved(finished.reason)
      return
    }
    case 'detach':
      for (const { fileId } of journal.files.ofDraft(draftOf(command.of)).slice(0, 1)) {
        await journal.files.remove(fileId)
      }
      return
    case 'upload':
      for (const { fileId } of journal.files.ofDraft(draftOf(command.of)).slice(0, 1)) {
        // The national system's word for it; the cast only adds the brand.
        const upload = { actionId: idOf(command.of), uploadId: 'u1' as UploadId, url: '/v1/uploads/u1' }
        await journal.files.saveUpload(fileId, upload)
      }
      return
    case 'restart':
    case 'kill':
      throw new Error('Only who holds the journal can end it.')
    default:
      assertNever(command, 'command')
  }
}

export class NotSaved extends Error {}

async function allowingRefusal(saving: Promise<unknown>): Promise<void> {
  try {
    await saving
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'invalid')) throw error
  }
}

async function* oneByOne(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 2_000) yield bytes.subarray(start, start + 2_000)
}

/**
 * All that the journal tells, in words that two journals can share: identifiers of files and the moment of a hold are
 * each journal's own. A file counts only with what it holds.
 */
export async function toldBy({ journal }: OpenedJournal): Promise<unknown> {
  const nameOf = async ({ fileId, name, size, present, upload }: ReturnType<typeof journal.files.view>) => {
    const whole = await contentIn(journal, fileId, size)
    const right = whole?.equals(contentOf(name, size)) === true
    return `${name} ${size} ${present && right ? 'whole' : 'not whole'} ${upload?.uploadId ?? ''}`
  }
  const entries = []
  for (const { action, standing, files } of journal.entries()) {
    const state = standing.state === 'held' || standing.state === 'waiting' ? 'unsent' : standing.state
    const names = []
    for (const file of files) names.push(await nameOf(file))
    entries.push(`${action.actionId} ${state} ${names.join(', ')}`)
  }
  const draftFiles = []
  for (const { caseId: of, file } of journal.files.ofDrafts()) draftFiles.push(`${of} ${await nameOf(file)}`)
  return {
    entries,
    drafts: journal
      .drafts()
      .map(({ caseId: of, type, text }) => `${of} ${type} ${text}`)
      .sort(),
    // Files of one draft keep their order; those of different drafts have none.
    draftFiles: draftFiles.sort(),
    sent: journal.sentActions().map(({ action, standing }) => `${action.actionId} ${standing}`),
  }
}

async function contentIn(
  journal: OpenedJournal['journal'],
  fileId: FileId,
  size: number,
): Promise<Buffer | null> {
  const pieces: Uint8Array[] = []
  for (let offset = 0; offset < size || offset === 0; offset += 3_000) {
    const read = await journal.files.read(fileId, offset, 3_000)
    if (read.outcome === 'refused') return null
    pieces.push(read.bytes)
  }
  return Buffer.concat(pieces)
}
