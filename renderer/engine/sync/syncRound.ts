import type { Epoch } from '../../../shared/domain/identifiers'
import type { CaseCache } from '../cache/caseCache'
import type { Fault } from './fault'
import type { Puller } from './pull'
import type { Pusher, PushOutcome } from './push'
import type { ReferenceFetcher } from './referenceFetcher'

export type RoundOutcome =
  | { readonly kind: 'done' }
  /** All is well but for actions that the server put off. */
  | { readonly kind: 'retry' }
  | { readonly kind: 'fault'; readonly fault: Fault }

export interface RoundParts {
  readonly cache: CaseCache
  readonly pusher: Pusher
  readonly puller: Puller
  readonly references: ReferenceFetcher
}

/** One pass: what the officer decided goes out first, then what is new comes in. */
export async function syncRound(parts: RoundParts, signal: AbortSignal): Promise<RoundOutcome> {
  const { epoch } = await parts.cache.standing()
  // Actions are sent within an epoch, and only a page says which that is (PROTOCOL.md 5.1).
  if (epoch === null) {
    const first = await pullWithReference(parts, signal)
    return first.kind === 'fault' ? first : await pushKnowingEpoch(parts, signal)
  }
  const pushed = await pushKnowingEpoch(parts, signal)
  // An action on which the server fails does not keep the news away; other faults would meet the pull as well.
  if (pushed.kind === 'fault' && !isServerError(pushed.fault)) return pushed
  const pulled = await pullWithReference(parts, signal)
  return pulled.kind === 'fault' ? pulled : pushed
}

function isServerError(fault: Fault): boolean {
  return fault.kind === 'again' && fault.problem === 'server-error'
}

async function pullWithReference(
  { puller, references }: RoundParts,
  signal: AbortSignal,
): Promise<RoundOutcome> {
  const fetched = await references.fetchIfDue(signal)
  if (fetched.kind === 'fault') return fetched
  return await puller.pullAll(signal)
}

async function pushKnowingEpoch(
  { cache, pusher, puller }: RoundParts,
  signal: AbortSignal,
): Promise<PushOutcome> {
  const pushIn = async (epoch: Epoch | null): Promise<PushOutcome> =>
    epoch === null ? unknownEpoch : await pusher.pushAll(epoch, signal)
  const pushed = await pushIn((await cache.standing()).epoch)
  if (pushed.kind !== 'fault' || pushed.fault.kind !== 'epoch-changed') return pushed
  // Pull anew first; then the same ids again, which the server answers with what it recorded (PROTOCOL.md 5.5).
  await puller.beginAnew('other-epoch')
  const pulled = await puller.pullAll(signal)
  if (pulled.kind === 'fault') return pulled
  const again = await pushIn((await cache.standing()).epoch)
  return again.kind === 'fault' && again.fault.kind === 'epoch-changed' ? unknownEpoch : again
}

const unknownEpoch: PushOutcome = { kind: 'fault', fault: { kind: 'again', problem: 'server-error' } }
