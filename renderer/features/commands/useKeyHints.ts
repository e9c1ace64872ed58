import { useSessionStore } from '../session/sessionStore'
import { shapeOf, type CommandId } from './commandTable'
import { ariaKeys, isCharacter, keyCaps, keyWord, thisPlatform, type KeyStroke } from './keyStroke'

/** The keys of commands as they are shown beside what does the same with the mouse. */
export function useKeyHints() {
  const session = useSessionStore()
  const platform = thisPlatform()

  /** Those that work now: letters can be switched off. */
  function strokes(id: CommandId): readonly KeyStroke[] {
    const letters = session.state?.letterKeys ?? true
    return shapeOf(id).keys.filter((stroke) => letters || !isCharacter(stroke))
  }
  /** Ctrl+K; null for a command without a key. */
  function hint(id: CommandId): string | null {
    const [stroke] = strokes(id)
    return stroke ? keyWord(stroke, platform) : null
  }
  /** A tooltip: what it says, and the key behind it. */
  function titled(text: string, id: CommandId): string {
    const key = hint(id)
    return key ? `${text} (${key})` : text
  }
  function aria(id: CommandId): string | undefined {
    return (
      strokes(id)
        .map((stroke) => ariaKeys(stroke, platform))
        .join(' ') || undefined
    )
  }
  /** Each key as its caps: `[['Ctrl', 'K'], ['/']]`. */
  function caps(id: CommandId): readonly (readonly string[])[] {
    return strokes(id).map((stroke) => keyCaps(stroke, platform))
  }
  return { hint, titled, aria, caps, strokes }
}
