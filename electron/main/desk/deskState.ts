import type { DeskState, NotOpened, RemovalReason } from '../../../shared/bridge/desk'
import { assertNever } from '../../../shared/domain/assertNever'
import type { LastOfficer } from '../vault/profile'
import type { OpenDesk } from './openDesk'

export interface SignedOut {
  readonly stage: 'signed-out'
  readonly removed: RemovalReason | null
  readonly notOpened: NotOpened | null
}

/** Who is at the desk. */
export type Stage =
  | SignedOut
  /** At the start, behind the passphrase: nothing is open, and nothing is sent. */
  | { readonly stage: 'closed'; readonly last: LastOfficer }
  /** The reports are out of reach; what was decided goes on being sent. */
  | { readonly stage: 'locked'; readonly desk: OpenDesk }
  | { readonly stage: 'open'; readonly desk: OpenDesk }

export const signedOut: SignedOut = { stage: 'signed-out', removed: null, notOpened: null }

/** What the page is told, with what it is told beside it. */
export function deskStateOf(
  stage: Stage,
  surroundings: Pick<
    DeskState,
    | 'server'
    | 'managed'
    | 'keyKeeping'
    | 'language'
    | 'theme'
    | 'density'
    | 'panes'
    | 'letterKeys'
    | 'afterSending'
    | 'idleLock'
    | 'version'
  >,
): DeskState {
  switch (stage.stage) {
    case 'signed-out':
      return { ...surroundings, ...stage }
    case 'closed': {
      const { officerName } = stage.last
      return { ...surroundings, stage: 'locked', officerName, opener: 'passphrase', sends: false }
    }
    case 'locked': {
      const { opener, session } = stage.desk
      const { server, officer } = session.current
      const shown = { ...surroundings, server, officerName: officer.name }
      return { ...shown, stage: 'locked', opener: opener ?? 'pin', sends: true }
    }
    case 'open': {
      const { opener, session } = stage.desk
      const { server, officer } = session.current
      // A revoked one is being removed, and the next state says so.
      const standing = session.state === 'valid' ? 'valid' : 'ended'
      return { ...surroundings, server, stage: 'open', officer, session: standing, opener }
    }
    default:
      return assertNever(stage, 'stage of the desk')
  }
}
