import { z } from 'zod'

/**
 * What the page puts into the program's own menu: its commands in the language chosen, with their keys, and whether
 * each can be done now. Main shows them and says which one was chosen; it knows nothing else about them.
 */
export const menuPlaces = ['desk', 'report', 'view', 'help'] as const
export type MenuPlace = (typeof menuPlaces)[number]

/** Electron's form of a key stroke, of those parts that the desk's commands use; anything else it would refuse. */
const acceleratorSchema = z
  .string()
  .regex(/^(CommandOrControl\+)?(Alt\+)?(Shift\+)?([A-Z0-9]|F[1-9]|F1[0-2]|Enter|Esc|Delete|,|\/)$/)

export const menuCommandSchema = z.object({
  id: z.string().regex(/^[a-z][a-z_-]{0,39}$/),
  place: z.enum(menuPlaces),
  label: z.string().min(1).max(80),
  accelerator: acceleratorSchema.nullable(),
  enabled: z.boolean(),
})
export type MenuCommand = z.infer<typeof menuCommandSchema>

export const menuCommandsSchema = z.array(menuCommandSchema).max(80)
