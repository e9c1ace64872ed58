import { applyAction } from '../../../shared/domain/applyAction'
import type { Decision } from '../../../shared/domain/action'
import type { Case } from '../../../shared/domain/case'
import {
  instantFrom,
  millisecondsOf,
  type ActionId,
  type EventId,
  type Instant,
} from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import type { RuleReference } from '../../../shared/domain/rules/rule'
import { identifierOf } from '../newIdentifier'
import { autoClosed, disposition, rated, reporterReplied } from '../transitions'
import type { SeededRandom } from './seededRandom'
import { actionIdAt } from './writing'

type Primary = Pick<Case, 'id' | 'duplicateOf'>

/** One case on its way from the disposition on. Each step goes through the same rules as the server's. */
export class Story {
  constructor(
    public state: Case,
    private readonly reference: RuleReference,
    private readonly random: SeededRandom,
  ) {}

  private eventId(): EventId {
    return identifierOf<EventId>(`ev-${this.random.digits(16)}`)
  }

  act(actor: Officer, decision: Decision, at: Instant, primary?: Primary): void {
    const application = applyAction(
      this.state,
      {
        ...decision,
        actionId: identifierOf<ActionId>(actionIdAt(at, this.random)),
        caseId: this.state.id,
        baseVersion: this.state.events.length,
        createdAt: at,
      },
      { actor, at, eventId: this.eventId(), reference: this.reference, primary },
    )
    if (application.outcome === 'rejected') {
      const { code, detail } = application
      throw new Error(`The generator planned what may not be: ${code}, ${detail}`)
    }
    this.state = application.case
  }

  /** The national admin hands it to an institution, whose rules `reference` are. */
  dispose(to: Pick<Case, 'agencyId' | 'unitId'>, at: Instant): void {
    this.state = disposition(this.state, to, { at, eventId: this.eventId(), reference: this.reference })
  }

  reporterReplies(text: string, at: Instant): void {
    this.state = reporterReplied(this.state, text, { at, eventId: this.eventId(), reference: this.reference })
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
