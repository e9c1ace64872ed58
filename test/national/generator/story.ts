import { applyAction } from '../../../shared/domain/applyAction'
import type { Decision } from '../../../shared/domain/action'
import { countingOf } from '../../../shared/domain/calendar'
import type { Case, CaseEvent } from '../../../shared/domain/case'
import { meet, pauseResolution, startReporterReply } from '../../../shared/domain/deadlines'
import {
  instantFrom,
  millisecondsOf,
  type ActionId,
  type EventId,
  type Instant,
} from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import type { Reference } from '../../../shared/domain/reference'
import { identifierOf } from '../newIdentifier'
import { autoClosed, rated, reporterReplied, withEvent } from '../transitions'
import type { SeededRandom } from './seededRandom'
import { archiveWords } from './phrases'
import { actionIdAt } from './writing'

/**
 * One case on its way from the disposition on. Each step goes through the same rules as the server's; those of
 * `request_info`, `archive` and `close`, which no desk can send yet, are here.
 */
export class Story {
  constructor(
    public state: Case,
    private readonly reference: Reference,
    private readonly officer: Officer,
    private readonly random: SeededRandom,
  ) {}

  private eventId(): EventId {
    return identifierOf<EventId>(`ev-${this.random.digits(16)}`)
  }

  act(decision: Decision, at: Instant): void {
    const application = applyAction(
      this.state,
      {
        ...decision,
        actionId: identifierOf<ActionId>(actionIdAt(at, this.random)),
        caseId: this.state.id,
        baseVersion: this.state.events.length,
        createdAt: at,
      },
      { actor: this.officer, at, eventId: this.eventId(), reference: this.reference },
    )
    if (application.outcome === 'rejected') {
      throw new Error(`The generator planned what may not be: ${decision.type} from ${this.state.status}`)
    }
    this.state = application.case
  }

  private officerEvent(at: Instant, type: 'request_info' | 'archive' | 'close', text: string): CaseEvent {
    return {
      id: this.eventId(),
      at,
      actor: { kind: 'officer', id: this.officer.id, name: this.officer.name },
      type,
      text,
      visibility: 'public',
      actionId: identifierOf<ActionId>(actionIdAt(at, this.random)),
    }
  }

  requestInfo(text: string, at: Instant): void {
    const counting = countingOf(this.reference, this.state.unitId)
    const paused = pauseResolution(meet(this.state.deadlines, 'first_response', at), at)
    const change: Partial<Case> = {
      status: 'awaiting_reporter',
      assigneeId: this.state.assigneeId ?? this.officer.id,
      firstResponseAt: this.state.firstResponseAt ?? at,
      deadlines: startReporterReply(paused, at, this.reference.deadlineRules, counting),
    }
    this.state = withEvent(this.state, change, this.officerEvent(at, 'request_info', text))
  }

  reporterReplies(text: string, at: Instant): void {
    this.state = reporterReplied(this.state, text, { at, eventId: this.eventId(), reference: this.reference })
  }

  archive(reasonCode: keyof typeof archiveWords, at: Instant): void {
    const deadlines = meet(this.state.deadlines, 'resolution', at)
    const event = { ...this.officerEvent(at, 'archive', archiveWords[reasonCode]), data: { reasonCode } }
    this.state = withEvent(this.state, { status: 'archived', deadlines }, event)
  }

  close(text: string, at: Instant): void {
    const deadlines = meet(this.state.deadlines, 'auto_close', at)
    const change: Partial<Case> = { status: 'closed', closedAt: at, deadlines }
    this.state = withEvent(this.state, change, this.officerEvent(at, 'close', text))
  }

  /** The national system closes in the night after the deadline. */
  closeByItself(): void {
    const { dueAt } = this.state
    if (this.state.status !== 'answered' || dueAt === null)
      throw new Error('Only an answered case closes by itself')
    const at = instantFrom(millisecondsOf(dueAt) + this.random.integer(60, 900) * 1000)
    this.state = autoClosed(this.state, { at, eventId: this.eventId() })
  }

  rate(at: Instant): void {
    const satisfaction = this.random.weighted([
      [5, 30],
      [4, 32],
      [3, 18],
      [2, 10],
      [1, 10],
    ] as const)
    this.state = rated(this.state, satisfaction, { at, eventId: this.eventId() })
  }
}
