import { markup, fileNames } from './corpus'

/** Texts that the page shows; what else an answer holds are ids, codes and times. */
const shownFields: ReadonlySet<string> = new Set([
  ...['title', 'body', 'name', 'text', 'address', 'phone', 'email'],
])

/**
 * Puts something of the corpus before every text that a person reads in an answer of the national system: reports,
 * events, reporters, officers, units, categories, areas, templates, tags, files. Ids and codes stay, so that
 * everything is where it was.
 */
export function hostile(path: string, json: unknown): unknown {
  // The officer's own name comes with the session.
  return withHostileTexts(json, path.length)
}

function withHostileTexts(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((item, index) => withHostileTexts(item, seed + index))
  if (typeof value !== 'object' || value === null) return value
  const isFile = 'sha256' in value
  return Object.fromEntries(
    Object.entries(value).map(([key, held], index) => {
      if (key === 'tags' && Array.isArray(held))
        return [key, [...(held as readonly unknown[]), one(markup, seed).slice(0, 60)]]
      if (typeof held !== 'string' || !shownFields.has(key))
        return [key, withHostileTexts(held, seed + index)]
      if (isFile && key === 'name') return [key, one(fileNames, seed).slice(0, 200) || 'x']
      return [key, `${one(markup, seed + index)} ${held}`]
    }),
  )
}

function one(corpus: readonly string[], seed: number): string {
  return corpus[seed % corpus.length] ?? ''
}
