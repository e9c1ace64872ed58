import type { CaseCache } from '../cache/caseCache'
import type { Announcements } from './announcements'
import type { Fault } from './fault'
import type { Puller } from './pull'
import type { Pusher, PushOutcome } from './push'
import type { Reconciler } from './reconcile'
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
  readonly reconciler: Reconciler
  readonly references: ReferenceFetcher
  readonly announcements: Announcements
}

/**
 * One pass: what the officer decided goes out first, then what is new comes in. When the epoch is not known or is
 * another one, it is pulled anew first and then reconciled, and only then sent (PROTOCOL.md 5.1, 5.5).
 */
export async function syncRound(parts: RoundParts, signal: AbortSignal): Promise<RoundOutcome> {
  const { epoch: epochBefore } = await parts.cache.standing()
  const pushed = await pushInEpoch(parts, signal)
  // An action on which the server fails does not keep the news away; other faults would meet the pull as well.
  if (pushed.kind === 'fault' && !isServerError(pushed.fault)) return pushed
  const pulled = await pullAll(parts, signal)
  if (pulled.kind === 'fault') return pulled
  const { epoch } = await parts.cache.standing()
  if (pushed.kind !== 'pull-first' && epoch === epochBefore) return pushed
  const again = await pushInEpoch(parts, signal)
  return again.kind === 'pull-first' ? { kind: 'fault', fault: noEpoch } : again
}

function isServerError(fault: Fault): boolean {
  return fault.kind === 'again' && fault.problem === 'server-error'
}

async function pullAll(parts: RoundParts, signal: AbortSignal): Promise<RoundOutcome> {
  const { announcements, puller, references } = parts
  const fetched = await references.fetchIfDue(signal)
  if (fetched.kind === 'fault') return fetched
  const pulled = await puller.pullAll(signal)
  // What is announced is good to know; that it cannot be asked keeps nothing back.
  if (pulled.kind === 'done') await announcements.fetchIfDue(signal)
  return pulled
}

async function pushInEpoch(
  { cache, pusher, puller, reconciler }: RoundParts,
  signal: AbortSignal,
): Promise<PushOutcome | { readonly kind: 'pull-first' }> {
  const { epoch, complete } = await cache.standing()
  if (epoch === null) return { kind: 'pull-first' }
  const reconciled = await reconciler.reconcile(epoch, complete, signal)
  if (reconciled.kind !== 'done') return reconciled
  const pushed = await pusher.pushAll(epoch, signal)
  if (pushed.kind !== 'fault' || pushed.fault.kind !== 'epoch-changed') return pushed
  await puller.beginAnew('other-epoch')
  return { kind: 'pull-first' }
}

const noEpoch: Fault = { kind: 'again', problem: 'server-error' }
