import type { AgencyId } from '../../../shared/domain/identifiers'
import type { Agency, AgencyKind } from '../../../shared/domain/reference'
import { apportioned } from './apportion'

/** What came in before this database's first day; the reports themselves are not kept. */
export interface PastTotal {
  /** Null for the reports that never came to an institution. */
  readonly agencyId: AgencyId | null
  readonly received: number
  readonly dispositioned: number
  readonly followedUp: number
}

/**
 * What the ministry published in May 2018: 1.28 million received, of which 375 thousand were dispositioned and 339
 * thousand followed up. How these lie on the kinds is not public; the shares below are made up and add up to them.
 */
const receivedInAll = 1_280_000
const byKind: Readonly<Record<AgencyKind, { readonly dispositioned: number; readonly followedUp: number }>> =
  {
    ministry: { dispositioned: 98_400, followedUp: 92_100 },
    state_body: { dispositioned: 31_200, followedUp: 28_900 },
    university: { dispositioned: 8_600, followedUp: 7_800 },
    local_government: { dispositioned: 196_300, followedUp: 172_300 },
    state_enterprise: { dispositioned: 36_900, followedUp: 34_700 },
    mission_abroad: { dispositioned: 3_600, followedUp: 3_200 },
  }

/** The national history by institution. The first of a kind have most: capitals and what touches everybody. */
export function pastTotals(agencies: readonly Agency[]): PastTotal[] {
  const own = Object.entries(byKind).flatMap(([kind, totals]) => {
    const members = agencies.filter((agency) => agency.kind === kind)
    const weights = members.map((_, index) => 1 / (index + 8))
    const dispositioned = apportioned(weights, totals.dispositioned)
    const followedUp = apportioned(dispositioned, totals.followedUp)
    return members.map(({ id }, index): PastTotal => {
      const count = dispositioned[index] ?? 0
      return { agencyId: id, received: count, dispositioned: count, followedUp: followedUp[index] ?? 0 }
    })
  })
  const received = receivedInAll - own.reduce((sum, one) => sum + one.received, 0)
  return [...own, { agencyId: null, received, dispositioned: 0, followedUp: 0 }]
}
