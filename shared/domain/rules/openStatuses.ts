import { caseStatuses, isOpen } from '../case'

/** *Any open* of DOMAIN.md's table of actions. */
export const openStatuses = caseStatuses.filter(isOpen)
