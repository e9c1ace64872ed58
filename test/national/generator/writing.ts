import type { Channel } from '../../../shared/domain/case'
import { instantFrom, millisecondsOf, type Instant } from '../../../shared/domain/identifiers'
import { chronicle, closings, greetings, histories } from './phrases'
import type { Place } from './places'
import type { SeededRandom } from './seededRandom'
import type { Topic } from './topics/topic'

const dayMilliseconds = 86_400_000
const months = 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(
  ' ',
)
const markets = [
  'Pasar Terong',
  "Pasar Pa'baeng-baeng",
  'Pasar Daya',
  'Pasar Sambung Jawa',
  'Pasar Niaga Daya',
  'Pasar Kalimbu',
]
const spans = [
  'seminggu',
  'dua minggu',
  'hampir sebulan',
  'sebulan lebih',
  'tiga bulan',
  'lima hari',
  'setengah tahun',
  'awal bulan lalu',
]

/** What the braces of a report's phrases are filled with: the same place all through, dates before it was written. */
export class Pen {
  /** Sums and lengths of time are the same wherever a report names them. */
  private readonly settled = new Map<string, string>()

  constructor(
    private readonly place: Place,
    private readonly writtenAt: Instant,
    readonly random: SeededRandom,
  ) {}

  write(phrase: string): string {
    return phrase.replace(/\{(\w+)\}/g, (_whole, name: string) => this.filling(name))
  }

  pick(phrases: readonly string[]): string {
    return this.write(this.random.pick(phrases))
  }

  private filling(name: string): string {
    const { random, place } = this
    switch (name) {
      case 'jalan':
        return place.street
      case 'kelurahan':
        return place.village
      case 'kecamatan':
        return place.district.name
      case 'patokan':
        return place.landmark
      case 'rtrw':
        return place.neighbourhood
      case 'tanggal':
        return this.earlierDate()
      case 'jam':
        return `${String(random.integer(16, 23))}.${random.pick(['00', '15', '30', '45'])}`
      case 'lama':
        return this.once(name, () => random.pick(spans))
      case 'jumlah':
        return String(random.integer(3, 40))
      case 'uang':
        return this.once(name, () => this.amount())
      case 'daerah':
        return place.district.region.area
      case 'kepala':
        return place.district.region.head
      case 'pemda':
        return place.district.region.government
      case 'pasar':
        return random.pick(markets)
      default:
        throw new Error(`No such word to fill in: ${name}`)
    }
  }

  private once(name: string, choose: () => string): string {
    const chosen = this.settled.get(name) ?? choose()
    this.settled.set(name, chosen)
    return chosen
  }

  private earlierDate(): string {
    const date = new Date(millisecondsOf(this.writtenAt) - this.random.integer(1, 20) * dayMilliseconds)
    return `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''}`
  }

  private amount(): string {
    const thousands = this.random.pick([15, 20, 35, 50, 75, 100, 150, 250, 350, 500, 750, 1200, 1750, 2500])
    return `Rp${String(thousands).replace(/\B(?=(\d{3})+$)/g, '.')}.000`
  }
}

export interface Written {
  readonly title: string
  readonly body: string
}

/** The phrase that belongs to a situation, or any where they do not belong together (topics/topic.ts). */
export function phraseFor(
  phrases: readonly string[],
  topic: Topic,
  situation: number,
  random: SeededRandom,
): string {
  const own = phrases.length === topic.situations.length ? phrases[situation] : undefined
  return own ?? random.pick(phrases)
}

/** The titles are spread over the situations, so that a title and its text speak of the same thing. */
function titleFor(topic: Topic, situation: number, random: SeededRandom): string {
  const own = topic.titles.filter(
    (_, index) => Math.floor((index * topic.situations.length) / topic.titles.length) === situation,
  )
  return random.pick(own.length > 0 ? own : topic.titles)
}

/** A report as a citizen might write it on that channel: mostly a paragraph or two, a few very long or very short. */
export function writeReport(topic: Topic, chosen: number, channel: Channel, pen: Pen): Written {
  const { random } = pen
  const title = capitalised(pen.write(titleFor(topic, chosen, random)))
  const length = random.weighted([
    ['usual', 93],
    ['short', 5],
    ['long', 2],
  ] as const)
  const situation = pen.write(topic.situations[chosen] ?? random.pick(topic.situations))
  if (length === 'short') return { title, body: inChannel(situation, channel, random) }
  const details = random.some(topic.details, random.integer(1, Math.min(3, topic.details.length)))
  const middle = details.map((detail) => pen.write(detail)).join(' ')
  const history = random.chance(0.45) ? ` ${pen.pick(histories)}` : ''
  const wish = pen.write(phraseFor(topic.wishes, topic, chosen, random))
  const ending = `${wish} ${pen.pick(closings)}`.trim()
  if (length === 'long') return { title, body: longBody(pen, { situation, middle, ending }) }
  const greeting = pen.pick(greetings)
  const text = `${greeting ? `${greeting} ` : ''}${situation} ${middle}${history}`
  const gap = random.chance(0.5) ? '\n\n' : ' '
  return { title, body: inChannel(`${text}${gap}${ending}`, channel, random) }
}

function longBody(pen: Pen, parts: { situation: string; middle: string; ending: string }): string {
  const told = pen.random.some(chronicle, pen.random.integer(8, chronicle.length))
  const paragraphs = told.map((phrase, index) => `${index + 1}. ${pen.write(phrase)}`)
  return [
    parts.situation,
    parts.middle,
    'Urutan kejadiannya sebagai berikut.',
    ...paragraphs,
    parts.ending,
  ].join('\n\n')
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const shortForms: readonly (readonly [RegExp, string])[] = [
  [/\byang\b/g, 'yg'],
  [/\bsudah\b/g, 'sdh'],
  [/\btidak\b/g, 'tdk'],
  [/\btetapi\b/g, 'tp'],
  [/\bdengan\b/g, 'dgn'],
  [/\bkarena\b/g, 'krn'],
  [/\bkalau\b/g, 'kalo'],
  [/\bsampai\b/g, 'sampe'],
  [/\b[Tt]erima kasih\b/g, 'tks'],
  [/\bMohon\b/g, 'Mhn'],
  [/\borang\b/g, 'org'],
  [/\bbelum\b/g, 'blm'],
  [/\bJl\. /g, 'jl '],
]

/** Short messages are written shortly. */
function inChannel(text: string, channel: Channel, random: SeededRandom): string {
  const hasty = channel === 'sms' || channel === 'whatsapp' || channel === 'twitter'
  if (!hasty || random.chance(0.25)) return text
  const oneLine = text.replace(/\s+/g, ' ')
  return shortForms.reduce((short, [word, form]) => short.replace(word, form), oneLine)
}

/** A UUIDv7 of that moment (PROTOCOL.md 5.2). */
export function actionIdAt(at: Instant, random: SeededRandom): string {
  const time = millisecondsOf(at).toString(16).padStart(12, '0')
  const variant = random.pick(['8', '9', 'a', 'b'])
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.digits(3)}-${variant}${random.digits(3)}-${random.digits(12)}`
}

export function daysBefore(at: Instant, days: number): Instant {
  return instantFrom(millisecondsOf(at) - days * dayMilliseconds)
}
