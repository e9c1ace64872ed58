import type { UnitId } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import type { Reference } from '../../../shared/domain/reference'
import type { Urgency } from '../../../shared/domain/remaining'
import { canSee } from '../../../shared/domain/visibility'
import { identifierOf } from '../newIdentifier'
import { agencyId, districtUnitId } from './agency'
import { apportion, type MainCategory } from './categories'
import { readmeUsername } from './officers'
import { placeIn, type District, type Place } from './places'
import type { Ending } from './plot'
import type { SeededRandom } from './seededRandom'
import { allTopics } from './topics/allTopics'
import type { Topic } from './topics/topic'

/** What is settled about a case before its story is told. */
export interface CasePlan {
  readonly mainCategory: string
  readonly topic: Topic
  /** Which of the topic's situations it is. */
  readonly situation: number
  readonly place: Place
  readonly unitId: UnitId
  /** Who acts on it. */
  readonly officer: Officer
  readonly ending: Ending
  readonly urgency: Urgency
  readonly anonymous: boolean
  readonly confidential: boolean
  readonly oversight: boolean
}

export interface Ensemble {
  readonly count: number
  readonly main: readonly MainCategory[]
  readonly reference: Reference
  readonly districts: readonly District[]
  readonly officers: readonly Officer[]
}

/** The share of all cases that lie in the scope of the officer whom the README names. */
const readmeShare = 0.25

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

interface Setting {
  readonly mainCategory: string
  readonly topic: Topic
  readonly situation: number
  readonly place: Place
  readonly unitId: UnitId
}

/** Categories in their measured shares, places, units and endings for so many cases, in random order. */
export function planCases(ensemble: Ensemble, random: SeededRandom): CasePlan[] {
  const settings = random.shuffled(settingsFor(ensemble, random))
  const endings = random.shuffled(endingsFor(ensemble.count))
  const urgencies = urgenciesFor(endings, random)
  return settings.map((setting, index): CasePlan => {
    const ending = endings[index] ?? 'closed'
    const urgency = urgencies[index] ?? 'calm'
    const delicate = ['inspektorat', 'dinas-p3a', 'kesbangpol'].includes(setting.unitId)
    return {
      ...setting,
      officer: officerFor(setting.unitId, ensemble, random),
      ending,
      urgency,
      anonymous: random.chance(delicate ? 0.45 : 0.08),
      confidential: random.chance(delicate ? 0.5 : 0.04),
      oversight: urgency === 'calm' && random.chance(delicate ? 0.6 : 0.02),
    }
  })
}

function settingsFor(ensemble: Ensemble, random: SeededRandom): Setting[] {
  const { count, main, reference, districts, officers } = ensemble
  const readmeOfficer = officers.find(({ username }) => username === readmeUsername)
  if (!readmeOfficer) throw new Error('The officer whom the README names is missing')
  const isHers = (unitId: UnitId) => canSee(readmeOfficer, { agencyId, unitId }, reference.units)
  const counts = [...apportion(main, count)]
  const draw = (mainCategory: string, topics: readonly Topic[]) =>
    settingOf(mainCategory, topics, districts, random)
  const settled = counts
    .filter(([id]) => id !== 'topik-lainnya')
    .flatMap(([id, amount]) => Array.from({ length: amount }, () => draw(id, topicsOf(id))))
  // The open category fills up what is missing to her share, so that it is kept to the case.
  const missing = Math.round(count * readmeShare) - settled.filter(({ unitId }) => isHers(unitId)).length
  const others = topicsOf('topik-lainnya')
  const touchesHers = (topic: Topic) => topic.units.some((unit) => isHers(identifierOf<UnitId>(unit)))
  const hers = others.filter(touchesHers)
  const foreign = others.filter((topic) => !touchesHers(topic))
  const open = counts.find(([id]) => id === 'topik-lainnya')?.[1] ?? 0
  const filled = Array.from({ length: open }, (_, index) =>
    draw('topik-lainnya', index < missing ? hers : foreign),
  )
  return [...settled, ...filled]
}

function topicsOf(mainCategory: string): readonly Topic[] {
  const topics = allTopics[mainCategory]
  if (!topics) throw new Error(`No topics for the category ${mainCategory}`)
  return topics
}

function settingOf(
  mainCategory: string,
  topics: readonly Topic[],
  districts: readonly District[],
  random: SeededRandom,
): Setting {
  // The first topics of a category are its commonest.
  const topic = random.weighted(topics.map((one, index) => [one, topics.length - index + 1] as const))
  const place = placeIn(districts, random)
  const unit = random.pick(topic.units)
  const unitId = unit === 'kecamatan' ? districtUnitId(place.district.code) : identifierOf<UnitId>(unit)
  const situation = random.integer(0, topic.situations.length - 1)
  return { mainCategory, topic, situation, place, unitId }
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
  const able = officers.filter(
    (officer) => officer.role === 'officer' && canSee(officer, { agencyId, unitId }, reference.units),
  )
  const candidates = able.length > 0 ? able : officers.filter(({ role }) => role === 'supervisor')
  return random.weighted(candidates.map((one) => [one, one.unitIds.includes(unitId) ? 2 : 1] as const))
}
