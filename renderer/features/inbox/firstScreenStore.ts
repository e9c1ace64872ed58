import { defineStore } from 'pinia'
import type { OfficerId } from '../../../shared/domain/identifiers'
import { useDeskParts } from '../../deskParts'
import type { RowQuery } from '../../engine/api'
import { useEngineStore } from '../session/engineStore'
import { firstScreenText, mostKeptRows, readFirstScreen, type FirstScreen } from './firstScreen'

/** From a change of the list to keeping it for the next start; what changes meanwhile is kept with it. */
const keepPauseMilliseconds = 2_000
/** The program opens with everything by its deadline. */
const opening: RowQuery = { view: 'all', statuses: null, mine: false, search: '' }

/**
 * The first screen of the next start: kept as that list is, whatever is looked at meanwhile, so that a report that left
 * the desk leaves it too (SECURITY.md 20).
 */
export const useFirstScreenStore = defineStore('first-screen', () => {
  const link = useEngineStore()
  const { bridge } = useDeskParts()
  /** Until the desk is drawn, or known to be another one. */
  let kept: FirstScreen | null = null
  let keptText: string | null = null
  /** Whose desk is open. */
  let officerId: OfficerId | null = null
  let keeping: ReturnType<typeof setTimeout> | undefined

  link.subscribe({
    event(event) {
      if (event.kind === 'rows-changed' || event.kind === 'engine-restarted') keepSoon()
    },
    closed() {
      clearTimeout(keeping)
      keeping = undefined
      keptText = null
      officerId = null
    },
  })

  /** Before it is known who is at the desk. */
  async function load(): Promise<void> {
    const text = await bridge.firstScreen().catch(() => null)
    kept = text === null ? null : readFirstScreen(text)
  }

  /** For the first frame of that officer's desk; once, since what is asked of the engine is newer. */
  function takeFor(opened: OfficerId): FirstScreen | null {
    const taken = kept?.officerId === opened ? kept : null
    kept = null
    officerId = opened
    keepSoon()
    return taken
  }

  function keepSoon(): void {
    if (officerId) keeping ??= setTimeout(() => void keep(), keepPauseMilliseconds)
  }

  async function keep(): Promise<void> {
    keeping = undefined
    const mine = officerId
    if (!mine) return
    try {
      const { total, rows } = await link.engine().rows(opening, 0, mostKeptRows)
      const text = firstScreenText({ officerId: mine, total, rows })
      if (mine !== officerId || text === keptText) return
      // Before it is kept: what a lock forgets meanwhile must be kept again.
      keptText = text
      await bridge.keepFirstScreen(text)
    } catch {
      keptText = null
      // What could not be kept is kept with the next change; the list itself says when the engine does not answer.
    }
  }

  return { load, takeFor }
})
