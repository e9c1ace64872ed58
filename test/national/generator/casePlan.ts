import type { UnitId } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import type { Urgency } from '../../../shared/domain/remaining'
import { canSee } from '../../../shared/domain/visibility'
import type { Ending } from './plots'
import type { SeededRandom } from './seededRandom'
import type { Ensemble, Setting } from './settings'

/** How a case came to the unit where it lies: at once, from another unit, or from an institution that gave it back. */
export type Origin =
  | { readonly kind: 'direct' }
  | { readonly kind: 'forwarded'; readonly unitId: UnitId; readonly officer: Officer }
  | { readonly kind: 'handed_back' }

/** What an officer puts right in a report; until then it stands otherwise. */
export type Correction = 'tags' | 'title' | 'category' | 'oversight' | 'confidential' | 'anonymous'

/** What is settled about a case before its story is told. */
export interface CasePlan extends Setting {
  /** Who acts on it. */
  readonly officer: Officer
  readonly origin: Origin
  readonly ending: Ending
  readonly urgency: Urgency
  readonly anonymous: boolean
  readonly confidential: boolean
  readonly oversight: boolean
  readonly correction: Correction | null
  /** The place in the list of an earlier plan about the same thing (clusters.ts). */
  readonly sameAs: number | null
}

/** Shares of where cases stand; the first three are open work, 40 % together. */
const endingShares: readonly (readonly [Ending, number])[] = [
  ['dispositioned', 0.16],
  ['in_progress', 0.18],
  ['awaiting_reporter', 0.06],
  ['answered', 0.12],
  ['closed', 0.42],
  ['archived', 0.06],
]

/** Of the open work. */
const lateShare = 0.06
const atRiskShare = 0.1

/** Who acts, how it ends and how late it is, for each setting. */
export function plansFor(settings: readonly Setting[], ensemble: Ensemble, random: SeededRandom): CasePlan[] {
  const endings = random.shuffled(endingsFor(settings.length))
  const urgencies = urgenciesFor(endings, random)
  return settings.map((setting, index) =>
    planOf(
      setting,
      { ending: endings[index] ?? 'closed', urgency: urgencies[index] ?? 'calm' },
      ensemble,
      random,
    ),
  )
}

/** A plan for one setting that ends in a given way. */
export function planOf(
  setting: Setting,
  { ending, urgency }: Pick<CasePlan, 'ending' | 'urgency'>,
  ensemble: Ensemble,
  random: SeededRandom,
): CasePlan {
  const delicate = ['inspektorat', 'dinas-p3a', 'kesbangpol'].includes(setting.unitId)
  const isComplaint = (setting.topic.classification ?? 'complaint') === 'complaint'
  const traits = {
    anonymous: random.chance(delicate ? 0.45 : 0.08),
    confidential: random.chance(delicate ? 0.5 : 0.04),
    oversight: isComplaint && urgency === 'calm' && random.chance(delicate ? 0.6 : 0.02),
  }
  return {
    ...setting,
    ...traits,
    officer: officerFor(setting.unitId, ensemble, random),
    origin: originOf(setting.unitId, ensemble, random),
    ending,
    urgency,
    correction: correctionOf({ ...traits, mainCategory: setting.mainCategory }, random),
    sameAs: null,
  }
}

function endingsFor(count: number): Ending[] {
  const endings = endingShares.flatMap(([ending, share]) =>
    Array.from({ length: Math.round(count * share) }, () => ending),
  )
  while (endings.length < count) endings.push('closed')
  return endings.slice(0, count)
}

function urgenciesFor(endings: readonly Ending[], random: SeededRandom): Urgency[] {
  const isOpen = (ending: Ending) => ['dispositioned', 'in_progress', 'awaiting_reporter'].includes(ending)
  const open = endings.filter(isOpen).length
  const late = Math.round(open * lateShare)
  const atRisk = Math.round(open * atRiskShare)
  const dealt = random.shuffled(
    Array.from({ length: open }, (_, index): Urgency => {
      if (index < late) return 'late'
      return index < late + atRisk ? 'at_risk' : 'calm'
    }),
  )
  let next = 0
  return endings.map((ending) => {
    if (!isOpen(ending)) return 'calm'
    const urgency = dealt[next] ?? 'calm'
    next += 1
    return urgency
  })
}

/** Somebody who sees the case, rather one of that very unit; where no officer does, a supervisor. */
function officerFor(unitId: UnitId, { officers, reference }: Ensemble, random: SeededRandom): Officer {
  const place = { agencyId: reference.agency.id, unitId }
  const able = officers.filter(
    (officer) => officer.role === 'officer' && canSee(officer, place, reference.units),
  )
  const candidates = able.length > 0 ? able : officers.filter(({ role }) => role === 'supervisor')
  return random.weighted(candidates.map((one) => [one, one.unitIds.includes(unitId) ? 2 : 1] as const))
}

/** One in 16 was first before another unit, mostly the one above; one in 60 before another institution. */
function originOf(unitId: UnitId, ensemble: Ensemble, random: SeededRandom): Origin {
  if (random.chance(1 / 60)) return { kind: 'handed_back' }
  if (!random.chance(1 / 16)) return { kind: 'direct' }
  const { units } = ensemble.reference
  const above = units.find(({ id }) => id === units.find((unit) => unit.id === unitId)?.parentId)
  const other = random.pick(units.filter(({ id }) => id !== unitId))
  const first = above && random.chance(0.6) ? above : other
  return { kind: 'forwarded', unitId: first.id, officer: officerFor(first.id, ensemble, random) }
}

function correctionOf(
  {
    oversight,
    confidential,
    anonymous,
    mainCategory,
  }: Pick<CasePlan, 'oversight' | 'confidential' | 'anonymous' | 'mainCategory'>,
  random: SeededRandom,
): Correction | null {
  if (oversight && random.chance(0.3)) return 'oversight'
  if (confidential && random.chance(0.2)) return 'confidential'
  if (anonymous && random.chance(0.15)) return 'anonymous'
  return random.chance(0.07)
    ? random.weighted([
        ['tags', 60],
        // What is in the open category already was put nowhere wrong.
        ['category', mainCategory === 'topik-lainnya' ? 0 : 25],
        ['title', 15],
      ] as const)
    : null
}
