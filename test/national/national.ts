import type { Epoch, Instant } from '../../shared/domain/identifiers'
import type { Reference } from '../../shared/domain/reference'
import type { Database } from './database/database'
import type { Faults } from './sandbox/faults'

/** What every route of the sandbox works with. */
export interface National {
  readonly database: Database
  readonly reference: Reference
  /** Strong validator of the reference data, quotes included. */
  readonly referenceTag: string
  readonly epoch: Epoch
  /** Makes the session tokens; made once for each database. */
  readonly secret: Buffer
  readonly faults: Faults
  readonly now: () => Instant
  readonly accessSeconds: number
}
