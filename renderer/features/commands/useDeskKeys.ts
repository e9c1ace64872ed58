import { onScopeDispose } from 'vue'
import { commandIds, shapeOf, type CommandId } from './commandTable'
import { isCharacter, isPressed, thisPlatform } from './keyStroke'
import { paneOf, type PaneName } from './panes'

interface KeyedCommands {
  readonly letterKeys: () => boolean
  readonly applies: (id: CommandId) => boolean
  readonly whyNot: (id: CommandId) => string | null
  readonly run: (id: CommandId) => void
}

const fields = 'textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button])'

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(fields) !== null
}
function hasFocusOf(pane: PaneName, target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-pane-focus]') !== null && paneOf(target) === pane
}
/** What lies over the desk has the keys to itself. */
function isCovered(): boolean {
  // What is on its way out covers nothing any more.
  return (
    document.querySelector(':is([role=dialog], [role=alertdialog], [role=menu])[data-state=open]') !== null
  )
}

/**
 * Runs the command whose key is pressed. A part of the desk that has used the key itself says so by `preventDefault`.
 * Of several commands with the same key, the first that can be done now is meant; when none can, the first is run
 * all the same, so that the officer is told why not.
 */
export function useDeskKeys(commands: KeyedCommands): void {
  const platform = thisPlatform()

  function isMeant(id: CommandId, event: KeyboardEvent): boolean {
    const { keys, within, notWhileTyping } = shapeOf(id)
    if (within && !hasFocusOf(within, event.target)) return false
    const stroke = keys.find((candidate) => isPressed(candidate, event, platform))
    if (!stroke) return false
    if (isTyping(event.target) && (isCharacter(stroke) || notWhileTyping)) return false
    return !isCharacter(stroke) || commands.letterKeys()
  }

  function pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return
    const within = isCovered() ? commandIds.filter((id) => shapeOf(id).evenCovered) : commandIds
    const meant = within.filter((id) => isMeant(id, event) && commands.applies(id))
    const chosen = meant.find((id) => commands.whyNot(id) === null) ?? meant[0]
    if (!chosen) return
    event.preventDefault()
    commands.run(chosen)
  }
  window.addEventListener('keydown', pressed)
  onScopeDispose(() => window.removeEventListener('keydown', pressed))
}
