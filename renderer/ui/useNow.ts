import { onScopeDispose, readonly, ref, watch, type Ref } from 'vue'

/**
 * The device's clock in milliseconds, moved on every `everyMilliseconds` while `running`. What stands still
 * needs no timer, so the default is to run only when asked.
 */
export function useNow(everyMilliseconds: number, running: () => boolean): Readonly<Ref<number>> {
  const now = ref(Date.now())
  let timer: ReturnType<typeof setInterval> | undefined
  function stop(): void {
    clearInterval(timer)
    timer = undefined
  }
  watch(
    running,
    (wanted) => {
      stop()
      now.value = Date.now()
      if (wanted) timer = setInterval(() => (now.value = Date.now()), everyMilliseconds)
    },
    { immediate: true },
  )
  onScopeDispose(stop)
  return readonly(now)
}
