import { computed, type ComputedRef } from 'vue'
import type { Case } from '../../../shared/domain/case'
import { useWords } from '../../i18n/words'
import { useComposerStore } from './composerStore'
import { readersKey } from './textReaders'

export interface ComposerWords {
  /** The text field's name. */
  readonly label: string
  readonly placeholder: string
  readonly send: string
  readonly readers: string
}

/** What the composer says of what is being put together. */
export function useComposerWords(subject: () => Case): ComputedRef<ComposerWords> {
  const composer = useComposerStore()
  const { t } = useWords()
  return computed(() => {
    const type = composer.textType
    const readers = t(readersKey(type, subject()))
    if (composer.changing) {
      const action = t(`act.${type}`)
      return {
        label: t('composer.changeLabel', { action }),
        placeholder: '',
        send: t('composer.sendChange'),
        readers,
      }
    }
    if (type === 'respond') {
      const [label, placeholder] = [t('composer.respondLabel'), t('composer.respondPlaceholder')]
      return { label, placeholder, send: t('composer.sendRespond'), readers }
    }
    if (type === 'note') {
      const [label, placeholder] = [t('composer.noteLabel'), t('composer.notePlaceholder')]
      return { label, placeholder, send: t('composer.sendNote'), readers }
    }
    return {
      label: t(`acting.label.${type}`),
      placeholder: t(`acting.placeholder.${type}`),
      send: t(`acting.submit.${type}`),
      readers,
    }
  })
}
