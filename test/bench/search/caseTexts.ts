import type { SearchTexts } from '../../../renderer/engine/search/searchIndex'
import { identifierOf } from '../../national/newIdentifier'
import type { Channel } from '../../../shared/domain/case'
import type { Instant } from '../../../shared/domain/identifiers'
import { answerClosings, answerOpenings, notes, replies } from '../../national/generator/phrases'
import { placeIn, readDistricts } from '../../national/generator/places'
import { reporterFrom } from '../../national/generator/reporters'
import { SeededRandom } from '../../national/generator/seededRandom'
import { allTopics } from '../../national/generator/topics/allTopics'
import { Pen, phraseFor, writeReport } from '../../national/generator/writing'

const writtenAt = identifierOf<Instant>('2026-11-20T00:00:00.000Z')
const channels: readonly Channel[] = ['web', 'android', 'whatsapp', 'sms']
/** One word in so many has a letter wrong, as people type. */
const wordsForAMistake = 100

/**
 * The texts of so many cases, by the sandbox's own writers but without their stories, which take a hundred times as
 * long to tell. People mistype; the writers do not, so that mistakes are put in: most words of a real vocabulary are
 * such.
 */
export async function caseTexts(count: number, seed: string): Promise<SearchTexts[]> {
  const { makassar, gowa } = await readDistricts()
  const districts = [...makassar, ...gowa]
  const topics = Object.values(allTopics).flat()
  const random = new SeededRandom(seed)
  return Array.from({ length: count }, (_, index): SearchTexts => {
    const place = placeIn(districts, random)
    const pen = new Pen(place, writtenAt, random)
    const topic = random.pick(topics)
    const situation = random.integer(0, topic.situations.length - 1)
    const { title, body } = writeReport(topic, situation, random.pick(channels), pen)
    const answer = `${pen.pick(answerOpenings)} ${pen.write(phraseFor(topic.answers, topic, situation, random))}\n\n${pen.pick(answerClosings)}`
    const answers = [
      ...(random.chance(0.6) ? [answer] : []),
      ...(random.chance(0.3) ? [pen.pick(notes)] : []),
      ...(random.chance(0.15) ? [pen.pick(replies)] : []),
    ]
    return {
      trackingId: String(8_000_000 + index * 7 + random.integer(0, 6)),
      title: withMistakes(title, random),
      body: withMistakes(body, random),
      answers,
      reporterName: random.chance(0.9) ? reporterFrom(random).name : null,
      place: random.chance(0.92) ? (place.location.address ?? null) : null,
    }
  })
}

function withMistakes(text: string, random: SeededRandom): string {
  return text.replace(/[a-z]{4,}/g, (word) =>
    random.next() * wordsForAMistake < 1 ? mistyped(word, random) : word,
  )
}

/** The word with one letter left out, doubled, wrong, or in the place of the next one. */
export function mistyped(word: string, random: SeededRandom): string {
  const at = random.integer(1, word.length - 2)
  const [before, letter, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)]
  switch (random.integer(0, 3)) {
    case 0:
      return before + after
    case 1:
      return before + letter + letter + after
    case 2:
      return before + random.pick([...'aeioukntsr'].filter((other) => other !== letter)) + after
    default:
      return before + after.charAt(0) + letter + after.slice(1)
  }
}
