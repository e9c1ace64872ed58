import { anonymousName } from '../../../shared/domain/anonymity'
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
import type { CasePlan } from './casePlan'
import { subCategoryId } from './categories'
import { beforeCorrection, firstTags } from './corrections'
import { play } from './plot'
import { opening, type Elsewhere, type HandedBack } from './prologue'
import { reporterFrom } from './reporters'
import type { SeededRandom } from './seededRandom'
import type { Ensemble } from './settings'
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
  readonly ensemble: Ensemble
  /** Where the national admin sends reports at first that belong to this institution. */
  readonly wrongFirst: readonly Elsewhere[]
  readonly anchor: Instant
  readonly random: SeededRandom
  /** The earlier case about the same thing, if the plan names one. */
  readonly primary: Case | null
  /** An earlier case of the same unit. */
  readonly similar: Case | null
}

/** A case as it stands on the anchor day, and as it was where it was handed back from. */
export interface Drafted {
  readonly case: Case
  readonly handedBack: HandedBack | null
}

const mostTries = 400

/** Tries dates until the case ends as its plan says; the tries come out of the seed like everything else. */
export function draftCase(plan: CasePlan, stage: Stage): Drafted {
  let fallback: Drafted | null = null
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const drafted = tryCase(plan, {
      ...stage,
      random: stage.random.fork(`try-${attempt}`),
      // What cannot be told so shortly after the other is told without it.
      primary: attempt < mostTries / 2 ? stage.primary : null,
    })
    if (!drafted || drafted.case.status !== plan.ending) continue
    const counting = countingOf(stage.ensemble.reference, drafted.case.unitId)
    const found = urgency(drafted.case.dueAt, stage.anchor, counting)
    if (found === plan.urgency) return numbered(drafted)
    // An answered case past its deadline would have closed by itself; the other endings may stand in.
    if (plan.ending !== 'answered' || found !== 'late') fallback = drafted
  }
  if (!fallback) throw new Error(`No case ends as ${plan.ending}, ${plan.urgency}`)
  return numbered(fallback)
}

/** Each event came in with a version of its own. */
function numbered({ case: subject, handedBack }: Drafted): Drafted {
  return { case: { ...subject, version: subject.events.length }, handedBack }
}

function tryCase(plan: CasePlan, stage: Stage): Drafted | null {
  const { random, ensemble, anchor, primary, similar } = stage
  const dispositionedAt = dispositionMoment(plan, stage)
  if (dispositionedAt >= anchor) return null
  const hours = plan.origin.kind === 'handed_back' ? random.integer(120, 300) : random.integer(2, 90)
  const receivedAt = instantFrom(millisecondsOf(dispositionedAt) - hours * 3_600_000)
  const pen = new Pen(plan.place, receivedAt, random)
  const written = receivedCase(plan, { pen, receivedAt, reference: ensemble.reference })
  const { opened, handedBack } = opening(beforeCorrection(written, plan.correction), {
    plan,
    at: dispositionedAt,
    reference: ensemble.reference,
    wrongFirst: stage.wrongFirst,
    random,
  })
  const played = play({ opened, title: written.title, plan, ensemble, pen, anchor, primary, similar })
  return played && { case: played, handedBack }
}

/** How many days ago a case was dispositioned, by how it is to stand today. */
const dayRanges: Readonly<Record<Urgency, readonly [number, number]>> = {
  calm: [1, 16],
  at_risk: [2, 26],
  late: [6, 45],
}

function dispositionMoment(
  { ending, urgency: wanted }: CasePlan,
  { anchor, ensemble: { reference }, random, primary }: Stage,
): Instant {
  // About the same thing, within days.
  if (primary) {
    return instantFrom(millisecondsOf(primary.dispositionedAt) + random.integer(1, 3 * 24 * 60) * 60_000)
  }
  const done = ending === 'closed' || ending === 'archived'
  const [least, most] = done
    ? [16, 385]
    : ending === 'answered'
      ? [3, 30]
      : ending === 'returned'
        ? [4, 60]
        : dayRanges[wanted]
  const until = daysBefore(anchor, random.integer(least, most) - 1)
  const span = { from: daysBefore(until, 4), until, counting: countingOf(reference, rootOf(reference)) }
  // The last of a few moments lies near the end of the span, on a working day.
  const [, , last] = workingMoments(span, 3, random)
  return last ?? until
}

function rootOf(reference: Reference): UnitId {
  const root = reference.units.find(({ parentId }) => parentId === null)
  if (!root) throw new Error('The agency has no root unit')
  return root.id
}

function receivedCase(
  plan: CasePlan,
  {
    pen,
    receivedAt,
    reference,
  }: { readonly pen: Pen; readonly receivedAt: Instant; readonly reference: Reference },
): Case {
  const { random } = pen
  const channel = random.weighted(channelShares)
  const reporter = reporterFrom(random)
  // Some are made anonymous only by an officer.
  const anonymous = plan.anonymous && plan.correction !== 'anonymous'
  return {
    id: identifierOf<CaseId>(`lap-${random.digits(14)}`),
    trackingId: identifierOf<TrackingId>('0'),
    version: 1,
    ...writeReport(plan.topic, plan.situation, channel, pen),
    classification: plan.topic.classification ?? 'complaint',
    categoryId: subCategoryId(plan.mainCategory, plan.topic.sub),
    tags: firstTags(plan, random),
    channel,
    anonymous,
    confidential: plan.confidential,
    oversight: plan.oversight,
    location: random.chance(0.92) ? plan.place.location : {},
    reporter: anonymous ? null : reporter,
    status: 'dispositioned',
    agencyId: reference.agency.id,
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
        actor: { kind: 'reporter', name: anonymous ? anonymousName : reporter.name },
        type: 'received',
        visibility: 'public',
        data: { channel },
      },
    ],
    updatedAt: receivedAt,
  }
}
