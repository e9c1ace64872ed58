import { createHash } from 'node:crypto'
import { z } from 'zod'
import { letter, letterKinds } from './letters'
import { photograph } from './photographs'

/** How the bytes of a generated attachment are made; kept in the database in place of the bytes. */
export const recipeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('photograph'), number: z.number().int() }),
  z.object({ kind: z.literal('letter'), about: z.enum(letterKinds), number: z.number().int() }),
])
export type FileRecipe = z.infer<typeof recipeSchema>

export interface FileSummary {
  readonly mime: string
  /** Bytes. */
  readonly size: number
  readonly sha256: string
}

export function generatedFile(recipe: FileRecipe): Buffer {
  switch (recipe.kind) {
    case 'photograph':
      return photograph(recipe.number)
    case 'letter':
      return letter(recipe.about, recipe.number)
  }
}

const summaries = new Map<string, FileSummary>()

/** Size and sum of what a recipe makes; painted once for each process, since the generator asks again and again. */
export function summaryOf(recipe: FileRecipe): FileSummary {
  const key = JSON.stringify(recipe)
  const known = summaries.get(key)
  if (known) return known
  const bytes = generatedFile(recipe)
  const summary = {
    mime: recipe.kind === 'photograph' ? 'image/png' : 'application/pdf',
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
  summaries.set(key, summary)
  return summary
}
