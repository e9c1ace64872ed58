import type { Attachment, Case, CaseEvent, Channel } from '../../../shared/domain/case'
import {
  instantFrom,
  millisecondsOf,
  type AttachmentId,
  type CaseId,
  type Instant,
} from '../../../shared/domain/identifiers'
import { identifierOf } from '../newIdentifier'
import { summaryOf, type FileRecipe } from './generatedFiles'
import type { LetterKind } from './letters'
import type { SeededRandom } from './seededRandom'

/** An attachment with what makes its bytes. */
export interface GeneratedAttachment extends Attachment {
  readonly caseId: CaseId
  readonly recipe: FileRecipe
}

/** How often a report comes with pictures, by the way it came; a text message carries none. */
const picturesByChannel: Readonly<Record<Channel, number>> = {
  web: 0.35,
  android: 0.55,
  ios: 0.55,
  sms: 0,
  whatsapp: 0.6,
  twitter: 0.3,
  walk_in: 0.1,
  partner: 0.3,
}
const lettersByChannel: Partial<Readonly<Record<Channel, number>>> = {
  web: 0.04,
  walk_in: 0.3,
  partner: 0.04,
}

/** Of the answers and of the notes. */
const filesByType: Partial<Readonly<Record<CaseEvent['type'], number>>> = { respond: 0.08, note: 0.04 }

/**
 * So many different files there are; cases share them. Painting one for each of a hundred thousand cases would take
 * longer than everything else about them.
 */
const photographs = 40
const lettersOfAKind = 20

/** The case with the files that came with the report and with what officers wrote, and how to make these. */
export function withFiles(
  subject: Case,
  random: SeededRandom,
): { readonly case: Case; readonly files: readonly GeneratedAttachment[] } {
  const files: GeneratedAttachment[] = []
  const attach = (name: string, recipe: FileRecipe): Attachment => {
    const attachment = {
      id: identifierOf<AttachmentId>(`att-${random.digits(16)}`),
      name,
      ...summaryOf(recipe),
    }
    files.push({ ...attachment, caseId: subject.id, recipe })
    return attachment
  }
  const attachments = [
    ...picturesOf(subject, random).map((name) => attach(name, photographBy(random))),
    ...(random.chance(lettersByChannel[subject.channel] ?? 0)
      ? [attach('surat-pengantar-rt.pdf', letterBy('introduction', random))]
      : []),
  ]
  const events = subject.events.map((event) =>
    random.chance(filesByType[event.type] ?? 0) ? withEventFile(event, { random, attach }) : event,
  )
  return { case: { ...subject, attachments, events }, files }
}

function photographBy(random: SeededRandom): FileRecipe {
  return { kind: 'photograph', number: random.integer(1, photographs) }
}

function letterBy(about: LetterKind, random: SeededRandom): FileRecipe {
  return { kind: 'letter', about, number: random.integer(1, lettersOfAKind) }
}

/** The names under which telephones send pictures: taken shortly before the report. */
function picturesOf({ channel, receivedAt }: Case, random: SeededRandom): string[] {
  if (!random.chance(picturesByChannel[channel])) return []
  const count = random.weighted([
    [1, 60],
    [2, 28],
    [3, 12],
  ])
  const takenAt = millisecondsOf(receivedAt) - random.integer(5, 600) * 60_000
  return Array.from({ length: count }, (_, index) =>
    pictureName(channel, instantFrom(takenAt + index * random.integer(4, 40) * 1000)),
  )
}

function pictureName(channel: Channel, at: Instant): string {
  // The telephone's clock, in Makassar.
  const [day = '', time = ''] = instantFrom(millisecondsOf(at) + 8 * 3_600_000)
    .slice(0, 19)
    .split('T')
  return channel === 'whatsapp'
    ? `WhatsApp Image ${day} at ${time.replaceAll(':', '.')}.png`
    : `IMG_${day.replaceAll('-', '')}_${time.replaceAll(':', '')}.png`
}

function withEventFile(
  event: CaseEvent,
  {
    random,
    attach,
  }: { readonly random: SeededRandom; readonly attach: (name: string, recipe: FileRecipe) => Attachment },
): CaseEvent {
  const isLetter = random.chance(0.3)
  const file = isLetter
    ? attach('berita-acara-peninjauan.pdf', letterBy('visit', random))
    : attach(event.type === 'respond' ? 'sesudah-penanganan.png' : 'foto-lapangan.png', photographBy(random))
  // As if the officer had sent it: the payload names the upload (PROTOCOL.md 6.2, 7).
  const { name, mime, size, sha256 } = file
  const uploads = [{ uploadId: `up-${random.digits(16)}`, name, mime, size, sha256 }]
  return { ...event, attachments: [file], data: { ...event.data, uploads } }
}
