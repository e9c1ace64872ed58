import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Figures } from '../../../shared/domain/figures/figures'
import type { Period } from '../../../shared/domain/figures/localDays'
import type { Comparison, FigureGroup } from '../../../shared/domain/figures/report'
import { overseesAgency } from '../../../shared/domain/officer'
import type { AgencyToday, FiguresAnswer, NamedGroup, NationalFiguresAnswer } from '../../engine/figuresApi'
import { useEngineStore } from '../session/engineStore'
import { useSessionStore } from '../session/sessionStore'
import type { Measure } from './measures'
import { comparedWith, periodBeside, periodNamed } from './periods'

export const figureSources = ['desk', 'national'] as const
export type FigureSource = (typeof figureSources)[number]

/** What the board is made of, wherever it was counted. */
export interface ShownFigures {
  readonly total: Figures
  readonly months: readonly FigureGroup[]
  /** Null when the source does not compare by this. */
  readonly groups: readonly NamedGroup[] | null
  /** Of the period before; null while it is not known. */
  readonly before: Figures | null
  /** Of the same period by the other source; null while it is not known. */
  readonly beside: Figures | null
}

const unreachable = { outcome: 'failed', problem: 'unreachable', detail: null } as const

/** The figures that are looked at: of which period, by what, from where. */
export const useFiguresStore = defineStore('figures', () => {
  const link = useEngineStore()
  const session = useSessionStore()
  /** Null until the first answer. */
  const days = shallowRef<AgencyToday | null>(null)
  /** What was chosen, and how far it was stepped from there. Null until it is known what day it is. */
  const chosen = shallowRef<{ readonly period: Period; readonly steps: number } | null>(null)
  const period = computed(() => chosen.value && periodBeside(chosen.value.period, chosen.value.steps))
  const source = ref<FigureSource>('desk')
  const by = ref<Comparison>('unit')
  const measure = ref<Measure>('dispositioned')
  /** Null until the first answer. */
  const desk = shallowRef<FiguresAnswer | null>(null)
  const deskBefore = shallowRef<Figures | null>(null)
  const failed = ref(false)
  /** Null while it is being asked. */
  const national = shallowRef<NationalFiguresAnswer | null>(null)
  const nationalBefore = shallowRef<Figures | null>(null)
  /** Rise with every new question, so that a late answer to an old one is not shown. */
  let deskQuestion = 0
  let nationalQuestion = 0
  let isOpen = false

  link.subscribe({
    event(event) {
      if (!isOpen) return
      if (event.kind === 'rows-changed' || event.kind === 'engine-restarted') void readDesk()
    },
    closed: forget,
  })

  const shown = computed((): ShownFigures | null => {
    const ofDesk = desk.value?.outcome === 'counted' ? desk.value : null
    const ofNational = national.value?.outcome === 'counted' ? national.value : null
    if (source.value === 'desk') {
      return ofDesk && { ...ofDesk, before: deskBefore.value, beside: ofNational?.total ?? null }
    }
    if (!ofNational) return null
    const groups = by.value === 'tag' ? null : ofNational.by[by.value]
    return { ...ofNational, groups, before: nationalBefore.value, beside: ofDesk?.total ?? null }
  })

  /** The board is looked at: it stays up to date until `leave`. */
  async function look(): Promise<void> {
    isOpen = true
    try {
      const answer = await link.engine().agencyToday()
      days.value = answer
      chosen.value ??= { period: periodNamed('this-year', answer.today), steps: 0 }
    } catch {
      failed.value = true
      return
    }
    await read()
  }
  function leave(): void {
    isOpen = false
    nationalQuestion += 1
  }

  function read(): Promise<unknown> {
    return Promise.all([readDesk(), askNational()])
  }

  /** What was shown stays until the answer is there. */
  async function readDesk(): Promise<void> {
    const mine = ++deskQuestion
    const wanted = period.value
    if (!wanted) return
    try {
      const engine = link.engine()
      const now = await engine.agencyToday()
      const before = comparedWith(wanted, now.today)
      const [answer, compared] = await Promise.all([
        engine.figures({ period: wanted, by: by.value }),
        engine.figures({ period: before, by: by.value }),
      ])
      if (mine !== deskQuestion) return
      days.value = now
      desk.value = answer
      deskBefore.value = compared.outcome === 'counted' ? compared.total : null
      failed.value = false
    } catch {
      if (mine === deskQuestion) failed.value = true
    }
  }

  /** The national system answers those who see the whole agency (PROTOCOL.md 3.3). */
  async function askNational(): Promise<void> {
    const mine = ++nationalQuestion
    const wanted = period.value
    national.value = null
    nationalBefore.value = null
    if (!wanted || !days.value || !session.officer || !overseesAgency(session.officer.role)) return
    const ask = (asked: Period): Promise<NationalFiguresAnswer> =>
      link
        .engine()
        .nationalFigures(asked)
        .catch(() => unreachable)
    const answer = await ask(wanted)
    if (mine !== nationalQuestion) return
    national.value = answer
    if (answer.outcome !== 'counted') return
    const compared = await ask(comparedWith(wanted, days.value.today))
    if (mine === nationalQuestion)
      nationalBefore.value = compared.outcome === 'counted' ? compared.total : null
  }

  function choosePeriod(wanted: Period): Promise<unknown> {
    chosen.value = { period: wanted, steps: 0 }
    return read()
  }
  function stepPeriod(by: -1 | 1): Promise<unknown> {
    if (!chosen.value) return Promise.resolve()
    chosen.value = { ...chosen.value, steps: chosen.value.steps + by }
    return read()
  }
  function chooseSource(wanted: FigureSource): void {
    source.value = wanted
    // What failed before is tried again by looking at it.
    if (wanted === 'national' && national.value?.outcome === 'failed') void askNational()
  }
  function chooseComparison(wanted: Comparison): Promise<void> {
    by.value = wanted
    return readDesk()
  }

  function forget(): void {
    leave()
    deskQuestion += 1
    chosen.value = null
    source.value = 'desk'
    desk.value = null
    deskBefore.value = null
    national.value = null
    nationalBefore.value = null
    failed.value = false
  }

  return {
    days,
    period,
    source,
    by,
    measure,
    desk,
    failed,
    national,
    shown,
    look,
    leave,
    readDesk,
    askNational,
    choosePeriod,
    stepPeriod,
    chooseSource,
    chooseComparison,
  }
})
