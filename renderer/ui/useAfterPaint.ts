import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

/**
 * True from the frame after the component was painted for the first time, so that what is long to draw and not looked at
 * first keeps nobody waiting. `then` is called when that has become true.
 */
export function useAfterPaint(then: () => void): { readonly painted: Readonly<Ref<boolean>> } {
  const painted = ref(false)
  let frame = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  onMounted(() => {
    frame = requestAnimationFrame(() => {
      // The frame itself is painted after this callback; a task comes after that.
      timer = setTimeout(() => {
        painted.value = true
        then()
      })
    })
  })
  onBeforeUnmount(() => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  })
  return { painted }
}
