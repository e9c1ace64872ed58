import { countingOf } from '../../../shared/domain/calendar'
import type { Case, Channel } from '../../../shared/domain/case'
import {
  instantFrom,
  millisecondsOf,
  type CaseId,
  type EventId,
  type Instant,
  type TrackingId,
  type UnitId,
} from '../../../shared/domain/identifiers'
import type { Reference } from '../../../shared/domain/reference'
import { urgency, type Urgency } from '../../../shared/domain/remaining'
import { identifierOf } from '../newIdentifier'
import { anonymousName, disposition } from '../transitions'
import { agencyId } from './agency'
import type { CasePlan } from './casePlan'
import { subCategoryId } from './categories'
import { play } from './plot'
import { reporterFrom } from './reporters'
import type { SeededRandom } from './seededRandom'
import { workingMoments } from './workingTime'
import { daysBefore, Pen, writeReport } from './writing'

const channelShares: readonly (readonly [Channel, number])[] = [
  ['web', 34],
  ['android', 31],
  ['ios', 7],
  ['whatsapp', 10],
  ['sms', 7],
  ['twitter', 4],
  ['walk_in', 4],
  ['partner', 3],
]

export interface Stage {
  readonly reference: Reference
  readonly anchor: Instant
  readonly random: SeededRandom
}

const mostTries = 400

/** Tries dates until the case ends as its plan says; the tries come out of the seed like everything else. */
export function draftCase(plan: CasePlan, stage: Stage): Case {
  let fallback: Case | null = null
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const subject = tryCase(plan, { ...stage, random: stage.random.fork(`try-${attempt}`) })
    if (!subject || subject.status !== plan.ending) continue
    const counting = countingOf(stage.reference, subject.unitId)
    const found = urgency(subject.dueAt, stage.anchor, counting)
    if (found === plan.urgency) return { ...subject, version: subject.events.length }
    // An answered case past its deadline would have closed by itself; the other endings may stand in.
    if (plan.ending !== 'answered' || found !== 'late') fallback = subject
  }
  if (!fallback) throw new Error(`No case ends as ${plan.ending}, ${plan.urgency}`)
  return { ...fallback, version: fallback.events.length }
}

function tryCase(plan: CasePlan, stage: Stage): Case | null {
  const { random, reference, anchor } = stage
  const dispositionedAt = dispositionMoment(plan, stage)
  const receivedAt = instantFrom(millisecondsOf(dispositionedAt) - random.integer(2, 90) * 3_600_000)
  const pen = new Pen(plan.place, receivedAt, random)
  const channel = random.weighted(channelShares)
  const received = receivedCase(plan, { pen, channel, receivedAt })
  const opened = disposition(
    received,
    { agencyId, unitId: plan.unitId },
    {
      at: dispositionedAt,
      eventId: identifierOf<EventId>(`ev-${random.digits(16)}`),
      reference,
    },
  )
  return play({
    opened,
    ending: plan.ending,
    officer: plan.officer,
    reference,
    topic: plan.topic,
    situation: plan.situation,
    pen,
    anchor,
  })
}

/** How many days ago a case was dispositioned, by how it is to stand today. */
const dayRanges: Readonly<Record<Urgency, readonly [number, number]>> = {
  calm: [1, 16],
  at_risk: [2, 26],
  late: [6, 45],
}

function dispositionMoment(
  { ending, urgency: wanted }: CasePlan,
  { anchor, reference, random }: Stage,
): Instant {
  const done = ending === 'closed' || ending === 'archived'
  const [least, most] = done ? [16, 385] : ending === 'answered' ? [3, 30] : dayRanges[wanted]
  const until = daysBefore(anchor, random.integer(least, most) - 1)
  const span = { from: daysBefore(until, 4), until, counting: countingOf(reference, makassarRoot(reference)) }
  // The last of a few moments lies near the end of the span, on a working day.
  const [, , last] = workingMoments(span, 3, random)
  return last ?? until
}

function makassarRoot(reference: Reference): UnitId {
  const root = reference.units.find(({ parentId }) => parentId === null)
  if (!root) throw new Error('The agency has no root unit')
  return root.id
}

function receivedCase(
  plan: CasePlan,
  {
    pen,
    channel,
    receivedAt,
  }: { readonly pen: Pen; readonly channel: Channel; readonly receivedAt: Instant },
): Case {
  const { random } = pen
  const reporter = reporterFrom(random)
  const classification = plan.topic.classification ?? 'complaint'
  return {
    id: identifierOf<CaseId>(`lap-${random.digits(14)}`),
    trackingId: identifierOf<TrackingId>('0'),
    version: 1,
    ...writeReport(plan.topic, plan.situation, channel, pen),
    classification,
    categoryId: subCategoryId(plan.mainCategory, plan.topic.sub),
    tags: tagsFor(random),
    channel,
    anonymous: plan.anonymous,
    confidential: plan.confidential,
    oversight: plan.oversight && classification === 'complaint',
    location: random.chance(0.92) ? plan.place.location : {},
    reporter: plan.anonymous ? null : reporter,
    status: 'dispositioned',
    agencyId,
    unitId: plan.unitId,
    assigneeId: null,
    receivedAt,
    dispositionedAt: receivedAt,
    firstResponseAt: null,
    answeredAt: null,
    closedAt: null,
    deadlines: [],
    dueAt: null,
    dueKind: null,
    satisfaction: null,
    duplicateOf: null,
    attachments: [],
    events: [
      {
        id: identifierOf<EventId>(`ev-${random.digits(16)}`),
        at: receivedAt,
        actor: { kind: 'reporter', name: plan.anonymous ? anonymousName : reporter.name },
        type: 'received',
        visibility: 'public',
        data: { channel },
      },
    ],
    updatedAt: receivedAt,
  }
}

function tagsFor(random: SeededRandom): string[] {
  if (!random.chance(0.12)) return []
  return [random.pick(['viral', 'musim-hujan', 'prioritas-wali-kota', 'kunjungan-lapangan', 'lorong-wisata'])]
}
