import { nextTick, type Ref } from 'vue'
import { languages, themes } from '../../../shared/bridge/desk'
import { densities, type Panes } from '../../../shared/bridge/panes'
import type { Board } from '../../../shared/bridge/place'
import { overseesAgency } from '../../../shared/domain/officer'
import type { InboxView } from '../../engine/api'
import { useCaseStore } from '../case/caseStore'
import { useNationalStore } from '../finding/nationalStore'
import { useSearchStore } from '../finding/searchStore'
import { useDutyViewStore } from '../inbox/dutyViewStore'
import { useInboxStore } from '../inbox/inboxStore'
import { useLayoutStore } from '../layout/layoutStore'
import { useLockStore } from '../lock/lockStore'
import { useOutboxStore } from '../outbox/outboxStore'
import { useSessionStore } from '../session/sessionStore'
import { useSignOutStore } from '../session/signOutStore'
import { useSyncStore } from '../sync/syncStore'
import type { CommandAction, CommandId } from './commandTable'
import { focusPane, paneOf, stepPane } from './panes'

/** CSS pixels. */
const paneStep = 32

/** What lies over the desk; one at a time. */
export type DeskDialog = 'palette' | 'keys' | 'settings'

type DeskCommand = Extract<
  CommandId,
  | `view-${string}`
  | 'palette'
  | 'search'
  | 'search-national'
  | 'next-pane'
  | 'previous-pane'
  | 'where-before'
  | 'back'
  | 'sync-now'
  | 'keys'
  | 'settings'
  | 'density'
  | 'theme'
  | 'language'
  | `${'list' | 'views'}-${'wider' | 'narrower'}`
  | 'diagnostics'
  | 'lock'
  | 'remove'
  | 'sign-out'
>

/** The one after it, round about. */
function after<Choice>(choices: readonly Choice[], chosen: Choice): Choice {
  return choices[(choices.indexOf(chosen) + 1) % choices.length] ?? chosen
}

/** The commands of the desk itself: where to look, and how it looks. */
export function useDeskActions(dialog: Ref<DeskDialog | null>): Record<DeskCommand, CommandAction> {
  const inbox = useInboxStore()
  const duty = useDutyViewStore()
  const finding = useSearchStore()
  const national = useNationalStore()
  const layout = useLayoutStore()
  const lock = useLockStore()
  const outbox = useOutboxStore()
  const session = useSessionStore()
  const signOut = useSignOutStore()
  const subject = useCaseStore()
  const sync = useSyncStore()

  const opening = (which: DeskDialog): CommandAction => ({ run: () => void (dialog.value = which) })
  const showing = (view: InboxView): CommandAction => ({
    run: () => inbox.chooseView(view),
  })
  const showingBoard = (board: Board): CommandAction => ({
    applies: () => session.officer !== null && overseesAgency(session.officer.role),
    run: () => inbox.showBoard(board),
  })
  async function goBack(): Promise<void> {
    if (inbox.pane === 'outbox') outbox.showsCase = false
    if (layout.single) layout.back()
    await nextTick()
    focusPane('list')
  }
  /** The box may be behind the drawer, where the window is narrow. */
  async function search(): Promise<void> {
    if (layout.mode.drawer) {
      layout.drawerOpen = true
      await nextTick()
    }
    finding.focusSearch()
  }
  function resizing(pane: keyof Panes, by: number): CommandAction {
    return {
      applies: () => !layout.single,
      run() {
        const { least, most } = layout.limits[pane]
        layout.resize(pane, Math.max(least, Math.min(most, layout.widths[pane] + by)))
      },
    }
  }
  return {
    palette: opening('palette'),
    keys: opening('keys'),
    settings: opening('settings'),
    search: { run: search },
    'search-national': {
      applies: () => inbox.pane === 'inbox' && inbox.query.search !== '',
      run: () => national.ask(),
    },
    'view-all': showing('all'),
    'view-needs-action': showing('needs-action'),
    'view-late': showing('late'),
    'view-at-risk': showing('at-risk'),
    'view-mine': showing('mine'),
    'view-unassigned': showing('unassigned'),
    'view-awaiting-reporter': showing('awaiting-reporter'),
    'view-done': showing('done'),
    'view-duty': { ...showing('duty'), applies: () => duty.shown },
    'view-outbox': {
      run() {
        inbox.showOutbox()
        return outbox.look(null)
      },
    },
    'view-workload': showingBoard('workload'),
    'view-figures': showingBoard('figures'),
    'view-trail': showingBoard('trail'),
    'next-pane': { run: () => stepPane(1) },
    'previous-pane': { run: () => stepPane(-1) },
    // From report to report first, then from the report alone to the list.
    'where-before': {
      applies: () => subject.trail.length > 0 || (layout.single && layout.showsCase),
      run: () => (subject.trail.length > 0 ? subject.goBack() : goBack()),
    },
    back: {
      applies: () =>
        (layout.single && layout.showsCase) ||
        paneOf(document.activeElement) !== 'list' ||
        (inbox.pane === 'outbox' && outbox.showsCase),
      run: goBack,
    },
    'sync-now': { run: () => sync.syncNow() },
    density: { run: () => session.chooseDensity(after(densities, session.state?.density ?? 'comfortable')) },
    theme: { run: () => session.chooseTheme(after(themes, session.state?.theme ?? 'system')) },
    language: { run: () => session.chooseLanguage(after(languages, session.state?.language ?? 'id')) },
    'list-wider': resizing('list', paneStep),
    'list-narrower': resizing('list', -paneStep),
    'views-wider': resizing('sidebar', paneStep),
    'views-narrower': resizing('sidebar', -paneStep),
    diagnostics: { run: () => session.saveDiagnostics() },
    lock: { run: () => lock.lock() },
    remove: { run: () => void (lock.removalWished = true) },
    'sign-out': { run: () => signOut.wish() },
  }
}
