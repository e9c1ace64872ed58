import { computed, onScopeDispose, watch } from 'vue'
import type { MenuCommand } from '../../../shared/bridge/menu'
import { useDeskParts } from '../../deskParts'
import { useWords } from '../../i18n/words'
import { commandIds, isCommandId, shapeOf } from './commandTable'
import { menuAccelerator } from './keyStroke'
import type { Commands } from './useCommands'
import { useKeyHints } from './useKeyHints'

const pauseMilliseconds = 200

/** Puts the commands into the program's own menu, in the language chosen, and does the one that is chosen there. */
export function useProgramMenu(commands: Commands): void {
  const { bridge } = useDeskParts()
  const { t } = useWords()
  const hints = useKeyHints()
  let timer: ReturnType<typeof setTimeout> | undefined

  const shown = computed(() =>
    commandIds.flatMap((id): MenuCommand[] => {
      const { menu: place, name } = shapeOf(id)
      if (!place) return []
      const accelerators = hints.strokes(id).map(menuAccelerator)
      const accelerator = accelerators.find((found) => found !== null) ?? null
      const enabled = commands.applies(id) && commands.whyNot(id) === null
      return [{ id, place, label: t(name), accelerator, enabled }]
    }),
  )
  function offer(offered: readonly MenuCommand[]): void {
    // A menu that could not be changed is told again with the next change.
    void bridge.showCommands([...offered]).catch(() => undefined)
  }
  watch(
    shown,
    (offered) => {
      clearTimeout(timer)
      timer = setTimeout(() => offer(offered), pauseMilliseconds)
    },
    { immediate: true },
  )
  const stopHearing = bridge.onCommandChosen((id) => {
    if (isCommandId(id)) commands.run(id)
  })
  onScopeDispose(() => {
    clearTimeout(timer)
    stopHearing()
    offer([])
  })
}
