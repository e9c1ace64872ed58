import type { Instant, OfficerId, UnitId } from '../../../shared/domain/identifiers'
import type { DutyRequest } from '../../../shared/protocol/duty'
import type { DutyAnswer } from '../workloadApi'
import { failureOf, patience } from './nationalFailure'
import type { NationalClient, PlainReply } from './nationalClient'

/**
 * Who is away and who is on duty, set in the national system while somebody waits for it (PROTOCOL.md 3.3). Nothing of
 * it is kept for later: a mark that comes days after it was meant would be wrong.
 */
export class NationalDuty {
  constructor(
    private readonly national: NationalClient,
    /** The reference data is another now. */
    private readonly changed: () => void,
  ) {}

  async setAway(officerId: OfficerId, until: Instant | null): Promise<DutyAnswer> {
    return this.answer(await this.national.setAway(officerId, until, patience()))
  }

  async setDuty(unitId: UnitId, duty: DutyRequest): Promise<DutyAnswer> {
    return this.answer(await this.national.setDuty(unitId, duty, patience()))
  }

  private answer(reply: PlainReply<null>): DutyAnswer {
    if (reply.kind === 'fault') return failureOf(reply.fault)
    this.changed()
    return { outcome: 'done' }
  }
}
