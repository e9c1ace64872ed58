import type { Check } from './check'
import { actionEffectChecks } from './checks/actionEffects'
import { actionRowChecks } from './checks/actionRows'
import { administrationChecks } from './checks/administration'
import { attachmentChecks } from './checks/attachments'
import { caseChecks } from './checks/cases'
import { caseShapeChecks } from './checks/caseShape'
import { citizenChecks } from './checks/citizens'
import { clockChecks } from './checks/clock'
import { conflictChecks } from './checks/conflicts'
import { deadlineChecks } from './checks/deadlines'
import { eventChecks } from './checks/events'
import { figureChecks } from './checks/figures'
import { generalChecks } from './checks/general'
import { orderChecks } from './checks/order'
import { outcomeChecks } from './checks/outcomes'
import { problemChecks } from './checks/problems'
import { pullingChecks } from './checks/pulling'
import { pushingChecks } from './checks/pushing'
import { referenceChecks } from './checks/reference'
import { removalChecks } from './checks/removals'
import { roleChecks } from './checks/roles'
import { sandboxChecks } from './checks/sandboxSide'
import { sessionChecks } from './checks/sessions'
import { statusChecks } from './checks/statuses'
import { supervisionChecks } from './checks/supervision'
import { textChecks } from './checks/texts'
import { troubleChecks } from './checks/troubles'
import { uploadChecks } from './checks/uploads'
import { wordChecks } from './checks/words'

/** PROTOCOL.md first, in its order, then DOMAIN.md. */
export const allChecks: readonly Check[] = [
  ...generalChecks,
  ...textChecks,
  ...problemChecks,
  ...troubleChecks,
  ...sessionChecks,
  ...referenceChecks,
  ...supervisionChecks,
  ...pullingChecks,
  ...removalChecks,
  ...caseChecks,
  ...eventChecks,
  ...pushingChecks,
  ...outcomeChecks,
  ...orderChecks,
  ...caseShapeChecks,
  ...attachmentChecks,
  ...uploadChecks,
  ...citizenChecks,
  ...administrationChecks,
  ...sandboxChecks,
  ...roleChecks,
  ...statusChecks,
  ...actionRowChecks,
  ...conflictChecks,
  ...actionEffectChecks,
  ...deadlineChecks,
  ...clockChecks,
  ...figureChecks,
  ...wordChecks,
]
