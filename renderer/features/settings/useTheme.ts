import { onScopeDispose, ref, watchEffect } from 'vue'
import type { Theme } from '../../../shared/bridge/desk'

/**
 * Puts the chosen theme on the document. For `system` it follows the system's, which main passes on to the page
 * as the preferred colour scheme.
 */
export function useTheme(theme: () => Theme): void {
  const media = window.matchMedia('(prefers-color-scheme: dark)')
  const systemIsDark = ref(media.matches)
  const follow = () => (systemIsDark.value = media.matches)
  media.addEventListener('change', follow)
  onScopeDispose(() => media.removeEventListener('change', follow))

  watchEffect(() => {
    const dark = theme() === 'system' ? systemIsDark.value : theme() === 'dark'
    document.documentElement.classList.toggle('dark', dark)
    document.documentElement.classList.toggle('light', !dark)
  })
}
