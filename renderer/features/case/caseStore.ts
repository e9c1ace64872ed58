import isDeepEqual from 'fast-deep-equal'
import { defineStore } from 'pinia'
import { computed, nextTick, onScopeDispose, ref, shallowRef } from 'vue'
import type { Case } from '../../../shared/domain/case'
import type { CaseId, Instant, TrackingId } from '../../../shared/domain/identifiers'
import type { CaseView } from '../../engine/api'
import type { CaseSurroundings } from '../../engine/readingApi'
import { useAttachmentStore } from '../attachments/attachmentStore'
import { useEngineStore } from '../session/engineStore'
import { useSessionStore } from '../session/sessionStore'
import { useComposerStore } from './composerStore'
import { newSince } from './newSince'

/** A report from which the officer went on to another, and where they can go back to. */
interface Stop {
  readonly caseId: CaseId
  readonly trackingId: TrackingId
}

/** Nobody follows reports further than this. */
const longestTrail = 30
/**
 * Who goes from report to report with J does not look at any of them; what is dear to find is asked for when the officer
 * stays on one, and when nothing changed on it for so long.
 */
const restMilliseconds = 250

/** The report on the right. */
export const useCaseStore = defineStore('case', () => {
  const link = useEngineStore()
  const composer = useComposerStore()
  const attachments = useAttachmentStore()
  const session = useSessionStore()
  const caseId = shallowRef<CaseId | null>(null)
  const shown = shallowRef<CaseView | null>(null)
  const stage = ref<'none' | 'reading' | 'shown' | 'gone' | 'failed'>('none')
  /** What is shown, once the officer rests on it; null before. */
  const restedOn = shallowRef<CaseView | null>(null)
  let rest: ReturnType<typeof setTimeout> | undefined
  /** Null until it was read; `failed` when it cannot be. */
  const surroundings = shallowRef<CaseSurroundings | 'failed' | null>(null)
  /** What the report said when they were read. */
  let surroundingsOf: string | null = null
  /** Where the officer came from by following reports; the last is gone back to first. */
  const trail = shallowRef<readonly Stop[]>([])
  /** The report was come to from another one: the focus that was there has to go somewhere. */
  const wasFollowed = ref(false)
  /**
   * As it was when the report was opened: looking at it makes it seen, and what was new must not lose its mark under
   * the officer's eyes.
   */
  const seenUntil = shallowRef<Instant | null>(null)
  const news = computed(() =>
    shown.value ? newSince(shown.value.timeline, seenUntil.value, session.officer?.id ?? null) : null,
  )

  link.subscribe({
    event(event) {
      const concerned = event.kind === 'case-changed' && event.caseId === caseId.value
      const begunAnew = event.kind === 'reference-changed' || event.kind === 'engine-restarted'
      if (begunAnew) surroundingsOf = null
      if (concerned || begunAnew) void read()
    },
    closed() {
      caseId.value = null
      shown.value = null
      forgetRest()
      surroundings.value = null
      surroundingsOf = null
      trail.value = []
      stage.value = 'none'
    },
  })

  async function open(chosen: CaseId): Promise<void> {
    trail.value = []
    wasFollowed.value = false
    await turnTo(chosen)
  }

  /** To a report that belongs to this one; `goBack` comes back here. */
  async function follow(chosen: CaseId): Promise<void> {
    const { value: from } = shown
    if (chosen === caseId.value) return
    if (from) {
      const stop = { caseId: from.case.id, trackingId: from.case.trackingId }
      trail.value = [...trail.value, stop].slice(-longestTrail)
    }
    wasFollowed.value = true
    await turnTo(chosen)
  }

  async function goBack(): Promise<void> {
    const last = trail.value.at(-1)
    if (!last) return
    trail.value = trail.value.slice(0, -1)
    wasFollowed.value = true
    await turnTo(last.caseId)
  }

  async function turnTo(chosen: CaseId): Promise<void> {
    if (caseId.value !== chosen) {
      caseId.value = chosen
      // The report before goes at once, lest something be written for it that is meant for this one.
      shown.value = null
      forgetRest()
      surroundings.value = null
      surroundingsOf = null
      seenUntil.value = null
      stage.value = 'reading'
    }
    await read()
  }

  async function read(): Promise<void> {
    const wanted = caseId.value
    if (!wanted) return
    try {
      const [view, drafts] = await Promise.all([link.engine().caseView(wanted), link.engine().drafts(wanted)])
      if (caseId.value !== wanted) return
      composer.remember(drafts)
      if (!shown.value) seenUntil.value = view?.seenUntil ?? null
      shown.value = view && withKnownLines(view, shown.value)
      stage.value = view ? 'shown' : 'gone'
      if (!view) return
      composer.turnTo(wanted, view.permissions)
      awaitRest()
      void attachments.load(wanted)
      await looked(wanted)
    } catch {
      if (caseId.value === wanted) stage.value = 'failed'
    }
  }

  function awaitRest(): void {
    clearTimeout(rest)
    rest = setTimeout(() => {
      restedOn.value = shown.value
      if (shown.value) void readSurroundings(shown.value.case)
    }, restMilliseconds)
  }
  function forgetRest(): void {
    clearTimeout(rest)
    restedOn.value = null
  }

  /** Once it is painted, and unless nobody can see the window: then it is not before anybody. */
  async function looked(shownId: CaseId): Promise<void> {
    await nextTick()
    if (document.hidden || caseId.value !== shownId || !shown.value) return
    // Without the mark the report stays unread, which says no more than that.
    await link
      .engine()
      .markSeen(shownId)
      .catch(() => undefined)
  }
  const windowShown = (): void => {
    if (caseId.value) void looked(caseId.value)
  }
  document.addEventListener('visibilitychange', windowShown)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', windowShown)
    clearTimeout(rest)
  })

  /**
   * Stands beside the report and never keeps it waiting. Read once for what the report says: what is answered or noted
   * on it changes nothing around it, and to look for others like it is the dearest of all that is asked.
   */
  async function readSurroundings(subject: Case): Promise<void> {
    const about = whatDecidesSurroundings(subject)
    if (about === surroundingsOf && surroundings.value !== null && surroundings.value !== 'failed') return
    surroundingsOf = about
    const read = await link
      .engine()
      .caseSurroundings(subject.id)
      .catch(() => 'failed' as const)
    if (surroundingsOf === about) surroundings.value = read
  }

  return {
    caseId,
    shown,
    stage,
    restedOn,
    surroundings,
    trail,
    wasFollowed,
    news,
    open,
    follow,
    goBack,
    read,
  }
})

function whatDecidesSurroundings({
  id,
  title,
  body,
  categoryId,
  location,
  reporter,
  anonymous,
  duplicateOf,
}: Case): string {
  return JSON.stringify([id, title, body, categoryId, location, reporter, anonymous, duplicateOf])
}

/** With the lines of its history as the objects that are shown already, where they say the same. */
function withKnownLines(view: CaseView, before: CaseView | null): CaseView {
  const known = new Map(before?.timeline.map((item) => [item.event.id, item]))
  const timeline = view.timeline.map((item) => {
    const shownItem = known.get(item.event.id)
    return shownItem && isDeepEqual(shownItem, item) ? shownItem : item
  })
  return { ...view, timeline }
}
