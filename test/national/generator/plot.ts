import type { Decision } from '../../../shared/domain/action'
import { countingOf } from '../../../shared/domain/calendar'
import type { Case } from '../../../shared/domain/case'
import { instantFrom, millisecondsOf, type CaseId, type Instant } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import { canSee } from '../../../shared/domain/visibility'
import type { CasePlan } from './casePlan'
import { correctionFor } from './corrections'
import { readmeUsername } from './officers'
import {
  answerClosings,
  answerOpenings,
  archiveWords,
  assignReasons,
  closingWords,
  dissatisfied,
  forwardWords,
  lateReplies,
  letGoReasons,
  notes,
  passOnReasons,
  questions,
  reopenReasons,
  replies,
  returnReasons,
} from './phrases'
import { plotFor, type Step } from './plots'
import type { Ensemble } from './settings'
import { Story } from './story'
import { workingMoments } from './workingTime'
import { phraseFor, type Pen } from './writing'

export interface Scene {
  readonly opened: Case
  /** How its title reads once it is corrected. */
  readonly title: string
  readonly plan: CasePlan
  readonly ensemble: Ensemble
  readonly pen: Pen
  readonly anchor: Instant
  /** The case that this one is a duplicate of. */
  readonly primary: Case | null
  /** Another one of the same unit, with which it might be mistaken. */
  readonly similar: Case | null
}

/** Plays a case from its disposition to its ending, or null when that does not fit before the anchor. */
export function play(scene: Scene): Case | null {
  const { opened, plan, ensemble, anchor, pen } = scene
  const { random } = pen
  const plot = plotFor(plan, random)
  const steps = plot.steps.filter((step) => isPossible(step, scene))
  const story = new Story(opened, ensemble.reference, random)
  const counting = countingOf(ensemble.reference, plan.unitId)
  const span = { from: opened.dispositionedAt, until: lastMoment(scene), counting }
  const moments = workingMoments(span, steps.length, random)
  for (const [index, step] of steps.entries()) {
    const at = moments[index]
    if (at === undefined || at >= anchor) return null
    takeStep(story, step, at, scene)
  }
  if (plot.closesByItself) story.closeByItself()
  if (story.state.status === 'closed') afterwards(story, scene)
  return story.state.updatedAt < anchor ? story.state : null
}

function isPossible(step: Step, scene: Scene): boolean {
  const { plan, primary, similar } = scene
  if (step === 'link') return primary !== null
  if (step === 'assign' && plan.ending === 'dispositioned') return !isLeftToBeTried(scene)
  return (step !== 'link-wrongly' && step !== 'unlink') || similar !== null
}

/** Whoever tries the desk as the officer whom the README names finds each new case free to be taken. */
function isLeftToBeTried({ plan, ensemble: { officers, reference } }: Scene): boolean {
  const place = { agencyId: reference.agency.id, unitId: plan.unitId }
  return officers.some((one) => one.username === readmeUsername && canSee(one, place, reference.units))
}

/** Finished work took its days; open work may have gone on until now. */
function lastMoment({ opened, plan: { ending }, anchor, pen }: Scene): Instant {
  if (ending !== 'closed' && ending !== 'archived' && ending !== 'returned') return anchor
  const days = pen.random.weighted([
    [pen.random.integer(1, 4), 35],
    [pen.random.integer(4, 9), 35],
    [pen.random.integer(9, 18), 20],
    [pen.random.integer(18, 40), 10],
  ])
  return instantFrom(millisecondsOf(opened.dispositionedAt) + days * 86_400_000)
}

function takeStep(story: Story, step: Step, at: Instant, scene: Scene): void {
  if (step === 'reply') {
    const words = ['answered', 'closed'].includes(story.state.status) ? dissatisfied : replies
    return story.reporterReplies(scene.pen.pick(words), at)
  }
  if (step === 'archive') return archive(story, at, scene)
  const linked = step === 'link' ? scene.primary : step === 'link-wrongly' ? scene.similar : null
  story.act(actorOf(story, step, scene), decisionFor(step, scene), at, linked ?? undefined)
}

/** Who holds a case goes on with it; what only supervisors may do, or do as a rule, one of them does. */
function actorOf(story: Story, step: Step, { plan, ensemble, pen }: Scene): Officer {
  const { assigneeId, unitId } = story.state
  const bySupervisor = ['assign', 'pass-on', 'reopen'].includes(step)
  const supervisors = ensemble.officers.filter(({ role }) => role === 'supervisor')
  if (bySupervisor) return pen.random.pick(supervisors)
  const holder = ensemble.officers.find(({ id }) => id === assigneeId)
  if (holder) return holder
  return plan.origin.kind === 'forwarded' && unitId === plan.origin.unitId
    ? plan.origin.officer
    : plan.officer
}

function decisionFor(step: Exclude<Step, 'reply' | 'archive'>, scene: Scene): Decision {
  const { pen, plan, primary, similar } = scene
  switch (step) {
    case 'accept':
      return { type: 'accept', payload: {} }
    case 'note':
      return { type: 'note', payload: { text: pen.pick(notes), uploads: [] } }
    case 'respond':
      return { type: 'respond', payload: { text: answer(scene), uploads: [] } }
    case 'respond-and-close':
      return { type: 'respond', payload: { text: answer(scene), uploads: [], close: true } }
    case 'request_info':
      return { type: 'request_info', payload: { text: question(scene) } }
    case 'close':
      return { type: 'close', payload: { text: pen.pick(closingWords) } }
    case 'forward':
      return { type: 'forward', payload: { unitId: plan.unitId, text: pen.pick(forwardWords) } }
    case 'return':
      return { type: 'return', payload: { reason: pen.pick(returnReasons) } }
    case 'assign':
      return assignment(plan.officer, pen.pick(assignReasons))
    case 'pass-on':
      return assignment(colleagueOf(scene), pen.pick(passOnReasons))
    case 'let-go':
      return assignment(null, pen.pick(letGoReasons))
    case 'reopen':
      return { type: 'reopen', payload: { reason: pen.pick(reopenReasons) } }
    case 'edit':
      return { type: 'edit', payload: correctionFor(scene, pen.random) }
    case 'link':
      return { type: 'link_duplicate', payload: { primaryCaseId: idOf(primary) } }
    case 'link-wrongly':
      return { type: 'link_duplicate', payload: { primaryCaseId: idOf(similar) } }
    case 'unlink':
      return { type: 'unlink_duplicate', payload: { primaryCaseId: idOf(similar) } }
  }
}

/** Steps that need another case are left out where there is none. */
function idOf(other: Case | null): CaseId {
  if (!other) throw new Error('There is no case to link to')
  return other.id
}

function assignment(officer: Officer | null, reason: string): Decision {
  return { type: 'assign', payload: { assigneeId: officer?.id ?? null, reason } }
}

/** Somebody else who sees the case; a supervisor takes it over where nobody does. */
function colleagueOf({ plan, ensemble, opened, pen }: Scene): Officer {
  const place = { agencyId: opened.agencyId, unitId: plan.unitId }
  const others = ensemble.officers.filter(
    (one) =>
      one.role !== 'auditor' && one.id !== plan.officer.id && canSee(one, place, ensemble.reference.units),
  )
  return pen.random.pick(others)
}

function archive(story: Story, at: Instant, scene: Scene): void {
  const { plan, primary, pen } = scene
  const { status, dueAt } = story.state
  const actor = actorOf(story, 'archive', scene)
  const archiving = (reasonCode: keyof typeof archiveWords): Decision => ({
    type: 'archive',
    payload: { reasonCode, text: pen.write(archiveWords[reasonCode]) },
  })
  if (status === 'awaiting_reporter' && dueAt !== null) {
    // On the morning after the reporter's time is up.
    const morning = millisecondsOf(dueAt) + pen.random.integer(8 * 60, 12 * 60) * 60_000
    return story.act(actor, archiving('not_completed'), instantFrom(morning))
  }
  if (primary) return story.act(actor, archiving('duplicate'), at)
  if (plan.topic.foreign) {
    const isOutside = pen.random.chance(0.8)
    return story.act(actor, archiving(isOutside ? 'out_of_scope' : 'not_public_service'), at)
  }
  const reason = pen.random.weighted([
    ['unclear', 65],
    ['test_or_spam', 25],
    ['in_court', 10],
  ] as const)
  story.act(actor, archiving(reason), at)
}

function question({ plan: { topic }, pen }: Scene): string {
  return pen.write(topic.question ?? pen.random.pick(questions))
}

function answer({ plan: { topic, situation }, pen }: Scene): string {
  return `${pen.pick(answerOpenings)} ${pen.write(phraseFor(topic.answers, topic, situation, pen.random))}\n\n${pen.pick(answerClosings)}`
}

/** What reporters do with a closed case: some rate it, a few write once more when that opens it no longer. */
function afterwards(story: Story, { anchor, pen }: Scene): void {
  const later = (hours: number) => instantFrom(millisecondsOf(story.state.updatedAt) + hours * 3_600_000)
  const rating = later(pen.random.integer(1, 96))
  if (pen.random.chance(0.35) && rating < anchor) story.rate(rating)
  const reply = later(pen.random.integer(11 * 24, 30 * 24))
  if (pen.random.chance(0.02) && reply < anchor) story.reporterReplies(pen.pick(lateReplies), reply)
}
