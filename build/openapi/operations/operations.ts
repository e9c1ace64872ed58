import type { Operation } from '../operation'
import { administrationOperations } from './administration'
import { citizenOperations } from './citizens'
import { eventOperations } from './events'
import { fileOperations } from './files'
import { pullingOperations } from './pulling'
import { pushingOperations } from './pushing'
import { referenceOperations } from './reference'
import { sandboxOperations } from './sandbox'
import { sessionOperations } from './sessions'

/** Every operation of PROTOCOL.md, in its order. */
export const operations: readonly Operation[] = [
  ...sessionOperations,
  ...referenceOperations,
  ...pullingOperations,
  ...eventOperations,
  ...pushingOperations,
  ...fileOperations,
  ...citizenOperations,
  ...administrationOperations,
  ...sandboxOperations,
]
