import type { Case } from '../../../shared/domain/case'
import type { CaseId } from '../../../shared/domain/identifiers'
import type { StandingRecord } from './database'
import type { Holding, Holdings } from './holdings'
import type { PageEffect } from './pageEffect'

/** What a page of changes does to what is held (PROTOCOL.md 4.3). */
export interface PagePlan {
  /** New, or newer than what is held. */
  readonly stored: readonly Case[]
  /** Held as they came: that they came again in this full pull is all there is to keep. */
  readonly cameAgain: readonly CaseId[]
  /** Held no more. */
  readonly gone: readonly CaseId[]
  /** Those of `gone` that did not come again in a full pull, which is complete now (PROTOCOL.md 4.5). */
  readonly swept: readonly CaseId[]
}

type Marks = Pick<StandingRecord, 'generation' | 'epochGeneration'>

export function planPage(effect: PageEffect, holdings: Holdings, marks: Marks, sweeps: boolean): PagePlan {
  const stored: Case[] = []
  const cameAgain = new Set<CaseId>()
  for (const { case: subject, afterRemoval } of effect.upserts.values()) {
    const holding = holdings.of(subject.id)
    if (!holding || afterRemoval || isNewer(subject, holding, marks.epochGeneration)) stored.push(subject)
    else if (holding.generation !== marks.generation) cameAgain.add(subject.id)
  }
  for (const key of effect.setAside) {
    // A held case that came in an unreadable form did come again. The cast only compares: keys are ids where these
    // could be read.
    const holding = holdings.of(key as CaseId)
    if (holding && holding.generation !== marks.generation) cameAgain.add(key as CaseId)
  }
  const removed = [...effect.removals].filter((caseId) => holdings.of(caseId))
  for (const caseId of [...stored.map(({ id }) => id), ...removed]) cameAgain.delete(caseId)
  const kept = new Set([...stored.map(({ id }) => id), ...cameAgain, ...removed])
  const swept: CaseId[] = []
  if (sweeps) {
    for (const [caseId, { generation }] of holdings.entries()) {
      if (generation < marks.generation && !kept.has(caseId)) swept.push(caseId)
    }
  }
  return { stored, cameAgain: [...cameAgain], gone: [...removed, ...swept], swept }
}

/** Versions of earlier epochs cannot be compared (PROTOCOL.md 4.5). */
export function isNewer(
  subject: Case,
  held: Pick<Holding, 'version' | 'generation'>,
  epochGeneration: number,
): boolean {
  return held.generation < epochGeneration || subject.version > held.version
}

/** Which cases are set aside after a page: what came in a readable form, or went, is not any more. */
export function setAsideAfter(before: readonly string[], effect: PageEffect): string[] {
  const readAgain = (key: string): boolean =>
    // The cast only compares, as above.
    effect.upserts.has(key as CaseId) || effect.removals.has(key as CaseId)
  return [...new Set([...before.filter((key) => !readAgain(key)), ...effect.setAside])]
}
