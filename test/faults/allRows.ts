import { killed } from './rows/killed'
import { powerCut } from './rows/powerCut'
import { once } from './rows/once'
import { order } from './rows/order'
import { overlay } from './rows/overlay'
import { cursor } from './rows/cursor'
import { sameEnd } from './rows/sameEnd'
import { restored } from './rows/restored'
import { neverGivenUp } from './rows/neverGivenUp'
import { expiredToken } from './rows/expiredToken'
import { badCase } from './rows/badCase'
import { conflict } from './rows/conflict'
import { tooLarge } from './rows/tooLarge'
import { retryAfter } from './rows/retryAfter'
import { reassigned } from './rows/reassigned'
import { wrongClock } from './rows/wrongClock'
import { upload } from './rows/upload'
import { oneEngine } from './rows/oneEngine'
import { cacheGone } from './rows/cacheGone'
import { fullDisk } from './rows/fullDisk'
import { upgrade } from './rows/upgrade'
import { newerProfile } from './rows/newerProfile'
import { otherOfficer } from './rows/otherOfficer'
import { liveness } from './rows/liveness'
import type { FaultRow } from './row'

/** RELIABILITY.md, from its first row to its last. */
export const allRows: readonly FaultRow[] = [
  killed,
  powerCut,
  once,
  order,
  overlay,
  cursor,
  sameEnd,
  restored,
  neverGivenUp,
  expiredToken,
  badCase,
  conflict,
  tooLarge,
  retryAfter,
  reassigned,
  wrongClock,
  upload,
  oneEngine,
  cacheGone,
  fullDisk,
  upgrade,
  newerProfile,
  otherOfficer,
  liveness,
]
