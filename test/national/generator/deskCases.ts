import { instantFrom, millisecondsOf, type Instant } from '../../../shared/domain/identifiers'
import type { Case } from '../../../shared/domain/case'
import { rootUnitId } from './agency'
import { plansFor, planOf, type CasePlan } from './casePlan'
import { neighbourElsewhere, type Cast } from './cast'
import type { MainCategory } from './categories'
import { withClusters } from './clusters'
import { draftCase, type Drafted } from './draftCase'
import { ownerOf, type Elsewhere } from './prologue'
import type { SeededRandom } from './seededRandom'
import { neighbourSettings, settingsFor, type Ensemble } from './settings'
import { Story } from './story'

/** How many cases there are on the first institution's desks, and when they play. */
interface Extent {
  readonly count: number
  readonly anchor: Instant
}

/** The cases on the desks of the first institution: as many as were asked for. */
export function deskCases(
  cast: Cast,
  { count, main, anchor }: Extent & { readonly main: readonly MainCategory[] },
  random: SeededRandom,
): Drafted[] {
  const planning = random.fork('plans')
  const plans = plansFor(settingsFor(count, main, cast.own, planning), cast.own, planning)
  const wrongFirst = [...cast.wrongFirst, neighbourElsewhere(cast), neighbourElsewhere(cast)]
  return draftInTurn(withClusters(plans, planning), { ensemble: cast.own, wrongFirst, anchor }, random)
}

/** The neighbour's desks have something to do as well: 3 % on top, and at least these. */
const neighbourShare = 0.03
const leastOfNeighbour = 9

export function neighbourCases(cast: Cast, { count, anchor }: Extent, random: SeededRandom): Drafted[] {
  const wanted = Math.max(leastOfNeighbour, Math.round(count * neighbourShare))
  const settings = neighbourSettings(wanted, cast.neighbour, random)
  const plans = plansFor(settings, cast.neighbour, random)
  const { wrongFirst, neighbour: ensemble } = cast
  return draftInTurn(plans, { ensemble, wrongFirst, anchor }, random)
}

function draftInTurn(
  plans: readonly CasePlan[],
  {
    ensemble,
    wrongFirst,
    anchor,
  }: { readonly ensemble: Ensemble; readonly wrongFirst: readonly Elsewhere[]; readonly anchor: Instant },
  random: SeededRandom,
): Drafted[] {
  const drafted: Drafted[] = []
  const lastOfUnit = new Map<string, Case>()
  for (const [index, plan] of plans.entries()) {
    const one = draftCase(plan, {
      ensemble,
      wrongFirst,
      anchor,
      random: random.fork(`case-${index}`),
      primary: plan.sameAs === null ? null : (drafted[plan.sameAs]?.case ?? null),
      similar: lastOfUnit.get(plan.unitId) ?? null,
    })
    drafted.push(one)
    if (one.case.duplicateOf === null) lastOfUnit.set(plan.unitId, one.case)
  }
  return drafted
}

/** Of 125 cases on the desks, one more was handed back and has left them. */
const departedShare = 1 / 125

/** What the first institution gave back: some have found another institution, the others wait for one. */
export function departedCases(cast: Cast, { count, anchor }: Extent, random: SeededRandom): Drafted[] {
  const settings = neighbourSettings(Math.floor(count * departedShare), cast.own, random)
  const plans = settings.map((setting): CasePlan => {
    const unitId = cast.own.reference.units[0]?.id ?? setting.unitId
    const plan = planOf({ ...setting, unitId }, { ending: 'returned', urgency: 'calm' }, cast.own, random)
    return { ...plan, origin: { kind: 'direct' } }
  })
  const drafted = draftInTurn(plans, { ensemble: cast.own, wrongFirst: [], anchor }, random)
  return drafted.map((one, index) => {
    const plan = plans[index]
    return plan && random.chance(0.6)
      ? movedOn(one, cast.institution(ownerOf(plan.mainCategory)), anchor, random)
      : one
  })
}

function movedOn(
  { case: before }: Drafted,
  { agency, reference }: Elsewhere,
  anchor: Instant,
  random: SeededRandom,
): Drafted {
  const at = instantFrom(millisecondsOf(before.updatedAt) + random.integer(3, 60) * 3_600_000)
  if (at >= anchor) return { case: before, handedBack: null }
  const story = new Story(before, reference, random)
  story.dispose({ agencyId: agency.id, unitId: rootUnitId(agency.id) }, at)
  const after = { ...story.state, version: story.state.events.length }
  return { case: after, handedBack: { before, after } }
}
