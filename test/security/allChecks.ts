import type { SecurityCheck } from './check'
import { copiedProfile, nothingInClear, sealedOrAsked } from './checks/atRest'
import { bridge } from './checks/bridge'
import { certificates } from './checks/certificates'
import { confidential } from './checks/confidential'
import { dependencies } from './checks/dependencies'
import { fuses } from './checks/fuses'
import { gateway } from './checks/gateway'
import { hostileTexts } from './checks/hostileTexts'
import { isolation, members, remoteContent } from './checks/isolation'
import { lock } from './checks/lock'
import { logs } from './checks/logs'
import { navigation } from './checks/navigation'
import { permissions } from './checks/permissions'
import { policy } from './checks/policy'
import { removal } from './checks/removal'
import { roles } from './checks/roles'

export interface ListedCheck extends SecurityCheck {
  readonly needsPackage?: true
  /** Works with the program for a while; not among those of `npm test`. */
  readonly takesLong?: true
}

/**
 * SECURITY.md, in an order in which checks that look at the same program find it as they need it: those that may leave
 * the page come after those that stay on it.
 */
export const allChecks: readonly ListedCheck[] = [
  isolation,
  remoteContent,
  members,
  bridge,
  policy,
  gateway,
  permissions,
  certificates,
  { ...roles, takesLong: true },
  navigation,
  sealedOrAsked,
  { ...nothingInClear, takesLong: true },
  { ...copiedProfile, takesLong: true },
  { ...lock, takesLong: true },
  { ...removal, takesLong: true },
  { ...hostileTexts, takesLong: true },
  { ...confidential, takesLong: true },
  { ...logs, takesLong: true },
  { ...fuses, needsPackage: true, takesLong: true },
  dependencies,
]
