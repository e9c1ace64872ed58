import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'

/** Rows before and after those in sight, so that scrolling a little shows no gap. */
const beyondSight = 6

export interface FixedRows {
  /** The rows to be drawn: those in sight and a few more, with their distance from the top in pixels. */
  readonly shown: ComputedRef<readonly { readonly index: number; readonly start: number }[]>
  readonly totalHeight: ComputedRef<number>
  /** The first row in sight. */
  readonly firstRow: ComputedRef<number>
  /** `auto`: only if it is not in sight, and no farther than need be. */
  readonly scrollToRow: (index: number, align: 'start' | 'auto') => void
  readonly scrollToTop: () => void
}

/**
 * Which rows of a long list are drawn, where all have one height: a division, whatever their number. The list library
 * keeps an object for each row and makes them anew whenever the number changes, which for 100,000 rows took a good
 * part of the time in which a view was switched.
 */
export function useFixedRows(
  viewport: Readonly<Ref<HTMLElement | null>>,
  count: () => number,
  height: () => number,
): FixedRows {
  const scrolled = ref(0)
  const visible = ref(0)

  function look(): void {
    const element = viewport.value
    if (!element) return
    scrolled.value = element.scrollTop
    visible.value = element.clientHeight
  }

  watch(
    viewport,
    (element, _before, onCleanup) => {
      if (!element) return
      element.addEventListener('scroll', look, { passive: true })
      const observer = new ResizeObserver(look)
      observer.observe(element)
      look()
      onCleanup(() => {
        element.removeEventListener('scroll', look)
        observer.disconnect()
      })
    },
    { immediate: true, flush: 'post' },
  )

  const last = computed(() => count() - 1)
  const firstRow = computed(() => Math.max(0, Math.min(last.value, Math.floor(scrolled.value / height()))))
  const from = computed(() => Math.max(0, firstRow.value - beyondSight))
  const to = computed(() => {
    const lastInSight = Math.ceil((scrolled.value + visible.value) / height()) - 1
    return Math.min(last.value, lastInSight + beyondSight)
  })
  const shown = computed(() => {
    const length = visible.value === 0 ? 0 : Math.max(0, to.value - from.value + 1)
    return Array.from({ length }, (_, place) => {
      const index = from.value + place
      return { index, start: index * height() }
    })
  })

  function scrollTo(top: number): void {
    const element = viewport.value
    if (!element) return
    element.scrollTop = top
    look()
  }

  return {
    shown,
    firstRow,
    totalHeight: computed(() => count() * height()),
    scrollToRow(index, align) {
      const element = viewport.value
      if (!element) return
      const start = index * height()
      const fits = element.scrollTop + element.clientHeight - height()
      if (align === 'start' || start < element.scrollTop) scrollTo(start)
      else if (start > fits) scrollTo(start + height() - element.clientHeight)
    },
    scrollToTop() {
      // Where it is there already, asking the page for nothing spares a layout.
      if (scrolled.value !== 0) scrollTo(0)
    },
  }
}
