import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { CaseId } from '../../../shared/domain/identifiers'
import type { NationalAnswer, NationalCaseAnswer, NationalReport } from '../../engine/findingApi'
import { useCaseStore } from '../case/caseStore'
import { useInboxStore } from '../inbox/inboxStore'
import { useEngineStore } from '../session/engineStore'

const unreachable = { outcome: 'failed', problem: 'unreachable', detail: null } as const

/** What the national system found, shown in the place of the list; and the report of it that is being read. */
export const useNationalStore = defineStore('national', () => {
  const link = useEngineStore()
  const inbox = useInboxStore()
  const subject = useCaseStore()
  /** What was asked for; null while the list shows this desk's reports. */
  const asked = ref<string | null>(null)
  /** Null while it is being asked. */
  const answer = shallowRef<NationalAnswer | null>(null)
  const openedId = shallowRef<CaseId | null>(null)
  /** Null while it is being fetched. */
  const opened = shallowRef<NationalCaseAnswer | null>(null)
  let generation = 0

  link.subscribe({ event: () => undefined, closed: close })
  // Whoever goes on to something else is not held here.
  watch(() => [inbox.query.search, inbox.view, inbox.pane], close)
  watch(
    () => subject.caseId,
    (caseId) => {
      if (caseId !== null) closeCase()
    },
  )

  const reports = computed((): readonly NationalReport[] =>
    answer.value?.outcome === 'found' ? answer.value.reports : [],
  )

  async function ask(): Promise<void> {
    const mine = ++generation
    asked.value = inbox.query.search
    answer.value = null
    closeCase()
    const given = await link
      .engine()
      .searchNational(asked.value)
      .catch(() => unreachable)
    if (mine === generation) answer.value = given
  }

  async function openReport(report: NationalReport): Promise<void> {
    if (report.held) {
      closeCase()
      await subject.open(report.caseId)
      return
    }
    openedId.value = report.caseId
    opened.value = null
    await readCase()
  }

  async function readCase(): Promise<void> {
    const wanted = openedId.value
    if (!wanted) return
    const given = await link
      .engine()
      .nationalCase(wanted)
      .catch(() => unreachable)
    if (openedId.value === wanted) opened.value = given
  }

  function closeCase(): void {
    openedId.value = null
    opened.value = null
  }

  function close(): void {
    generation += 1
    asked.value = null
    answer.value = null
    closeCase()
  }

  return { asked, answer, reports, openedId, opened, ask, openReport, readCase, close }
})
