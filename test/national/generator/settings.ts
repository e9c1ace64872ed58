import type { UnitId } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import type { Reference } from '../../../shared/domain/reference'
import { canSee } from '../../../shared/domain/visibility'
import { identifierOf } from '../newIdentifier'
import { districtUnitId } from './agency'
import { apportion, type MainCategory } from './categories'
import { readmeUsername } from './officers'
import { placeIn, type District, type Place } from './places'
import type { SeededRandom } from './seededRandom'
import { allTopics } from './topics/allTopics'
import type { Topic } from './topics/topic'

/** What a report is about, where, and which unit has it in the end. */
export interface Setting {
  readonly mainCategory: string
  readonly topic: Topic
  /** Which of the topic's situations it is. */
  readonly situation: number
  readonly place: Place
  readonly unitId: UnitId
}

/** The people and the rules among which cases play. */
export interface Ensemble {
  readonly reference: Reference
  readonly districts: readonly District[]
  readonly officers: readonly Officer[]
}

/** The share of all cases that lie in the scope of the officer whom the README names. */
const readmeShare = 0.25

/** So many settings in the measured shares of the main categories. */
export function settingsFor(
  count: number,
  main: readonly MainCategory[],
  { reference, districts, officers }: Ensemble,
  random: SeededRandom,
): Setting[] {
  const readmeOfficer = officers.find(({ username }) => username === readmeUsername)
  if (!readmeOfficer) throw new Error('The officer whom the README names is missing')
  const isHers = (unitId: UnitId) =>
    canSee(readmeOfficer, { agencyId: reference.agency.id, unitId }, reference.units)
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
  return random.shuffled([...settled, ...filled])
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

/** Which of the neighbour's offices has what one of the first agency's would have. */
const neighbourOffices: Readonly<Record<string, string>> = {
  'dinas-pu': 'gowa-dinas-pu',
  'bidang-jalan': 'gowa-dinas-pu',
  'bidang-drainase': 'gowa-dinas-pu',
  'upt-pju': 'gowa-dinas-pu',
  'dinas-sosial': 'gowa-dinas-sosial',
  'dinas-damkar': 'gowa-damkar',
}

/** As many as the neighbour has, of the topics that its offices have to do with. */
export function neighbourSettings(
  count: number,
  { districts }: Pick<Ensemble, 'districts'>,
  random: SeededRandom,
): Setting[] {
  const known = Object.entries(allTopics).flatMap(([mainCategory, topics]) =>
    topics.filter(isForNeighbour).map((topic) => ({ mainCategory, topic })),
  )
  return Array.from({ length: count }, (_, index) => {
    // The fire brigade is not left to chance: it is the neighbour's unit that counts every day.
    const able = index % 9 === 4 ? known.filter(({ topic }) => topic.units.includes('dinas-damkar')) : known
    const { mainCategory, topic } = random.pick(able.length > 0 ? able : known)
    const setting = settingOf(mainCategory, [topic], districts, random)
    return { ...setting, unitId: identifierOf<UnitId>(neighbourOffices[setting.unitId] ?? 'gowa-dinas-pu') }
  })
}

function isForNeighbour(topic: Topic): boolean {
  const isElsewhere = /Makassar|Wali Kota|Pemkot|\{pasar\}|PDAM/.test(JSON.stringify(topic))
  return !isElsewhere && topic.units.every((unit) => unit in neighbourOffices)
}
