import type { CasePlan } from './casePlan'
import type { SeededRandom } from './seededRandom'

/** Where a case is to stand on the anchor day. */
export type Ending =
  'dispositioned' | 'in_progress' | 'awaiting_reporter' | 'answered' | 'closed' | 'archived' | 'returned'

export type Step =
  | 'accept'
  | 'note'
  | 'respond'
  | 'respond-and-close'
  | 'request_info'
  | 'reply'
  | 'archive'
  | 'close'
  | 'forward'
  | 'return'
  | 'assign'
  | 'pass-on'
  | 'let-go'
  | 'reopen'
  | 'edit'
  | 'link'
  | 'link-wrongly'
  | 'unlink'

export interface Plot {
  readonly steps: readonly Step[]
  readonly closesByItself: boolean
}

/** Such steps as anybody may take on an open case, wherever it stands. */
const finishing: readonly Step[] = ['respond-and-close', 'close', 'archive', 'return']

type Maybe = (step: Step, probability: number) => Step[]

/** The steps that bring a case to its ending. */
export function plotFor(plan: CasePlan, random: SeededRandom): Plot {
  const plot = mainPlot(plan, random)
  return { ...plot, steps: withBeginning(plan, withAsides(plan, plot.steps, random), random) }
}

function mainPlot({ ending, topic, sameAs }: CasePlan, random: SeededRandom): Plot {
  const maybe: Maybe = (step, probability) => (random.chance(probability) ? [step] : [])
  const open = (...steps: Step[]): Plot => ({ steps, closesByItself: false })
  switch (ending) {
    case 'dispositioned':
      return open(...maybe('assign', 0.12), ...maybe('note', 0.15))
    case 'in_progress':
      return random.weighted([
        [open('accept', ...maybe('note', 0.4)), 55],
        [open('accept', 'request_info', 'reply', ...maybe('note', 0.3)), 23],
        [open('accept', 'respond', 'reply', ...maybe('note', 0.3)), 17],
        [open('accept', 'respond-and-close', 'reopen', ...maybe('note', 0.3)), 2],
        [open('accept', 'respond-and-close', 'reply'), 2],
        [open('archive', 'reopen'), 1],
      ])
    case 'awaiting_reporter':
      return open(...maybe('accept', 0.6), 'request_info')
    case 'answered':
      return open(...beforeAnswer(random.chance(0.15), maybe), 'respond')
    case 'closed': {
      const before = beforeAnswer(random.chance(topic.question ? 0.25 : 0.1), maybe)
      return random.weighted([
        [{ steps: [...before, 'respond'], closesByItself: true }, 58],
        [open(...before, 'respond-and-close'), 25],
        [open(...before, 'respond', 'close'), 15],
        [open(...before, 'respond-and-close', 'reopen', 'respond-and-close'), 2],
      ])
    }
    case 'archived':
      // Another agency's matter is put aside at once, what is ours when the reporter gave no data in time.
      return topic.foreign || sameAs !== null || random.chance(0.15)
        ? open(...maybe('accept', 0.5), 'archive')
        : open(...maybe('accept', 0.5), 'request_info', 'archive')
    case 'returned':
      return open(...maybe('accept', 0.4), ...maybe('note', 0.3), 'return')
  }
}

function beforeAnswer(asks: boolean, maybe: Maybe): Step[] {
  return [
    ...maybe('accept', 0.9),
    ...maybe('note', 0.3),
    ...(asks ? (['request_info', 'reply'] as const) : []),
    ...maybe('note', 0.15),
  ]
}

/** What happens beside the way to the ending and does not change it. */
function withAsides(
  { correction, sameAs, ending }: CasePlan,
  steps: readonly Step[],
  random: SeededRandom,
): Step[] {
  const whole = [...steps]
  // A case that is accepted has somebody from whom it can be taken.
  const accepted = whole.indexOf('accept')
  if (accepted >= 0 && ending !== 'dispositioned' && random.chance(0.04)) {
    whole.splice(accepted + 1, 0, random.chance(0.75) ? 'pass-on' : 'let-go')
  }
  if (correction) insert(whole, ['edit'], random)
  if (sameAs !== null && (ending === 'archived' || random.chance(0.6))) insert(whole, ['link'], random)
  else if (sameAs === null && random.chance(0.008)) insert(whole, ['link-wrongly', 'unlink'], random)
  return whole
}

/** Somewhere while the case is open. */
function insert(steps: Step[], added: readonly Step[], random: SeededRandom): void {
  const end = steps.findIndex((step) => finishing.includes(step))
  steps.splice(random.integer(0, end < 0 ? steps.length : end), 0, ...added)
}

/** How it came to the unit, and who gave it to whom there. */
function withBeginning({ origin, ending }: CasePlan, steps: readonly Step[], random: SeededRandom): Step[] {
  const assigned = ending !== 'dispositioned' && ending !== 'returned' && random.chance(0.08)
  const taken: Step[] = assigned ? ['assign', ...steps] : [...steps]
  if (origin.kind !== 'forwarded') return taken
  return [...(random.chance(0.2) ? (['note'] as const) : []), 'forward', ...taken]
}
