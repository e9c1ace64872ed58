import { countingOf } from '../../../shared/domain/calendar'
import type { Case } from '../../../shared/domain/case'
import { instantFrom, millisecondsOf, type Instant } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import type { Reference } from '../../../shared/domain/reference'
import {
  answerClosings,
  answerOpenings,
  closingWords,
  dissatisfied,
  notes,
  questions,
  replies,
} from './phrases'
import { Story } from './story'
import type { Topic } from './topics/topic'
import { workingMoments } from './workingTime'
import { phraseFor, type Pen } from './writing'

/** Where a case is to stand on the anchor day. */
export type Ending =
  'dispositioned' | 'in_progress' | 'awaiting_reporter' | 'answered' | 'closed' | 'archived'

type Step =
  'accept' | 'note' | 'respond' | 'respond-and-close' | 'request_info' | 'reply' | 'archive' | 'close'

interface Plot {
  readonly steps: readonly Step[]
  readonly closesByItself: boolean
}

export interface Scene {
  readonly opened: Case
  readonly ending: Ending
  readonly officer: Officer
  readonly reference: Reference
  readonly topic: Topic
  readonly situation: number
  readonly pen: Pen
  readonly anchor: Instant
}

/** Plays a case from its disposition to its ending, or null when that does not fit before the anchor. */
export function play(scene: Scene): Case | null {
  const { random } = scene.pen
  const plot = plotFor(scene)
  const story = new Story(scene.opened, scene.reference, scene.officer, random)
  const counting = countingOf(scene.reference, scene.opened.unitId)
  const span = { from: scene.opened.dispositionedAt, until: lastMoment(scene), counting }
  const moments = workingMoments(span, plot.steps.length, random)
  for (const [index, step] of plot.steps.entries()) {
    const at = moments[index]
    if (at === undefined || at >= scene.anchor) return null
    takeStep(story, step, at, scene)
  }
  if (plot.closesByItself) story.closeByItself()
  if (story.state.status === 'closed' && random.chance(0.35)) rateLater(story, scene)
  return story.state.updatedAt < scene.anchor ? story.state : null
}

function plotFor({ ending, pen, topic }: Scene): Plot {
  const { random } = pen
  const maybe = (step: Step, probability: number): Step[] => (random.chance(probability) ? [step] : [])
  const open = (...steps: Step[]): Plot => ({ steps, closesByItself: false })
  switch (ending) {
    case 'dispositioned':
      return open(...maybe('note', 0.15))
    case 'in_progress':
      return random.weighted([
        [open('accept', ...maybe('note', 0.4)), 55],
        [open('accept', 'request_info', 'reply', ...maybe('note', 0.3)), 25],
        [open('accept', 'respond', 'reply', ...maybe('note', 0.3)), 20],
      ])
    case 'awaiting_reporter':
      return open(...maybe('accept', 0.6), 'request_info')
    case 'answered':
      return open(...beforeAnswer(random.chance(0.15), maybe), 'respond')
    case 'closed': {
      const before = beforeAnswer(random.chance(topic.question ? 0.25 : 0.1), maybe)
      return random.weighted([
        [{ steps: [...before, 'respond'], closesByItself: true }, 60],
        [open(...before, 'respond-and-close'), 25],
        [open(...before, 'respond', 'close'), 15],
      ])
    }
    case 'archived':
      // Another agency's matter is put aside at once, what is ours when the reporter gave no data in time.
      return topic.foreign || random.chance(0.15)
        ? open(...maybe('accept', 0.5), 'archive')
        : open(...maybe('accept', 0.5), 'request_info', 'archive')
  }
}

function beforeAnswer(asks: boolean, maybe: (step: Step, probability: number) => Step[]): Step[] {
  return [
    ...maybe('accept', 0.9),
    ...maybe('note', 0.3),
    ...(asks ? (['request_info', 'reply'] as const) : []),
    ...maybe('note', 0.15),
  ]
}

/** Finished work took its days; open work may have gone on until now. */
function lastMoment({ opened, ending, anchor, pen }: Scene): Instant {
  if (ending !== 'closed' && ending !== 'archived') return anchor
  const days = pen.random.weighted([
    [pen.random.integer(1, 4), 35],
    [pen.random.integer(4, 9), 35],
    [pen.random.integer(9, 18), 20],
    [pen.random.integer(18, 40), 10],
  ])
  return instantFrom(millisecondsOf(opened.dispositionedAt) + days * 86_400_000)
}

function takeStep(story: Story, step: Step, at: Instant, scene: Scene): void {
  const { topic, pen } = scene
  switch (step) {
    case 'accept':
      return story.act({ type: 'accept', payload: {} }, at)
    case 'note':
      return story.act({ type: 'note', payload: { text: pen.pick(notes), uploads: [] } }, at)
    case 'respond':
      return story.act({ type: 'respond', payload: { text: answer(scene), uploads: [] } }, at)
    case 'respond-and-close':
      return story.act({ type: 'respond', payload: { text: answer(scene), uploads: [], close: true } }, at)
    case 'request_info':
      return story.requestInfo(pen.write(topic.question ?? pen.random.pick(questions)), at)
    case 'reply':
      return story.reporterReplies(pen.pick(story.state.status === 'answered' ? dissatisfied : replies), at)
    case 'archive':
      return archive(story, at, scene)
    case 'close':
      return story.close(pen.pick(closingWords), at)
  }
}

function archive(story: Story, at: Instant, { topic, pen }: Scene): void {
  const { status, dueAt } = story.state
  if (status === 'awaiting_reporter' && dueAt !== null) {
    // On the morning after the reporter's time is up.
    const morning = millisecondsOf(dueAt) + pen.random.integer(8 * 60, 12 * 60) * 60_000
    return story.archive('not_completed', instantFrom(morning))
  }
  if (topic.foreign) return story.archive(pen.random.chance(0.8) ? 'out_of_scope' : 'not_public_service', at)
  return story.archive(pen.random.chance(0.7) ? 'unclear' : 'test_or_spam', at)
}

function answer({ topic, situation, pen }: Scene): string {
  return `${pen.pick(answerOpenings)} ${pen.write(phraseFor(topic.answers, topic, situation, pen.random))}\n\n${pen.pick(answerClosings)}`
}

function rateLater(story: Story, { anchor, pen }: Scene): void {
  const at = instantFrom(millisecondsOf(story.state.updatedAt) + pen.random.integer(1, 96) * 3_600_000)
  if (at < anchor) story.rate(at)
}
