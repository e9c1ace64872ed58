import { useToast } from '@nuxt/ui/composables'
import { savedViewLimits } from '../../engine/findingApi'
import { useWords } from '../../i18n/words'
import type { SaveProblem } from './savedViewStore'

/** Why a saved view could not be kept, as a sentence: in a dialog, or as a notice where there is none. */
export function useSaveProblem() {
  const { t, number } = useWords()
  const toast = useToast()

  function sentence(problem: SaveProblem): string {
    switch (problem) {
      case 'name-missing':
        return t('finding.views.nameMissing')
      case 'name-taken':
        return t('finding.views.nameTaken')
      case 'name-too-long':
        return t('finding.views.nameTooLong', { n: number(savedViewLimits.name) })
      case 'search-too-long':
        return t('finding.views.searchTooLong', { n: number(savedViewLimits.search) })
      case 'too-many':
        return t('finding.views.tooMany', { n: number(savedViewLimits.views) })
      case 'not-kept':
        return t('finding.views.notKept')
    }
  }

  async function tell(change: Promise<SaveProblem | null>): Promise<void> {
    const problem = await change
    if (problem) toast.add({ title: sentence(problem), color: 'error', icon: 'i-lucide-triangle-alert' })
  }

  return { sentence, tell }
}
