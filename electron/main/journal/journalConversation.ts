import { z } from 'zod'
import {
  journalRequestSchemas,
  type JournalAnswers,
  type JournalMessage,
  type JournalOpening,
  type JournalRequestBody,
  type JournalRequestName,
} from '../../../shared/bridge/journalPort'
import type { Journal } from './journal'
import { JournalFailure, journalFailureOf } from './journalFailure'

/** What `open` tells beside what the journal holds. */
export type JournalSurroundings = Omit<JournalOpening, 'entries' | 'drafts'>

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

  constructor(journal: Journal, surroundings: () => JournalSurroundings) {
    this.answerers = answerersOf(journal, surroundings)
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
    // The schema of this very name has checked it; the compiler does not see that the two names are one.
    return this.answerers[name](checked.data as JournalRequestBody<Name>)
  }
}

function isRequestName(name: string): name is JournalRequestName {
  return Object.hasOwn(journalRequestSchemas, name)
}

function answerersOf(journal: Journal, surroundings: () => JournalSurroundings): Answerers {
  return {
    async open() {
      await journal.atRest()
      return { ...surroundings(), entries: journal.entries(), drafts: journal.drafts() }
    },
    saveAction: ({ action, replaces }) => journal.saveAction(action, replaces),
    async undo({ actionId }) {
      return { undone: await journal.undo(actionId) }
    },
    async markSent({ actionIds }) {
      return { sendable: await journal.markSent(actionIds) }
    },
    async saveResults({ results }) {
      return { entries: await journal.saveResults(results) }
    },
    async settle({ actionIds }) {
      await journal.settle(actionIds)
      return { settled: true }
    },
    async discard({ actionId }) {
      return { discarded: await journal.discard(actionId) }
    },
    async saveDraft({ draft }) {
      await journal.saveDraft(draft)
      return { saved: true }
    },
  }
}
