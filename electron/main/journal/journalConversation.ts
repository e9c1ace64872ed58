import { z } from 'zod'
import type { reportFileRequestSchemas } from '../../../shared/bridge/reportFiles'
import type { ReportFileKeeper } from '../attachments/reportFiles'
import type { fileRequestSchemas } from '../../../shared/bridge/attachedFiles'
import {
  journalRequestSchemas,
  requestsWhileLocked,
  type JournalAnswers,
  type JournalMessage,
  type JournalOpening,
  type JournalRequestBody,
  type JournalRequestName,
} from '../../../shared/bridge/journalPort'
import { notesForSending } from '../../../shared/bridge/engineNotes'
import type { EngineNoteKeeper } from '../desk/engineNotesFile'
import type { Journal } from './journal'
import { JournalFailure, journalFailureOf } from './journalFailure'

/** What `open` tells beside what the journal holds. */
export type JournalSurroundings = Pick<JournalOpening, 'officer' | 'server' | 'databaseName' | 'cacheKey'>

type Answerers = {
  readonly [Name in JournalRequestName]: (body: JournalRequestBody<Name>) => Promise<JournalAnswers[Name]>
}

const envelopeSchema = z.object({
  requestNumber: z.number().int().nonnegative(),
  name: z.string().max(100),
  body: z.unknown(),
})

/**
 * The journal's side of the engine's port. What comes is `unknown` until it is checked (SECURITY.md 4); a message
 * without a request number cannot be answered and is null.
 */
export class JournalConversation {
  private readonly answerers: Answerers

  /** `reportFiles` is asked for when it is needed: it comes and goes with the lock. */
  constructor(
    journal: Journal,
    private readonly surroundings: () => JournalSurroundings,
    notes: EngineNoteKeeper,
    reportFiles: () => ReportFileKeeper | null,
  ) {
    this.answerers = {
      ...answerersOf(journal, surroundings, notes),
      ...reportFileAnswerersOf(reportFiles),
    }
  }

  async reply(message: unknown): Promise<JournalMessage | null> {
    const envelope = envelopeSchema.safeParse(message)
    if (!envelope.success) return null
    const { requestNumber, name, body } = envelope.data
    try {
      if (!isRequestName(name)) throw new JournalFailure('invalid', 'There is no such request.')
      return { kind: 'answer', requestNumber, answer: await this.answer(name, body) }
    } catch (error) {
      const { code, message: detail } = journalFailureOf(error)
      return { kind: 'failure', requestNumber, code, detail }
    }
  }

  private answer<Name extends JournalRequestName>(name: Name, body: unknown): Promise<JournalAnswers[Name]> {
    const checked = journalRequestSchemas[name].safeParse(body)
    if (!checked.success) throw new JournalFailure('invalid', `The body of ${name} was refused.`)
    if (this.surroundings().cacheKey === null && !requestsWhileLocked.includes(name)) throw lockedFailure()
    // The schema of this very name has checked it; the compiler does not see that the two names are one.
    return this.answerers[name](checked.data as JournalRequestBody<Name>)
  }
}

function lockedFailure(): JournalFailure {
  return new JournalFailure('closed', 'The desk is locked.')
}

function isRequestName(name: string): name is JournalRequestName {
  return Object.hasOwn(journalRequestSchemas, name)
}

function answerersOf(
  journal: Journal,
  surroundings: () => JournalSurroundings,
  notes: EngineNoteKeeper,
): Omit<Answerers, keyof ReportFileAnswerers> {
  return {
    async open() {
      // Whoever asked before is gone, and the file that it was handing over with it.
      await journal.files.abandonAll()
      await journal.atRest()
      const about = surroundings()
      const isLocked = about.cacheKey === null
      return {
        ...about,
        entries: journal.entries(),
        drafts: isLocked ? [] : journal.drafts(),
        draftFiles: isLocked ? [] : journal.files.ofDrafts(),
        damage: journal.damage,
        diskState: journal.diskState,
        notes: isLocked ? notesForSending(notes.current) : notes.current,
      }
    },
    saveAction: ({ action, replaces, files }) => journal.saveAction(action, replaces, files),
    async saveActions({ actions }) {
      return { entries: await journal.saveActions(actions) }
    },
    async undoActions({ actionIds }) {
      return { undone: await journal.undoActions(actionIds) }
    },
    async holdAnew({ actionIds }) {
      return { held: journal.holdAnew(actionIds) }
    },
    async undo({ actionId }) {
      return { undone: await journal.undo(actionId) }
    },
    async markSent({ actionIds }) {
      return { sendable: await journal.markSent(actionIds) }
    },
    async saveResults({ results, serverTime }) {
      return { entries: await journal.saveResults(results, serverTime) }
    },
    async settle({ actionIds, serverTime }) {
      await journal.settle(actionIds, serverTime)
      return { settled: true }
    },
    async sentActions() {
      await journal.atRest()
      return { actions: journal.sentActions() }
    },
    async sendAgain({ actionIds }) {
      return { entries: await journal.sendAgain(actionIds) }
    },
    async discard({ actionId }) {
      return { discarded: await journal.discard(actionId) }
    },
    async saveDraft({ draft }) {
      await journal.saveDraft(draft)
      return { saved: true }
    },
    async damageTold() {
      await journal.damageTold()
      return { told: true }
    },
    async keepNote({ name, text }) {
      await notes.keep(name, text)
      return { kept: true }
    },
    ...fileAnswerersOf(journal),
  }
}

type ReportFileAnswerers = Pick<Answerers, keyof typeof reportFileRequestSchemas>

function reportFileAnswerersOf(keeper: () => ReportFileKeeper | null): ReportFileAnswerers {
  const reportFiles = (): ReportFileKeeper => {
    const kept = keeper()
    if (!kept) throw lockedFailure()
    return kept
  }
  return {
    fetchReportFile: async ({ caseId, attachment }) => reportFiles().fetch(caseId, attachment),
    async reportFileStates({ attachmentIds }) {
      return {
        states: attachmentIds.map((attachmentId) => ({
          attachmentId,
          state: reportFiles().state(attachmentId),
        })),
      }
    },
    async reportFileCases() {
      return { caseIds: reportFiles().caseIds() }
    },
    async forgetReportFiles({ caseIds }) {
      await reportFiles().forget(caseIds)
      return { forgotten: true }
    },
  }
}

type FileAnswerers = Pick<Answerers, keyof typeof fileRequestSchemas>

function fileAnswerersOf({ files }: Journal): FileAnswerers {
  return {
    beginFile: ({ size, ...about }) => files.begin(about, size),
    addToFile: ({ fileId, bytes }) => files.add(fileId, bytes),
    finishFile: ({ fileId }) => files.finish(fileId),
    async removeFile({ fileId }) {
      return { removed: await files.remove(fileId) }
    },
    readFile: ({ fileId, offset, length }) => files.read(fileId, offset, length),
    async saveUpload({ fileId, upload }) {
      return { saved: await files.saveUpload(fileId, upload) }
    },
    async listFiles(draft) {
      return { files: files.ofDraft(draft) }
    },
  }
}
