import { onScopeDispose } from 'vue'

/** Calls `refresh` once a minute while the component lives and the window can be seen. */
export function useRefreshEveryMinute(refresh: () => void): void {
  const timer = setInterval(() => {
    if (!document.hidden) refresh()
  }, 60_000)
  onScopeDispose(() => clearInterval(timer))
}
