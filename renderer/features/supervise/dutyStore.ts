import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { CalendarDate, OfficerId } from '../../../shared/domain/identifiers'
import type { DutyAnswer, OfficerLoad, UnitLoad } from '../../engine/workloadApi'
import { useEngineStore } from '../session/engineStore'
import { useSessionStore } from '../session/sessionStore'
import { useSyncStore } from '../sync/syncStore'
import { awayThrough, dutySpan } from './dutyDays'

export type DutyQuestion =
  | { readonly kind: 'away'; readonly officer: OfficerLoad }
  | { readonly kind: 'duty'; readonly unit: UnitLoad }

/** What the national system has taken, to be told on the board. */
export type DutyDone =
  | { readonly kind: 'away'; readonly name: string; readonly day: CalendarDate }
  | { readonly kind: 'back'; readonly name: string }
  | {
      readonly kind: 'duty'
      readonly name: string
      readonly first: CalendarDate
      readonly last: CalendarDate
    }
  | { readonly kind: 'no-duty'; readonly name: string }

const unreachable = { outcome: 'failed', problem: 'unreachable', detail: null } as const

/** Setting who is away and who is on duty: in the national system at once, or not at all. */
export const useDutyStore = defineStore('duty', () => {
  const link = useEngineStore()
  const session = useSessionStore()
  const sync = useSyncStore()
  const question = shallowRef<DutyQuestion | null>(null)
  const busy = ref(false)
  const failure = shallowRef<Extract<DutyAnswer, { outcome: 'failed' }> | null>(null)
  const done = shallowRef<DutyDone | null>(null)
  /** Rises with every question, so that a late answer does not close another one's dialog. */
  let questions = 0

  link.subscribe({
    event: () => undefined,
    closed() {
      close()
      done.value = null
    },
  })

  /** Auditors look on. */
  const maySet = computed(() => session.officer?.role === 'supervisor')

  function begin(asked: DutyQuestion): void {
    questions += 1
    question.value = asked
    busy.value = false
    failure.value = null
    done.value = null
  }
  function close(): void {
    questions += 1
    question.value = null
    busy.value = false
    failure.value = null
  }

  /** Null says that they are back. */
  async function setAway({ id, name }: OfficerLoad, day: CalendarDate | null): Promise<void> {
    const until = day === null ? null : awayThrough(day, sync.timeZone)
    const called = name ?? id
    await send(
      () => link.engine().setAway(id, until),
      day === null ? { kind: 'back', name: called } : { kind: 'away', name: called, day },
    )
  }

  async function setDuty(
    { id, name }: UnitLoad,
    officerIds: readonly OfficerId[],
    first: CalendarDate,
    last: CalendarDate,
  ): Promise<void> {
    const duty = { officerIds, ...dutySpan(first, last, sync.timeZone) }
    await send(
      () => link.engine().setDuty(id, duty),
      officerIds.length === 0 ? { kind: 'no-duty', name } : { kind: 'duty', name, first, last },
    )
  }

  async function send(ask: () => Promise<DutyAnswer>, what: DutyDone): Promise<void> {
    if (busy.value) return
    const mine = questions
    busy.value = true
    failure.value = null
    const answer = await Promise.resolve()
      .then(ask)
      .catch(() => unreachable)
    if (mine !== questions) return
    busy.value = false
    if (answer.outcome === 'failed') {
      failure.value = answer
      return
    }
    close()
    done.value = what
  }

  return { question, busy, failure, done, maySet, begin, close, setAway, setDuty }
})
