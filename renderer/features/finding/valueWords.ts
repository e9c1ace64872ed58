import type { Language } from '../../../shared/bridge/desk'
import type { CalendarDate } from '../../../shared/domain/identifiers'
import type { SearchCondition, SearchProblem, SearchValue } from '../../engine/findingApi'
import type { useWords } from '../../i18n/words'
import { dayAndMonth } from '../../ui/moments'

type Words = ReturnType<typeof useWords>

/** As many as a chip holds. */
const mostShown = 2

/** A value of an operator in words. */
export function valueWords(value: SearchValue, { t, language }: Words): string {
  switch (value.kind) {
    case 'status':
      return t(`status.${value.status}`)
    case 'channel':
      return t(`channel.${value.channel}`)
    case 'classification':
      return t(`classification.${value.classification}`)
    case 'name':
      return value.name
    case 'on':
      return dayWords(value.date, language())
    case 'before':
    case 'after':
      return t(`finding.value.${value.kind}`, { date: dayWords(value.date, language()) })
    case 'open':
    case 'me':
    case 'nobody':
    case 'yes':
    case 'no':
    case 'today':
    case 'tomorrow':
      return t(`finding.value.${value.kind}`)
  }
}

function dayWords(date: CalendarDate, language: Language): string {
  // A day has no zone: it is written as it stands.
  return dayAndMonth(new Date(`${date}T00:00:00.000Z`), 'UTC', language)
}

/** How one operator was understood, such as *Status: Diproses atau Selesai*. */
export function conditionWords({ operator, negated, values }: SearchCondition, words: Words): string {
  const { t, number } = words
  const shown = values.slice(0, mostShown).map((value) => valueWords(value, words))
  const joined = shown.reduce((one, other) => t('finding.or', { one, other }))
  const rest = values.length - shown.length
  const all = rest > 0 ? t('finding.moreValues', { values: joined, n: number(rest) }) : joined
  const condition = t('finding.condition', { operator: t(`finding.operator.${operator}`), values: all })
  return negated ? t('finding.not', { condition }) : condition
}

/** What was not understood, and what could be written instead. */
export function problemWords(problem: SearchProblem, words: Words): string {
  const { t } = words
  switch (problem.kind) {
    case 'unknown-operator': {
      const { name, nearest } = problem
      return nearest === null
        ? t('finding.problem.unknownOperator', { name })
        : t('finding.problem.unknownOperatorNear', { name, nearest })
    }
    case 'value-missing':
      return t('finding.problem.valueMissing', { operator: operatorWord(problem, words) })
    case 'not-a-date':
      return t('finding.problem.notADate', { value: problem.value })
    case 'names-missing':
      return t('finding.problem.namesMissing', { operator: operatorWord(problem, words) })
    case 'unknown-value': {
      const operator = operatorWord(problem, words)
      const { value } = problem
      if (problem.choices.length === 0) return t('finding.problem.unknownValue', { operator, value })
      const choices = problem.choices.map((choice) => valueWords(choice, words)).join(', ')
      return t('finding.problem.unknownValueChoices', { operator, value, choices })
    }
  }
}

function operatorWord(problem: Exclude<SearchProblem, { kind: 'unknown-operator' }>, { t }: Words): string {
  return t(`finding.operator.${problem.operator}`).toLowerCase()
}
