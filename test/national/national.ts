import type { Clock } from './clock'
import type { Database } from './database/database'
import type { EventHub } from './events/eventHub'
import type { RequestLimits } from './gate/requestGate'
import type { Service } from './gate/service'
import type { References } from './references'
import type { Faults } from './sandbox/faults'

/** What every route of the sandbox works with. One process serves a database. */
export interface National {
  readonly database: Database
  readonly references: References
  readonly clock: Clock
  /** Makes the session tokens; made once for each database. */
  readonly secret: Buffer
  readonly faults: Faults
  readonly accessSeconds: number
  readonly limits: RequestLimits
  readonly service: Service
  /** The open streams of PROTOCOL.md 4.8. */
  readonly events: EventHub
}
