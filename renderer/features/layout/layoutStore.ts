import { defineStore } from 'pinia'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { densities, firstPanes, type Density, type Panes } from '../../../shared/bridge/panes'
import { useDeskParts } from '../../deskParts'
import { useSessionStore } from '../session/sessionStore'
import { useEngineStore } from '../session/engineStore'
import { columnsFor, paneLimits, paneWidths, widthModes } from './paneWidths'

const pauseMilliseconds = 300
/** DESIGN, *Rows*. */
const rowHeights: Readonly<Record<Density, number>> = { comfortable: 72, compact: 52 }

/** How the desk is divided: widths of the panes, what is seen when only one fits, how dense the list is. */
export const useLayoutStore = defineStore('layout', () => {
  const { bridge } = useDeskParts()
  const session = useSessionStore()
  const link = useEngineStore()
  const windowWidth = ref(window.innerWidth)
  const chosen = shallowRef<Panes>(session.state?.panes ?? firstPanes)
  /** The officer wants the case alone, although there is room for more. */
  const wide = ref(false)
  /** Which of the two is seen while only one is. */
  const front = ref<'list' | 'case'>('list')
  const drawerOpen = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  const measure = (): void => {
    windowWidth.value = window.innerWidth
  }
  window.addEventListener('resize', measure)
  onScopeDispose(() => {
    window.removeEventListener('resize', measure)
    clearTimeout(timer)
  })
  link.subscribe({
    event() {},
    closed() {
      wide.value = false
      front.value = 'list'
      drawerOpen.value = false
    },
  })
  watch(
    () => session.state?.stage,
    () => (chosen.value = session.state?.panes ?? chosen.value),
  )

  const mode = computed(() => widthModes(windowWidth.value))
  /** Only one of list and case is seen. */
  const single = computed(() => mode.value.narrow || wide.value)
  const showsList = computed(() => !single.value || front.value === 'list')
  const showsCase = computed(() => !single.value || front.value === 'case')
  const widths = computed(() => paneWidths(chosen.value, windowWidth.value))
  const limits = computed(() => paneLimits(windowWidth.value, widths.value))
  const columns = computed(() =>
    columnsFor(widths.value, { single: single.value, drawer: mode.value.drawer }),
  )
  watch(
    () => mode.value.drawer,
    () => (drawerOpen.value = false),
  )

  const density = computed(() => session.state?.density ?? densities[0])
  const rowHeight = computed(() => rowHeights[density.value])
  async function chooseDensity(wanted: Density): Promise<void> {
    await bridge.chooseDensity(wanted)
  }
  function toggleDensity(): Promise<void> {
    return chooseDensity(density.value === 'compact' ? 'comfortable' : 'compact')
  }

  /** Null gives it back the width that it has by itself. */
  function resize(pane: keyof Panes, width: number | null): void {
    const rounded = width === null ? null : Math.round(width)
    chosen.value = { ...chosen.value, [pane]: rounded }
    clearTimeout(timer)
    // A width that could not be kept is chosen again in a moment; nothing depends on it.
    timer = setTimeout(() => void bridge.keepPanes(chosen.value).catch(() => undefined), pauseMilliseconds)
  }

  /** Brings the case to the front where only one of the two fits. */
  function showCase(): void {
    front.value = 'case'
  }
  /** The case alone in the window. */
  function widen(): void {
    wide.value = true
    front.value = 'case'
  }
  function toggleWide(): void {
    if (wide.value) back()
    else widen()
  }
  /** Back to the list. */
  function back(): void {
    wide.value = false
    front.value = 'list'
  }

  return {
    mode,
    single,
    wide,
    front,
    drawerOpen,
    showsList,
    showsCase,
    widths,
    limits,
    columns,
    density,
    rowHeight,
    chooseDensity,
    toggleDensity,
    resize,
    showCase,
    widen,
    toggleWide,
    back,
  }
})
