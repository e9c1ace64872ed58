import { onScopeDispose, readonly, ref, watch, type Ref } from 'vue'

/**
 * The device's clock in milliseconds, moved on every `everyMilliseconds` while `running` and the window can be seen.
 * What stands still, or is looked at by nobody, needs no timer.
 */
export function useNow(everyMilliseconds: number, running: () => boolean): Readonly<Ref<number>> {
  const now = ref(Date.now())
  let timer: ReturnType<typeof setInterval> | undefined
  function stop(): void {
    clearInterval(timer)
    timer = undefined
  }
  function begin(): void {
    stop()
    now.value = Date.now()
    if (running() && !document.hidden) timer = setInterval(() => (now.value = Date.now()), everyMilliseconds)
  }
  watch(running, begin, { immediate: true })
  document.addEventListener('visibilitychange', begin)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', begin)
    stop()
  })
  return readonly(now)
}
