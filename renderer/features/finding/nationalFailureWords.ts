import type { NationalFailure } from '../../engine/findingApi'
import type { useWords } from '../../i18n/words'

/** Why the national system did not answer, what is safe, and how to go on. */
export function nationalFailureWords(
  { problem, detail }: NationalFailure,
  { t }: Pick<ReturnType<typeof useWords>, 't'>,
): { readonly title: string; readonly next: string } {
  const title = problem === 'refused' ? t('finding.national.refused') : t(`sync.problem.${problem}`)
  const next = t(problem === 'session-ended' ? 'finding.national.sessionNext' : 'finding.national.failedNext')
  return { title, next: detail ? `${detail} ${next}` : next }
}
