import type { CountedStretch } from '../../../shared/domain/explainDeadline'
import type { CalendarDate } from '../../../shared/domain/identifiers'
import type { CaseDeadline } from '../../engine/readingApi'
import type { MessageKey, MessageValues } from '../../i18n/words'

export interface DeadlineSay {
  readonly t: (key: MessageKey, values?: MessageValues) => string
  /** A sentence with one number in it, `n`. */
  readonly counted: (key: MessageKey, value: number, values?: MessageValues) => string
  /** Senin, 9 Nov */
  readonly day: (date: CalendarDate) => string
}

/** How a deadline was counted, sentence by sentence, in the order of the days. */
export function countingSentences(
  { agrees, days, daysWaiting, standing, stretches, waits }: CaseDeadline,
  say: DeadlineSay,
): readonly string[] {
  if (!agrees) return [say.t('reading.deadlines.setByServer')]
  const isContinuous = stretches[0]?.calendar === 'continuous'
  const sentences = [
    say.counted(isContinuous ? 'reading.deadlines.ruleContinuous' : 'reading.deadlines.rule', days),
  ]
  stretches.forEach((stretch, index) => {
    const start = index === 0 ? 'reading.deadlines.from' : 'reading.deadlines.resumed'
    sentences.push(say.t(start, { day: say.day(stretch.from) }), ...stretchSentences(stretch, say))
    const wait = waits[index]
    if (!wait) return
    const from = say.day(wait.from)
    sentences.push(
      wait.until === null
        ? say.t('reading.deadlines.waitsStill', { from })
        : say.t('reading.deadlines.waited', { from, until: say.day(wait.until) }),
    )
  })
  if (standing === 'paused' && daysWaiting !== null) {
    sentences.push(say.counted('reading.deadlines.waitingDays', daysWaiting))
  }
  return sentences
}

function stretchSentences(
  { counted, holidays, until, weekendDays }: CountedStretch,
  say: DeadlineSay,
): readonly string[] {
  return [
    say.counted('reading.deadlines.stretch', counted, { day: say.day(until) }),
    ...(weekendDays > 0 ? [say.counted('reading.deadlines.weekends', weekendDays)] : []),
    ...holidays.map(({ date, name, collectiveLeave }) =>
      say.t(collectiveLeave ? 'reading.deadlines.collectiveLeave' : 'reading.deadlines.holiday', {
        day: say.day(date),
        name,
      }),
    ),
  ]
}
