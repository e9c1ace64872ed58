import type { CasePlan } from './casePlan'
import type { SeededRandom } from './seededRandom'

/** Of the cases, so many tell of something that another one has told of within days. */
const wantedShare = 0.05

/**
 * Makes clusters of two to five reports of different people about the same place and thing. Only such as go to the
 * same unit and stand alike today are put together, so that no share of theirs changes.
 */
export function withClusters(plans: readonly CasePlan[], random: SeededRandom): CasePlan[] {
  const clustered = [...plans]
  let wanted = Math.round(plans.length * wantedShare)
  const possible = [...alike(plans).values()].flatMap((members) => inPieces(members, random))
  for (const [primary, ...others] of random.shuffled(possible)) {
    const model = primary === undefined ? undefined : plans[primary]
    if (wanted <= 0) break
    if (primary === undefined || !model) continue
    const { topic, situation, place } = model
    for (const index of others) {
      const plan = plans[index]
      if (plan) clustered[index] = { ...plan, topic, situation, place, sameAs: primary }
    }
    wanted -= others.length
  }
  return clustered
}

function inPieces(members: readonly number[], random: SeededRandom): number[][] {
  const pieces: number[][] = []
  for (let from = 0; from < members.length;) {
    const size = random.integer(2, 5)
    pieces.push(members.slice(from, from + size))
    from += size
  }
  return pieces
}

/** Places in the list, by what they have to have in common. */
function alike(plans: readonly CasePlan[]): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  for (const [index, { mainCategory, unitId, ending, urgency, origin, topic }] of plans.entries()) {
    if (urgency !== 'calm' || origin.kind !== 'direct') continue
    const key = [mainCategory, unitId, ending, topic.classification].join('/')
    const group = groups.get(key)
    if (group) group.push(index)
    else groups.set(key, [index])
  }
  return groups
}
