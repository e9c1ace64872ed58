import { randomUUID } from 'node:crypto'
import type { Case } from '../../../shared/domain/case'
import type { EventId } from '../../../shared/domain/identifiers'
import { lockCase, saveCase } from '../cases/caseStore'
import type { National } from '../national'
import { identifierOf } from '../newIdentifier'
import { notFound, ProblemError } from '../problem'
import { rated, replyEvent, reporterReplied, type Moment } from '../transitions'
import { lockReport, saveReport, type ReceivedReport } from './receivedReport'

type Context = Pick<National, 'database' | 'references' | 'clock'>

/** What a citizen's act does to a case, and to a report that no institution has yet. */
interface Act {
  readonly onCase: (subject: Case, moment: Moment) => Case
  readonly onReport: (report: ReceivedReport, moment: Omit<Moment, 'reference'>) => ReceivedReport
}

/** `POST /public/reports/{trackingId}/replies` (PROTOCOL.md 8.1). */
export async function reply(context: Context, trackingId: string, text: string): Promise<void> {
  await perform(context, trackingId, {
    onCase: (subject, moment) => reporterReplied(subject, text, moment),
    onReport: (report, moment) => ({
      ...report,
      events: [...report.events, replyEvent(report, text, moment)],
    }),
  })
}

/** `POST /public/reports/{trackingId}/rating`: once, for a closed case. */
export async function rate(
  context: Context,
  trackingId: string,
  satisfaction: NonNullable<Case['satisfaction']>,
): Promise<void> {
  const notClosed = () => new ProblemError(422, 'invalid', 'only a closed report can be rated')
  await perform(context, trackingId, {
    onCase: (subject, moment) => {
      if (subject.status !== 'closed') throw notClosed()
      if (subject.satisfaction !== null) throw new ProblemError(422, 'invalid', 'was rated before')
      return rated(subject, satisfaction, moment)
    },
    onReport: () => {
      throw notClosed()
    },
  })
}

async function perform(
  { database, references, clock }: Context,
  trackingId: string,
  { onCase, onReport }: Act,
): Promise<void> {
  await database.transaction(async (transaction) => {
    // First the report, as the national admin does: what is being dispositioned right now is a case afterwards.
    const report = await lockReport(transaction, trackingId)
    const stored = await lockCase(transaction, 'tracking_id', trackingId)
    const moment = { at: clock.now(), eventId: identifierOf<EventId>(randomUUID()) }
    if (stored) {
      const { reference } = await references.of(stored.case.agencyId, transaction)
      await saveCase(transaction, stored.case, onCase(stored.case, { ...moment, reference }), moment.at)
      return
    }
    if (!report) throw notFound('no report with this number')
    await saveReport(transaction, onReport(report, moment))
  })
}
