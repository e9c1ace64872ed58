import type { CaseId } from '../../../shared/domain/identifiers'
import type { DeskWorld, Saved } from './deskWorld'
import type { Effect } from './modelNational'

/** The ledger against what the interface called saved. */
export interface Verdict {
  readonly saved: number
  /** Neither in the ledger nor where the officer sees it. */
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  /** Pairs of one case that took effect in another order than they were done in. */
  readonly inversions: number
  /** Took effect although the officer took it back. */
  readonly unwanted: readonly string[]
}

/** To be asked when all that can be delivered was. `takenBack`: texts that must never take effect. */
export async function verdictOf(
  world: DeskWorld,
  ledger: readonly Effect[],
  takenBack: readonly string[] = [],
): Promise<Verdict> {
  const seen = world.isAlive ? (await world.engine.needsYou()).map(({ text }) => text) : []
  return compared(world.saved, ledger, seen, takenBack)
}

export function compared(
  saved: readonly Pick<Saved, 'caseId' | 'text'>[],
  ledger: readonly Pick<Effect, 'caseId' | 'text'>[],
  needsYou: readonly (string | null)[] = [],
  takenBack: readonly string[] = [],
): Verdict {
  const times = new Map<string, number>()
  for (const { text } of ledger) times.set(text, (times.get(text) ?? 0) + 1)
  return {
    saved: saved.length,
    lost: saved.map(({ text }) => text).filter((text) => !times.has(text) && !needsYou.includes(text)),
    doubled: [...times].filter(([, count]) => count > 1).map(([text]) => text),
    inversions: inversionsIn(saved, ledger),
    unwanted: takenBack.filter((text) => times.has(text)),
  }
}

export function isGood({ lost, doubled, inversions, unwanted }: Verdict): boolean {
  return lost.length === 0 && doubled.length === 0 && inversions === 0 && unwanted.length === 0
}

function inversionsIn(
  saved: readonly Pick<Saved, 'caseId' | 'text'>[],
  ledger: readonly Pick<Effect, 'caseId' | 'text'>[],
): number {
  const places = new Map(saved.map(({ text }, index) => [text, index]))
  const last = new Map<CaseId, number>()
  let inversions = 0
  for (const { caseId, text } of ledger) {
    const place = places.get(text)
    if (place === undefined) continue
    if (place < (last.get(caseId) ?? -1)) inversions += 1
    last.set(caseId, Math.max(place, last.get(caseId) ?? -1))
  }
  return inversions
}
